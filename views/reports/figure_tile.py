"""One figure of the period on a card: what it is, its value, what it is made of, and the period before."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from views.icons import Icons
from views.widgets.text import ElidedText, IconMark, Panel, Text
from views.words.headline_words import Headed

_MARKS = {"ok": ("done", "ok"), "near": ("failed", "near")}


class FigureTile(Panel):
    """Shows one Headed."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._title = ElidedText("", "small")
        self._value = Text("", "figure")
        self._mark = IconMark(icons, "done", "ok", 16)
        self._detail = ElidedText("", "small")
        self._compared = ElidedText("", "hint")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._value)
        row.addWidget(self._mark)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 10, 12, 10)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self._detail)
        column.addWidget(self._compared)

    def show_figure(self, headed: Headed) -> None:
        """Another value."""
        self._title.set_whole(headed.title)
        self._value.setText(headed.value)
        self._detail.set_whole(headed.detail)
        self._compared.set_whole(headed.compared)
        self._mark.setVisible(bool(headed.mark))
        if headed.mark:
            self._mark.set_mark(*_MARKS[headed.mark])
        self.setAccessibleName(f"{headed.title}: {headed.value}. {headed.detail}. {headed.compared}")
