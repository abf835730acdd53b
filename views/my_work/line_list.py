"""A section of rows with its heading; rows are made anew only when their words changed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from views.icons import Icons
from views.my_work.line_row import LineRow, heads
from views.my_work.lines import WorkLine
from views.theme import Theme
from views.widgets.text import Panel, Text, hairline

MOST = 100
"""Rows shown at a time; nobody reads more, and the board has them all."""

PORTION = 12
"""Rows made in one event: with their wrapped words a hundred rows cost a second, and the first are read first."""


class LineList(QWidget):
    """pressed(Line), opened(project), why_asked(project), menu_asked(project, place): as of LineRow."""

    pressed = Signal(object)
    opened = Signal(int)
    why_asked = Signal(int)
    menu_asked = Signal(int, QPoint)

    def __init__(self, theme: Theme, icons: Icons, titles: tuple[str, str, str, str], empty: str = "") -> None:
        super().__init__()
        self._theme, self._icons, self._titles = theme, icons, titles
        self._lines: tuple[WorkLine, ...] | None = None
        self._unmade: list[WorkLine] = []
        self._focused = 0
        self._read_only = ""
        self._maker = QTimer(self, singleShot=True, interval=0)
        self._maker.timeout.connect(self._make)
        self._heading = Text("", "section")
        self._heading.hide()
        self._empty = Text(empty, "small", wrap=True)
        self._rest = Text("", "small")
        self._card = Panel("card")
        self._rows = QVBoxLayout(self._card)
        self._rows.setContentsMargins(1, 1, 1, 1)
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._heading, self._card, self._empty, self._rest):
            column.addWidget(widget)

    @property
    def lines(self) -> tuple[WorkLine, ...]:
        """What is shown now."""
        return self._lines or ()

    @property
    def rows(self) -> tuple[LineRow, ...]:
        """The rows made by now, in order."""
        return tuple(self._card.findChildren(LineRow))

    def set_read_only(self, reason: str) -> None:
        """With a reason nothing can be saved from here; "" gives it back."""
        self._read_only = reason
        for row in self.rows:
            row.hinder(reason)

    def set_heading(self, text: str) -> None:
        """Words above the list, "" for none."""
        self._heading.setText(text)
        self._heading.setVisible(bool(text))

    def show_lines(self, lines: tuple[WorkLine, ...], total: int = 0) -> None:
        """Replaces the rows; the one with the focus keeps it. total: how many there are, if more than these."""
        more = total - len(lines)
        self._rest.setText(f"dan {more} lainnya; lihat Daftar atau papan." if more > 0 else "")
        self._rest.setVisible(more > 0)
        if lines == self._lines:
            return
        self._focused = next((row.line.project_id for row in self.rows if row.has_focus()), 0)
        self._lines, self._unmade = lines, list(lines)
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self._card.setVisible(bool(lines))
        if not self._empty.text():
            self.setVisible(bool(lines))
        self._empty.setVisible(not lines and bool(self._empty.text()))
        if lines:
            self._rows.addWidget(heads(self._theme, self._titles))
        self._make()

    def _make(self) -> None:
        """The next few rows; those after them in an event of their own."""
        for line in self._unmade[:PORTION]:
            self._add(line, line.project_id == self._focused)
        del self._unmade[:PORTION]
        if self._unmade:
            self._maker.start()

    def _add(self, line: WorkLine, focused: bool) -> None:
        row = LineRow(self._theme, self._icons, line)
        row.hinder(self._read_only)
        row.pressed.connect(self.pressed)
        row.opened.connect(self.opened)
        row.why_asked.connect(self.why_asked)
        row.menu_asked.connect(self.menu_asked)
        self._rows.addWidget(hairline())
        self._rows.addWidget(row)
        if focused:
            row.show()
            row.setFocus(Qt.FocusReason.OtherFocusReason)
