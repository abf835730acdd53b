"""Changes that wait on this computer: every typed word of them, why they wait, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from views.dialogs.form_dialog import FormDialog
from views.look import Look
from views.widgets.inline_notice import InlineNotice
from views.widgets.text import Button, Panel, Text


@dataclass(frozen=True, slots=True)
class UnsentItem:
    """key: of the change. title: what was wanted; card: of which project; lines: label and typed words.

    why: one sentence. waiting: it is sent by itself as soon as the office answers.
    """

    key: str
    title: str
    card: str
    lines: tuple[tuple[str, str], ...]
    why: str
    waiting: bool = False

    @property
    def text(self) -> str:
        """All of it for the clipboard."""
        return "\n".join((f"{self.title} {self.card}".strip(), *(f"{label}: {text}" for label, text in self.lines)))


class UnsentDialog(FormDialog):
    """send_chosen(key), throw_chosen(key). It stays open until the list is empty or it is closed."""

    send_chosen = Signal(str)
    throw_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "Perubahan yang belum terkirim", parent)
        self._width = 620
        self._items: tuple[UnsentItem, ...] = ()
        self._doubtful = ""
        kept = "Isian di bawah ini aman di komputer ini. Tidak ada yang dikirim dua kali."
        self.body.addWidget(InlineNotice(look.icons, "info", kept))
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.cancel.set_words("Tutup")
        self.main.set_words("Kirim semua")
        self.main.clicked.connect(self._send_all)

    def show_items(self, items: tuple[UnsentItem, ...]) -> None:
        """Another list; an empty one closes the dialog."""
        self._items = items
        if not items:
            self.accept_done()
            return
        self._rebuild()

    @override
    def refresh(self) -> None:
        ready = sum(not each.waiting for each in self._items)
        self.main.setEnabled(ready > 0)
        self.hint.setText("" if ready else "Diperiksa lagi begitu data terjangkau.")

    def _rebuild(self) -> None:
        while (taken := self._list.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for item in self._items:
            self._list.addWidget(self._panel(item))
        self.refresh()
        self.fit()

    def _panel(self, item: UnsentItem) -> Panel:
        panel = Panel("quiet")
        column = QVBoxLayout(panel)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(3)
        column.addWidget(Text(item.title, "strong", wrap=True))
        if item.card:
            column.addWidget(Text(item.card, "small", wrap=True))
        for label, text in item.lines:
            column.addSpacing(4)
            column.addWidget(Text(label, "small"))
            shown = Text(text, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(shown)
        column.addSpacing(6)
        column.addWidget(InlineNotice(self.icons, "info" if item.waiting else "near", item.why))
        column.addSpacing(4)
        column.addLayout(self._buttons(item))
        return panel

    def _buttons(self, item: UnsentItem) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        if item.key == self._doubtful:
            row.addWidget(Text("Isian ini hilang selamanya.", "late"))
            row.addWidget(self._button("Jangan buang", "outline", partial(self._doubt, "")))
            row.addWidget(self._button("Buang isian", "danger", partial(self.throw_chosen.emit, item.key)))
            return row
        row.addWidget(self._button("Salin teks", "plain", partial(self._copy, item)))
        if not item.waiting:
            row.addWidget(self._button("Buang…", "outline", partial(self._doubt, item.key)))
            row.addWidget(self._button("Kirim", "outline", partial(self.send_chosen.emit, item.key)))
        return row

    def _button(self, text: str, kind: str, deed: partial[object]) -> Button:
        button = Button(text, kind)
        button.clicked.connect(lambda _checked=False: deed())
        return button

    def _doubt(self, key: str) -> None:
        self._doubtful = key
        self._rebuild()

    def _copy(self, item: UnsentItem) -> None:
        QGuiApplication.clipboard().setText(item.text)
        self.hint.setText("Sudah disalin.")

    def _send_all(self) -> None:
        for item in self._items:
            if not item.waiting:
                self.send_chosen.emit(item.key)
