"""Decisions on cards: by drag, key, menu or project page, always the same way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from desktop.controllers.collisions import Collisions
from desktop.controllers.conflict import Collision
from desktop.controllers.messages import kept_for_later, overtaken
from desktop.controllers.parts import WRITE_WITH_FILES, Parts, Wish, decision_in
from desktop.controllers.slots import Slots
from desktop.workers.answers import Answer, Refused
from desktop.workers.flow import Journey, Unanswered, ask
from desktop.workers.press_requests import TEMPLATES
from models.board import Card, Changed, Move
from models.decision_requests import decision_request
from models.errors import RuleBroken
from models.project_file import ProjectFile
from models.requests import CloseProject, ProjectWrite, ReadProject, UndoMove
from views.dialogs.drop_dialog import DropDialog
from views.dialogs.reason_dialog import ReasonDialog, ReturnDialog

Retry = Callable[[Card], Journey]
"""Tries once more, on the card as it is now."""
AskingDialog = DropDialog | ReturnDialog | ReasonDialog
PLAIN = ("hold", "resume", "reject", "cancel", "follow_up")


class Moves(QObject):
    """Facts it tells: saving(project, step); settled(project): over, or asked in a dialog; refused(project, words)."""

    saving = Signal(int, int)
    settled = Signal(int)
    refused = Signal(int, str)
    undo_changed = Signal(bool)

    def __init__(self, parts: Parts, collisions: Collisions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._collisions = parts, collisions
        self._undoable: Changed | None = None
        self._failed: dict[int, Retry] = {}

    def retry(self, project_id: int) -> None:
        """Try again what was refused, on the card as it is now."""
        card, again = self._parts.session.card(project_id), self._failed.pop(project_id, None)
        if card is not None and again is not None:
            self.settled.emit(project_id)
            self._parts.start(self, again(card))

    def forget(self) -> None:
        """What was refused, or may be undone, belongs to data that are gone."""
        self._failed.clear()
        self._undoable = None
        self.undo_changed.emit(False)

    def move(self, project_id: int, path: Move) -> None:
        """A lawful way was chosen. Nothing missing: saved at once; else one dialog asks for the rest."""
        card = self._parts.session.card(project_id)
        if card is not None:
            self._parts.start(self, self._move(card, path))

    def undo(self) -> None:
        """Take back one's own last move."""
        last, self._undoable = self._undoable, None
        self.undo_changed.emit(False)
        card = self._parts.session.card(last.project_id) if last else None
        if card is None:
            self._parts.messages.say("Tidak ada pemindahan Anda yang dapat diurungkan.")
        else:
            self._parts.start(self, self._take_back(card))

    async def _move(self, card: Card, path: Move) -> None:
        """Check, ask for what is missing, write, show."""
        if path.open and not path.reason_required and path.kind != "follow_up":
            await self._save(card, path, {})
            return
        try:
            project = await ask(self._parts.records, ReadProject(card.id), ProjectFile)
            path = next((each for each in project.card.moves if _same_way(each, path)), path)
            if path.barred:
                raise Unanswered(Refused(RuleBroken(path.obstacles)))
        except Unanswered as unanswered:
            self._refuse(card, unanswered.answer, partial(self._move, path=path))
            return
        dialog, slots = self._dialog(project, path)
        self._parts.messages.open(dialog)
        saved = False
        while not saved and (wish := await decision_in(dialog)) is not None:
            dialog.show_saving()
            own = replace(project.card, version=slots.version) if slots else project.card
            saved = await self._save(own, path, wish, dialog)

    def _dialog(self, project: ProjectFile, path: Move) -> tuple[AskingDialog, Slots | None]:
        parts, board = self._parts, self._parts.session.first_board
        assert board is not None
        look = parts.look
        if path.kind == "return":
            return ReturnDialog(look, path, project, parent=parts.window), None
        if path.kind in PLAIN:
            return ReasonDialog(look, path, project.card, project.sop, board.today, parent=parts.window), None
        dialog = DropDialog(
            look, path, project, board.today, board.settings.attachment_limit, frozenset(TEMPLATES), parent=parts.window
        )
        return dialog, Slots(dialog, parts, project.sop, project, dialog.typed_facts)

    async def _save(self, card: Card, path: Move, wish: Wish, dialog: AskingDialog | None = None) -> bool:
        """Write the decision and show what became of it. False: the dialog stays open, with everything typed."""
        request = decision_request(
            card,
            path,
            wish.get("reason", ""),
            wish.get("note", ""),
            wish.get("facts"),
            wish.get("attachments", ()),
            wish.get("findings", ()),
            wish.get("expected"),
            wish.get("target", 0),
        )
        self.saving.emit(card.id, path.step or card.step)
        deadline = WRITE_WITH_FILES if wish.get("attachments") or isinstance(request, CloseProject) else None
        try:
            changed = await ask(self._parts.records, request, Changed, deadline)
        except Unanswered as unanswered:
            return await self._not_saved(request, card, path, wish, dialog, unanswered.answer)
        if dialog is not None:
            dialog.accept_done()
        self._parts.session.apply(changed)
        self.settled.emit(card.id)
        self._undoable = changed if changed.undoable else None
        self.undo_changed.emit(changed.undoable)
        board = self._parts.session.first_board
        label = self._parts.words.decision(path.decision, board.sop) if board and path.decision else path.label
        self._parts.messages.say(f"{card.number}: {label}.")
        return True

    async def _not_saved(
        self, request: ProjectWrite, card: Card, path: Move, wish: Wish, dialog: AskingDialog | None, answer: Answer
    ) -> bool:
        """Another was faster, it is kept for later, or it is refused; see `_save`."""
        again = partial(self._save, path=path, wish=wish)
        if error := overtaken(answer):
            self.settled.emit(card.id)
            try:
                now = await self._collisions.meet(Collision(card, request, error, path), dialog)
            except Unanswered as unanswered:
                return self._stay(card, unanswered.answer, again, dialog)
            if now is not None:
                await again(now.card)
            return True
        if kept_for_later(answer):
            self.settled.emit(card.id)
            if dialog is not None:
                dialog.accept_done()
            return True
        if dialog is not None:
            self.settled.emit(card.id)
        return self._stay(card, answer, again, dialog)

    def _stay(self, card: Card, answer: Answer, again: Retry, dialog: AskingDialog | None) -> bool:
        """Say why it was refused, in the dialog or on the card; see `_save`."""
        if dialog is None:
            self._refuse(card, answer, again)
            return True
        board = self._parts.session.first_board
        error = answer.error if isinstance(answer, Refused) else None
        obstacles = error.obstacles if isinstance(error, RuleBroken) else ()
        text = "Aturan SOP belum mengizinkan ini." if obstacles else self._parts.messages.sentence(answer)
        dialog.show_refusal(text, obstacles, board.sop if board else None)
        return False

    async def _take_back(self, card: Card) -> None:
        self.saving.emit(card.id, card.step)
        request = UndoMove(operation_id=uuid4().hex, project_id=card.id, version=card.version)
        try:
            changed = await ask(self._parts.records, request, Changed)
        except Unanswered as unanswered:
            answer = unanswered.answer
            if kept_for_later(answer):
                self.settled.emit(card.id)
            elif isinstance(answer, Refused) and isinstance(answer.error, RuleBroken):
                self.settled.emit(card.id)
                self._parts.messages.say(self._parts.messages.sentence(answer))
            else:
                self._refuse(card, answer, self._take_back)
            return
        self._parts.session.apply(changed)
        self.settled.emit(card.id)
        self._parts.messages.say(f"Pemindahan {card.number} diurungkan.")

    def _refuse(self, card: Card, answer: Answer, again: Retry) -> None:
        self._failed[card.id] = again
        self.refused.emit(card.id, self._parts.messages.sentence(answer))


def _same_way(one: Move, other: Move) -> bool:
    return (one.decision, one.kind, one.step) == (other.decision, other.kind, other.step)
