"""The figures of a period: five at the head, charts, and the tables that people act on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import override

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.figures.values import Chart, Figures
from views.icons import Icons
from views.look import Look
from views.reports.chart_card import ChartCard
from views.reports.period_bar import PeriodBar
from views.reports.table_view import TableView
from views.reports.working_row import WorkingRow
from views.widgets.inline_notice import InlineNotice
from views.widgets.scroll_page import ScrollPage
from views.widgets.text import Button, ElidedText, IconMark, Panel, Text
from views.words.figure_tables import FigureTable, FigureTables
from views.words.figure_words import FigureWords, Headed, headlines

_MARKS = {"ok": ("done", "ok"), "near": ("failed", "near")}


class FigureTile(Panel):
    """Shows one Headed."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._title = ElidedText("", "small")
        self._value = Text("", "figure")
        self._mark = IconMark(icons, "done", "ok", 16)
        self._detail = ElidedText("", "small")
        self._compared = ElidedText("", "hint")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._value)
        row.addWidget(self._mark)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 10, 12, 10)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self._detail)
        column.addWidget(self._compared)

    def show_figure(self, headed: Headed) -> None:
        """Another value."""
        self._title.set_whole(headed.title)
        self._value.setText(headed.value)
        self._detail.set_whole(headed.detail)
        self._compared.set_whole(headed.compared)
        self._mark.setVisible(bool(headed.mark))
        if headed.mark:
            self._mark.set_mark(*_MARKS[headed.mark])
        self.setAccessibleName(f"{headed.title}: {headed.value}. {headed.detail}. {headed.compared}")


SHOWN = (Chart.TIMES, Chart.OPEN, Chart.ON_TIME, Chart.FLOW, Chart.THROUGHPUT, Chart.ROUNDS, Chart.LOAD)
NARROW = 1000
"""Pixels under which charts stand below each other."""
SETTLED = 200
"""Milliseconds without another change of width before charts are drawn anew."""


