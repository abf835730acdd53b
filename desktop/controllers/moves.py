"""Decisions on cards: by drag, key, menu or project page, always the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from desktop.controllers.collisions import Collisions
from desktop.controllers.conflict import Collision
from desktop.controllers.messages import kept_for_later
from desktop.controllers.parts import WRITE_WITH_FILES, Parts
from desktop.controllers.slots import Slots
from desktop.workers.answers import Answer, Ok, Refused
from desktop.workers.press_requests import TEMPLATES
from models.board import Card, Changed, Move
from models.decision_requests import decision_request
from models.errors import ChangedByOther, RuleBroken
from models.project_file import ProjectFile
from models.requests import (
    CloseProject,
    ProjectWrite,
    ReadProject,
    UndoMove,
)
from views.dialogs.drop_dialog import DropDialog
from views.dialogs.reason_dialog import ReasonDialog, ReturnDialog

Wish = Mapping[str, Any]
Again = Callable[[Card], None]
"""Tries once more, on the card as it is now."""
AskingDialog = DropDialog | ReturnDialog | ReasonDialog
PLAIN = ("hold", "resume", "reject", "cancel", "follow_up")


class Moves(QObject):
    """Facts it tells: saving(project, step); settled(project): over, or asked in a dialog; refused(project, words).

    dialog_opened(dialog) is for whoever drives the window by hand (tour, tests).
    """

    saving = Signal(int, int)
    settled = Signal(int)
    refused = Signal(int, str)
    said = Signal(str)
    undo_changed = Signal(bool)
    open_document = Signal(int)
    dialog_opened = Signal(object)
    history_requested = Signal(int)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._undoable: Changed | None = None
        self._failed: dict[int, Again] = {}
        self.collisions = Collisions(parts, self)
        self.collisions.said.connect(self.said)
        self.collisions.dialog_opened.connect(self.dialog_opened)
        self.collisions.history_requested.connect(self.history_requested)

    def retry(self, project_id: int) -> None:
        """Try again what was refused, on the card as it is now."""
        card, again = self._parts.session.card(project_id), self._failed.pop(project_id, None)
        if card is not None and again is not None:
            self.settled.emit(project_id)
            again(card)

    def forget(self) -> None:
        """What was refused, or may be undone, belongs to data that are gone."""
        self._failed.clear()
        self._undoable = None
        self.undo_changed.emit(False)

    def move(self, project_id: int, path: Move) -> None:
        """A lawful way was chosen. Nothing missing: saved at once; else one dialog asks for the rest."""
        card = self._parts.session.card(project_id)
        if card is None:
            return
        if path.open and not path.reason_required and path.kind != "follow_up":
            self._send(card, path, {}, None)
        else:
            self._read(card, path)

    def undo(self) -> None:
        """Take back one's own last move."""
        last, self._undoable = self._undoable, None
        self.undo_changed.emit(False)
        card = self._parts.session.card(last.project_id) if last else None
        if card is None:
            self.said.emit("Tidak ada pemindahan Anda yang dapat diurungkan.")
            return
        self._take_back(card)

    def _take_back(self, card: Card) -> None:
        self.saving.emit(card.id, card.step)
        request = UndoMove(operation_id=uuid4().hex, project_id=card.id, version=card.version)
        self._parts.records.ask(request, partial(self._undone, card))

    def _undone(self, card: Card, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, Changed):
            self._parts.session.apply(answer.value)
            self.settled.emit(card.id)
            self.said.emit(f"Pemindahan {card.number} diurungkan.")
        elif kept_for_later(answer):
            self.settled.emit(card.id)
        elif isinstance(answer, Refused) and isinstance(answer.error, RuleBroken):
            self.settled.emit(card.id)
            self.said.emit(self._parts.messages.sentence(answer))
        else:
            self._refuse(card, self._parts.messages.sentence(answer), self._take_back)

    # asking for the rest ---------------------------------------------------------------------------------------------

    def _read(self, card: Card, path: Move) -> None:
        self._parts.records.ask(ReadProject(card.id), partial(self._ask_for_rest, card, path))

    def _ask_for_rest(self, card: Card, path: Move, answer: Answer) -> None:
        if not (isinstance(answer, Ok) and isinstance(answer.value, ProjectFile)):
            self._refuse(card, self._parts.messages.sentence(answer), partial(self._read, path=path))
            return
        project = answer.value
        path = next((each for each in project.card.moves if _same_way(each, path)), path)
        if path.barred:
            sentence = self._parts.messages.of_error(RuleBroken(path.obstacles))
            self._refuse(card, sentence, partial(self._read, path=path))
            return
        self._open(project, path)

    def _open(self, project: ProjectFile, path: Move) -> None:
        dialog, slots = self._dialog(project, path)
        dialog.decided.connect(partial(self._decided, dialog, slots, project.card, path))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.dialog_opened.emit(dialog)

    def _dialog(self, project: ProjectFile, path: Move) -> tuple[AskingDialog, Slots | None]:
        parts, board = self._parts, self._parts.session.first_board
        assert board is not None
        look = parts.look
        if path.kind == "return":
            return ReturnDialog(look, path, project, parent=parts.window), None
        if path.kind in PLAIN:
            return ReasonDialog(look, path, project.card, project.sop, board.today, parent=parts.window), None
        dialog = DropDialog(
            look, path, project, board.today, board.attachment_limit, frozenset(TEMPLATES), parent=parts.window
        )
        dialog.open_document.connect(self.open_document)
        return dialog, Slots(dialog, parts, project.sop, project, dialog.typed_facts)

    def _decided(self, dialog: AskingDialog, slots: Slots | None, card: Card, path: Move, wish: Wish) -> None:
        dialog.show_saving()
        own = replace(card, version=slots.version) if slots else card
        self._send(own, path, wish, dialog)

    # sending and answering -------------------------------------------------------------------------------------------

    def _send(self, card: Card, path: Move, wish: Wish, dialog: AskingDialog | None) -> None:
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
        self._parts.records.ask(request, partial(self._sent, request, card, path, wish, dialog), deadline)

    def _sent(
        self,
        request: ProjectWrite,
        card: Card,
        path: Move,
        wish: Wish,
        dialog: AskingDialog | None,
        answer: Answer,
    ) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, Changed):
            self._succeed(card, path, answer.value, dialog)
        elif isinstance(answer, Refused) and isinstance(answer.error, ChangedByOther):
            self._collide(Collision(card, request, answer.error, path), wish, dialog)
        else:
            self._fail(card, path, wish, dialog, answer)

    def _succeed(self, card: Card, path: Move, changed: Changed, dialog: AskingDialog | None) -> None:
        if dialog is not None:
            dialog.accept_done()
        self._parts.session.apply(changed)
        self.settled.emit(card.id)
        self._undoable = changed if changed.undoable else None
        self.undo_changed.emit(changed.undoable)
        board = self._parts.session.first_board
        label = self._parts.words.decision(path.decision, board.sop) if board and path.decision else path.label
        self.said.emit(f"{card.number}: {label}.")

    def _fail(self, card: Card, path: Move, wish: Wish, dialog: AskingDialog | None, answer: Answer) -> None:
        sentence = self._parts.messages.sentence(answer)
        if kept_for_later(answer):
            self.settled.emit(card.id)
            if dialog is not None:
                dialog.accept_done()
        elif dialog is None:
            self._refuse(card, sentence, partial(self._send, path=path, wish=wish, dialog=None))
        else:
            self.settled.emit(card.id)
            board = self._parts.session.first_board
            error = answer.error if isinstance(answer, Refused) else None
            obstacles = error.obstacles if isinstance(error, RuleBroken) else ()
            text = "Aturan SOP belum mengizinkan ini." if obstacles else sentence
            dialog.show_refusal(text, obstacles, board.sop if board else None)

    def _collide(self, collision: Collision, wish: Wish, dialog: AskingDialog | None) -> None:
        card, path = collision.shown, collision.path
        assert path is not None
        self.settled.emit(card.id)
        again = partial(self._send, path=path, wish=wish, dialog=None)
        self.collisions.meet(
            collision,
            again=lambda now: again(now.card),
            close=lambda: dialog.accept_done() if dialog is not None else None,
            stay=partial(self._refuse, card, again=again) if dialog is None else dialog.show_refusal,
        )

    def _refuse(self, card: Card, sentence: str, again: Again) -> None:
        self._failed[card.id] = again
        self.refused.emit(card.id, sentence)


def _same_way(one: Move, other: Move) -> bool:
    return (one.decision, one.kind, one.step) == (other.decision, other.kind, other.step)
