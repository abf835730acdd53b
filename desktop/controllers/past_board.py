"""The board of a past day: read whenever the slider rests, printed as it is shown."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from desktop.controllers.parts import Parts
from desktop.controllers.sheets import Printout, Printouts
from desktop.workers.flow import Flow, Unanswered, ask
from desktop.workers.press_requests import RenderBoard
from models.board import PastBoard
from models.requests import ReadPastBoard
from views.reports.reports_view import ReportsView
from views.words import formats

DEADLINE = 60.0


class PastBoards(QObject):
    """Fills the past board of `view`."""

    def __init__(self, parts: Parts, view: ReportsView, printouts: Printouts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts, self._view, self._printouts = parts, view, printouts
        self._reading: Flow | None = None
        self._next: date | None = None
        view.looked_at.connect(self._look)
        view.past.day_wished.connect(self.read)
        view.past.preview_wished.connect(self._preview)
        view.past.cancelled.connect(self._cancel)
        view.past.refused.connect(parts.messages.refuse)

    def read(self, day: date) -> None:
        """Read the board of that day; of several wishes while one is under way only the newest counts."""
        self._next = day
        if self._reading is None or self._reading.over:
            self._reading = self._parts.start(self, self._read())

    async def _read(self) -> None:
        past = self._view.past
        board: PastBoard | None = None
        problem = ""
        while (day := self._next) is not None:
            self._next = None
            past.working.begin(f"Membaca papan {formats.date_long(day)}…")
            try:
                board = await ask(self._parts.records, ReadPastBoard(day), PastBoard, DEADLINE)
            except Unanswered as unanswered:
                board, problem = None, self._parts.messages.sentence(unanswered.answer)
        if board is not None:
            past.show_board(board)
        else:
            past.show_trouble(problem)

    def _cancel(self) -> None:
        self._next = None
        if self._reading is not None:
            self._reading.end()
        self._view.past.working.end()

    def _look(self, page: object) -> None:
        board = self._parts.session.first_board
        if page is not self._view.past or board is None or not self._view.isVisible():
            return
        shown = self._view.past.past()
        if shown is None or shown.today != board.today or shown.day == board.today:
            self.read(board.today if shown is None else self._view.past.day)

    def _preview(self) -> None:
        past = self._view.past.past()
        if past is None:
            return
        day = formats.date_long(past.day)
        sheet = Printout(
            title=f"Papan per {day}",
            subtitle=past.board.sop.identity.number,
            file_name=f"Papan {past.day.isoformat()}.pdf",
            papers=(("A4", "A4 mendatar (297 × 210)"), ("A3", "A3 mendatar (420 × 297)")),
            wish=partial(RenderBoard, past),
        )
        self._printouts.preview(sheet)
