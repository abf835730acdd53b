"""Tables with horizontal rules only, a pale head repeated on every page, and rows that may break over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from views.paper.blocks import filled
from views.paper.fonts import Style
from views.paper.sheet import Align, Sheet
from views.paper.styles import CELL, CELL_STRONG, HAIR, PALE
from views.paper.wrapping import Line

PAD_X, PAD_Y = 3.6, 3.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column. share: its part of the width, relative to the others."""

    label: str
    share: float
    align: Align = "left"


class Table:
    """Writes rows on a sheet; `head` again at the top of every page it reaches."""

    def __init__(
        self, sheet: Sheet, columns: Sequence[Column], style: Style = CELL, strong: Style = CELL_STRONG
    ) -> None:
        self._sheet = sheet
        self._columns = columns
        self._style = style
        self._strong = strong
        whole = sum(column.share for column in columns)
        self._widths = [sheet.width * column.share / whole for column in columns]
        self._head = [
            sheet.lines(column.label, strong, width - 2 * PAD_X)
            for column, width in zip(columns, self._widths, strict=True)
        ]
        self._head_height = max(map(len, self._head)) * strong.leading + 2 * PAD_Y

    def write(self, rows: Sequence[Sequence[str]], empty: str = "Tidak ada.") -> None:
        """All rows; the sentence `empty` in the place of none."""
        sheet = self._sheet
        cells = [self._cells(row) for row in rows]
        first = self._height(cells[0]) if cells else self._style.leading + 2 * PAD_Y
        sheet.need(min(self._head_height + first, sheet.tallest * 0.6))
        self._put_head()
        if not cells:
            self._put_row([sheet.lines(empty, self._style), *([()] * (len(self._columns) - 1))], wide=True)
        for row in cells:
            self._write_row(row)
        sheet.skip(6)

    def _cells(self, row: Sequence[str]) -> list[tuple[Line, ...]]:
        sheet, style = self._sheet, self._style
        return [
            sheet.lines(filled(text, "–").strip("\n"), style, width - 2 * PAD_X)
            for text, width in zip(row, self._widths, strict=True)
        ]

    def _height(self, cells: Sequence[tuple[Line, ...]]) -> float:
        return max(map(len, cells)) * self._style.leading + 2 * PAD_Y

    def _put_head(self) -> None:
        sheet = self._sheet
        sheet.fill(sheet.left, sheet.y - self._head_height, sheet.width, self._head_height, PALE)
        self._put(self._head, self._strong, self._head_height)

    def _write_row(self, cells: list[tuple[Line, ...]]) -> None:
        """Whole where it fits on a page; else cut at the foot and carried on."""
        sheet = self._sheet
        height = self._height(cells)
        if height > sheet.room and height <= sheet.tallest - self._head_height:
            sheet.turn()
            self._put_head()
        while True:
            fit = max(int((sheet.room - 2 * PAD_Y) / self._style.leading + 1e-6), 0)
            if max(map(len, cells)) <= fit:
                self._put_row(cells)
                return
            if fit >= 2:
                self._put_row([lines[:fit] for lines in cells])
                cells = [lines[fit:] for lines in cells]
            sheet.turn()
            self._put_head()

    def _put_row(self, cells: Sequence[tuple[Line, ...]], wide: bool = False) -> None:
        self._put(cells, self._style, self._height(cells), wide)

    def _put(self, cells: Sequence[tuple[Line, ...]], style: Style, height: float, wide: bool = False) -> None:
        sheet = self._sheet
        x = sheet.left
        for lines, column, width in zip(cells, self._columns, self._widths, strict=True):
            align = "left" if wide else column.align
            for number, line in enumerate(lines):
                top = sheet.y - PAD_Y - number * style.leading
                sheet.put(line, style, x + PAD_X, top, width - 2 * PAD_X, align)
            x += width
        sheet.y -= height
        sheet.rule(sheet.left, sheet.y, sheet.left + sheet.width, sheet.y, 0.5, HAIR)
