"""The page "Laporan" in the whole window over real children."""

from __future__ import annotations

from datetime import timedelta

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from tests.desktop.window_hands import LONG, Hands, gone
from views.dialogs.preview_dialog import PreviewDialog
from views.reports.reports_view import ReportsView


def reports(hands: Hands) -> ReportsView:
    """Ctrl+4, and wait until figures and charts are there."""
    tab = next(each for each in hands.window.top_bar.tabs if each.shortcut().toString() == "Ctrl+4")
    tab.click()
    view = hands.office.reports_page.view
    assert view is not None
    hands.until(lambda: view.report.figures() is not None)
    hands.until(lambda: all(card.drawing.drawn for card in view.report.charts.values()))
    return view


class Trips:
    """Kinds of the requests asked from now on, which go their way unchanged."""

    def __init__(self, hands: Hands, monkeypatch) -> None:
        self.to_press: list[str] = []
        self.to_records: list[str] = []
        for worker, asked in ((hands.workers.press, self.to_press), (hands.workers.records, self.to_records)):
            monkeypatch.setattr(worker, "ask", self._noting(worker.ask, asked))

    @staticmethod
    def _noting(ask, asked: list[str]):
        def noted(request, *arguments, **named):
            asked.append(type(request).__name__)
            ask(request, *arguments, **named)

        return noted


def sheet_of(dialog: PreviewDialog):
    return next(each for each in dialog.children() if hasattr(each, "save_to"))


def test_the_report_shows_the_office_in_figures_and_charts(hands, card):
    view = reports(hands)
    figures = view.report.figures()
    assert figures is not None
    assert figures.now.open == 1
    assert [line.number for line in figures.projects] == [card.number]


def test_all_charts_and_a_printed_report_cost_one_question_each(hands, card, monkeypatch):
    view = reports(hands)
    trips = Trips(hands, monkeypatch)
    view.report.bar.earlier.click()
    view.report.bar.later.click()
    hands.until(lambda: "RenderCharts" in trips.to_press)
    hands.until(lambda: all(card.drawing.drawn for card in view.report.charts.values()))
    assert trips.to_press == ["RenderCharts"]
    trips.to_press.clear()
    trips.to_records.clear()
    view.report.preview.click()
    dialog = hands.dialog(PreviewDialog)
    hands.until(lambda: dialog.data().startswith(b"%PDF-"))
    assert (trips.to_press, set(trips.to_records) - {"ReadNews"}) == (["RenderReport"], set())
    dialog.close()


def test_the_report_is_previewed_printed_and_saved(hands, card, tmp_path):
    view = reports(hands)
    view.report.preview.click()
    dialog = hands.dialog(PreviewDialog)
    hands.until(lambda: dialog.data().startswith(b"%PDF-"))
    sheet = sheet_of(dialog)
    sheet.save_to(str(tmp_path / "laporan.pdf"))
    hands.until((tmp_path / "laporan.pdf").exists)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(72)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    with hands.qtbot.waitSignal(hands.messages.said, timeout=LONG, check_params_cb=lambda said: "pencetak" in said):
        sheet.print_on(printer)
    assert (tmp_path / "cetak.pdf").read_bytes().startswith(b"%PDF-")
    dialog.close()
    hands.until(lambda: gone(dialog))


def test_the_workbook_is_written_where_it_was_asked_for(hands, card, tmp_path):
    reports(hands)
    target = tmp_path / "laporan.xlsx"
    with hands.qtbot.waitSignal(hands.messages.said, timeout=LONG):
        hands.office.reports_page.reports.save_to(str(target))
    assert load_workbook(target).sheetnames


def test_a_file_that_cannot_be_written_is_told_in_a_sentence(hands, card, tmp_path):
    reports(hands)
    with hands.qtbot.waitSignal(hands.messages.refused, timeout=LONG) as told:
        hands.office.reports_page.reports.save_to(str(tmp_path / "tidak ada" / "laporan.pdf"))
    assert told.args[0].endswith(".")


def test_two_dates_in_the_wrong_order_are_told_in_a_sentence(hands, card):
    view = reports(hands)
    bar = view.report.bar
    bar.last.line.setText("1 Januari 2020")
    bar.last.line.editingFinished.emit()
    assert view.report.notice.text()
    assert view.report.figures().period.last.year != 2020


def test_what_is_given_up_changes_nothing(hands, card):
    view = reports(hands)
    before = view.report.figures()
    view.report.bar.earlier.click()
    view.report.working.give_up.click()
    hands.office.reports_page.reports.read()
    hands.until(lambda: view.report.figures() is not before)
    assert view.report.figures().period == view.report.bar.period


def test_the_board_of_a_past_day_is_read_only_and_printed(hands, card, tmp_path):
    view = reports(hands)
    view.choose(view.past)
    hands.until(lambda: view.past.past() is not None)
    shown = [each for column in view.past.area.columns for each in column.items.cards]
    assert [each.number for each in shown] == [card.number]
    assert not any(column.list.dragEnabled() or column.acceptDrops() for column in view.past.area.columns)
    view.past.print_button.click()
    dialog = hands.dialog(PreviewDialog)
    hands.until(lambda: dialog.data().startswith(b"%PDF-"))
    dialog.close()


def test_the_evidence_names_every_step(hands, card):
    view = reports(hands)
    view.choose(view.evidence)
    hands.until(lambda: view.evidence.table.table is not None)
    assert len(view.evidence.table.table.rows) == len(hands.office.session.first_board.sop.steps)
    assert Qt.AlignmentFlag.AlignRight in Qt.AlignmentFlag(view.evidence.table.item(0, 0).textAlignment())


def test_a_change_of_somebody_reaches_the_report_in_view(hands, card):
    view = reports(hands)
    before = view.report.figures()
    hands.office.session.read_again()
    hands.until(lambda: view.report.figures() is not before)
    assert view.report.figures().read_at - before.read_at > timedelta(0)


def test_the_page_of_a_project_says_when_it_will_probably_be_over(hands, card):
    hands.window.board.open_requested.emit(card.id)
    row = hands.office.view.header.forecast
    hands.until(row.isVisible)
    assert row.text().startswith("85 %: selesai paling lambat ")
    assert "menurut SOP" in row.text()
    assert "riwayat belum cukup" in row.text()
