"""One of the counts at the head of the page; pressed, it filters the list."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.my_work import Group
from models.worktime import Status
from views.icons import Icons
from views.theme import Theme
from views.widgets.marks import StatusMark
from views.widgets.text import Button, IconMark, Text

_STATUS = {Group.LATE: Status.LATE, Group.NEAR: Status.NEAR, Group.INSIDE: Status.INSIDE}


class CountButton(Button):
    """A number with its words."""

    def __init__(self, theme: Theme, icons: Icons, group: Group, words: str, parent: QWidget | None = None) -> None:
        super().__init__("", "count", parent=parent)
        self._theme, self._words_of = theme, words
        self._number = Text("0", "figure")
        self.setCheckable(True)
        status = _STATUS.get(group)
        mark = StatusMark(theme, status, 16) if status else IconMark(icons, "waiting", "ink2", 16)
        top = QHBoxLayout()
        top.setSpacing(9)
        top.addWidget(mark)
        top.addWidget(self._number)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 9)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(Text(words, "small"))
        for label in self.findChildren(Text):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_count(self, count: int) -> None:
        """Shows another number."""
        self._number.setText(str(count))
        self.setAccessibleName(f"{self._words_of}: {count}")

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self._theme.px(70))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
