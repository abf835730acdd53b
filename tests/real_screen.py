"""A real screen for tests: Xvfb, a window manager and xdotool, nothing simulated inside the program."""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NEEDED = ("Xvfb", "openbox", "xdotool")
MISSING = [name for name in NEEDED if shutil.which(name) is None]

PATIENCE = 90
"""Seconds to wait for one line of a window."""

REAL_SCREEN = [
    pytest.mark.gui_real,
    pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=f"a real drag needs {', '.join(MISSING)}"),
]
"""Marks of a test that uses this room."""


@contextmanager
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
    try:
        yield environment
    finally:
        for process in (keeper, server):
            process.terminate()
            process.wait(10)


class TellingWindow:
    """A window in a process of its own that tells what it heard, one JSON line each."""

    def __init__(self, environment: dict[str, str], script: Path, *arguments: str) -> None:
        self._environment = environment
        self._process = subprocess.Popen(
            [sys.executable, str(script), *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stdin=subprocess.PIPE,
            text=True,
        )

    def heard(self) -> dict[str, object]:
        """The next thing the window says, within PATIENCE."""
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        assert ready, f"the window said nothing for {PATIENCE} seconds"
        line = self._process.stdout.readline()
        assert line, "the window ended"
        return json.loads(line)

    def mouse(self, *words: str) -> None:
        """One xdotool command."""
        subprocess.run(["xdotool", *words], env=self._environment, check=True, timeout=20)

    def carry(self, start: object, end: object) -> None:
        """Presses at `start` ([x, y]), moves in steps as a hand does, lets go at `end`."""
        assert isinstance(start, list)
        assert isinstance(end, list)
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
        self._process.communicate(timeout=30)
