"""The page "Laporan": figures, the board of a past day, and the evidence for revising the SOP."""

from __future__ import annotations

from datetime import date
from typing import override

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from views.look import Look
from views.reports.evidence_page import EvidencePage
from views.reports.past_board import PastBoardPage
from views.reports.report_page import ReportPage
from views.widgets.text import Button, Panel, Text


class ReportsView(Panel):
    """looked_at(page): one of `report`, `past`, `evidence` came to the front."""

    looked_at = Signal(object)

    def __init__(self, look: Look, today: date, parent: QWidget | None = None) -> None:
        super().__init__("page", parent)
        self.report = ReportPage(look, today)
        self.past = PastBoardPage(look, today)
        self.evidence = EvidencePage(look.icons, look.words)
        self.pages = QStackedWidget()
        self._group = QButtonGroup(self)
        self.choices: list[Button] = []
        segment = Panel("segment")
        buttons = QHBoxLayout(segment)
        buttons.setContentsMargins(3, 3, 3, 3)
        buttons.setSpacing(2)
        names = ("Angka", "Papan per tanggal", "Bukti untuk revisi SOP")
        for page, name in zip((self.report, self.past, self.evidence), names, strict=True):
            self._add(page, name, buttons)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 20, 0)
        head.setSpacing(18)
        head.addWidget(Text("Laporan", "title"))
        head.addWidget(segment)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.pages, 1)
        self.choices[0].setChecked(True)

    def choose(self, page: QWidget) -> None:
        """Brings one of the three to the front."""
        place = self.pages.indexOf(page)
        self.choices[place].setChecked(True)
        self.pages.setCurrentIndex(place)
        self.looked_at.emit(page)

    def _add(self, page: QWidget, name: str, buttons: QHBoxLayout) -> None:
        button = Button(name, "segment")
        button.setCheckable(True)
        button.clicked.connect(lambda: self.choose(page))
        self._group.addButton(button)
        self.choices.append(button)
        buttons.addWidget(button)
        self.pages.addWidget(page)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(640, 300)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit(self.pages.currentWidget())
