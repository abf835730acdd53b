"""A page that scrolls up and down and keeps its place when its content is replaced."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


class ScrollPage(QScrollArea):
    """`reading`: the page itself takes the focus, so that arrow keys scroll it. Controls inside need no such help."""

    def __init__(self, name: str = "", reading: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reading else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self._place = 0
        self.verticalScrollBar().rangeChanged.connect(self._grown)
        self.verticalScrollBar().actionTriggered.connect(self._moved)

    def show_content(self, content: QWidget) -> None:
        """Replaces the content. Its height shows bit by bit, so the place is taken again until a hand moves it."""
        self._place = self.verticalScrollBar().value() or self._place
        self.setWidget(content)
        content.show()

    def clear(self) -> None:
        """Shows nothing for a moment."""
        content = self.takeWidget()
        if content:
            content.deleteLater()

    def _grown(self, _least: int, most: int) -> None:
        if 0 < self._place <= most:
            self.verticalScrollBar().setValue(self._place)

    def _moved(self, _action: int) -> None:
        self._place = 0
