"""The page Daftar kept up to date while it is in view."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from desktop.controllers.parts import Parts
from views.main_window import MainWindow
from views.register.register_view import RegisterView

GATHER = 120
"""Milliseconds in which changes that come one after the other are shown as one."""


class Register(QObject):
    """`view` is a page of the window."""

    def __init__(self, window: MainWindow, parts: Parts, view: RegisterView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._parts, self.view = window, parts, view
        window.add_page(self.tr("Daftar"), view, "list")
        self._timer = QTimer(self, singleShot=True, interval=GATHER)
        self._timer.timeout.connect(self._refresh)
        parts.session.board_read.connect(lambda _board: self._refresh())
        parts.session.cards_changed.connect(lambda _cards: self._timer.start())
        window.pages.currentChanged.connect(self._refresh)

    def stop(self) -> None:
        """Nothing is shown any more."""
        self._timer.stop()
        self._timer.timeout.disconnect(self._refresh)  # a save that ends later starts the timer once more
        self._window.pages.currentChanged.disconnect(self._refresh)

    def _refresh(self) -> None:
        board = self._parts.session.board
        if board is not None and self._window.pages.currentWidget() is self.view:
            self.view.show_board(board)
