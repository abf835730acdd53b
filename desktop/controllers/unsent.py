"""What is not sent yet: kept in the outbox, told in the status bar, offered in a list; nothing is sent twice."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from desktop.controllers.parts import Parts
from desktop.workers.answers import Answer, Ok, out_of_reach, problem_of
from desktop.workers.flow import Unanswered, ask
from models.errors import ChangedByOther
from models.project_file import ProjectFile
from models.requests import AddComment, AttachDocument, LogMaintenance, ProjectWrite, ReadProject, Write
from views.dialogs.unsent_dialog import UnsentDialog, UnsentItem
from views.words.sent_words import SentWords

ADDING = (AddComment, LogMaintenance, AttachDocument)
"""Changes that only add: they fit whatever others did meanwhile."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """foreign: it was meant for another office than the one on the board."""

    request: Write
    why: str
    waiting: bool
    foreign: bool = False


class UnsentWrites(QObject):
    """changed: the list is another one. sent(request): one of them is saved now."""

    changed = Signal()
    sent = Signal(object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._kept: dict[str, _Kept] = {}
        self._dialog: UnsentDialog | None = None
        worker = parts.records
        worker.waiting.connect(self._wait)
        worker.leftover.connect(self._offer)
        worker.settled.connect(self._settle)

    @property
    def count(self) -> int:
        """How many changes wait on this computer."""
        return len(self._kept)

    @property
    def projects(self) -> frozenset[int]:
        """Of this office, those of which a change waits here."""
        kept = (each.request for each in self._kept.values() if not each.foreign)
        return frozenset(request.project_id for request in kept if isinstance(request, ProjectWrite))

    def sentence(self, project_id: int) -> str:
        """What the page of that project says of it, "" where nothing of it waits here."""
        if project_id not in self.projects:
            return ""
        kept = [each for each in self._kept.values() if getattr(each.request, "project_id", 0) == project_id]
        if all(each.waiting for each in kept):
            return "Perubahan Anda pada proyek ini belum terkirim. Lajur memeriksanya sendiri, jangan diulang."
        return "Perubahan Anda pada proyek ini belum terkirim. Putuskan lewat “belum terkirim” di baris bawah."

    def show(self) -> None:
        """Open the list, or bring it to the front."""
        if not self._kept:
            return
        if self._dialog is not None:
            self._dialog.activateWindow()
            return
        parts = self._parts
        dialog = self._dialog = UnsentDialog(parts.look, parts.window)
        dialog.send_chosen.connect(self.send)
        dialog.throw_chosen.connect(self.throw_away)
        dialog.finished.connect(self._closed)
        dialog.show_items(self.items())
        parts.messages.open(dialog)

    def items(self) -> tuple[UnsentItem, ...]:
        """What the list shows, oldest first."""
        board = self._parts.session.first_board
        words = SentWords(self._parts.words, board.sop if board else None, board.people if board else ())
        return tuple(
            UnsentItem(
                key,
                words.title(each.request),
                "" if each.foreign else self._card(each.request),
                words.lines(each.request),
                each.why,
                each.waiting,
            )
            for key, each in self._kept.items()
        )

    def send(self, key: str) -> None:
        """Send it once more. What only adds goes to the project as it is now."""
        kept = self._kept.get(key)
        if kept is None or kept.waiting:
            return
        request = kept.request
        card = self._parts.session.card(request.project_id) if isinstance(request, ProjectWrite) else None
        if card is not None and isinstance(request, ADDING) and not kept.foreign:
            request = replace(request, version=card.version)
        self._put(request, "Sedang dikirim…", waiting=True, foreign=kept.foreign)
        self._parts.records.send_kept(request)

    def throw_away(self, key: str) -> None:
        """The person does not want it any more."""
        if self._kept.pop(key, None) is not None:
            self._parts.records.throw_away(key)
            self._tell()

    def _wait(self, request: Write) -> None:
        why = "Diperiksa begitu data terjangkau, lalu dikirim sendiri atau ditawarkan lagi."
        self._put(request, why, waiting=True)

    def _offer(self, request: Write) -> None:
        why = "Belum ada di data kantor: Lajur atau sambungannya terputus sebelum hasilnya diketahui."
        self._put(request, why, waiting=False)

    def _settle(self, request: Write, answer: Answer) -> None:
        if isinstance(answer, Ok):
            self._kept.pop(request.operation_id, None)
            self.sent.emit(request)
            self._tell()
        elif request.operation_id in self._kept and answer.error.code == "unknown_outcome":
            self._wait(request)
        elif isinstance(request, ADDING) and isinstance(answer.error, ChangedByOther):
            self._put(request, self._parts.messages.sentence(answer), waiting=False)
            self._parts.start(self, self._send_again(request))
        elif problem_of(answer) == "replaced":
            why = "Dibuat untuk kantor lain yang berkasnya tidak lagi di sini; tidak dikirim ke kantor ini."
            self._put(request, why, waiting=False, foreign=True)
        else:
            why = self._parts.messages.sentence(answer)
            if out_of_reach(answer):
                why = "Belum terkirim. Coba lagi setelah drive bersama tersambung."
            self._put(request, why, waiting=False)

    async def _send_again(self, request: AddComment | LogMaintenance | AttachDocument) -> None:
        """It only adds: others changed the project, so it goes to what the project is now."""
        with contextlib.suppress(Unanswered):
            project = await ask(self._parts.records, ReadProject(request.project_id), ProjectFile)
            now = replace(request, version=project.card.version)
            self._put(now, "Sedang dikirim…", waiting=True)
            self._parts.records.send_kept(now)

    def _put(self, request: Write, why: str, *, waiting: bool, foreign: bool = False) -> None:
        self._kept[request.operation_id] = _Kept(request, why, waiting, foreign)
        self._tell()

    def _tell(self) -> None:
        if self._dialog is not None:
            self._dialog.show_items(self.items())
        self.changed.emit()

    def _closed(self) -> None:
        self._dialog = None

    def _card(self, request: Write) -> str:
        card = self._parts.session.card(request.project_id) if isinstance(request, ProjectWrite) else None
        return f"{card.number} · {card.name}" if card else ""
