"""A dialog with places for documents: a file dropped anywhere or pasted goes to the open place."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from models.requests import Attachment
from views.dialogs.form_dialog import FormDialog
from views.look import Look
from views.widgets.document_slot import DocumentSlot
from views.widgets.local_files import local_files


class SlotsDialog(FormDialog):
    """Signals (the controller answers each):

    inspect_requested(path) -> show_inspection(path, problem or "", warnings)
    make_form_requested(kind code) -> form_made(kind, path, name) or show_slot_problem(kind, text)
    template_requested(kind code): a filled template is made and opened outside
    paste_image(QImage): saved as PNG by the controller -> offer_file(path)
    """

    inspect_requested = Signal(str)
    make_form_requested = Signal(str)
    template_requested = Signal(str)
    paste_image = Signal(QImage)

    def __init__(self, look: Look, title: str, parent: QWidget | None = None) -> None:
        super().__init__(look, title, parent)
        self.slots: dict[str, DocumentSlot] = {}
        self.setAcceptDrops(True)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self).activated.connect(self.paste)

    def add_slot(self, slot: DocumentSlot) -> None:
        """Joins a place to the dialog."""
        self.slots[slot.kind.code] = slot
        slot.inspect_requested.connect(self.inspect_requested)
        slot.make_form_requested.connect(self.make_form_requested)
        slot.template_requested.connect(self.template_requested)
        slot.changed.connect(self._slot_changed)

    def show_inspection(self, path: str, problem: str, warnings: tuple[str, ...] = ()) -> None:
        """The answer of a look into `path`: a refusal as a sentence, or warnings to agree to."""
        for slot in self.slots.values():
            if slot.pending() == path:
                slot.show_inspection(path, problem, warnings)
        self.fit()

    def form_made(self, kind: str, path: str, name: str) -> None:
        """The form of that kind was made by Lajur at `path`."""
        self.slots[kind].form_made(path, name)
        self.fit()

    def show_slot_problem(self, kind: str, text: str) -> None:
        """A form or a template could not be made."""
        self.slots[kind].show_problem(text)
        self.fit()

    def offer_file(self, path: str, kind: str = "") -> None:
        """Puts a file of this computer into the place of `kind`, or into the first empty one."""
        slot = self.slots.get(kind) or self.open_slot()
        if slot is None:
            self.show_refusal("Tidak ada dokumen yang ditunggu di sini; berkas tidak dipakai.")
            return
        slot.offer_file(path)

    def open_slot(self) -> DocumentSlot | None:
        """The first empty place in sight, else the only one."""
        shown = [slot for slot in self.slots.values() if slot.isVisibleTo(self)]
        empty = [slot for slot in shown if slot.is_empty()]
        return next(iter(empty or (shown if len(shown) == 1 else [])), None)

    def attachments(self) -> tuple[Attachment, ...]:
        """What was put into the places."""
        found = (slot.attachment() for slot in self.slots.values())
        return tuple(each for each in found if each is not None)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for each in (*self.findChildren(QLineEdit), *self.findChildren(QPlainTextEdit)):
            each.setAcceptDrops(False)  # a file belongs to the place, not into a text as its address

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()) and not self.saving:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for path in local_files(event.mimeData()):
            self.offer_file(path)

    def paste(self) -> None:
        """Puts the files or the picture of the clipboard into the open places."""
        clipboard = QGuiApplication.clipboard()
        paths = local_files(clipboard.mimeData())
        for path in paths:
            self.offer_file(path)
        if not paths and not clipboard.image().isNull() and self.open_slot() is not None:
            self.paste_image.emit(clipboard.image())

    def _slot_changed(self) -> None:
        self.mark_dirty()
        self.refresh()
