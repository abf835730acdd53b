"""Something is being computed: what, a bar that moves, and a way to give up. Shown only when it takes a while."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from views.widgets.text import Button, Panel, Text

PATIENCE = 250
"""Milliseconds before it is worth mentioning."""


class WorkingRow(Panel):
    """cancelled(): the person does not want to wait any longer."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("quiet", parent)
        self._words = Text("", "small")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.give_up = Button("Batal", "outline")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.give_up)
        self._timer = QTimer(self, interval=PATIENCE, singleShot=True)
        self._timer.timeout.connect(self.show)
        self.give_up.clicked.connect(self.cancelled)
        self.hide()

    @property
    def words(self) -> str:
        """What is being done, "" for nothing."""
        return self._words.text()

    def begin(self, words: str) -> None:
        """It begins, or goes on with something else."""
        self._words.setText(words)
        self.bar.setAccessibleName(words)
        if not self.isVisible():
            self._timer.start()

    def end(self) -> None:
        """It is over."""
        self._timer.stop()
        self._words.setText("")
        self.hide()
