"""The workbook read back by a program that is not ours: real numbers and dates, no formulas, the same figures."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from desktop.workers.press_requests import MakeWorkbook
from desktop.workers.press_service import PressService
from models.figures.values import Figures, Share
from tests.views.paper import samples
from tests.views.paper.figure_samples import NASTY, SECOND, figures_of
from views.words.figure_tables import Cell, FigureTables
from views.words.figure_words import FigureWords
from views.words.words import Words

HEAD = 4


def opened(figures: Figures) -> Workbook:
    content = PressService().answer(MakeWorkbook(figures, samples.OFFICE, samples.PRINTING), "")
    assert isinstance(content, bytes)
    return load_workbook(BytesIO(content))


def as_cell(cell: Cell) -> Any:
    if isinstance(cell, Share):
        return FigureWords().share(cell) if cell.small else pytest.approx(cell.part / cell.whole)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)
    return cell


@pytest.mark.parametrize("figures", [figures_of(), figures_of("2026", 50, SECOND), figures_of("2026", 120)])
def test_every_table_is_a_sheet_with_the_same_values_in_real_cells(figures: Figures):
    book = opened(figures)
    for table in FigureTables(figures, FigureWords(), Words()).all():
        sheet = book[table.sheet]
        assert [cell.value for cell in sheet[HEAD]][: len(table.fields)] == [each.label for each in table.fields]
        for number, row in enumerate(table.rows, HEAD + 1):
            found = [sheet.cell(number, column).value for column in range(1, len(row) + 1)]
            assert found == [as_cell(cell) for cell in row], (table.code, number)


def test_every_sheet_prints_lying_on_a4_with_its_head_frozen_and_repeated():
    book = opened(figures_of())
    for sheet in book.worksheets[:-1]:
        assert sheet.freeze_panes == f"A{HEAD + 1}"
        assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == "9"
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.page_setup.fitToHeight == 0
    assert book.worksheets[-1].title == "Catatan metode"


def test_what_people_typed_never_becomes_a_formula_or_a_link():
    book = opened(figures_of("2026", 30, nasty=True))
    texts = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(cell.value == NASTY for cell in texts)
    assert {cell.data_type for cell in texts} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in texts)


def test_dates_are_shown_with_indonesian_months():
    figures = figures_of()
    book = opened(figures)
    cell = book["Daftar proyek"].cell(HEAD + 1, 7)
    assert cell.is_date
    assert "421" in cell.number_format
    assert isinstance(cell.value, datetime)
    assert cell.value.date() == figures.projects[0].requested


def test_an_empty_period_says_so_on_its_sheets():
    book = opened(figures_of("2019"))
    assert book["Daftar proyek"].cell(HEAD + 1, 1).value == "Tidak ada proyek pada periode ini."
    assert book["Ringkasan"].cell(HEAD + 1, 2).value == 0


def test_the_same_figures_give_the_same_workbook():
    request = MakeWorkbook(figures_of(), samples.OFFICE, samples.PRINTING)
    assert PressService().answer(request, "") == PressService().answer(request, "")
