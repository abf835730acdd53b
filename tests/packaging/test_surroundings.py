"""Finding Pythons, displays and system packages; saying lines on any console."""

from __future__ import annotations

import io
import os
import socket
import sys
from pathlib import Path

import pytest

from display import has_display
from pythons import probe, pythons_of_pyenv
from speech import write
from system_packages import wanted

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at a Linux machine")


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_this_python_can_run_the_program():
    found = probe([sys.executable])
    assert found is not None
    assert found.exists()


@pytest.mark.parametrize(
    "answer",
    [
        "echo '3|11|1|/usr/bin/python3.11'",
        "echo '3|13|0|/usr/bin/python3.13t'",
        "echo 'command not found'; exit 127",
        "echo '3|13|1|/usr/bin/python3.13'; exit 1",
        "true",
    ],
    ids=["too old", "free-threaded or unfinished", "a shim of pyenv", "without ensurepip", "silent"],
)
def test_a_python_that_will_not_do_is_passed_over(tmp_path: Path, answer: str):
    assert probe([str(script(tmp_path / "python3", answer))]) is None


def test_a_command_that_is_not_there_is_passed_over(tmp_path: Path):
    assert probe([str(tmp_path / "python3")]) is None


def test_pythonspythons_of_pyenv_are_tried_newest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for version in ("3.9.18", "3.13.0", "3.12.1"):
        folder = tmp_path / "versions" / version / "bin"
        folder.mkdir(parents=True)
        script(folder / "python3", "true")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))

    assert [path.parts[-3] for path in pythons_of_pyenv()] == ["3.13.0", "3.12.1", "3.9.18"]


def test_without_a_named_display_there_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not has_display()


def test_a_named_display_that_does_not_answer_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":9731")
    assert not has_display()


def test_a_display_that_answers_is_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":9732.0")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind("\0/tmp/.X11-unix/X9732")
        server.listen()
        assert has_display()


def test_the_tests_need_every_system_package_that_the_program_needs():
    for manager in ("apt", "dnf"):
        needed = wanted("run", manager)
        assert needed
        assert set(needed) < set(wanted("test", manager))
        assert len(needed) == len(set(needed))


def test_a_console_without_indonesian_signs_still_gets_its_line():
    raw = io.BytesIO()
    console = io.TextIOWrapper(raw, encoding="ascii")
    write(console, "Folder /Kantor é ditemukan …")
    assert raw.getvalue().replace(os.linesep.encode(), b"\n") == b"Folder /Kantor ? ditemukan ?\n"