class ReportPage(QWidget):
    """period_wished(): read the period of `bar` again. charts_wished(): draw all charts for `rooms()`.

    preview_wished, print_wished, pdf_wished, excel_wished: the same figures on paper. cancelled: stop reading.
    """

    period_wished = Signal()
    charts_wished = Signal()
    preview_wished = Signal()
    print_wished = Signal()
    pdf_wished = Signal()
    excel_wished = Signal()
    cancelled = Signal()
    misread = Signal(object)

    def __init__(self, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._figure_words = look.words, FigureWords()
        self._figures: Figures | None = None
        self._width = 0
        self._settling = QTimer(self, interval=SETTLED, singleShot=True)
        self.basis = Text("", "small", wrap=True)
        self.preview = Button("Pratinjau", "main", look.icons, "view")
        self.print_button = Button("Cetak…", "outline", look.icons, "print")
        self.pdf = Button("Simpan PDF…", "outline", look.icons, "save")
        self.excel = Button("Excel…", "outline", look.icons, "table")
        self.bar = PeriodBar(look, today)
        self.working = WorkingRow()
        self.notice = InlineNotice(look.icons, "info")
        self.tiles = [FigureTile(look.icons) for _ in range(5)]
        self.charts = {chart: ChartCard(chart, look.icons, self._figure_words) for chart in SHOWN}
        self.tables = [TableView(self._figure_words) for _ in range(4)]
        self._titles = [Text("", "section") for _ in self.tables]
        self._cards = [_carded(title, table) for title, table in zip(self._titles, self.tables, strict=True)]
        self._body = QWidget()
        self._grid = QGridLayout()
        self._tiles = QGridLayout()
        self._build()
        self._connect()
        self._set_papers(False)

    def _build(self) -> None:
        inside = Panel("clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 12, 20, 18)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.basis, 1)
        for button in (self.preview, self.print_button, self.pdf, self.excel):
            head.addWidget(button)
        column.addLayout(head)
        for widget in (self.bar, self.working, self.notice, self._body):
            column.addWidget(widget)
        column.addStretch(1)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        self._tiles.setSpacing(10)
        self._grid.setSpacing(10)
        body.addLayout(self._tiles)
        body.addLayout(self._grid)
        for card in self._cards:
            body.addWidget(card)
        page = ScrollPage("Laporan")
        page.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        self._body.hide()

    def _connect(self) -> None:
        self.bar.wished.connect(self.period_wished)
        self.bar.misread.connect(self.misread)
        self.working.cancelled.connect(self.cancelled)
        self.preview.clicked.connect(self.preview_wished)
        self.print_button.clicked.connect(self.print_wished)
        self.pdf.clicked.connect(self.pdf_wished)
        self.excel.clicked.connect(self.excel_wished)
        self._settling.timeout.connect(self._settled)

    # what is shown ---------------------------------------------------------------------------------------------------

    def figures(self) -> Figures | None:
        """What is shown, None before the first reading."""
        return self._figures

    def rooms(self) -> Mapping[Chart, int]:
        """Pixels of width for every chart."""
        return {chart: card.room for chart, card in self.charts.items()}

    def show_figures(self, figures: Figures) -> None:
        """Other figures; their charts follow."""
        self._figures = figures
        self.working.end()
        self.notice.show_text("info", self._notice(figures))
        self.basis.setText(self._basis(figures))
        self.bar.set_teams(figures.teams)
        for tile, headed in zip(self.tiles, headlines(figures, self._figure_words), strict=True):
            tile.show_figure(headed)
        tables = FigureTables(figures, self._figure_words, self._words)
        for chart, card in self.charts.items():
            card.show_figures(self._figure_words.chart_finding(chart, figures), _table_of(chart, tables))
            card.setVisible(not figures.empty)
        for place, table in enumerate((tables.late(), tables.waiting(), tables.returns(), tables.releases())):
            self._titles[place].setText(table.title)
            self.tables[place].show_table(table)
            self._cards[place].setVisible(not figures.empty)
        self._body.show()
        self._set_papers(True)
        self._arrange()

    def show_svg(self, chart: Chart, content: bytes) -> None:
        """A chart has been drawn; without content its table is shown instead."""
        self.charts[chart].show_svg(content)

    def show_working(self, words: str) -> None:
        """What is being done at length; "" when it is over."""
        if words:
            self.working.begin(words)
        else:
            self.working.end()

    def show_trouble(self, sentence: str) -> None:
        """Why there are no new figures."""
        self.working.end()
        self.notice.show_text("late", sentence)

    def _notice(self, figures: Figures) -> str:
        said: list[str] = []
        if figures.empty:
            said.append(f"{self._figure_words.empty} {'Pilih periode lain.'}")
        if not figures.charted:
            said.append("Kalender hari libur belum ada untuk sebagian tahun; hanya akhir pekan yang dihitung.")
        return " ".join(said)

    def _basis(self, figures: Figures) -> str:
        sop = figures.sop.identity.number
        team = figures.team or "semua tim"
        text = "{sop}, {team}, {period}. Hari libur nasional dan cuti bersama tidak dihitung."
        said = text.format(sop=sop, team=team, period=self._figure_words.period(figures.period))
        if figures.running:
            return f"{said} {'Periode belum berakhir; angka dihitung sampai hari ini.'}"
        return said

    def _set_papers(self, on: bool) -> None:
        for button in (self.preview, self.print_button, self.pdf, self.excel):
            button.setEnabled(on)

    # room ------------------------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Two charts side by side where there is room; the first one always alone."""
        narrow = self.width() < NARROW
        for place, tile in enumerate(self.tiles):
            across = 3 if narrow else 5
            self._tiles.addWidget(tile, place // across, place % across)
            self._tiles.setColumnStretch(place, 1 if place < across else 0)
        for place, card in enumerate(self.charts.values()):
            if place == 0 or narrow:
                self._grid.addWidget(card, place, 0, 1, 2)
            else:
                self._grid.addWidget(card, (place + 1) // 2, (place + 1) % 2)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 0)

    def _settled(self) -> None:
        if self._figures is not None and not self._figures.empty and self.isVisible():
            self.charts_wished.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._width:
            self._width = self.width()
            self._arrange()
            self._settling.start()


def _carded(title: Text, table: TableView) -> Panel:
    card = Panel("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 12, 16, 14)
    column.setSpacing(8)
    column.addWidget(title)
    column.addWidget(table)
    return card


def _table_of(chart: Chart, tables: FigureTables) -> FigureTable:
    """The numbers behind a chart."""
    match chart:
        case Chart.TIMES | Chart.ON_TIME:
            return tables.times()
        case Chart.OPEN | Chart.FLOW:
            return tables.flow()
        case Chart.THROUGHPUT:
            return tables.throughput()
        case Chart.ROUNDS:
            return tables.rounds()
        case Chart.LOAD:
            return tables.load()
