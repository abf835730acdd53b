"""One table of figures on the screen: as high as its rows, up to a limit, with the widths of the printed one."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from views.figure_table import FigureTable, Kind, shown
from views.figure_words import FigureWords

MOST_HEIGHT = 420
"""Pixels after which a table scrolls inside."""
NARROWEST = 56


class TableView(QTableWidget):
    """Shows a FigureTable; nothing can be changed in it."""

    def __init__(self, words: FigureWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._table: FigureTable | None = None
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setStyleSheet("QTableWidget::item { padding: 2px 10px; }")
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
        if self._table is None:
            return
        room = self.width() - 2 * self.frameWidth() - 14
        widths = self._widths(self._table, room)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        bar = self.horizontalScrollBar().sizeHint().height() if sum(widths) > room + 14 else 0
        height = rows + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth() + bar + 2
        self.setFixedHeight(min(MOST_HEIGHT, height))

    def _widths(self, table: FigureTable, room: int) -> list[int]:
        """By share, but never too narrow for the longest word of the head; wide columns give way first."""
        measure = self.horizontalHeader().fontMetrics().horizontalAdvance
        least = [max(NARROWEST, *(measure(word) + 26 for word in field.label.split())) for field in table.fields]
        whole = sum(field.share for field in table.fields)
        widths = [max(low, round(room * field.share / whole)) for low, field in zip(least, table.fields, strict=True)]
        spare = [width - low for width, low in zip(widths, least, strict=True)]
        over = sum(widths) - room
        if over > 0 and sum(spare):
            part = min(1.0, over / sum(spare))
            widths = [width - round(some * part) for width, some in zip(widths, spare, strict=True)]
        return widths

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._spread()


def _side(kind: Kind) -> Qt.AlignmentFlag:
    right = kind in (Kind.COUNT, Kind.DAYS, Kind.SHARE)
    return Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
