"""The window program: builds everything once, joins it, and leaves only when every write is safe."""

from __future__ import annotations

import argparse
import logging
import multiprocessing
import os
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from desktop import identity, language
from desktop.controllers.telling import Telling
from desktop.errors import CrashReports
from desktop.founding import Founding
from desktop.lane_process import Opening
from desktop.lanes import Lane
from desktop.log_file import program_version, start_log
from desktop.office_window import Lanes, OfficeWindow
from desktop.outbox import Outbox
from desktop.paths import Folders, resource
from desktop.settings import read_settings, write_settings
from views.commands import Commands
from views.dialogs.about import CrashDialog
from views.dialogs.preparing import Preparing
from views.icons import Icons
from views.main_window import MainWindow
from views.theme import Theme
from views.words import Words

DATABASE = "LAJUR_DATABASE"
LEAVE_SECONDS = 2.0


class Program(QObject):
    """Holds what lives as long as the program: look, window, settings, and the one open office."""

    def __init__(self, app: QApplication, folders: Folders, reports: CrashReports) -> None:
        super().__init__(app)
        self._app, self._folders = app, folders
        self.settings = read_settings(folders.settings)
        self.theme = Theme(text_scale=self.settings.text_scale)
        self._dress()  # before any widget is made: those keep the font that they were born with
        self.icons = Icons(self.theme)
        self.words = Words(QCoreApplication.translate)
        self.commands = Commands(self.icons)
        self.window = MainWindow(self.theme, self.icons, self.words, self.commands)
        self.window.hold_open(True)
        self.window.close_requested.connect(self.leave)
        self.telling = Telling(self.words, reports.report)
        self.founding = Founding(folders, self.theme, self.icons, self.words, self.telling, self)
        self.founding.ready.connect(self.open)
        self.founding.given_up.connect(app.quit)
        self.office: OfficeWindow | None = None
        self._waiting: Preparing | None = None
        reports.crashed.connect(self._show_crash)

    def start(self, database: str = "", training: bool = False, login: str = "") -> None:
        """Open the office that was asked for, else the last one, else ask."""
        if login:
            self.settings = replace(self.settings, person=login)
        if training:
            self.founding.training()
            return
        place = database or os.environ.get(DATABASE, "") or self.settings.database
        if place:
            self.open(str(Path(place).absolute()))
        else:
            self.founding.ask()

    def open(self, place: str) -> None:
        """Show the window at once, then start the children."""
        self.settings = replace(self.settings, database=place)
        self._place_window()
        self.window.show()
        QTimer.singleShot(0, self, lambda: self._open_office(place))

    def leave(self) -> None:
        """Out of sight at once; gone when every write is safe or kept on this computer."""
        self.settings = replace(self.settings, geometry=bytes(self.window.saveGeometry().toHex().data()).decode())
        write_settings(self._folders.settings, self.settings)
        self.window.hide()
        if self.office is None:
            self._app.quit()
            return
        if self.office.pending_writes:
            self._waiting = Preparing(self.theme, self.tr("Menyimpan…"))
            self._waiting.show()
        self.office.close()

    def _open_office(self, place: str) -> None:
        account, logs = identity.login(), str(self._folders.log)
        records = Opening("desktop.records_lane:open_desk", (place,), logs, "catatan")
        press = Opening("desktop.press_lane:open_press", (), logs, "cetak")
        lanes = Lanes(
            Lane(records, account, Outbox(self._folders.outbox, place), parent=self),
            Lane(press, account, parent=self, eager=False),
        )
        look = (self.theme, self.icons, self.words)
        self.office = OfficeWindow(
            self.window, lanes, self._folders, look, self.telling, place, account, self.settings.person, self
        )
        self.office.closed.connect(self._app.quit)
        self.office.seated.connect(self._remember_person)
        self.office.start()

    def _remember_person(self, login: str) -> None:
        self.settings = replace(self.settings, person=login)
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

    def _show_crash(self, report: str) -> None:
        parent = self.window if self.window.isVisible() else None
        dialog = CrashDialog(self.theme, self.icons, self.words, report, parent=parent)
        dialog.quit_requested.connect(self.leave)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def make_application(folders: Folders) -> tuple[QApplication, CrashReports]:
    """Qt, its language and the crash reports, ready for a Program."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Lajur")
    app.setApplicationVersion(program_version())
    app.setDesktopFileName("lajur")
    app.setQuitOnLastWindowClosed(False)
    app.setWindowIcon(QIcon(str(resource("icons", "app", "lajur.svg"))))
    language.install(app)
    reports = CrashReports(app)
    reports.watch()
    start_log(folders.log, "jendela")
    return app, reports


def main(argv: list[str]) -> int:
    """Open the window; answers the exit status when it is left."""
    options = _parser().parse_args(argv)
    folders = Folders.find()
    app, reports = make_application(folders)
    program = Program(app, folders, reports)
    program.start(options.database, options.training, options.login)
    status = app.exec()
    _leave_for_good(status)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="lajur")
    parser.add_argument("--database", default="")
    parser.add_argument("--training", action="store_true")
    parser.add_argument("--as", dest="login", default="")
    return parser


def _leave_for_good(status: int) -> None:
    """A child that hangs in the kernel over a dead share must not keep this process: do not wait for it."""
    for child in multiprocessing.active_children():
        child.join(LEAVE_SECONDS)
    if multiprocessing.active_children():
        logging.shutdown()
        os._exit(status)
