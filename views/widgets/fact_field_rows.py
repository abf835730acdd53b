"""ROWS: a small table, one line of controls a row, with choices where the column has them."""

from __future__ import annotations

from datetime import date
from typing import override

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from models import facts
from models.project_file import FactValue
from models.sop.procedure import Fact, FactColumn
from views.look import Look
from views.widgets.fact_field import FactField, lower_first
from views.widgets.fact_field_text import NEVER_CUT
from views.widgets.text import Button, IconButton, Text


class CellEdit(QLineEdit):
    """A free cell. Pasting lines from a spreadsheet fills the rows below instead of one cell."""

    table_pasted = Signal(list)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = QGuiApplication.clipboard().text().strip("\r\n")
        if event.matches(QKeySequence.StandardKey.Paste) and ("\n" in text or "\t" in text):
            self.table_pasted.emit([line.split("\t") for line in text.splitlines()])
            return
        super().keyPressEvent(event)


class RowsField(FactField):
    """Rows of columns; a new row comes with a button, an empty one is not stored."""

    def __init__(self, look: Look, fact: Fact, today: date, parent: QWidget | None = None) -> None:
        super().__init__(look, fact, today, parent)
        self._rows: list[list[QWidget]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(5)
        for place, column in enumerate(fact.columns):
            self._grid.addWidget(Text(column.label, "micro"), 0, place)
            self._grid.setColumnStretch(place, 0 if column.choices else 2)
        self._add = Button("Tambah baris", "plain", look.icons, "new")
        self._add.setAccessibleName(f"Tambah baris pada {lower_first(fact.label)}")
        self._add.clicked.connect(self._add_row)
        self.box.addLayout(self._grid)
        self.box.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._append({})

    @override
    def value(self) -> FactValue:
        """The rows as typed."""
        return [{c.key: _text(w) for c, w in zip(self.fact.columns, row, strict=False)} for row in self._rows]

    @override
    def set_value(self, value: FactValue) -> None:
        """Shows stored rows, and an empty one where there are none."""
        for row in list(self._rows):
            self._drop(row)
        for each in value if isinstance(value, list) else []:
            if isinstance(each, dict):
                self._append(each)
        if not self._rows:
            self._append({})

    @override
    def missing(self) -> str:
        """Names what a row still lacks."""
        told = super().missing()
        rows = [] if self.problem() else self.clean_value()
        wanted = [column for column in self.fact.columns if column.required]
        for number, row in enumerate(rows, start=1):
            lacking = next((c for c in wanted if isinstance(row, dict) and not row.get(c.key)), None)
            if lacking:
                text = "{column} pada baris {number} {field}"
                return text.format(column=lower_first(lacking.label), number=number, field=lower_first(self.fact.label))
        return told

    def _add_row(self) -> None:
        if len(self._rows) >= facts.ROWS_LIMIT:
            self.show_error(f"Paling banyak {facts.ROWS_LIMIT} baris.")
            return
        row = self._append({})
        row[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell()

    def _append(self, values: dict[str, str]) -> list[QWidget]:
        line = self._grid.rowCount() if self._rows else 1
        number = len(self._rows) + 1
        row: list[QWidget] = [self._cell(column, number, values.get(column.key, "")) for column in self.fact.columns]
        remove = IconButton(self.icons, "close", f"Hapus baris {number}")
        row.append(remove)
        remove.clicked.connect(lambda: self._remove(row))
        for place, widget in enumerate(row):
            self._grid.addWidget(widget, line, place)
        self._rows.append(row)
        if number == 1:
            self.label.setBuddy(row[0])
        return row

    def _cell(self, column: FactColumn, number: int, value: str) -> QWidget:
        name = f"{column.label}, baris {number}"
        if column.choices:
            box = QComboBox()
            box.addItem("–", "")
            for code, label in column.choices:
                box.addItem(label, code)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.activated.connect(self.tell)
            box.setAccessibleName(name)
            return box
        cell = CellEdit(value)
        cell.setMaxLength(NEVER_CUT)
        cell.setCursorPosition(0)
        cell.setAccessibleName(name)
        cell.textEdited.connect(self.tell)
        cell.table_pasted.connect(lambda lines: self._paste(cell, lines))
        return cell

    def _paste(self, cell: CellEdit, lines: list[list[str]]) -> None:
        start = next(number for number, row in enumerate(self._rows) if cell in row)
        first = self._rows[start].index(cell)
        for offset, values in enumerate(lines[: facts.ROWS_LIMIT - start]):
            row = self._rows[start + offset] if start + offset < len(self._rows) else self._append({})
            for widget, value in zip(row[first:-1], values, strict=False):
                _show(widget, value.strip())
        self.tell()

    def _remove(self, row: list[QWidget]) -> None:
        place = self._rows.index(row)
        self._drop(row)
        if not self._rows:
            self._append({})
        self._rows[min(place, len(self._rows) - 1)][0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.tell()

    def _drop(self, row: list[QWidget]) -> None:
        self._rows.remove(row)
        for widget in row:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()


def _text(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return str(widget.currentData() or "")
    return widget.text() if isinstance(widget, QLineEdit) else ""


def _show(widget: QWidget, value: str) -> None:
    if isinstance(widget, QComboBox):
        for place in range(widget.count()):
            if value.casefold() in (widget.itemText(place).casefold(), str(widget.itemData(place)).casefold()):
                widget.setCurrentIndex(place)
    elif isinstance(widget, QLineEdit):
        widget.setText(value)
