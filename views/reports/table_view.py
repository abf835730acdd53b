"""One table of figures on the screen: as high as its rows, up to a limit, with the widths of the printed one."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from views.words.figure_tables import FieldKind, FigureTable, shown
from views.words.figure_words import FigureWords

MOST_HEIGHT = 420
"""Pixels after which a table scrolls inside."""
NARROWEST, LONGEST = 56, 170
"""Pixels of a column that has nothing to say, and most pixels that a text may claim before it wraps."""
MARGIN = 10


class TableView(QTableWidget):
    """Shows a FigureTable; nothing can be changed in it."""

    def __init__(self, words: FigureWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._table: FigureTable | None = None
        self._least: list[int] = []
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setStyleSheet(f"QTableWidget::item {{ padding: 2px {MARGIN}px; }}")
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setHighlightSections(False)

    def show_table(self, table: FigureTable) -> None:
        """Another table; one without rows shows its sentence."""
        if table == self._table:
            return
        self._table = table
        self._least = [self._narrowest(place, table) for place in range(len(table.fields))]
        self.setAccessibleName(table.title)
        self.clear()
        self.setColumnCount(len(table.fields))
        self.setRowCount(max(1, len(table.rows)))
        self.setHorizontalHeaderLabels([field.label for field in table.fields])
        self.clearSpans()
        if not table.rows:
            self.setItem(0, 0, QTableWidgetItem(table.empty))
            self.setSpan(0, 0, 1, len(table.fields))
        for row, cells in enumerate(table.rows):
            for column, (cell, field) in enumerate(zip(cells, table.fields, strict=True)):
                item = QTableWidgetItem(shown(cell, field.kind, self._words))
                item.setTextAlignment(_side(field.kind) | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        for column, field in enumerate(table.fields):
            header = self.horizontalHeaderItem(column)
            if header is not None:
                header.setTextAlignment(_side(field.kind) | Qt.AlignmentFlag.AlignVCenter)
                header.setToolTip(field.label)
        self._spread()

    @property
    def table(self) -> FigureTable | None:
        """What is shown."""
        return self._table

    def _spread(self) -> None:
        """Widths by share; heights by what the cells say."""
        if self._table is None or not self.isVisible():
            return
        room = self.width() - 2 * self.frameWidth() - 14
        widths = self._widths(self._table, room)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        for row in range(self.rowCount()):
            self.setRowHeight(row, self._height(row, widths))
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height() if sum(widths) > room + 14 else 0
        height = rows + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth() + bar + 2
        self.setFixedHeight(min(MOST_HEIGHT, height))

    def _widths(self, table: FigureTable, room: int) -> list[int]:
        """By share, but never too narrow for its head and its words; wide columns give way first."""
        whole = sum(field.share for field in table.fields)
        widths = [
            max(low, round(room * field.share / whole)) for low, field in zip(self._least, table.fields, strict=True)
        ]
        spare = [width - low for width, low in zip(widths, self._least, strict=True)]
        over = sum(widths) - room
        if over > 0 and sum(spare):
            part = min(1.0, over / sum(spare))
            widths = [width - round(some * part) for width, some in zip(widths, spare, strict=True)]
        return widths

    def _height(self, row: int, widths: list[int]) -> int:
        """Of the cell with most lines; Qt's own reckoning forgets the margins of the style sheet."""
        measure, flags = self.fontMetrics(), int(Qt.TextFlag.TextWordWrap)
        heights = [measure.height()]
        for column, width in enumerate(widths):
            item = self.item(row, column)
            whole = sum(widths) if self.columnSpan(row, column) > 1 else width
            if item is not None and measure.horizontalAdvance(item.text()) > whole - 2 * MARGIN - 10:
                room = QRect(0, 0, whole - 2 * MARGIN - 10, 10_000)
                heights.append(measure.boundingRect(room, flags, item.text()).height())
        return max(heights) + 14

    def _narrowest(self, place: int, table: FigureTable) -> int:
        """Pixels for the head in one line and for what the cells say, up to LONGEST."""
        field, measure = table.fields[place], self.fontMetrics().horizontalAdvance
        cells = {shown(row[place], field.kind, self._words) for row in table.rows}
        head = self.horizontalHeader().fontMetrics().horizontalAdvance(field.label)
        return max(NARROWEST, head + 26, min(LONGEST, max(map(measure, cells), default=0) + 26))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._spread()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._spread()


def _side(kind: FieldKind) -> Qt.AlignmentFlag:
    right = kind in (FieldKind.COUNT, FieldKind.DAYS, FieldKind.SHARE)
    return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
