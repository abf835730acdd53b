"""When .venv is good enough to start from, and when it must be made anew."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from environment import Environment, check_writable
from speech import SetupFailed
from tests.house.sources import ROOT


@pytest.fixture
def made(tmp_path: Path):
    """An environment as a finished set-up leaves it, with two packages in it."""
    if os.name == "nt":
        pytest.skip("a link to Python needs rights that Windows gives to few")
    (tmp_path / "packaging").mkdir()
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-source.lock"):
        (tmp_path / "packaging" / name).write_text(f"# {name}\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "lajur"\n\n[tool.ruff]\nline-length = 120\n')
    environment = Environment(tmp_path, "run")
    environment.python.parent.mkdir(parents=True)
    environment.python.symlink_to(sys.executable)
    packages = tmp_path / ".venv" / "site-packages"
    for name in ("sqlmodel", "PySide6"):
        (packages / name).mkdir(parents=True)
    stamp = {
        "run": environment._wanted(),
        "state": "ready",
        "root": str(tmp_path),
        "packages": str(packages),
        "entries": ["PySide6", "sqlmodel"],
    }
    (tmp_path / ".venv" / "lajur-stamp.json").write_text(json.dumps(stamp), encoding="utf-8")
    return environment


def test_a_finished_environment_is_ready(made):
    assert made.is_ready()


def test_an_environment_for_running_is_not_ready_for_the_tests(made, tmp_path: Path):
    assert not type(made)(tmp_path, "test").is_ready()


def test_a_changed_lock_asks_for_a_new_installation(made, tmp_path: Path):
    (tmp_path / "packaging" / "requirements.lock").write_text("# newer\n", encoding="utf-8")
    assert not made.is_ready()
    assert made._is_whole()


def test_a_changed_lint_rule_asks_for_nothing(made, tmp_path: Path):
    text = (tmp_path / "pyproject.toml").read_text(encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(text.replace("120", "100"), encoding="utf-8")
    assert made.is_ready()


def test_a_package_that_somebody_deleted_is_noticed(made, tmp_path: Path):
    (tmp_path / ".venv" / "site-packages" / "sqlmodel").rmdir()
    assert not made.is_ready()
    assert not made._is_usable()


def test_a_python_that_is_gone_is_noticed(made):
    made.python.unlink()
    made.python.symlink_to("python-that-was-removed")
    assert not made.is_ready()
    assert not made._is_usable()


def test_an_environment_that_was_moved_is_made_anew(made, tmp_path: Path):
    moved = tmp_path.with_name(tmp_path.name + " pindah")
    tmp_path.rename(moved)
    environment = type(made)(moved, "run")
    assert not environment.is_ready()
    assert not environment._is_usable()
    moved.rename(tmp_path)


def test_an_unfinished_environment_is_made_anew(made):
    made._write_stamp({"state": "unfinished"})
    assert not made.is_ready()
    assert not made._is_usable()


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "\x00"])
def test_a_damaged_stamp_is_no_stamp(made, content: str):
    made._stamp_file.write_text(content, encoding="utf-8")
    assert not made.is_ready()


def test_a_folder_that_cannot_be_written_is_refused_in_one_sentence(tmp_path: Path):
    with pytest.raises(SetupFailed) as refused:
        check_writable(tmp_path / "missing")
    assert "tidak dapat ditulisi" in refused.value.indonesian
    assert "\n" not in refused.value.indonesian


def test_the_lock_pins_every_requirement_with_hashes_and_names_no_host():
    for name in ("requirements", "requirements-dev", "requirements-source", "requirements-uv"):
        text = (ROOT / "packaging" / f"{name}.lock").read_text(encoding="utf-8")
        entries = [entry for entry in text.split("\n") if entry and entry[0] not in "# "]
        assert entries
        assert [entry for entry in entries if "==" not in entry or not entry.endswith("\\")] == []
        assert "://" not in text
        assert not any(line.lstrip().startswith(("--index", "--find", "-i ")) for line in text.splitlines())
