"""Where the standard time of the SOP and reality differ: grounds for revising it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.figures.evidence import Evidence
from models.sop.procedure import Sop
from views.icons import Icons
from views.reports.table_view import TableView
from views.reports.working_row import WorkingRow
from views.widgets.inline_notice import InlineNotice
from views.widgets.scroll_page import ScrollPage
from views.widgets.text import Panel, Text
from views.words.figure_tables import evidence_table
from views.words.figure_words import FigureWords
from views.words.words import Words


class EvidencePage(QWidget):
    """cancelled: the person does not want to wait."""

    cancelled = Signal()

    def __init__(self, icons: Icons, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = FigureWords()
        self._title = Text("", "section")
        self._basis = Text("", "small", wrap=True)
        self.table = TableView(self._words)
        self.working = WorkingRow()
        self.notice = InlineNotice(icons)
        self._card = Panel("card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(16, 12, 16, 14)
        inside.setSpacing(8)
        explained = (
            "P15 sampai P85 adalah rentang lama yang ditempuh tujuh dari sepuluh penyelesaian, dihitung bersih tanpa "
            "masa tunda, dalam hari menurut mutu baku langkah itu. Langkah dengan kurang dari lima kasus belum "
            "diberi simpulan. Perubahan mutu baku ditetapkan kantor melalui revisi SOP, bukan oleh aplikasi ini."
        )
        for widget in (self._title, self._basis, self.table, Text(explained, "hint", wrap=True)):
            inside.addWidget(widget)
        self._card.hide()
        ground = Panel("clear")
        column = QVBoxLayout(ground)
        column.setContentsMargins(20, 12, 20, 18)
        column.setSpacing(12)
        for widget in (self.working, self.notice, self._card):
            column.addWidget(widget)
        column.addStretch(1)
        page = ScrollPage("Bukti untuk revisi SOP")
        page.setWidget(ground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        self.working.cancelled.connect(self.cancelled)

    def show_evidence(self, found: Evidence, sop: Sop) -> None:
        """What the whole history says."""
        table = evidence_table(found, self._words, {step.number: step.title for step in sop.steps})
        self.working.end()
        self.notice.show_text("info", "")
        self._title.setText(table.title)
        self._basis.setText(table.note)
        self.table.show_table(table)
        self._card.show()

    def show_trouble(self, sentence: str) -> None:
        """Why there is none."""
        self.working.end()
        self.notice.show_text("late", sentence)
