"""The figures of a period on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.figures import periods
from models.figures.periods import PeriodKind
from models.figures.values import Chart, Figures, Share, Spread
from tests.views.dialog_hands import settle
from tests.views.reports.conftest import figures_of
from tests.views.sample_board import TODAY
from views.look import Look
from views.paper.charts.gallery import SCREEN_SIZE
from views.reports.report_page import ReportPage
from views.words.figure_words import FigureWords, headlines

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="100" viewBox="0 0 400 100"><rect width="9"/></svg>'


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> ReportPage:
    made = ReportPage(look, today=TODAY)
    look.theme.setParent(made)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_page_begins_with_the_quarter_of_today(page: ReportPage):
    assert page.bar.period == periods.parse("2026-Q4")
    assert not page.pdf.isEnabled()


def test_five_figures_stand_beside_those_of_the_period_before(page: ReportPage, year: Figures):
    page.show_figures(year)
    told = [tile.accessibleName() for tile in page.tiles]
    assert told[0].startswith(f"Proyek selesai: {year.now.finished}.")
    assert told[0].endswith(f"{year.before.finished} pada Tahun 2025")
    assert all("Tahun 2025" in each for each in told)
    assert page.pdf.isEnabled()


def test_few_cases_are_told_as_counts_not_as_percentages(year: Figures):
    few = replace(year, now=replace(year.now, kept=Share(2, 3)))
    headed = headlines(few, FigureWords())[2]
    assert (headed.value, headed.mark) == ("2 dari 3", "")


@pytest.mark.parametrize(("median", "mark"), [(150.0, "ok"), (999.0, "near")])
def test_the_median_is_judged_by_the_range_of_the_sop(year: Figures, median: float, mark: str):
    judged = replace(year, now=replace(year.now, lead=Spread(9, median, median, median)))
    assert headlines(judged, FigureWords())[3].mark == mark


def test_every_chart_says_its_finding_and_shows_its_numbers_as_a_table(page: ReportPage, year: Figures):
    page.show_figures(year)
    for chart, card in page.charts.items():
        page.show_svg(chart, SVG)
        assert card.drawing.isVisible()
        card.switch.click()
        assert card.table is not None
        assert card.table.isVisible()
        assert card.table.accessibleName()
        assert not card.drawing.isVisible()
        assert card.table.table is not None
        assert card.table.rowCount() == len(card.table.table.rows)


def test_a_chart_that_cannot_be_drawn_gives_way_to_its_table(page: ReportPage, year: Figures):
    page.show_figures(year)
    page.show_svg(Chart.TIMES, b"")
    page.show_svg(Chart.OPEN, b"<not svg")
    for chart in (Chart.TIMES, Chart.OPEN):
        table = page.charts[chart].table
        assert table is not None
        assert table.isVisible()


def test_late_projects_are_listed_with_their_cause(page: ReportPage, year: Figures):
    page.show_figures(year)
    late = page.tables[0]
    assert late.rowCount() == len(year.late) > 0
    shown = [late.item(row, 0) for row in range(late.rowCount())]
    assert [each.text() for each in shown if each] == [each.number for each in year.late]
    cause = late.item(0, late.columnCount() - 1)
    assert cause is not None
    assert cause.text()


def test_an_empty_period_says_so_and_shows_no_empty_charts(page: ReportPage):
    page.show_figures(figures_of("2001"))
    assert page.notice.text().startswith("Tidak ada proyek pada periode ini.")
    assert not any(card.isVisible() for card in page.charts.values())


def test_years_without_a_calendar_are_admitted(page: ReportPage, year: Figures):
    page.show_figures(replace(year, charted=False))
    assert "Kalender hari libur belum ada" in page.notice.text()


def test_chips_change_the_period_and_its_two_dates(page: ReportPage, qtbot: QtBot):
    with qtbot.waitSignal(page.period_wished):
        page.bar.chips[PeriodKind.YEAR].click()
    assert page.bar.period == periods.parse("2026")
    assert page.bar.first.date() == date(2026, 1, 1)
    page.bar.earlier.click()
    assert page.bar.period == periods.parse("2025")
    page.bar.later.click()
    page.bar.later.click()
    assert page.bar.period == periods.parse("2027")


def test_dates_that_are_typed_make_a_free_period(page: ReportPage, qtbot: QtBot):
    page.bar.first.line.setText("1 Juni 2026")
    with qtbot.waitSignal(page.period_wished):
        page.bar.first.line.editingFinished.emit()
    assert page.bar.period == periods.parse("2026-06-01..2026-12-31")
    assert page.bar.chips[PeriodKind.FREE].isChecked()
    page.bar.later.click()
    assert page.bar.period.days == periods.parse("2026-06-01..2026-12-31").days


@pytest.mark.parametrize("typed", ["", "31 Februari 2026", "1 Januari 1990"])
def test_dates_that_make_no_period_are_misread(page: ReportPage, qtbot: QtBot, typed: str):
    page.bar.last.line.setText(typed)
    with qtbot.waitSignal(page.misread):
        page.bar.last.line.editingFinished.emit()
    assert page.bar.period == periods.parse("2026-Q4")


def test_the_team_chosen_stays_chosen(page: ReportPage, year: Figures):
    page.show_figures(year)
    page.bar.teams.setCurrentIndex(1)
    chosen = page.bar.team
    page.show_figures(figures_of("2026", chosen))
    assert page.bar.team == chosen


def test_a_narrow_window_puts_charts_below_each_other_and_asks_for_new_drawings(
    page: ReportPage, year: Figures, qtbot: QtBot
):
    page.show_figures(year)
    settle()
    wide = page.rooms()[Chart.OPEN]
    with qtbot.waitSignal(page.charts_wished):
        page.resize(900, 600)
    settle()
    assert page.rooms()[Chart.OPEN] == page.rooms()[Chart.TIMES] > wide
    assert page.bar.first.y() > page.bar.chips[PeriodKind.YEAR].y()


def test_waiting_is_shown_only_when_it_lasts_and_can_be_given_up(page: ReportPage, qtbot: QtBot):
    page.show_working("Menghitung angka…")
    assert not page.working.isVisible()
    qtbot.waitUntil(page.working.isVisible)
    with qtbot.waitSignal(page.cancelled):
        page.working.give_up.click()
    page.show_working("")
    assert not page.working.isVisible()


def test_everything_can_be_reached_by_keyboard_and_has_a_name(page: ReportPage, year: Figures):
    page.show_figures(year)
    for button in (page.preview, page.print_button, page.pdf, page.excel, *page.bar.chips.values()):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.accessibleName()
    assert all(card.switch.accessibleName() for card in page.charts.values())
    assert SCREEN_SIZE >= 12
