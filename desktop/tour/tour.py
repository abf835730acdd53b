"""`lajur tour`: the real window, offscreen, taken through one new project's nine steps; leaves pictures and papers."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app import Program, make_application
from desktop.errors import CrashReports
from desktop.office_window import OfficeWindow
from desktop.paths import HOME, Folders
from desktop.tour.walk import TourWalk

PATIENCE = 120.0
"""Seconds for one thing to happen; the training office takes the longest."""

TITLE_HEIGHT = 38

LOOK_AGAIN = 15
"""Milliseconds between two looks."""


class TourFailed(RuntimeError):
    """Something did not happen in time; its text says what, in Indonesian."""


class Tour:
    """One tour of the program. Waits on the event loop, so the window lives while it is driven."""

    def __init__(self, app: QApplication, reports: CrashReports, folders: Folders, out: Path) -> None:
        self._app, self._out = app, out
        self._crash = ""
        reports.crashed.connect(self._remember_crash)
        self.program = Program(app, folders, reports)
        self.folders = folders

    @property
    def office(self) -> OfficeWindow:
        """The office that is open."""
        office = self.program.office
        assert office is not None
        return office

    def wait(self, happened: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """Let the program live until that happened. Raises TourFailed(what) after `seconds`, or when it crashed."""
        elapsed = QElapsedTimer()
        elapsed.start()
        while not happened():
            if self._crash or elapsed.elapsed() > seconds * 1000:
                raise TourFailed(self._crash or f"Tidak terjadi dalam {seconds:.0f} detik: {what}")
            self.pause(LOOK_AGAIN)

    def pause(self, milliseconds: int) -> None:
        """Let the program live for that long."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop, loop.quit)
        loop.exec()

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        """The widget (or the whole window) as PNG."""
        self.breathe()
        shown = widget if widget is not None else self.program.window
        self._save(name, shown.grab())

    def picture_over_window(self, name: str, dialog: QWidget) -> None:
        """A dialog as it stands before the window, with the title that the window system would draw."""
        self.breathe()
        window, theme = self.program.window, self.program.theme
        picture = window.grab()
        place = QRect(QPoint(), dialog.size() + QSize(0, TITLE_HEIGHT))
        place.moveCenter(window.rect().center())
        painter = QPainter(picture)
        painter.fillRect(window.rect(), theme.color("ink", 0.45))
        painter.fillRect(place, theme.color("bar"))
        painter.setFont(theme.font("body", bold=True))
        painter.setPen(theme.color("ink"))
        title = place.adjusted(20, 0, -20, 0)
        title.setHeight(TITLE_HEIGHT)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, dialog.windowTitle())
        painter.drawPixmap(place.topLeft() + QPoint(0, TITLE_HEIGHT), dialog.grab())
        painter.end()
        self._save(name, picture)

    def _save(self, name: str, picture: QPixmap) -> None:
        if not picture.save(str(self._out / f"{name}.png")):
            raise TourFailed(f"Gambar {name} tidak dapat disimpan di {self._out}")

    def breathe(self) -> None:
        """Let everything that is due be done."""
        self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 200)
        self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)

    def open_training_office(self) -> None:
        """As `--training` does, on a new office of its own."""
        self.program.start(training=True)
        self.wait(lambda: self.program.office is not None, "kantor latihan dibuat")
        self.wait(lambda: self.office.session.board is not None, "papan terbaca")
        self.resize(1920, 1000)

    def resize(self, width: int, height: int) -> None:
        """The size of the window in logical pixels."""
        self.program.window.resize(QSize(width, height))
        self.breathe()

    def darken(self) -> None:
        """The same window in the dark."""
        self.program.theme.set_dark(True)
        self.program.theme.apply(self._app)
        self.breathe()

    def leave(self) -> None:
        """Close as a person does; ends when the children are gone."""
        left: list[bool] = []
        self.office.closed.connect(lambda: left.append(True))
        self.program.leave()
        self.wait(lambda: bool(left), "semua tersimpan dan jendela tertutup")

    def _remember_crash(self, report: str) -> None:
        self._crash = report


def run(out: Path) -> int:
    """Take the tour; pictures and papers are in `out` afterwards. 0 when everything happened."""
    out.mkdir(parents=True, exist_ok=True)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    home = Path(tempfile.mkdtemp(prefix="lajur-tur-"))
    os.environ[HOME] = str(home)
    try:
        return _run(out, Folders.find())
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(out: Path, folders: Folders) -> int:
    app, reports = make_application(folders)
    tour = Tour(app, reports, folders, out)
    try:
        tour.open_training_office()
        TourWalk(tour, out).take()
        tour.leave()
    except TourFailed as failure:
        print(f"Tur berhenti. {failure}", file=sys.stderr)
        return 1
    print(f"Tur selesai. Gambar dan naskah: {out}")
    return 0
