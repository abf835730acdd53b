"""What an office without projects sees: one fact, one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from views.icons import Icons
from views.widgets.text import Button, IconMark, Panel, Text


class EmptyBoard(Panel):
    """A panel over the empty columns. wished: a first request."""

    wished = Signal()

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__("card", parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(30, 24, 30, 22)
        layout.setSpacing(8)
        center = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(IconMark(icons, "empty", "ink3", 30), 0, center)
        layout.addWidget(Text("Belum ada proyek", "section"), 0, center)
        text = "Mulai dari nota dinas permohonan. Kartu pertama muncul di langkah 1."
        layout.addWidget(Text(text, "small"), 0, center)
        self.button = Button("Permohonan baru", "main", icons, "new")
        self.button.clicked.connect(self.wished)
        layout.addWidget(self.button, 0, center)
        self.hide()

    def place(self) -> None:
        """Stands in the middle of its parent."""
        parent = self.parentWidget()
        if parent:
            self.adjustSize()
            self.move((parent.width() - self.width()) // 2, max(0, (parent.height() - self.height()) // 2))
            self.raise_()
