"""The figures of a period as an Excel workbook: one sheet a table, real numbers and dates, ready to print.

Text is always written as text: what people typed never becomes a formula or a link.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from models.figures.values import Figures, Share
from models.office import OfficeSettings, Printing
from views.words import formats
from views.words.figure_tables import Cell, Field, FieldKind, FigureTable, FigureTables
from views.words.figure_words import FigureWords, method_notes
from views.words.words import Words

A4 = 9
"""Excel's number of the paper."""

HEAD_ROW = 3
NARROW, WIDE = 8, 42
LINE, TALLEST = 16.0, 400.0
"""Points of one line, and of the tallest row that Excel takes (409)."""
_DAY = "[$-421]d mmmm yyyy"
"""Dates with Indonesian names of months, whatever the language of the computer."""


def workbook(figures: Figures, office: OfficeSettings, printing: Printing) -> bytes:
    """The XLSX."""
    target = BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    words = FigureWords()
    name = f"{words.kind(figures.period.kind)}, {words.period(figures.period)}"
    book.set_properties(
        {
            "title": name,
            "author": " ".join(office.letterhead.lines),
            "created": formats.local(printing.at).replace(tzinfo=None),
        }
    )
    paper = _Sheets(book, name, figures)
    for table in FigureTables(figures, words, Words()).all():
        paper.add(table)
    paper.add_notes(method_notes(figures))
    book.close()
    return target.getvalue()


class _Sheets:
    """Writes tables on sheets of one look."""

    def __init__(self, book: Workbook, name: str, figures: Figures) -> None:
        self._book = book
        self._name = name
        self._whose = figures.team or "Semua tim"
        self._title = book.add_format({"bold": True, "font_size": 13})
        head = {"bold": True, "bg_color": "#E4EAF3", "bottom": 1, "text_wrap": True, "valign": "bottom"}
        self._head = book.add_format({**head, "align": "right"})
        self._text_head = book.add_format({**head, "align": "left", "indent": 1})
        self._text = book.add_format(
            {"text_wrap": True, "valign": "top", "align": "left", "num_format": "@", "indent": 1}
        )
        self._top = {
            FieldKind.COUNT: book.add_format({"valign": "top", "num_format": "#,##0"}),
            FieldKind.DAYS: book.add_format({"valign": "top", "num_format": "#,##0.0"}),
            FieldKind.DAY: book.add_format({"valign": "top", "num_format": _DAY, "align": "left", "indent": 1}),
            FieldKind.SHARE: book.add_format({"valign": "top", "num_format": "0%", "align": "right"}),
        }

    def add(self, table: FigureTable) -> None:
        """One table: title, period, frozen head, rows, note."""
        sheet = self._begin(table.sheet, table.title)
        widths = [
            _width(field.label, [row[column] for row in table.rows], field.kind)
            for column, field in enumerate(table.fields)
        ]
        labels = [field.label for field in table.fields]
        for column, (field, width) in enumerate(zip(table.fields, widths, strict=True)):
            sheet.write_string(HEAD_ROW, column, field.label, self._text_head if _words(field) else self._head)
            sheet.set_column(column, column, width)
        sheet.set_row(HEAD_ROW, _height(labels, widths))
        last = HEAD_ROW + max(len(table.rows), 1)
        for place, row in enumerate(table.rows, HEAD_ROW + 1):
            sheet.set_row(place, _height(row, widths))
            for column, (cell, field) in enumerate(zip(row, table.fields, strict=True)):
                self._write(sheet, place, column, cell, field.kind)
        if not table.rows:
            sheet.write_string(last, 0, table.empty)
        elif table.note:
            self._note(sheet, last + 2, table.note, widths)
        sheet.freeze_panes(HEAD_ROW + 1, 0)
        sheet.repeat_rows(HEAD_ROW)
        if table.rows:
            sheet.autofilter(HEAD_ROW, 0, last, len(table.fields) - 1)

    def _note(self, sheet: Worksheet, row: int, note: str, widths: list[float]) -> None:
        """Below the table and no wider, else the whole sheet would be printed smaller."""
        sheet.merge_range(row, 0, row, len(widths) - 1, note, self._text)
        sheet.set_row(row, _height([note], [sum(widths)]))

    def add_notes(self, notes: tuple[str, ...]) -> None:
        """How everything was counted."""
        sheet = self._begin("Catatan metode", "Catatan metode")
        sheet.set_column(0, 0, 120)
        for place, note in enumerate(notes, HEAD_ROW):
            sheet.set_row(place, _height([note], [120]))
            sheet.write_string(place, 0, note, self._text)

    def _begin(self, name: str, title: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8Dicetak dari aplikasi Lajur&C&8&A&R&8Halaman &P dari &N")
        sheet.write_string(0, 0, title, self._title)
        sheet.write_string(1, 0, f"{self._name}. {self._whose}.")
        return sheet

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell, kind: FieldKind) -> None:
        look: Format = self._top.get(kind, self._text)
        if isinstance(cell, Share):
            if cell.small:
                sheet.write_string(row, column, FigureWords().share(cell), look)
            else:
                sheet.write_number(row, column, cell.part / cell.whole, look)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, datetime.combine(cell, time()), look)
        elif isinstance(cell, (int, float)):
            whole = kind is FieldKind.DAYS and cell == int(cell)
            sheet.write_number(row, column, cell, self._top[FieldKind.COUNT] if whole else look)
        elif cell is not None:
            sheet.write_string(row, column, cell, self._text)


def _words(field: Field) -> bool:
    """Stands at the left."""
    return field.kind in (FieldKind.TEXT, FieldKind.DAY)


def _width(label: str, cells: list[Cell], kind: FieldKind) -> float:
    """Letters that fit the longest cell and the longest word of the label."""
    longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
    known = {FieldKind.DAY: 20, FieldKind.SHARE: 10}.get(kind, NARROW)
    return min(max(longest + 3, known, *(len(word) + 4 for word in label.split())), WIDE)


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Points for the cell with most lines: programs that only print do not measure wrapped text themselves."""
    texts = [(cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str)]
    lines = max((-(-len(text) // max(int(width) - 3, 1)) for text, width in texts), default=1)
    return min(max(lines, 1) * LINE, TALLEST)
