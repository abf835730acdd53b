"""One chart on a card: plain title, the finding in a sentence, the drawing, and the same numbers as a table."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.figures.values import Chart
from views.icons import Icons
from views.reports.table_view import TableView
from views.widgets.text import IconButton, Panel, Text
from views.words.figure_tables import FigureTable
from views.words.figure_words import FigureWords

SIDE = 16
FIRST_HEIGHT = 180


class Drawn(QWidget):
    """A chart as the press drew it, never larger than it was asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._svg = QSvgRenderer(self)
        self._svg.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self._waiting = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(FIRST_HEIGHT)

    def show_svg(self, content: bytes) -> bool:
        """Another drawing; False if it cannot be read."""
        self._waiting = ""
        read = self._svg.load(QByteArray(content))
        self._fit()
        self.update()
        return read

    def show_waiting(self, words: str) -> None:
        """Says that it is being drawn; an earlier drawing stays until then."""
        self._waiting = words
        self.update()

    @property
    def drawn(self) -> bool:
        """There is a drawing."""
        return self._svg.isValid()

    def _fit(self) -> None:
        size = self._svg.defaultSize()
        if self._svg.isValid() and size.width():
            self.setFixedHeight(round(size.height() * min(1.0, self.width() / size.width())))

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, self.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._svg.isValid():
            size = self._svg.defaultSize()
            factor = min(1.0, self.width() / size.width())
            self._svg.render(painter, QRectF(0, 0, size.width() * factor, size.height() * factor))
        elif self._waiting:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._waiting)


class ChartCard(Panel):
    """Shows one chart of a period. toggled: the person asked for the table, or for the drawing again."""

    toggled = Signal(bool)

    def __init__(self, chart: Chart, icons: Icons, words: FigureWords, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        self.chart = chart
        self._words = words
        title = words.chart_title(chart)
        self._finding = Text("", "small", wrap=True)
        name = f"Tampilkan sebagai tabel: {title}"
        self.switch = IconButton(icons, "table", name)
        self.switch.setCheckable(True)
        self.drawing = Drawn()
        self.table: TableView | None = None
        self._told: FigureTable | None = None
        self.setAccessibleName(title)
        self._build(title)

    def _build(self, title: str) -> None:
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(Text(title, "section"))
        names.addWidget(self._finding)
        head = QHBoxLayout()
        head.addLayout(names, 1)
        head.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SIDE, 12, SIDE, 14)
        self._column.setSpacing(10)
        self._column.addLayout(head)
        self._column.addWidget(self.drawing)
        self._column.addStretch(1)
        self.switch.toggled.connect(self._turn)

    @property
    def room(self) -> int:
        """Pixels that a drawing has in width."""
        return max(280, self.width() - 2 * SIDE - 2)

    def show_figures(self, finding: str, table: FigureTable) -> None:
        """What the chart says and its numbers; the drawing follows by `show_svg`."""
        self._finding.setText(finding)
        self.drawing.setAccessibleName(finding)
        self._told = table
        if self.table is not None:
            self.table.show_table(table)
        if not self.drawing.drawn:
            self.drawing.show_waiting("Menggambar…")

    def show_svg(self, content: bytes) -> None:
        """The drawing. Where there is none the table stands in its place."""
        if not content or not self.drawing.show_svg(content):
            self.switch.setChecked(True)

    def _turn(self, table: bool) -> None:
        """The table is made when somebody wants to see it, for most never do."""
        if self.table is None:
            self.table = TableView(self._words)
            self._column.insertWidget(2, self.table)
        if self._told is not None:
            self.table.show_table(self._told)
        self.table.setVisible(table)
        self.drawing.setVisible(not table)
        self.toggled.emit(table)
