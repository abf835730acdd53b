"""One version of a document in the project page: kind of file, name, who and when, version, integrity, menu."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from models.project_file import DocumentVersion
from views.icons import Icons
from views.look import Look
from views.theme import Theme
from views.widgets.document_slot import file_icon
from views.widgets.local_files import local_files
from views.widgets.text import ElidedText, IconButton, IconMark, Panel, SaveButton, Text
from views.words import formats
from views.words.words import Words


class DocumentItem(QWidget):
    """Signals carry the document's id; replace_requested its kind. hindrance: why nothing can be changed now, or ""."""

    open_requested = Signal(int)
    save_requested = Signal(int)
    withdraw_requested = Signal(int)
    replace_requested = Signal(str)

    def __init__(self, look: Look, version: DocumentVersion, changeable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.version = version
        self.hindrance = ""
        self._changeable = changeable
        current = version.status == "current"
        mark = "link" if version.link else file_icon(version.name)
        name = ElidedText(version.name, "strong" if current else "")
        meta = ElidedText(self._meta(version), "small")
        self.menu_button = IconButton(look.icons, "more", f"Menu {version.name}")
        self.menu_button.clicked.connect(self._open_menu)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(name)
        lines.addWidget(meta)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 5, 4, 5)
        row.setSpacing(12)
        row.addWidget(IconMark(look.icons, mark, "accent" if current else "ink3", 18))
        row.addLayout(lines, 1)
        number = Text(f"v{version.version}", "small")
        number.setFixedWidth(look.theme.px(30))
        row.addWidget(number)
        sign, color, said = integrity(version, look.words)
        row.addWidget(IconMark(look.icons, sign, color, 15))
        word = Text(said, {"ok": "ok", "late": "late", "pause": "pause"}.get(color, "small"), wrap=True)
        word.setFixedWidth(look.theme.px(178))
        row.addWidget(word)
        row.addWidget(self.menu_button)
        self.setAccessibleName(f"{version.kind_name}, {version.name}, versi {version.version}, {said}")

    def menu(self) -> QMenu:
        """What can be done with this version."""
        menu = QMenu(self)
        number, link = self.version.id, bool(self.version.link)
        look = menu.addAction("Buka alamat" if link else "Lihat salinan hanya-baca")
        look.triggered.connect(lambda: self.open_requested.emit(number))
        if not link:
            save = menu.addAction("Simpan salinan…")
            save.triggered.connect(lambda: self.save_requested.emit(number))
        if self._changeable and self.version.status == "current":
            menu.addSeparator()
            if self.hindrance:
                menu.addAction(self.hindrance).setEnabled(False)
            replace = menu.addAction("Ganti dengan versi baru…")
            replace.triggered.connect(lambda: self.replace_requested.emit(self.version.kind))
            withdraw = menu.addAction("Tarik dokumen…")
            withdraw.triggered.connect(lambda: self.withdraw_requested.emit(number))
            for action in (replace, withdraw):
                action.setEnabled(not self.hindrance)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    def _meta(self, version: DocumentVersion) -> str:
        day = formats.date_medium(formats.local(version.attached).date())
        parts = [version.attached_by, day, formats.size(version.size) if version.size else version.link]
        if version.round > 1:
            parts.insert(0, f"putaran {version.round}")
        if version.letter_number:
            parts.append(f"nomor {version.letter_number}")
        return ", ".join(part for part in parts if part)


def integrity(version: DocumentVersion, words: Words) -> tuple[str, str, str]:
    """Icon, colour and words for the state of a version."""
    if version.intact is False:
        return "changed", "late", words.integrity(False)
    if version.status == "returned":
        return "return", "pause", words.document_status("returned")
    if version.status in {"superseded", "withdrawn"}:
        text = "Putaran {round}, digantikan" if version.status == "superseded" else "Ditarik"
        return "history", "ink3", text.format(round=version.round)
    if version.link:
        return "link", "ink3", "Tautan, isinya di luar Lajur"
    if version.intact:
        return "intact", "ok", words.integrity(True)
    return "clock", "ink3", words.integrity(None)


class OpenPlace(Panel):
    """A required document that is not there yet: drop a file, attach, or make it."""

    attach_requested = Signal(str)
    file_dropped = Signal(str, str)

    def __init__(
        self, theme: Theme, icons: Icons, kind: str, name: str, changeable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__("slot" if changeable else "quiet", parent)
        self.kind = kind
        self.setAcceptDrops(changeable)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(IconMark(icons, "upload" if changeable else "document", "accent" if changeable else "ink3", 18))
        words = Text(f"{name} belum ada.", "strong", wrap=True)
        row.addWidget(words, 1)
        self.attach = SaveButton("Lampirkan…", "plain", icons, "attachment")
        self.attach.setAccessibleName(f"Lampirkan {name}")
        self.attach.clicked.connect(lambda: self.attach_requested.emit(kind))
        self._drop_here = Text("Letakkan berkas di sini atau", "small", parent=self)
        self._drop_here.setVisible(changeable)
        if changeable:
            row.addWidget(self._drop_here, 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(self.attach)
        else:
            self.attach.setParent(self)
            self.attach.hide()
        self.setMinimumHeight(theme.px(44))

    def hinder(self, reason: str) -> None:
        """With a reason nothing can be put here at present; "" opens it again."""
        if self.acceptDrops():
            self.attach.hinder(reason)
            self.set_panel("quiet" if reason else "slot")
            self._drop_here.setVisible(not reason)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()) and not self.attach.hindrance:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for path in local_files(event.mimeData()):
            self.file_dropped.emit(self.kind, path)
