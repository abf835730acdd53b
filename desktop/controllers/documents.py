"""Documents of a project: attach by dialog, drop or paste; open as a read-only copy; save elsewhere; withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.controllers.collisions import Collisions, add
from desktop.controllers.parts import WRITE_WITH_FILES, Parts, Wish
from desktop.controllers.slots import Slots
from desktop.workers.answers import Answer
from desktop.workers.flow import Flow, Journey, ask
from desktop.workers.press_requests import TEMPLATES, SaveCopy
from models.board import Board, Changed
from models.project_file import DocumentVersion, ProjectFile
from models.requests import AttachDocument, CopyDocument, ReadProject, WithdrawDocument
from views.dialogs.attach_dialog import AttachDialog
from views.dialogs.reason_dialog import WithdrawDialog
from views.widgets.local_files import local_files

COPY_DEADLINE = 120.0


class Documents(QObject):
    """noticed(tone, sentence): what became of a document, for the page of its project, beside what `Messages` tells."""

    noticed = Signal(str, str)

    def __init__(self, parts: Parts, collisions: Collisions, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._collisions = parts, collisions

    def attach(self, project_id: int, kind: str = "", files: Sequence[str] = ()) -> None:
        """Open the dialog for attaching; `files` go to its place."""
        self._start(self._attach(project_id, kind, files))

    def paste(self, project_id: int) -> None:
        """Open the dialog for attaching with what the clipboard holds."""
        clipboard = QGuiApplication.clipboard()
        if local_files(clipboard.mimeData()) or not clipboard.image().isNull():
            self._start(self._attach(project_id, paste=True))
        else:
            self._refuse("Papan klip tidak memuat berkas atau gambar. Salin dahulu berkasnya.")

    def open_copy(self, document: DocumentVersion) -> None:
        """Show a read-only copy in the program that this computer uses for such files; a link in the browser."""
        self._start(self._open_copy(document))

    def save_copy(self, document: DocumentVersion) -> None:
        """Ask where and put a copy there; the person may write to it."""
        place, _ = QFileDialog.getSaveFileName(self._parts.window, "Simpan salinan", document.name)
        if place:
            self._start(self._save_copy(document, place))

    def withdraw(self, project: ProjectFile, document: DocumentVersion) -> None:
        """Ask why, then mark the version as withdrawn; its file stays."""
        self._start(self._withdraw(project, document))

    async def _attach(self, project_id: int, kind: str = "", files: Sequence[str] = (), *, paste: bool = False) -> None:
        parts = self._parts
        project = await ask(parts.records, ReadProject(project_id), ProjectFile)
        board = parts.session.first_board
        if board is None:
            return
        dialog = self._attach_dialog(project, board, kind)
        slots = Slots(dialog, parts, project.sop, project)
        parts.messages.open(dialog)
        for path in files:
            dialog.offer_file(path)
        if paste:
            dialog.paste()

        async def write(wish: Wish) -> Changed:
            request = AttachDocument(
                operation_id=uuid4().hex,
                project_id=project_id,
                version=slots.version,
                attachments=wish["attachments"],
            )
            return await add(parts.records, request, WRITE_WITH_FILES)

        self._show_saved(await parts.saved(dialog, write), "Dokumen terlampir.")

    def _attach_dialog(self, project: ProjectFile, board: Board, kind: str) -> AttachDialog:
        parts = self._parts
        return AttachDialog(
            parts.look,
            project,
            board.today,
            kind,
            board.settings.attachment_limit,
            frozenset(TEMPLATES),
            parent=parts.window,
        )

    async def _withdraw(self, project: ProjectFile, document: DocumentVersion) -> None:
        parts, card = self._parts, project.card
        dialog = WithdrawDialog(parts.look, project, document, parent=parts.window)
        parts.messages.open(dialog)

        async def write(wish: Wish) -> Changed | None:
            request = WithdrawDocument(
                operation_id=uuid4().hex,
                project_id=card.id,
                version=card.version,
                document_id=document.id,
                reason=wish["reason"],
            )
            return await self._collisions.write(request, card, dialog)

        self._show_saved(await parts.saved(dialog, write), "Dokumen ditarik; berkasnya tetap tersimpan.")

    async def _open_copy(self, document: DocumentVersion) -> None:
        place = QUrl(document.link) if document.link else QUrl.fromLocalFile(await self._copy(document))
        if not QDesktopServices.openUrl(place):
            self._refuse("Komputer ini tidak punya program untuk membuka berkas itu. Simpan salinannya.")

    async def _save_copy(self, document: DocumentVersion, place: str) -> None:
        copy = SaveCopy(await self._copy(document), place)
        await ask(self._parts.press, copy, str, COPY_DEADLINE)
        self._say(f"Salinan disimpan di {place}.")

    async def _copy(self, document: DocumentVersion) -> str:
        """The path of a read-only copy on this computer."""
        folder = self._parts.copies / f"{document.id}"
        return await ask(self._parts.records, CopyDocument(document.id, str(folder), document.name), str, COPY_DEADLINE)

    # telling ---------------------------------------------------------------------------------------------------------

    def _start(self, journey: Journey) -> None:
        Flow(self, journey, self._unanswered)

    def _unanswered(self, answer: Answer) -> None:
        self._refuse(self._parts.messages.sentence(answer))

    def _show_saved(self, changed: Changed | None, sentence: str) -> None:
        if changed is not None:
            self._parts.session.apply(changed)
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        self._parts.messages.say(sentence)
        self.noticed.emit("ok", sentence)

    def _refuse(self, sentence: str) -> None:
        self._parts.messages.refuse(sentence)
        self.noticed.emit("late", sentence)
