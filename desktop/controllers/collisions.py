"""Two people changed one card: shows both and does what the second one chooses; nothing typed is lost.

A write that only adds (a comment, an attachment) is sent again on the newer card without a question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from desktop.controllers.conflict import Collision, conflict_of, kept_text
from desktop.controllers.parts import Parts
from desktop.workers.answers import Answer, Ok, Refused
from desktop.workers.worker import Then, Worker
from models.board import Changed
from models.errors import ChangedByOther
from models.project_file import ProjectFile
from models.requests import AddComment, AttachDocument, LogMaintenance, ReadProject, SetFacts
from views.dialogs.conflict_dialog import ConflictDialog

Addition = AddComment | AttachDocument | LogMaintenance
TRIES = 5
"""How often somebody else may be faster."""


def add(lane: Worker, request: Addition, then: Then, deadline: float | None = None, tries: int = TRIES) -> None:
    """Asks, and asks again for the project as it is now when another changed it. `then` is called once."""
    lane.ask(request, partial(_added, lane, request, then, deadline, tries), deadline)


def _added(lane: Worker, request: Addition, then: Then, deadline: float | None, tries: int, answer: Answer) -> None:
    if tries > 1 and isinstance(answer, Refused) and isinstance(answer.error, ChangedByOther):
        lane.ask(ReadProject(request.project_id), partial(_again, lane, request, then, deadline, tries - 1, answer))
    else:
        then(answer)


def _again(
    lane: Worker,
    request: Addition,
    then: Then,
    deadline: float | None,
    tries: int,
    refusal: Answer,
    answer: Answer,
) -> None:
    if isinstance(answer, Ok) and isinstance(answer.value, ProjectFile):
        add(lane, replace(request, version=answer.value.card.version), then, deadline, tries)
    else:
        then(refusal)


COMMENT_LIMIT = 20_000

Again = Callable[[ProjectFile], object]
"""Does what was wanted on the project as it is now."""


class Collisions(QObject):
    """said(sentence), refused(sentence), history_requested(project id), dialog_opened(dialog)."""

    said = Signal(str)
    refused = Signal(str)
    history_requested = Signal(int)
    dialog_opened = Signal(object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts

    def meet(
        self, collision: Collision, again: Again, close: Callable[[], object], stay: Callable[[str], object]
    ) -> None:
        """close: shuts the dialog in which it was typed. stay: says there why, where the project cannot be read now."""
        then = partial(self._show, collision, again, close, stay)
        self._parts.records.ask(ReadProject(collision.request.project_id), then)

    def _show(
        self,
        collision: Collision,
        again: Again,
        close: Callable[[], object],
        stay: Callable[[str], object],
        answer: Answer,
    ) -> None:
        if not (isinstance(answer, Ok) and isinstance(answer.value, ProjectFile)):
            stay(self._parts.messages.of_error(collision.error))
            return
        now, parts = answer.value, self._parts
        close()
        conflict = conflict_of(parts.words, collision, now)
        asked = ConflictDialog(parts.look, conflict, parent=parts.window)
        asked.mine_discarded.connect(partial(self._discard, asked, collision, now))
        asked.merge_chosen.connect(partial(self._merge, asked, collision, now, again))
        asked.again_chosen.connect(partial(self._do_again, asked, now, again))
        asked.history_requested.connect(partial(self._look_at_history, asked, collision, now))
        asked.finished.connect(asked.deleteLater)
        asked.open()
        self.dialog_opened.emit(asked)

    def _merge(self, asked: ConflictDialog, collision: Collision, now: ProjectFile, again: Again) -> None:
        if collision.apart(now) or not kept_text(self._parts.words, collision, now):
            self._do_again(asked, now, again)
        else:
            self._discard(asked, collision, now)

    def _do_again(self, asked: ConflictDialog, now: ProjectFile, again: Again) -> None:
        asked.accept_done()
        again(now)

    def _discard(self, asked: ConflictDialog, collision: Collision, now: ProjectFile) -> None:
        """The other's state stays."""
        asked.accept_done()
        self.keep_text(collision, now)

    def keep_text(self, collision: Collision, now: ProjectFile) -> None:
        """What was typed goes into the history as a comment."""
        text = kept_text(self._parts.words, collision, now)[:COMMENT_LIMIT]
        if text:
            card = now.card
            request = AddComment(operation_id=uuid4().hex, project_id=card.id, version=card.version, text=text)
            add(self._parts.records, request, self._kept)

    def _kept(self, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, Changed):
            self._parts.session.apply(answer.value)
            self.said.emit("Isian Anda tersimpan di riwayat proyek.")
        else:
            self.refused.emit(self._parts.messages.sentence(answer))

    def _look_at_history(self, asked: ConflictDialog, collision: Collision, now: ProjectFile) -> None:
        self._discard(asked, collision, now)
        self.history_requested.emit(now.card.id)


def facts_again(request: SetFacts, now: ProjectFile) -> SetFacts:
    """The same facts on the project as it is now, as a write of its own."""
    return replace(request, operation_id=uuid4().hex, version=now.card.version)
