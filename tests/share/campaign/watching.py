"""From the host: the real window of a workstation, on a screen of its own, beside a bare process that only beats."""

from __future__ import annotations

import json
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtGui import QImage

from tests.share.campaign.heart import Pause, beside
from tests.share.lab.lab import Lab

SCREEN = """
mount -t tmpfs tmpfs /var/lib/xkb && mkdir -p "$1"
exec chrt -f 1 Xvfb -displayfd 1 -screen 0 1366x768x24 -fbdir "$1" -nolock -ac -nolisten tcp -nolisten unix
"""
"""A screen on a system that can be written nowhere else; its contents lie in the folder, as an XWD file."""
FRAMES = "/run/screen"
LONG = 60.0
FIRST = -15
PAINTED = 1.0
"""Seconds in which the window paints what a hand has done."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the widgets of the window say, since `at` (seconds on the workstation's clock).

    notice: the banner, "" where there is none. read_only: nothing new may be asked for. connection, unsent: of the
    status bar. dialog: its title. live: the board is no longer the one last seen. page: the project whose page is in
    front. problem: why its comment is not saved. steps and comments: of the cards, by project.
    """

    at: float
    notice: str
    read_only: bool
    connection: str
    unsent: str
    dialog: str
    live: bool
    active: bool
    page: str
    problem: str
    steps: dict[str, int] = field(repr=False)
    comments: dict[str, int] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pauses:
    """The pause that the machine explains least: while nobody touched the window, and while a hand was at work.

    A workstation needs eight times as long to paint as the computer that it runs on: there a drag costs 11 ms.
    """

    alone: Pause
    by_hand: Pause
    longest: Pause
    """Of all, whatever explains it."""

    def __str__(self) -> str:
        named = f"longest {self.longest}; explained least: {self.alone}, while a hand was at work {self.by_hand}"
        return f"pauses of the GUI thread: {named}"


class Watched:
    """The window on workstation w, which goes before all else on this machine meanwhile. Mouse and keys are its own."""

    def __init__(self, lab: Lab, w: int, place: Path, *, dark: bool = False) -> None:
        self._lab, self._w = lab, w
        self.shown: list[Shown] = []
        """Everything that it showed, in order."""
        self._deeds: list[tuple[float, float]] = []
        lab.priority(w, FIRST)
        self._screen = lab.start(w, ["unshare", "-m", "sh", "-c", SCREEN, "screen", FRAMES])
        self._display = {"DISPLAY": f":{self._screen.line(LONG)}", "QT_QPA_PLATFORM": "xcb"}
        self._keeper = lab.start(w, ["openbox"], **self._display)
        self._bare = lab.start(w, [lab.python, "-m", "tests.share.campaign.heart"])
        self._bare.line(LONG)
        home = f"/run/home/{time.monotonic_ns():x}"
        argv = [lab.python, "-m", "tests.share.campaign.windowed", place, "--home", home, *["--dark"][: int(dark)]]
        self._window = lab.start(w, argv, **self._display)
        self._began = time.monotonic()
        self.started = 0.0
        """Seconds until the live board stood there: a workstation needs ten times as long to start a process."""

    def __enter__(self) -> Watched:
        self.until(lambda shown: shown.live and shown.active)
        self.started = time.monotonic() - self._began
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for job in (self._window, self._bare, self._keeper, self._screen):
            job.end()
        self._lab.priority(self._w, 0)

    def mark(self) -> float:
        """Its clock now."""
        return self._ask("mark", "mark")

    def until(self, true: Callable[[Shown], bool], seconds: float = LONG) -> Shown:
        """The first state, from the present one on, of which that is true. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not self.shown or not true(self.shown[-1]):
            if time.monotonic() > end:
                raise TimeoutError(f"the window shows {self.shown[-1:]}")
            self._hear(max(0.1, end - time.monotonic()))
        return self.shown[-1]

    def place(self, what: str) -> tuple[int, int]:
        """Where on the screen that is: "card 3", "column 2", "button Simpan"."""
        x, y = self._ask(what, "place")
        return x, y

    def mouse(self, *words: object) -> None:
        """One xdotool command, or several after each other."""
        began = self.mark()
        done = self._lab.run(self._w, ["xdotool", *words], 20, **self._display)
        assert done.good, done.err
        self._deeds.append((began, self.mark() + PAINTED))

    def click(self, what: str) -> None:
        """A click there."""
        self.mouse("mousemove", *self.place(what), "click", 1)

    def carry(self, card: int, step: int) -> None:
        """Drags a card into a column, as a hand does."""
        (x, y), (right, down) = self.place(f"card {card}"), self.place(f"column {step}")
        words: list[object] = ["mousemove", x, y, "mousedown", 1]
        for part in range(1, 11):
            words += ["mousemove", x + (right - x) * part // 10, y + (down - y) * part // 10, "sleep", 0.02]
        self.mouse(*words, "sleep", 0.1, "mouseup", 1)

    def picture(self, path: Path) -> Path:
        """What the screen shows now, as a PNG. The window does nothing for it."""
        copy = self._lab.exchange / "screen.xwd"
        assert self._lab.run(self._w, ["cp", f"{FRAMES}/Xvfb_screen0", copy]).good
        path.parent.mkdir(parents=True, exist_ok=True)
        assert _image(copy.read_bytes()).save(str(path)), path
        return path

    def end(self, since: float) -> Pauses:
        """Closes the window as a person does; how its GUI thread stood still since then."""
        heard = self._ask("pauses", "pauses")
        self._bare.write("end\n")
        bare = json.loads(self._bare.line(LONG))
        self._window.write("end\n")
        done = self._window.wait(LONG)
        assert done.good, done.out[-500:] + done.err[-2000:]
        pauses = [each for each in beside(heard, bare) if each.at >= since]
        at_work = [each for each in pauses if any(began <= each.at <= over for began, over in self._deeds)]
        alone = [each for each in pauses if each not in at_work]
        none = Pause(since, 0.0, 0.0, 0.0)
        felt = (max(each, key=lambda pause: pause.own, default=none) for each in (alone, at_work))
        return Pauses(*felt, longest=max(pauses, key=lambda pause: pause.late, default=none))

    def _ask(self, line: str, answer: str) -> Any:
        self._window.write(f"{line}\n")
        while answer not in (heard := self._hear(LONG)):
            pass
        return heard[answer]

    def _hear(self, seconds: float) -> dict[str, Any]:
        heard: dict[str, Any] = json.loads(self._window.line(seconds))
        assert "crash" not in heard, heard["crash"]
        if "notice" in heard:
            self.shown.append(Shown(**heard))
        return heard


def _image(content: bytes) -> QImage:
    """The picture in an XWD file of 24 bits a pixel."""
    words = struct.unpack_from(">25I", content)
    header, width, height, line, colors = words[0], words[4], words[5], words[12], words[19]
    pixels = content[header + 12 * colors :]
    return QImage(pixels, width, height, line, QImage.Format.Format_RGB32).copy()
