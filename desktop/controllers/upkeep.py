"""Looks after the office's data from the window: long work in a child of its own, with progress and a stop."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from desktop.controllers.parts import Parts
from desktop.workers.answers import Refused
from desktop.workers.flow import Unanswered, ask
from desktop.workers.worker import Worker
from models.errors import Stopped
from models.requests import (
    BackUp,
    CheckShare,
    EndMaintenance,
    HoldMaintenance,
    JoinShareCheck,
    ListBackups,
    RestoreBackup,
    RunCheck,
)
from models.share_report import ShareReport, TrialOutcome
from models.upkeep import BackupFile, BackupMade, Progress, Report, Restored
from views.dialogs.upkeep_dialog import UpkeepDialog
from views.words import formats
from views.words.share_words import ShareWords
from views.words.upkeep_words import UpkeepWords

SILENCE = 180.0
"""Seconds without a sign of life after which long work is given up."""
SECOND = 600.0
"""Seconds that the first workstation of a share check waits for the second."""


class OfficeUpkeep(QObject):
    """data_replaced: an older state is in force, the board is to be read anew.

    make_worker: a worker to an upkeep child, which this object closes.
    """

    data_replaced = Signal()

    def __init__(self, parts: Parts, make_worker: Callable[[], Worker], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._make_worker = parts, make_worker
        self._dialog: UpkeepDialog | None = None
        self._worker: Worker | None = None
        self._words = UpkeepWords(parts.words)

    def show(self) -> None:
        """Open the dialog, or bring it to the front."""
        board = self._parts.session.first_board
        if board is None:
            return
        if self._dialog is not None:
            self._dialog.activateWindow()
            return
        parts = self._parts
        dialog = self._dialog = UpkeepDialog(parts.look, board.place, parts.window)
        worker = self._worker = self._make_worker()
        worker.login = parts.records.login
        worker.progress.connect(self._tell)
        dialog.task_wished.connect(self.run)
        dialog.restore_wished.connect(self._restore)
        dialog.browse_wished.connect(self._browse)
        dialog.stop_wished.connect(worker.stop)
        dialog.finished.connect(self._closed)
        parts.messages.open(dialog)
        self._parts.start(dialog, self._list(dialog, worker))

    def run(self, task: str) -> None:
        """Begin the work of that name (see UpkeepDialog)."""
        requests = {
            "back_up": (BackUp(), "Membuat cadangan…"),
            "check": (RunCheck(), "Memeriksa data…"),
            "repair": (RunCheck(repair=True), "Merapikan…"),
            "share": (CheckShare(SECOND), "Menunggu komputer kedua…"),
            "join": (JoinShareCheck(60.0), "Mencari pemeriksaan dari komputer lain…"),
            "maintenance": (HoldMaintenance(), "Mode pemeliharaan berjalan. Orang lain hanya dapat membaca."),
            "end_left": (EndMaintenance(), "Mengakhiri…"),
        }
        self._begin(*requests[task])

    def stop(self) -> None:
        """The window is being closed."""
        self._closed()

    def _begin(self, request: object, words: str) -> None:
        dialog, worker = self._dialog, self._worker
        if dialog is not None and worker is not None and not dialog.busy:
            self._parts.start(dialog, self._work(dialog, worker, request, words))

    async def _work(self, dialog: UpkeepDialog, worker: Worker, request: object, words: str) -> None:
        """Long work with its progress, what came of it, and the backups that lie there afterwards."""
        dialog.show_working(words)
        wait = SECOND + SILENCE if isinstance(request, CheckShare | JoinShareCheck) else SILENCE
        try:
            self._show(dialog, await ask(worker, request, object, wait))
        except Unanswered as unanswered:
            answer = unanswered.answer
            stopped = isinstance(answer, Refused) and isinstance(answer.error, Stopped)
            dialog.show_result("info" if stopped else "late", self._parts.messages.sentence(answer))
        await self._list(dialog, worker)

    def _restore(self, source: str) -> None:
        self._begin(RestoreBackup(source), "Memulihkan data…")

    def _browse(self) -> None:
        dialog = self._dialog
        names = "Data Lajur (*.db)"
        path, _ = QFileDialog.getOpenFileName(dialog, "Pilih cadangan", "", names)
        if path and dialog is not None:
            words = "Data diganti dengan isi {name}. Keadaan sekarang disimpan sebagai berkas tersendiri."
            dialog.ask_restore(path, words.format(name=Path(path).name))

    async def _list(self, dialog: UpkeepDialog, worker: Worker) -> None:
        with contextlib.suppress(Unanswered):
            found = await ask(worker, ListBackups(), tuple)
            dialog.show_backups([each for each in found if isinstance(each, BackupFile)])

    def _tell(self, value: object) -> None:
        dialog = self._dialog
        if dialog is None or not dialog.busy:
            return
        if isinstance(value, Progress):
            dialog.show_working(self._words.progress(value), value.done, value.total)
        elif isinstance(value, str) and value != "maintenance":
            dialog.show_working(ShareWords().progress(value))

    def _show(self, dialog: UpkeepDialog, value: object) -> None:
        match value:
            case BackupMade():
                text = "Cadangan dibuat dan diperiksa: {path} ({size})."
                dialog.show_result("ok", text.format(path=value.path, size=formats.size(value.size)))
            case Restored():
                self._show_restored(dialog, value)
            case Report():
                lines = self._words.report(value)
                dialog.offer_repair(value.untidy)
                dialog.show_result("ok" if value.clean else "late", lines[-1], lines[:-1])
            case ShareReport():
                words = ShareWords()
                kind = {TrialOutcome.PASSED: "ok", TrialOutcome.FAILED: "late"}.get(value.verdict, "near")
                dialog.show_result(kind, words.verdict(value), words.lines(value)[:-1])
            case str():
                dialog.show_result("ok", f"Selesai. Hasilnya tampil di komputer {value}.")
            case bool():
                ended, nothing = "Pemeliharaan diakhiri.", "Tidak ada yang tertinggal."
                dialog.show_result("ok", ended if value else nothing)
            case _:
                dialog.show_result("ok", "Mode pemeliharaan berakhir. Semua orang dapat menulis lagi.")

    def _show_restored(self, dialog: UpkeepDialog, restored: Restored) -> None:
        text = f"Data dipulihkan dari {Path(restored.backup).name}."
        if restored.kept:
            text += " " + f"Keadaan sebelumnya disimpan sebagai {Path(restored.kept).name}."
        surely = restored.numbers_sure and not restored.missing
        dialog.show_result("ok" if surely else "near", text, self._words.restored(restored))
        self.data_replaced.emit()

    def _closed(self) -> None:
        self._dialog = None
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop()
            worker.closed.connect(worker.deleteLater)
            worker.close()
