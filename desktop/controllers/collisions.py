"""Two people changed one card: shows both and does what the second one chooses; nothing typed is lost.

A write that only adds (a comment, an attachment) is sent again on the newer card without a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from desktop.controllers.conflict import Collision, conflict_of, kept_text
from desktop.controllers.messages import kept_for_later, overtaken
from desktop.controllers.parts import Parts
from desktop.workers.answers import Refused
from desktop.workers.flow import Unanswered, ask, first
from desktop.workers.worker import Worker
from models.board import Card, Changed
from models.project_file import FactValue, ProjectFile
from models.requests import AddComment, AttachDocument, LogMaintenance, ProjectWrite, ReadProject
from views.dialogs.conflict_dialog import ConflictDialog
from views.dialogs.form_dialog import FormDialog

Addition = AddComment | AttachDocument | LogMaintenance
TRIES = 5
"""How often somebody else may be faster."""
COMMENT_LIMIT = 20_000


async def add(worker: Worker, request: Addition, deadline: float | None = None) -> Changed:
    """Ask, and ask again for the project as it is now when another changed it. Raises Unanswered."""
    for _ in range(TRIES - 1):
        try:
            return await ask(worker, request, Changed, deadline)
        except Unanswered as refused:
            if overtaken(refused.answer) is None:
                raise
            try:
                now = await ask(worker, ReadProject(request.project_id), ProjectFile)
            except Unanswered:
                raise refused from None
        request = replace(request, version=now.card.version)
    return await ask(worker, request, Changed, deadline)


class Collisions(QObject):
    """One for all controllers that write. history_requested(project id): it is to be looked at."""

    history_requested = Signal(int)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts

    async def write(
        self, request: ProjectWrite, shown: Card, dialog: FormDialog, facts: Mapping[str, FactValue] | None = None
    ) -> Changed | None:
        """Write what was asked for in the open dialog; see `Collision`. Raises Unanswered, with the dialog open.

        None: another was faster and the other's state stays, or the second try was refused and the person was told.
        """
        try:
            return await ask(self._parts.records, request, Changed)
        except Unanswered as unanswered:
            error = overtaken(unanswered.answer)
            if error is None:
                raise
        collision = Collision(shown, request, error, facts=facts)
        now = await self.meet(collision, dialog)
        if now is None:
            return None
        again = replace(request, operation_id=uuid4().hex, version=now.card.version)
        try:
            return await ask(self._parts.records, again, Changed)
        except Unanswered as unanswered:
            if not kept_for_later(unanswered.answer):
                self._parts.messages.unanswered(unanswered.answer)
                await self.keep_text(collision, now)
        return None

    async def meet(self, collision: Collision, typed: FormDialog | None = None) -> ProjectFile | None:
        """Show both sides and ask. The project as it is now if the person's own is to be done on it all the same.

        None: the other's state stays, and what was typed is in the history. typed: the dialog in which it was typed,
        closed before the question. Raises Unanswered, with that dialog open, where the project cannot be read now.
        """
        parts = self._parts
        try:
            now = await ask(parts.records, ReadProject(collision.request.project_id), ProjectFile)
        except Unanswered:
            raise Unanswered(Refused(collision.error)) from None
        if typed is not None:
            typed.accept_done()
        conflict = conflict_of(parts.words, collision, now)
        dialog = ConflictDialog(parts.look, conflict, parent=parts.window)
        parts.messages.open(dialog)
        choice, _ = await first(
            discard=dialog.mine_discarded,
            merge=dialog.merge_chosen,
            again=dialog.again_chosen,
            history=dialog.history_requested,
            closed=dialog.finished,
        )
        if choice == "closed":
            return None
        dialog.accept_done()
        nothing_lost = collision.apart(now) or not kept_text(parts.words, collision, now)
        if choice == "again" or (choice == "merge" and nothing_lost):
            return now
        if choice == "history":
            self.history_requested.emit(now.card.id)
        await self.keep_text(collision, now)
        return None

    async def keep_text(self, collision: Collision, now: ProjectFile) -> None:
        """What was typed goes into the history as a comment."""
        text = kept_text(self._parts.words, collision, now)[:COMMENT_LIMIT]
        if not text:
            return
        card = now.card
        request = AddComment(operation_id=uuid4().hex, project_id=card.id, version=card.version, text=text)
        try:
            changed = await add(self._parts.records, request)
        except Unanswered as unanswered:
            self._parts.messages.unanswered(unanswered.answer)
            return
        self._parts.session.apply(changed)
        self._parts.messages.say("Isian Anda tersimpan di riwayat proyek.")
