"""A real mouse drags a card: Xvfb, a window manager and xdotool, nothing simulated inside the program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
NEEDED = ("Xvfb", "openbox", "xdotool")
MISSING = [name for name in NEEDED if shutil.which(name) is None]

pytestmark = [
    pytest.mark.gui_real,
    pytest.mark.skipif(bool(MISSING), reason=f"a real drag needs {', '.join(MISSING)}"),
]


@pytest.fixture
def screen() -> Iterator[dict[str, str]]:
    """An X server of its own with a window manager; gives the environment for its clients."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1500x900x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL)
    os.close(writer)
    with os.fdopen(reader) as answers:
        number = answers.readline().strip()
    environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    keeper = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
    yield environment
    for process in (keeper, server):
        process.terminate()
        process.wait(10)


class Window:
    """The board in a process of its own that tells what it heard, one JSON line each."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        script = str(Path(__file__).with_name("board_window.py"))
        self._process = subprocess.Popen(
            [sys.executable, script], env=environment, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
        )

    def heard(self) -> dict[str, object]:
        """The next thing the window says; the test's own time limit ends a wait without end."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the window ended"
        return json.loads(line)

    def mouse(self, *words: str) -> None:
        """One xdotool command."""
        subprocess.run(["xdotool", *words], env=self._environment, check=True, timeout=20)

    def carry(self, start: list[int], end: list[int]) -> None:
        """Presses at `start`, moves in steps as a hand does, lets go at `end`."""
        self.mouse("mousemove", str(start[0]), str(start[1]), "mousedown", "1")
        for part in range(1, 21):
            x = start[0] + (end[0] - start[0]) * part // 20
            y = start[1] + (end[1] - start[1]) * part // 20
            self.mouse("mousemove", str(x), str(y), "sleep", "0.02")
        self.mouse("mousemove", str(end[0] + 2), str(end[1]), "sleep", "0.2")
        self.mouse("mouseup", "1")

    def close(self) -> None:
        """Ends the window."""
        self._process.terminate()
        self._process.communicate(timeout=10)


@pytest.fixture
def window(screen: dict[str, str]) -> Iterator[Window]:
    made = Window(screen)
    yield made
    made.close()


def test_a_real_mouse_carries_a_card_into_the_next_column(window: Window):
    places = window.heard()
    card, column = places["card"], places["lawful"]
    assert isinstance(card, list)
    assert isinstance(column, list)
    window.carry(card, column)
    wish = window.heard()
    assert wish == {"wish": 16, "step": 7, "kind": "forward"}


def test_a_real_mouse_on_a_barred_column_moves_nothing_and_hears_the_reason(window: Window):
    places = window.heard()
    card, column = places["card"], places["barred"]
    assert isinstance(card, list)
    assert isinstance(column, list)
    window.carry(card, column)
    assert "Bukan jalur SOP" in str(window.heard()["refused"])
