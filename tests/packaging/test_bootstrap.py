"""The one command, asked as a user asks it; nothing here touches the network."""

from __future__ import annotations

import ast
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.sources import ROOT

STARTED_BY_ANY_PYTHON = (
    "bootstrap", "checks", "display", "environment", "installing", "pythons", "speech", "system_packages",
)  # fmt: skip
UNKNOWN_PACKAGE = "lajur-never-published==1.0 --hash=sha256:" + 64 * "0" + "\n"


@pytest.fixture
def copy_of_the_tree(tmp_path: Path) -> Path:
    """What bootstrap.py needs of a source tree, in a folder with blanks and accents, pinned to a package nobody has."""
    tree = tmp_path / "Kantor Tîm TI" / "lajur"
    shutil.copytree(ROOT / "packaging", tree / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tree)
    (tree / "packaging" / "requirements.lock").write_text(UNKNOWN_PACKAGE, encoding="utf-8")
    (tree / "packaging" / "system-packages.txt").write_text("# nothing to install\n", encoding="utf-8")
    return tree


def bootstrap(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    offline = {**os.environ, "PIP_NO_INDEX": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, str(tree / "packaging" / "bootstrap.py"), *arguments]
    return subprocess.run(command, cwd=tree, env=offline, capture_output=True, text=True, timeout=120, check=False)


def test_a_failed_installation_is_one_indonesian_sentence_and_leaves_no_environment(copy_of_the_tree: Path):
    done = bootstrap(copy_of_the_tree, "run")

    assert done.returncode == 1
    assert done.stderr.startswith("Pemasangan pustaka gagal: ")
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert not (copy_of_the_tree / ".venv").exists()


def test_the_whole_story_of_a_failed_installation_is_kept_for_whoever_helps(copy_of_the_tree: Path):
    done = bootstrap(copy_of_the_tree, "setup")

    assert "Installing the packages failed" in done.stderr
    assert "lajur-never-published" in (copy_of_the_tree / "build" / "setup.log").read_text(encoding="utf-8")


@pytest.fixture
def heard_interrupts() -> Iterator[None]:
    """A run in the background ignores SIGINT, and so would its children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard_interrupts")
@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups to interrupt")
def test_control_c_leaves_no_half_made_environment(copy_of_the_tree: Path):
    command = [sys.executable, str(copy_of_the_tree / "packaging" / "bootstrap.py"), "run"]
    with subprocess.Popen(
        command,
        cwd=copy_of_the_tree,
        start_new_session=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as started:
        assert started.stdout
        assert started.stderr
        for line in started.stdout:
            if line.startswith("Membuat lingkungan"):
                break
        os.killpg(started.pid, signal.SIGINT)
        told = started.stderr.read()

    assert started.returncode == 130
    assert told == "Dihentikan. Jalankan lagi kapan saja.\n"
    assert not (copy_of_the_tree / ".venv").exists()


def test_an_unknown_command_is_wrong_usage(copy_of_the_tree: Path):
    assert bootstrap(copy_of_the_tree, "terbang").returncode == 2


@pytest.mark.parametrize("name", STARTED_BY_ANY_PYTHON)
def test_bootstrap_is_written_for_python_3_8_and_its_standard_library(name: str):
    tree = ast.parse((ROOT / "packaging" / f"{name}.py").read_text(encoding="utf-8"), feature_version=(3, 8))
    imported = {
        module.partition(".")[0]
        for node in ast.walk(tree)
        for module in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported - set(sys.stdlib_module_names) - set(STARTED_BY_ANY_PYTHON) == set()


def test_ci_calls_exactly_the_one_command():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().endswith("exec python3 packaging/bootstrap.py test --all")
    assert os.name == "nt" or os.access(ROOT / ".ci" / "run", os.X_OK)
