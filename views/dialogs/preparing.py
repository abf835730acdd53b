"""A small window while something is made or finished that takes a while: what, how far, and what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from views.theme import Theme
from views.widgets.text import Text


class Preparing(QWidget):
    """One sentence, one bar. The bar only shows percentages that are true."""

    def __init__(self, theme: Theme, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog)
        self.setWindowTitle("Lajur")
        self._sentence = Text(sentence, "section", wrap=True)
        self._step = Text("", "small", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        for each in (self._sentence, self.bar, self._step):
            column.addWidget(each)
        self.setFixedWidth(theme.px(420))

    def show_progress(self, done: int, total: int, step: str) -> None:
        """How far it is."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self._step.setText(step)

    def show_trouble(self, sentence: str) -> None:
        """It failed: says why and stays until closed."""
        self.bar.hide()
        self._sentence.setText(sentence)
        self._step.setText("")
