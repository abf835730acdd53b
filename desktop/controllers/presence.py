"""Who has the office open: asked for every 40 seconds, after everything else."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.controllers.parts import Parts
from desktop.workers.flow import Unanswered, ask
from models.requests import Attend
from views.main_window import MainWindow
from views.widgets.presence import attendants

BEAT = 40_000
"""Milliseconds; three missed beats take a window off the list (models/records/presence.py)."""


class Presence(QObject):
    """Says that this window is open, and shows who else has one."""

    def __init__(self, window: MainWindow, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._parts = window, parts
        self._asking = False
        self._timer = QTimer(self, interval=BEAT)
        self._timer.timeout.connect(self.beat)
        parts.session.board_read.connect(self.beat)

    def forget(self) -> None:
        """The office is out of sight: nobody knows who is in."""
        self._window.show_present(())

    def stop(self) -> None:
        """No more questions."""
        self._timer.stop()
        self._asking = True

    def beat(self) -> None:
        """Ask now, and every 40 seconds from now on."""
        if not self._asking:
            self._asking = True
            self._timer.start()
            self._parts.start(self, self._attend())

    async def _attend(self) -> None:
        try:
            present = await ask(self._parts.records, Attend(), tuple, leisure=True)
        except Unanswered:
            return
        finally:
            self._asking = False
        board = self._parts.session.first_board
        if board is not None:
            self._window.show_present(attendants(present, board.people, self._parts.words))
