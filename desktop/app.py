"""The window program: builds everything once, joins it, and leaves only when every write is safe."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING, override

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import identity, language
from desktop.diary import start_diary
from desktop.errors import CrashReports
from desktop.last_seen import LastSeen
from desktop.loading import Loading
from desktop.paths import Folders, resource
from desktop.settings import read_settings, write_settings
from models import places
from views.commands import Commands
from views.icons import Icons
from views.look import Look
from views.main_window import MainWindow
from views.theme import Theme
from views.typeface import load_typeface
from views.words.words import Words

if TYPE_CHECKING:
    from desktop.office_window import OfficeWindow
    from desktop.opening import OfficeOpening

DATABASE = "LAJUR_DATABASE"
REST = "desktop.opening"
"""The room with everything that the first paint does not need."""


class Program(QObject):
    """Holds what lives as long as the program: look, window, settings, and what opens an office."""

    def __init__(self, app: QApplication, folders: Folders, reports: CrashReports) -> None:
        super().__init__(app)
        self._app, self._folders, self._reports = app, folders, reports
        self.settings = read_settings(folders.settings)
        self.theme = Theme(text_scale=self.settings.text_scale)
        self._dress()  # before any widget is made: those keep the font that they were born with
        self._look = Look(self.theme, Icons(self.theme), Words())
        self.commands = Commands(self._look.icons)
        self.window = MainWindow(self._look, self.commands)
        self.window.hold_open(True)
        self.window.close_requested.connect(self.leave)
        folded = {int(place): bool(on) for place, on in self.settings.folded.items() if place.isdecimal()}
        self.window.board.area.restore_choices(self.settings.density, folded)
        self.window.board.area.choice_made.connect(self._remember_board)
        self.opening: OfficeOpening | None = None
        self._wish: Callable[[OfficeOpening], None] | None = None
        self._leaving = False
        self._loading = Loading(REST, self)
        self._loading.loaded.connect(self._go_on)
        self._loading.failed.connect(self._fail)

    @property
    def office(self) -> OfficeWindow | None:
        """The office that is open."""
        return self.opening.office if self.opening else None

    def start(self, database: str = "", training: bool = False, login: str = "") -> None:
        """Open the office that was asked for, else the last one, else ask."""
        if login:
            self.settings = replace(self.settings, person=login)
        place = database or os.environ.get(DATABASE, "") or self.settings.database
        if training:
            self._then(lambda opening: opening.founding.training())
            self._loading.start()
        elif place:
            self.open(places.absolute(place))
        else:
            self._then(lambda opening: opening.founding.ask())
            self._loading.start()

    def open(self, place: str) -> None:
        """Show the window with the board last seen at once; the children start after that is painted."""
        shown = places.without_password(place)
        self.settings = replace(self.settings, database=shown)
        self._place_window()
        seen = LastSeen(self._folders.last_seen, shown, self.settings.person or identity.login()).read()
        if seen is not None:
            self.window.show_last_seen(seen)
        self._then(lambda opening: opening.open(place, self.settings.person))
        if self.opening is None:
            self.window.installEventFilter(self)
        self.window.show()

    def leave(self) -> None:
        """Out of sight at once; gone when every write is safe or kept on this computer."""
        self.settings = replace(self.settings, geometry=bytes(self.window.saveGeometry().toHex().data()).decode())
        write_settings(self._folders.settings, self.settings)
        self.window.hide()
        self._leaving = True
        if self.opening is None:
            self._app.quit()
        else:
            self.opening.close()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.window and event.type() == QEvent.Type.Paint:
            self.window.removeEventFilter(self)
            QTimer.singleShot(0, self._loading.start)
        return super().eventFilter(watched, event)

    def _then(self, wish: Callable[[OfficeOpening], None]) -> None:
        """Do that with the rest of the program, now or when it is there."""
        if self.opening is None:
            self._wish = wish
        else:
            wish(self.opening)

    def _go_on(self, room: ModuleType) -> None:
        gc.freeze()
        gc.enable()
        if self._leaving:
            return
        opening: OfficeOpening = room.OfficeOpening(self.window, self._folders, self._look, self._reports.report, self)
        opening.founding.ready.connect(self.open)
        opening.closed.connect(self._app.quit)
        opening.seated.connect(self._remember_person)
        self._reports.crashed.connect(opening.show_crash)
        self.opening = opening
        if self._wish is not None:
            self._wish(opening)

    def _fail(self, error: Exception) -> None:
        raise error

    def _remember_person(self, login: str) -> None:
        self.settings = replace(self.settings, person=login)
        write_settings(self._folders.settings, self.settings)

    def _remember_board(self) -> None:
        density, folded = self.window.board.area.choices
        kept = {str(place): on for place, on in folded.items()}
        self.settings = replace(self.settings, density=density, folded=kept)
        write_settings(self._folders.settings, self.settings)

    def _place_window(self) -> None:
        geometry = QByteArray.fromHex(self.settings.geometry.encode("ascii", "ignore"))
        if geometry.isEmpty() or not self.window.restoreGeometry(geometry):
            room = self.window.screen().availableGeometry()
            self.window.resize(min(1480, room.width()), min(900, room.height()))

    def _dress(self) -> None:
        if self.settings.theme == "system":
            self.theme.follow_system(self._app)
        else:
            self.theme.set_dark(self.settings.theme == "dark")
            self.theme.apply(self._app)


def make_application(folders: Folders) -> tuple[QApplication, CrashReports]:
    """Qt, its style, typeface and language, and the crash reports, ready for a Program."""
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    load_typeface()
    app.setApplicationName("Lajur")
    app.setDesktopFileName("lajur")
    app.setQuitOnLastWindowClosed(False)
    app.setWindowIcon(QIcon(str(resource("icons", "app", "lajur.svg"))))
    language.install(app)
    reports = CrashReports(app)
    reports.watch()
    start_diary(folders.log, "jendela")
    return app, reports


def main(argv: list[str]) -> int:
    """Open the window; answers the exit status when it is left."""
    options = _parser().parse_args(argv)
    folders = Folders.find()
    app, reports = make_application(folders)
    program = Program(app, folders, reports)
    program.start(options.database, options.training, options.login)
    status = app.exec()
    if program.opening is not None:
        program.opening.leave_for_good(status)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lajur")
    parser.add_argument("--database", default="")
    parser.add_argument("--training", action="store_true")
    parser.add_argument("--as", dest="login", default="")
    return parser
