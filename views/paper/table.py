"""Tables with horizontal rules only, a pale head repeated on every page, and rows that may break over pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from views.paper.blocks import filled, heading
from views.paper.fonts import Style
from views.paper.sheet import Align, Sheet, TextLine
from views.paper.styles import CELL, CELL_STRONG, HAIR, PALE

PAD_X, PAD_Y = 3.6, 2.2


@dataclass(frozen=True, slots=True)
class Column:
    """One column. share: its part of the width, relative to the others."""

    label: str
    share: float
    align: Align = "left"


class Table:
    """Writes rows on a sheet; `head` again at the top of every page it reaches."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Sequence[Column],
        style: Style = CELL,
        strong: Style = CELL_STRONG,
        missing: str = "–",
    ) -> None:
        self._sheet = sheet
        self._columns = columns
        self._style = style
        self._strong = strong
        self._missing = missing
        whole = sum(column.share for column in columns)
        self._widths = [sheet.width * column.share / whole for column in columns]
        self._head = [
            sheet.lines(column.label, strong, width - 2 * PAD_X)
            for column, width in zip(columns, self._widths, strict=True)
        ]
        self._head_height = max(map(len, self._head)) * strong.leading + 2 * PAD_Y

    def write(self, rows: Sequence[Sequence[str]], empty: str = "Tidak ada.", under: str = "", pages: int = 0) -> int:
        """Writes rows, the sentence `empty` in the place of none, and says how many it wrote.

        under: a heading that stays with the first row. pages: stop before the sheet gets more than so many
        (0: never), with a line to spare.
        """
        sheet = self._sheet
        first = self._height(self._cells(rows[0])) if rows else self._style.leading + 2 * PAD_Y
        together = self._head_height + min(first, sheet.tallest * 0.4)
        if under:
            heading(sheet, under, keep=together)
        sheet.need(together)
        self._put_head()
        if not rows and empty:
            self._put_row([sheet.lines(empty, self._style), *([()] * (len(self._columns) - 1))], wide=True)
        for number, row in enumerate(rows):
            cells = self._cells(row)
            if pages and len(sheet.pages) == pages and self._height(cells) + self._style.leading > sheet.room:
                return number
            self._write_row(cells)
        return len(rows)

    def rule(self, count: int) -> None:
        """Up to `count` empty rows to fill in by hand, as many as the page still holds."""
        height = self._style.leading + 2 * PAD_Y
        while count > 0 and self._sheet.room >= height:
            self._sheet.y -= height
            self._sheet.rule(self._sheet.left, self._sheet.y, self._sheet.left + self._sheet.width, self._sheet.y)
            count -= 1

    def _cells(self, row: Sequence[str]) -> list[tuple[TextLine, ...]]:
        sheet, style = self._sheet, self._style
        return [
            sheet.lines(filled(text, self._missing).strip("\n"), style, width - 2 * PAD_X)
            for text, width in zip(row, self._widths, strict=True)
        ]

    def _height(self, cells: Sequence[tuple[TextLine, ...]]) -> float:
        return max(map(len, cells)) * self._style.leading + 2 * PAD_Y

    def _put_head(self) -> None:
        sheet = self._sheet
        sheet.fill(sheet.left, sheet.y - self._head_height, sheet.width, self._head_height, PALE)
        self._put(self._head, self._strong, self._head_height)

    def _write_row(self, cells: list[tuple[TextLine, ...]]) -> None:
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

    def _put_row(self, cells: Sequence[tuple[TextLine, ...]], wide: bool = False) -> None:
        self._put(cells, self._style, self._height(cells), wide)

    def _put(self, cells: Sequence[tuple[TextLine, ...]], style: Style, height: float, wide: bool = False) -> None:
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
