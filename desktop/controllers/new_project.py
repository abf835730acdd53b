"""A new request (step 1), and changing the facts of a project afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from desktop.controllers.collisions import Collisions, facts_again
from desktop.controllers.conflict import Collision
from desktop.controllers.messages import kept_for_later
from desktop.controllers.parts import WRITE_WITH_FILES, Parts
from desktop.controllers.slots import Slots
from desktop.workers.answers import Answer, Ok, Refused
from models.board import Card, Changed, Move
from models.errors import ChangedByOther
from models.project_file import ProjectFile
from models.requests import RequestProject, SetFacts
from views.dialogs.facts_dialog import FactsDialog
from views.dialogs.new_project import NewProjectDialog


class NewProjects(QObject):
    """created(project id), changed(project id); submit_wanted(project, path): hand the new request on at once."""

    created = Signal(int)
    changed = Signal(int)
    submit_wanted = Signal(int, object)
    said = Signal(str)
    refused = Signal(str)
    dialog_opened = Signal(object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._open: NewProjectDialog | None = None
        self.collisions = Collisions(parts, self)
        self.collisions.said.connect(self.said)
        self.collisions.refused.connect(self.refused)
        self.collisions.dialog_opened.connect(self.dialog_opened)

    def new(self) -> None:
        """Open the dialog; the one that is open already comes to the front."""
        board = self._parts.session.first_board
        if board is None:
            return
        if self._open is not None:
            self._open.activateWindow()
            return
        parts = self._parts
        dialog = NewProjectDialog(
            parts.look,
            board.sop,
            board.people,
            board.actor,
            board.today,
            board.attachment_limit,
            parent=parts.window,
        )
        Slots(dialog, parts, board.sop)
        dialog.decided.connect(partial(self._request, dialog))
        dialog.finished.connect(self._closed)
        dialog.finished.connect(dialog.deleteLater)
        self._open = dialog
        dialog.open()
        self.dialog_opened.emit(dialog)

    def edit(self, project: ProjectFile) -> None:
        """Open the dialog for the facts of a project."""
        board, parts = self._parts.session.first_board, self._parts
        if board is None:
            return
        dialog = FactsDialog(parts.look, project, board.today, parent=parts.window)
        dialog.decided.connect(partial(self._set_facts, dialog, project))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.dialog_opened.emit(dialog)

    def _closed(self) -> None:
        self._open = None

    def _request(self, dialog: NewProjectDialog, wish: Mapping[str, Any]) -> None:
        dialog.show_saving()
        request = RequestProject(operation_id=uuid4().hex, facts=wish["facts"], attachments=wish["attachments"])
        then = partial(self._requested, dialog, bool(wish.get("submit")))
        self._parts.records.ask(request, then, WRITE_WITH_FILES if wish["attachments"] else None)

    def _requested(self, dialog: NewProjectDialog, submit: bool, answer: Answer) -> None:
        if kept_for_later(answer):
            dialog.accept_done()
            return
        if not (isinstance(answer, Ok) and isinstance(answer.value, Changed)):
            dialog.show_refusal(self._parts.messages.sentence(answer))
            return
        dialog.accept_done()
        changed = answer.value
        self._parts.session.apply(changed)
        self.created.emit(changed.project_id)
        card = self._parts.session.card(changed.project_id)
        number = card.number if card else changed.number
        self.said.emit(f"Permohonan {number} tersimpan.")
        way = _onward(card) if card else None
        if submit and way is not None:
            self.submit_wanted.emit(changed.project_id, way)

    def _set_facts(self, dialog: FactsDialog, project: ProjectFile, wish: Mapping[str, Any]) -> None:
        dialog.show_saving()
        card = project.card
        request = SetFacts(operation_id=uuid4().hex, project_id=card.id, version=card.version, facts=wish["facts"])
        self._parts.records.ask(request, partial(self._facts_set, dialog, project, request))

    def _facts_set(self, dialog: FactsDialog, project: ProjectFile, request: SetFacts, answer: Answer) -> None:
        if kept_for_later(answer):
            dialog.accept_done()
        elif isinstance(answer, Ok) and isinstance(answer.value, Changed):
            dialog.accept_done()
            self._facts_saved(answer)
        elif isinstance(answer, Refused) and isinstance(answer.error, ChangedByOther):
            collision = Collision(project.card, request, answer.error, facts=project.facts)
            again = partial(self._set_facts_again, collision, request)
            self.collisions.meet(collision, again, close=dialog.accept_done, stay=dialog.show_refusal)
        else:
            dialog.show_refusal(self._parts.messages.sentence(answer))

    def _set_facts_again(self, collision: Collision, request: SetFacts, now: ProjectFile) -> None:
        self._parts.records.ask(facts_again(request, now), partial(self._facts_answered, collision, now))

    def _facts_answered(self, collision: Collision, now: ProjectFile, answer: Answer) -> None:
        if isinstance(answer, Ok):
            self._facts_saved(answer)
        elif not kept_for_later(answer):
            self.refused.emit(self._parts.messages.sentence(answer))
            self.collisions.keep_text(collision, now)

    def _facts_saved(self, answer: Ok) -> None:
        if isinstance(answer.value, Changed):
            self._parts.session.apply(answer.value)
            self.changed.emit(answer.value.project_id)
            self.said.emit("Data proyek tersimpan.")


def _onward(card: Card) -> Move | None:
    return next((path for path in card.moves if path.kind == "forward" and not path.barred), None)
