"""Joins the page "Laporan" to the window. It is built when it is first looked at: nobody waits for it at the start."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from desktop.controllers.parts import Parts
from desktop.controllers.past_board import PastBoards
from desktop.controllers.reports import Reports
from desktop.controllers.session import office_day
from desktop.controllers.sheets import Sheets
from views.main_window import MainWindow
from views.reports.reports_view import ReportsView
from views.widgets.text import Panel

PLACE = 4
"""The page's own key: Ctrl+4."""


class Frame(Panel):
    """Where the page will stand. looked_at: it is shown for the first time."""

    looked_at = Signal()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.looked_at.emit()
        super().showEvent(event)


class Reporting(QObject):
    """Tells: said(sentence), refused(sentence), dialog_opened(dialog). view, reports: None until first looked at."""

    said = Signal(str)
    refused = Signal(str)
    dialog_opened = Signal(object)

    def __init__(self, window: MainWindow, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.frame = Frame("page")
        self.view: ReportsView | None = None
        self.reports: Reports | None = None
        self.sheets = Sheets(parts, self)
        self.sheets.said.connect(self.said)
        self.sheets.refused.connect(self.refused)
        self.sheets.dialog_opened.connect(self.dialog_opened)
        self.frame.looked_at.connect(self._build)
        window.add_page(self.tr("Laporan"), self.frame, "report", PLACE)

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
        self.view = ReportsView(parts.theme, parts.icons, parts.words, today)
        self.reports = Reports(parts, self.view, self.sheets, self)
        past = PastBoards(parts, self.view, self.sheets, self)
        for each in (self.reports, past):
            each.refused.connect(self.refused)
        layout = QVBoxLayout(self.frame)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
