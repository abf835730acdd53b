"""One row of the page: time, project, step, what to do, one button. Enter or a double click opens the project."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.worktime import Status
from views.icons import Icons
from views.my_work.lines import WorkLine
from views.theme import Theme
from views.widgets.marks import StatusMark
from views.widgets.text import Button, ElidedText, IconButton, Panel, SaveButton, Text

TIME, STEP, PRESS = 180, 236, 118
"""Widths of the columns that do not stretch, in logical pixels at text scale 1."""
_TONES = {Status.LATE: "late", Status.NEAR: "near", Status.PAUSED: "pause"}


class LineRow(Panel):
    """pressed: the row's button. opened: the project itself is wished for. why_asked: how its time is counted.

    menu_asked: project and global place of a right click or the menu key.
    """

    pressed = Signal(object)
    opened = Signal(int)
    why_asked = Signal(int)
    menu_asked = Signal(int, QPoint)

    def __init__(self, theme: Theme, icons: Icons, line: WorkLine, parent: QWidget | None = None) -> None:
        super().__init__("clear", parent)
        self.line = line
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(line.sentence)
        self.button = (Button if line.way is None else SaveButton)(line.button, "main" if line.main else "outline")
        self.button.setAccessibleName(f"{line.button} {line.name}")
        self.button.setFixedWidth(theme.px(PRESS))
        self.button.clicked.connect(lambda: self.pressed.emit(line))
        self.why = IconButton(icons, "help", f"Mengapa? {line.name}")
        self.why.clicked.connect(lambda: self.why_asked.emit(line.project_id))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 14, 7)
        row.setSpacing(12)
        row.addWidget(self._time(theme))
        row.addLayout(_two(ElidedText(line.name, "strong"), ElidedText(line.about, "small")), 5)
        row.addWidget(self._step(theme))
        text = Text(line.text, wrap=True)
        text.setMinimumWidth(theme.px(150))
        row.addWidget(text, 6)
        row.addWidget(self.why)
        row.addWidget(self.button)

    def hinder(self, reason: str) -> None:
        """With a reason nothing can be saved at present; what only opens the project stays on."""
        if isinstance(self.button, SaveButton):
            self.button.hinder(reason)

    def has_focus(self) -> bool:
        """The keyboard is in this row."""
        return self.hasFocus() or self.button.hasFocus() or self.why.hasFocus()

    def _time(self, theme: Theme) -> QWidget:
        box = QWidget()
        box.setFixedWidth(theme.px(TIME))
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(StatusMark(theme, self.line.status, 14))
        title = ElidedText(self.line.time, _TONES.get(self.line.status, "strong"))
        font = title.font()
        font.setWeight(font.Weight.DemiBold)
        title.setFont(font)
        row.addLayout(_two(title, ElidedText(self.line.time_more, "small")), 1)
        return box

    def _step(self, theme: Theme) -> QWidget:
        box = QWidget()
        box.setFixedWidth(theme.px(STEP))
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        number = Text(str(self.line.step))
        number.setProperty("pill", "accent")
        number.setMinimumHeight(theme.px(22))
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(ElidedText(self.line.step_title), 1)
        return box

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.line.project_id)
        elif event.key() == Qt.Key.Key_F1:
            self.why_asked.emit(self.line.project_id)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step_to(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.opened.emit(self.line.project_id)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(self.line.project_id, event.globalPos())

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self.set_panel("soft")
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.set_panel("clear")
        super().focusOutEvent(event)

    def _step_to(self, down: bool) -> None:
        """The next or previous row takes the focus."""
        rows = [each for each in self.window().findChildren(LineRow) if each.isVisible()]
        place = rows.index(self) + (1 if down else -1)
        if 0 <= place < len(rows):
            rows[place].setFocus(Qt.FocusReason.OtherFocusReason)


def heads(theme: Theme, titles: tuple[str, str, str, str]) -> QWidget:
    """The heads of the columns."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(16, 8, 14, 8)
    row.setSpacing(12)
    labels = [Text(title, "micro") for title in titles]
    labels[0].setFixedWidth(theme.px(TIME))
    labels[2].setFixedWidth(theme.px(STEP))
    for label, stretch in zip(labels, (0, 5, 0, 6), strict=True):
        row.addWidget(label, stretch)
    row.addSpacing(theme.px(PRESS) + 40)
    return box


def _two(first: QWidget, second: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(1)
    column.addWidget(first)
    column.addWidget(second)
    return column
