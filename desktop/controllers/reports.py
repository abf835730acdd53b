"""The page "Laporan": built when first looked at; figures from the records child, charts and papers from the press."""

from __future__ import annotations

from functools import partial
from typing import override

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from desktop.controllers.parts import Parts
from desktop.controllers.past_board import PastBoards
from desktop.controllers.session import office_day
from desktop.controllers.sheets import Printout, Printouts
from desktop.workers.flow import Flow, Unanswered, ask
from desktop.workers.press_requests import MakeWorkbook, RenderCharts, RenderReport
from models.errors import BadInput
from models.figures.evidence import Evidence
from models.figures.values import Figures
from models.requests import ReadEvidence, ReadFigures
from views.main_window import MainWindow
from views.reports.reports_view import ReportsView
from views.widgets.text import Panel
from views.words.figure_words import FigureWords

DEADLINE = 60.0
QUIET = 1500
"""Milliseconds after somebody's change until a page in view is read again."""


class Reports(QObject):
    """Fills the figures and the evidence of `view`."""

    def __init__(self, parts: Parts, view: ReportsView, printouts: Printouts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._view, self._printouts = parts, view, printouts
        self._words = FigureWords()
        self._stale, self._evidence_stale = True, True
        self._reading: Flow | None = None
        self._proving: Flow | None = None
        self._drawing: Flow | None = None
        self._outdated = False
        self._quiet = QTimer(self, interval=QUIET, singleShot=True)
        self._quiet.timeout.connect(lambda: self._look(view.pages.currentWidget()))
        report = view.report
        view.looked_at.connect(self._look)
        view.evidence.cancelled.connect(self._cancel_evidence)
        report.period_wished.connect(self.read)
        report.charts_wished.connect(self.draw)
        report.cancelled.connect(self._cancel)
        report.misread.connect(self._misread)
        report.preview_wished.connect(lambda: self._preview(False))
        report.print_wished.connect(lambda: self._preview(True))
        report.pdf_wished.connect(self._choose_pdf)
        report.excel_wished.connect(self._choose_excel)
        parts.theme.changed.connect(self.draw)
        parts.session.board_read.connect(lambda _board: self._outdate())
        parts.session.cards_changed.connect(lambda _cards: self._outdate())

    def stop(self) -> None:
        """No more questions."""
        self._quiet.stop()
        _end(self._drawing)

    # reading ---------------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the period of the bar."""
        _end(self._reading)
        self._reading = self._parts.start(self, self._read())

    async def _read(self) -> None:
        report, bar = self._view.report, self._view.report.bar
        report.show_working("Menghitung angka…")
        try:
            figures = await ask(self._parts.records, ReadFigures(bar.period, bar.team), Figures, DEADLINE)
        except Unanswered as unanswered:
            report.show_trouble(self._parts.messages.sentence(unanswered.answer))
            return
        self._stale = False
        report.show_figures(figures)
        self.draw()

    def _cancel(self) -> None:
        _end(self._reading)
        _end(self._drawing)
        self._view.report.show_working("")
        self._view.report.notice.show_text("info", "Dibatalkan. Angka sebelumnya tetap ditampilkan.")

    def _misread(self, error: BadInput) -> None:
        self._view.report.show_trouble(self._parts.messages.of_error(error))

    async def _read_evidence(self) -> None:
        page = self._view.evidence
        page.working.begin("Membaca seluruh riwayat…")
        try:
            evidence = await ask(self._parts.records, ReadEvidence(), Evidence, DEADLINE)
        except Unanswered as unanswered:
            page.show_trouble(self._parts.messages.sentence(unanswered.answer))
            return
        board = self._parts.session.first_board
        if board is not None:
            self._evidence_stale = False
            page.show_evidence(evidence, board.sop)

    def _cancel_evidence(self) -> None:
        _end(self._proving)
        self._view.evidence.working.end()

    def _look(self, page: object) -> None:
        board = self._parts.session.first_board
        if board is None or not self._view.isVisible():
            return
        self._view.report.bar.set_today(board.today)
        if page is self._view.report and self._stale:
            self.read()
        elif page is self._view.evidence and self._evidence_stale:
            _end(self._proving)
            self._proving = self._parts.start(self, self._read_evidence())

    def _outdate(self) -> None:
        self._stale = self._evidence_stale = True
        if self._view.isVisible():
            self._quiet.start()

    # charts ----------------------------------------------------------------------------------------------------------

    def draw(self) -> None:
        """Have every chart drawn for the room and the colours of this moment, all with one question."""
        self._outdated = True
        if self._drawing is None or self._drawing.over:
            self._drawing = self._parts.start(self, self._draw())

    async def _draw(self) -> None:
        """One drawing at a time: what became outdated meanwhile is drawn once more, and not shown."""
        report = self._view.report
        while self._outdated:
            self._outdated = False
            figures, rooms = report.figures(), report.rooms()
            if figures is None or figures.empty or not self._view.isVisible():
                return
            request = RenderCharts(figures, rooms, self._parts.theme.dark)
            try:
                charts = await ask(self._parts.press, request, tuple, DEADLINE)
            except Unanswered as unanswered:
                charts = tuple((chart, b"") for chart in rooms)
                self._parts.messages.unanswered(unanswered.answer)
            if not self._outdated:
                for chart, content in charts:
                    report.show_svg(chart, content)

    # papers ----------------------------------------------------------------------------------------------------------

    def _preview(self, to_printer: bool) -> None:
        figures = self._view.report.figures()
        if figures is None:
            return
        name = self._words.kind(figures.period.kind)
        sheet = Printout(
            title=name,
            subtitle=self._words.period(figures.period),
            file_name=f"{name} {figures.period.text}.pdf",
            papers=(("A4", "A4 mendatar (297 × 210)"),),
            wish=partial(RenderReport, figures),
            signatory=figures.head.name if figures.head else "",
        )
        self._printouts.preview(sheet, to_printer)

    def _choose_pdf(self) -> None:
        self._choose("pdf", "Simpan PDF", "PDF (*.pdf)")

    def _choose_excel(self) -> None:
        self._choose("xlsx", "Simpan buku kerja Excel", "Excel (*.xlsx)")

    def _choose(self, kind: str, title: str, pattern: str) -> None:
        figures = self._view.report.figures()
        if figures is None:
            return
        name = f"{self._words.kind(figures.period.kind)} {figures.period.text}.{kind}"
        place, _ = QFileDialog.getSaveFileName(self._view, title, name, pattern)
        if place:
            self.save_to(place if place.lower().endswith(f".{kind}") else f"{place}.{kind}")

    def save_to(self, place: str) -> None:
        """Write the report of the figures shown, as Excel for a name that ends in .xlsx, else as PDF."""
        figures = self._view.report.figures()
        if figures is not None:
            kind = MakeWorkbook if place.lower().endswith(".xlsx") else RenderReport
            self._printouts.save(partial(kind, figures), place)


def _end(flow: Flow | None) -> None:
    if flow is not None:
        flow.end()


PLACE = 4
"""The page's own key: Ctrl+4."""


class ReportsFrame(Panel):
    """Where the page will stand. looked_at: it is shown for the first time."""

    looked_at = Signal()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.looked_at.emit()
        super().showEvent(event)


class ReportsPage(QObject):
    """view, reports: None until first looked at."""

    def __init__(self, window: MainWindow, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.frame = ReportsFrame("page")
        self.view: ReportsView | None = None
        self.reports: Reports | None = None
        self.printouts = Printouts(parts, self)
        self.frame.looked_at.connect(self._build)
        window.add_page("Laporan", self.frame, "report", PLACE)

    def print_shown(self) -> None:
        """Ctrl+P on this page: what is in front of the person."""
        if self.view is None:
            return
        if self.view.pages.currentWidget() is self.view.past:
            self.view.past.print_button.click()
        else:
            self.view.report.print_button.click()

    def stop(self) -> None:
        """No more questions."""
        if self.reports is not None:
            self.reports.stop()

    def _build(self) -> None:
        if self.view is not None:
            return
        parts = self._parts
        board = parts.session.first_board
        today = board.today if board else office_day()
        self.view = ReportsView(parts.look, today)
        self.reports = Reports(parts, self.view, self.printouts, self)
        PastBoards(parts, self.view, self.printouts, self)
        layout = QVBoxLayout(self.frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
