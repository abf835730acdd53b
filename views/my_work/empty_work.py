"""What somebody without tasks sees: one fact, one thing to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from views.icons import Icons
from views.widgets.text import IconMark, Panel, Text


class EmptyWork(Panel):
    """Shown in place of the list."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("card", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(30, 26, 30, 26)
        column.setSpacing(8)
        center = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconMark(icons, "done", "ok", 30), 0, center)
        column.addWidget(Text(self.tr("Tidak ada yang menunggu Anda"), "section"), 0, center)
        text = self.tr("Kartu muncul di sini begitu sampai pada langkah yang Anda kerjakan.")
        column.addWidget(Text(text, "small"), 0, center)
