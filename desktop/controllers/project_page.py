"""The page of one project: read when it is opened, read again when its card changes, its wishes passed on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from desktop.controllers.collisions import add
from desktop.controllers.documents import Documents
from desktop.controllers.messages import kept_for_later
from desktop.controllers.moves import Moves
from desktop.controllers.parts import Parts
from desktop.controllers.unsent import UnsentWrites
from desktop.workers.answers import Answer, Refused
from desktop.workers.flow import Unanswered, ask
from models.board import Board, Card
from models.board import Move as Way
from models.errors import NotFound
from models.figures.forecast import Forecast
from models.project_file import DocumentVersion, ProjectFile
from models.requests import AddComment, CheckPiece, ReadForecast, ReadProject
from views.dialogs.drop_dialog import DropDialog
from views.project.project_view import ProjectView

VERIFY_LIMIT = 200 * 1024 * 1024
"""Bytes of one project's documents that are hashed again whenever its page is opened."""


class ProjectPage(QObject):
    """shown(project): the page is filled and should come to the front. left: back to the board."""

    shown = Signal(object)
    left = Signal()
    print_wanted = Signal(object, str)
    edit_wanted = Signal(object)

    def __init__(
        self,
        parts: Parts,
        view: ProjectView,
        moves: Moves,
        documents: Documents,
        unsent: UnsentWrites,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._parts, self._view, self._moves, self._documents = parts, view, moves, documents
        self._unsent = unsent
        self._open_id = 0
        self._verified: ProjectFile | None = None
        view.documents.open_document.connect(self._open_document)
        view.documents.save_document.connect(self._save_document)
        view.documents.withdraw_requested.connect(self._withdraw)
        view.documents.attach_requested.connect(lambda kind: documents.attach(self._open_id, kind))
        view.documents.file_dropped.connect(lambda kind, path: documents.attach(self._open_id, kind, (path,)))
        view.comments.comment_written.connect(self._comment)
        view.header.print_requested.connect(self._print)
        view.path_chosen.connect(self._move)
        view.facts.edit_requested.connect(self._edit)
        view.header.folder_requested.connect(self._open_folder)
        view.header.back_requested.connect(self._leave)
        moves.refused.connect(self._move_refused)
        documents.noticed.connect(view.show_notice)
        parts.messages.opened.connect(self._serve_dialog)
        unsent.changed.connect(self._tell_unsent)
        parts.session.cards_changed.connect(self._cards_changed)
        parts.session.board_read.connect(self._board_read)

    @property
    def open_id(self) -> int:
        """The project shown, 0 for none."""
        return self._open_id

    def open(self, project_id: int, tab: str = "") -> None:
        """Read a project and show it; tab: "history" or "comments" to the front."""
        self._open_id = project_id
        self._parts.start(self, self._show(project_id, tab, to_front=True))

    def leave(self) -> None:
        """Back to where it was opened from; does nothing where no project is open."""
        if self._open_id:
            self._leave()

    def refresh(self) -> None:
        """Read the shown project again; the page stays where it is."""
        if self._open_id:
            self._parts.start(self, self._show(self._open_id))

    async def _show(self, project_id: int, tab: str = "", *, to_front: bool = False) -> None:
        """Read it and fill the page, unless another project is open by then; then what may take longer."""
        try:
            project = await ask(self._parts.records, ReadProject(project_id), ProjectFile)
        except Unanswered as unanswered:
            if project_id == self._open_id:
                self._show_trouble(unanswered.answer, to_front)
            return
        if project_id != self._open_id:
            return
        self._view.show_project(project)
        self._tell_unsent()
        if tab == "history":
            self._view.show_history()
        elif tab == "comments":
            self._view.tabs.setCurrentWidget(self._view.comments)
        if to_front:
            self.shown.emit(project)
        self._parts.start(self, self._foresee(project))
        await self._verify(project)

    def _show_trouble(self, answer: Answer, to_front: bool) -> None:
        gone = isinstance(answer, Refused) and isinstance(answer.error, NotFound)
        if not (to_front or gone):
            self._view.show_notice("late", self._parts.messages.sentence(answer))
            return
        self._open_id = 0
        self._parts.messages.unanswered(answer)
        if gone:
            self.left.emit()

    def _tell_unsent(self) -> None:
        project = self._view.project()
        self._view.set_unsent(self._unsent.sentence(project.card.id) if project else "")

    async def _foresee(self, project: ProjectFile) -> None:
        """When it will probably be over; asked after everybody else, and said by nobody where it cannot be told."""
        if project.card.state.ended:
            return
        try:
            found = await ask(self._parts.records, ReadForecast(project.card.id), Forecast, leisure=True)
        except Unanswered:
            found = None
        shown = self._view.project()
        if shown is not None and (shown.card.id, shown.card.version) == (project.card.id, project.card.version):
            self._view.header.forecast.show_forecast(found, project.sop)

    async def _verify(self, project: ProjectFile) -> None:
        """Hash the documents again, a piece at a time and after everybody else."""
        unknown = [each for each in project.documents if each.intact is None and each.path]
        if not unknown or sum(each.size for each in unknown) > VERIFY_LIMIT:
            return
        self._verified = project
        found: dict[int, bool] = {}
        for each in unknown:
            while each.id not in found and self._verifies(project):
                try:
                    request = CheckPiece(each.path, each.sha256, each.size)
                    intact = await ask(self._parts.records, request, object, leisure=True)
                except Unanswered:
                    return
                if isinstance(intact, bool):
                    found[each.id] = intact
        shown = self._view.project()
        if shown is not None and self._verifies(project):
            documents = tuple(replace(each, intact=found.get(each.id, each.intact)) for each in shown.documents)
            self._view.show_project(replace(shown, documents=documents))

    def _verifies(self, project: ProjectFile) -> bool:
        """That reading of it is still the one on the page."""
        return project is self._verified and project.card.id == self._open_id and self._view.project() is not None

    def _cards_changed(self, cards: tuple[Card, ...]) -> None:
        if any(card.id == self._open_id for card in cards):
            self.refresh()

    def _board_read(self, _board: Board) -> None:
        self.refresh()

    def _leave(self) -> None:
        self._open_id = 0
        self.left.emit()

    def _serve_dialog(self, dialog: object) -> None:
        if isinstance(dialog, DropDialog):
            dialog.open_document.connect(self._open_document)

    # wishes ----------------------------------------------------------------------------------------------------------

    def _document(self, document_id: int) -> DocumentVersion | None:
        project = self._view.project()
        found = (each for each in project.documents if each.id == document_id) if project else ()
        return next(iter(found), None)

    def _open_document(self, document_id: int) -> None:
        document = self._document(document_id)
        if document is not None:
            self._documents.open_copy(document)

    def _save_document(self, document_id: int) -> None:
        document = self._document(document_id)
        if document is not None:
            self._documents.save_copy(document)

    def _withdraw(self, document_id: int) -> None:
        document, project = self._document(document_id), self._view.project()
        if document is not None and project is not None:
            self._documents.withdraw(project, document)

    def _comment(self, text: str) -> None:
        project = self._view.project()
        if project is not None:
            card = self._parts.session.card(project.card.id) or project.card
            request = AddComment(operation_id=uuid4().hex, project_id=card.id, version=card.version, text=text)
            self._parts.start(self, self._add(request))

    async def _add(self, request: AddComment) -> None:
        """Told to its own page; another one may be open by now."""
        answer: Answer | None = None
        try:
            self._parts.session.apply(await add(self._parts.records, request))
        except Unanswered as unanswered:
            answer = unanswered.answer
        project, sentence = self._view.project(), self._parts.messages.sentence
        shown = project is not None and project.card.id == request.project_id
        if answer is None or kept_for_later(answer):
            if shown:
                self._view.comment_saved()
                self.refresh()
        elif shown:
            self._view.show_comment_problem(sentence(answer))
        else:
            self._parts.messages.refuse(f"“{request.text}”: {sentence(answer)}")

    def _move(self, path: Way) -> None:
        self._moves.move(self._open_id, path)

    def _move_refused(self, project_id: int, sentence: str) -> None:
        if project_id == self._open_id:
            self._view.show_notice("late", sentence)

    def _print(self, form: str) -> None:
        project = self._view.project()
        if project is not None:
            self.print_wanted.emit(project, form)

    def _edit(self) -> None:
        project = self._view.project()
        if project is not None:
            self.edit_wanted.emit(project)

    def _open_folder(self) -> None:
        project, board = self._view.project(), self._parts.session.first_board
        if project is not None and board is not None:
            folder = Path(board.documents) / project.folder
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
                self._view.show_notice("late", f"Folder tidak dapat dibuka: {folder}")
