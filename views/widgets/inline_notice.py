"""A message in its place: what happened, what is kept, what to do. Never a box that only says OK."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from views.icons import Icons
from views.widgets.text import IconMark, Panel, Text


class InlineNotice(Panel):
    """An icon and sentences on a soft ground. kind: late (refused), near (mind this), info or ok."""

    def __init__(self, icons: Icons, kind: str = "info", text: str = "", parent: QWidget | None = None) -> None:
        super().__init__("quiet", parent)
        self._mark = IconMark(icons, "info", "ink2", 16)
        self._text = Text(text, "small", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(9)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.show_text(kind, text)
        self.setVisible(bool(text))

    def text(self) -> str:
        """The sentences now."""
        return self._text.text()

    def show_text(self, kind: str, text: str) -> None:
        """Says something; "" takes the notice away. Refusals are announced to screen readers."""
        mark = {"late": ("failed", "late"), "near": ("failed", "near"), "ok": ("done", "ok")}.get(
            kind, ("info", "ink2")
        )
        self._mark.set_mark(*mark)
        self._text.setText(text)
        self._text.set_kind({"late": "late", "near": "near", "ok": "ok"}.get(kind, "small"))
        self.setVisible(bool(text))
        if text and kind == "late":
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
