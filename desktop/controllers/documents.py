"""Documents of a project: attach by dialog, drop or paste; open as a read-only copy; save elsewhere; withdraw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.controllers.collisions import Collisions, add
from desktop.controllers.conflict import Collision
from desktop.controllers.messages import kept_for_later
from desktop.controllers.parts import WRITE_WITH_FILES, Parts
from desktop.controllers.slots import Slots
from desktop.workers.answers import Answer, Ok, Refused
from desktop.workers.press_requests import TEMPLATES, SaveCopy
from models.board import Changed
from models.errors import ChangedByOther
from models.project_file import DocumentVersion, ProjectFile
from models.requests import AttachDocument, CopyDocument, ReadProject, WithdrawDocument
from views.dialogs.attach_dialog import AttachDialog
from views.dialogs.form_dialog import FormDialog
from views.dialogs.reason_dialog import WithdrawDialog
from views.widgets.local_files import local_files

COPY_DEADLINE = 120.0


class Documents(QObject):
    """Tells: said(sentence), refused(sentence), dialog_opened(dialog), project_changed(project id)."""

    said = Signal(str)
    refused = Signal(str)
    dialog_opened = Signal(object)
    project_changed = Signal(int)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.collisions = Collisions(parts, self)
        self.collisions.said.connect(self.said)
        self.collisions.refused.connect(self.refused)
        self.collisions.dialog_opened.connect(self.dialog_opened)

    def attach(self, project_id: int, kind: str = "", files: Sequence[str] = ()) -> None:
        """Open the dialog for attaching; `files` go to its place."""
        then = partial(self._open_dialog, kind, tuple(files))
        self._parts.records.ask(ReadProject(project_id), then)

    def paste(self, project_id: int) -> None:
        """Open the dialog for attaching with what the clipboard holds."""
        clipboard = QGuiApplication.clipboard()
        if local_files(clipboard.mimeData()) or not clipboard.image().isNull():
            self._parts.records.ask(ReadProject(project_id), partial(self._open_dialog, "", (), paste=True))
        else:
            self.refused.emit("Papan klip tidak memuat berkas atau gambar. Salin dahulu berkasnya.")

    def open_copy(self, document: DocumentVersion) -> None:
        """Show a read-only copy in the program that this computer uses for such files; a link in the browser."""
        if document.link:
            self._opened(QDesktopServices.openUrl(QUrl(document.link)))
            return
        self._copy(document, self._parts.copies, lambda path: self._opened(self._show(path)))

    def save_copy(self, document: DocumentVersion) -> None:
        """Ask where and put a copy there; the person may write to it."""
        place, _ = QFileDialog.getSaveFileName(self._parts.window, "Simpan salinan", document.name)
        if place:
            self._copy(document, self._parts.copies, partial(self._save, place))

    def withdraw(self, project: ProjectFile, document: DocumentVersion) -> None:
        """Ask why, then mark the version as withdrawn; its file stays."""
        parts = self._parts
        dialog = WithdrawDialog(parts.look, project, document, parent=parts.window)
        dialog.decided.connect(partial(self._withdraw, dialog, project, document))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.dialog_opened.emit(dialog)

    def _withdraw(
        self, dialog: WithdrawDialog, project: ProjectFile, document: DocumentVersion, wish: Mapping[str, Any]
    ) -> None:
        dialog.show_saving()
        request = WithdrawDocument(
            operation_id=uuid4().hex,
            project_id=project.card.id,
            version=project.card.version,
            document_id=document.id,
            reason=wish["reason"],
        )
        self._parts.records.ask(request, partial(self._withdrawn, dialog, project, request))

    def _withdrawn(
        self, dialog: WithdrawDialog, project: ProjectFile, request: WithdrawDocument, answer: Answer
    ) -> None:
        if isinstance(answer, Refused) and isinstance(answer.error, ChangedByOther):
            collision = Collision(project.card, request, answer.error)
            again = partial(self._withdraw_again, collision, request)
            self.collisions.meet(collision, again, close=dialog.accept_done, stay=dialog.show_refusal)
        else:
            self._finished(dialog, "Dokumen ditarik; berkasnya tetap tersimpan.", answer)

    def _withdraw_again(self, collision: Collision, request: WithdrawDocument, now: ProjectFile) -> None:
        fresh = replace(request, operation_id=uuid4().hex, version=now.card.version)
        self._parts.records.ask(fresh, partial(self._withdrawn_at_last, collision, now))

    def _withdrawn_at_last(self, collision: Collision, now: ProjectFile, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, Changed):
            self._saved_on_project(answer.value, "Dokumen ditarik; berkasnya tetap tersimpan.")
        elif not kept_for_later(answer):
            self.refused.emit(self._parts.messages.sentence(answer))
            self.collisions.keep_text(collision, now)

    # attaching -------------------------------------------------------------------------------------------------------

    def _open_dialog(self, kind: str, files: tuple[str, ...], answer: Answer, paste: bool = False) -> None:
        board = self._parts.session.first_board
        if not (isinstance(answer, Ok) and isinstance(answer.value, ProjectFile)) or board is None:
            self.refused.emit(self._parts.messages.sentence(answer))
            return
        project, parts = answer.value, self._parts
        dialog = AttachDialog(
            parts.look,
            project,
            board.today,
            kind,
            board.attachment_limit,
            frozenset(TEMPLATES),
            parent=parts.window,
        )
        slots = Slots(dialog, parts, project.sop, project)
        dialog.decided.connect(partial(self._attach, dialog, slots, project))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        for path in files:
            dialog.offer_file(path)
        if paste:
            dialog.paste()
        self.dialog_opened.emit(dialog)

    def _attach(self, dialog: AttachDialog, slots: Slots, project: ProjectFile, wish: Mapping[str, Any]) -> None:
        dialog.show_saving()
        request = AttachDocument(
            operation_id=uuid4().hex,
            project_id=project.card.id,
            version=slots.version,
            attachments=wish["attachments"],
        )
        then = partial(self._finished, dialog, "Dokumen terlampir.")
        add(self._parts.records, request, then, WRITE_WITH_FILES)

    def _finished(self, dialog: FormDialog, sentence: str, answer: Answer) -> None:
        if isinstance(answer, Ok) and isinstance(answer.value, Changed):
            dialog.accept_done()
            self._saved_on_project(answer.value, sentence)
        elif kept_for_later(answer):
            dialog.accept_done()
        else:
            dialog.show_refusal(self._parts.messages.sentence(answer))

    def _saved_on_project(self, changed: Changed, sentence: str) -> None:
        self._parts.session.apply(changed)
        self.project_changed.emit(changed.project_id)
        self.said.emit(sentence)

    # copies ----------------------------------------------------------------------------------------------------------

    def _copy(self, document: DocumentVersion, folder: Path, then: Callable[[str], None]) -> None:
        request = CopyDocument(document.id, str(folder / f"{document.id}"), document.name)
        self._parts.records.ask(request, partial(self._copied, then), COPY_DEADLINE)

    def _copied(self, then: Callable[[str], None], answer: Answer) -> None:
        if isinstance(answer, Ok):
            then(str(answer.value))
        else:
            self.refused.emit(self._parts.messages.sentence(answer))

    def _show(self, path: str) -> bool:
        return QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    def _opened(self, done: bool) -> None:
        if not done:
            self.refused.emit("Komputer ini tidak punya program untuk membuka berkas itu. Simpan salinannya.")

    def _save(self, place: str, path: str) -> None:
        self._parts.press.ask(SaveCopy(path, place), partial(self._saved, place), COPY_DEADLINE)

    def _saved(self, place: str, answer: Answer) -> None:
        if isinstance(answer, Ok):
            self.said.emit(f"Salinan disimpan di {place}.")
        else:
            self.refused.emit(self._parts.messages.sentence(answer))
