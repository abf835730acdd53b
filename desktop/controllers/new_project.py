"""A new request (step 1), and changing the facts of a project afterwards."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from desktop.controllers.collisions import Collisions
from desktop.controllers.parts import WRITE_WITH_FILES, Parts, Wish
from desktop.controllers.slots import Slots
from desktop.workers.flow import ask
from models.board import Board, Card, Changed, Move
from models.project_file import ProjectFile
from models.requests import RequestProject, SetFacts
from views.dialogs.facts_dialog import FactsDialog
from views.dialogs.new_project import NewProjectDialog


class NewProjects(QObject):
    """created(project id); submit_wanted(project, path): hand the new request on at once."""

    created = Signal(int)
    submit_wanted = Signal(int, object)

    def __init__(self, parts: Parts, collisions: Collisions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._collisions = parts, collisions
        self._open: NewProjectDialog | None = None

    def new(self) -> None:
        """Open the dialog; the one that is open already comes to the front."""
        board = self._parts.session.first_board
        if self._open is not None:
            self._open.activateWindow()
        elif board is not None:
            self._parts.start(self, self._new(board))

    def edit(self, project: ProjectFile) -> None:
        """Open the dialog for the facts of a project."""
        board = self._parts.session.first_board
        if board is not None:
            self._parts.start(self, self._edit(project, board))

    async def _new(self, board: Board) -> None:
        parts = self._parts
        dialog = self._open = NewProjectDialog(
            parts.look,
            board.sop,
            board.people,
            board.actor,
            board.today,
            board.settings.attachment_limit,
            parent=parts.window,
        )
        Slots(dialog, parts, board.sop)
        dialog.finished.connect(self._closed)
        parts.messages.open(dialog)
        created = await parts.saved(dialog, self._request)
        if created is not None:
            self._show_created(*created)

    async def _request(self, wish: Wish) -> tuple[Changed, bool]:
        """The new project, and whether it is to be handed on at once."""
        request = RequestProject(operation_id=uuid4().hex, facts=wish["facts"], attachments=wish["attachments"])
        deadline = WRITE_WITH_FILES if wish["attachments"] else None
        return await ask(self._parts.records, request, Changed, deadline), bool(wish.get("submit"))

    def _show_created(self, changed: Changed, submit: bool) -> None:
        self._parts.session.apply(changed)
        self.created.emit(changed.project_id)
        card = self._parts.session.card(changed.project_id)
        number = card.number if card else changed.number
        self._parts.messages.say(f"Permohonan {number} tersimpan.")
        way = _onward(card) if card else None
        if submit and way is not None:
            self.submit_wanted.emit(changed.project_id, way)

    def _closed(self) -> None:
        self._open = None

    async def _edit(self, project: ProjectFile, board: Board) -> None:
        parts, card = self._parts, project.card
        dialog = FactsDialog(parts.look, project, board.today, parent=parts.window)
        parts.messages.open(dialog)

        async def write(wish: Wish) -> Changed | None:
            request = SetFacts(operation_id=uuid4().hex, project_id=card.id, version=card.version, facts=wish["facts"])
            return await self._collisions.write(request, card, dialog, project.facts)

        changed = await parts.saved(dialog, write)
        if changed is not None:
            parts.session.apply(changed)
            parts.messages.say("Data proyek tersimpan.")


def _onward(card: Card) -> Move | None:
    return next((path for path in card.moves if path.kind == "forward" and not path.barred), None)
