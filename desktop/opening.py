"""What comes after the first paint: which office, its children, its controllers."""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop import identity
from desktop.controllers.daily_backup import DailyBackup
from desktop.controllers.messages import Messages
from desktop.diary import log_circumstances, program_version
from desktop.founding import Founding
from desktop.office_window import OfficeWindow, Workers
from desktop.paths import Folders
from desktop.workers.channel import ServiceOpening
from desktop.workers.client import WorkerClient
from desktop.workers.outbox import Outbox
from models import places
from views.dialogs.about import CrashDialog
from views.dialogs.preparing import Preparing
from views.look import Look
from views.main_window import MainWindow

LEAVE_SECONDS = 2.0


class OfficeOpening(QObject):
    """closed: nothing is open any more. seated(login): see Session."""

    closed = Signal()
    seated = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        folders: Folders,
        look: Look,
        report: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        QCoreApplication.setApplicationVersion(program_version())
        log_circumstances("jendela")
        self._window, self._folders, self._look = window, folders, look
        self.messages = Messages(look.words, report)
        self.founding = Founding(folders, look, self.messages, self)
        self.founding.given_up.connect(self.closed)
        self.office: OfficeWindow | None = None
        self._waiting: Preparing | None = None

    def open(self, place: str, person: str) -> None:
        """Start the children and join the window to them. person: login played last in a training office."""
        account, logs, shown = identity.login(), str(self._folders.log), places.without_password(place)
        records = ServiceOpening("desktop.workers.records_service:open_records", (place,), logs, "catatan")
        upkeep = replace(records, target="desktop.workers.upkeep_service:open_upkeep", log_name="pemeliharaan")
        press = ServiceOpening("desktop.workers.press_service:open_press", (), logs, "cetak")
        workers = Workers(
            WorkerClient(records, account, Outbox(self._folders.outbox, shown), parent=self),
            WorkerClient(press, account, parent=self, eager=False),
            lambda: WorkerClient(upkeep, account, parent=self, eager=False),
        )
        self.office = OfficeWindow(
            self._window, workers, self._folders, self._look, self.messages, shown, account, person, self
        )
        self.office.closed.connect(self.closed)
        self.office.seated.connect(self.seated)
        self.office.start()
        if not places.is_address(place):
            backups = DailyBackup(lambda: WorkerClient(records, account, eager=False), parent=self.office)
            self.office.closed.connect(backups.end)
            backups.begin()

    def close(self) -> None:
        """`closed` comes when every write is safe or kept on this computer."""
        if self.office is None:
            self.closed.emit()
            return
        if self.office.pending_writes:
            self._waiting = Preparing(self._look.theme, "Menyimpan…")
            self._waiting.show()
        self.office.close()

    def leave_for_good(self, status: int) -> None:
        """A child that hangs in the kernel over a dead share must not keep this process: do not wait for it."""
        for child in multiprocessing.active_children():
            child.join(LEAVE_SECONDS)
        if multiprocessing.active_children():
            logging.shutdown()
            os._exit(status)

    def show_crash(self, report: str) -> None:
        """A fault of our own, with what can be told to the developers."""
        parent = self._window if self._window.isVisible() else None
        dialog = CrashDialog(self._look, report, parent=parent)
        dialog.quit_requested.connect(self._window.close_requested)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
