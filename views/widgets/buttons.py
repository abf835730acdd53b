"""Buttons and labels whose look is chosen by a word (the style sheet knows the words)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from views.icons import Icons

_ICON_TOKENS = {"main": "on_accent", "plain": "accent", "danger": "late"}


def button(
    text: str, kind: str = "outline", icons: Icons | None = None, icon: str = "", parent: QWidget | None = None
) -> QPushButton:
    """kind: main (one per area), outline, plain, danger, chip, tab, segment or status."""
    made = QPushButton(f" {text}" if icon and text else text, parent)
    made.setProperty("kind", kind)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icons and icon:
        icons.dress(made, icon, _ICON_TOKENS.get(kind, "ink2"))
    return made


def label(text: str, kind: str = "body", wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """Plain text. kind: title, section, strong, small, hint, micro, tiny, faint, figure, accent, ok, near, late, pause."""
    made = QLabel(text, parent)
    made.setProperty("type", kind)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    return made


def pill(text: str, tone: str = "accent", parent: QWidget | None = None) -> QLabel:
    """A round label; tone: ok, near, late, pause, accent."""
    made = QLabel(text, parent)
    made.setProperty("pill", tone)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def panel(kind: str = "card", parent: QWidget | None = None) -> QFrame:
    """kind: card, quiet, soft, slot, bar, foot, hairline, notice-near, notice-late, notice-ok, notice-info."""
    made = QFrame(parent)
    made.setProperty("panel", kind)
    return made


def hairline(parent: QWidget | None = None) -> QFrame:
    """A thin line across."""
    made = panel("hairline", parent)
    made.setFixedHeight(1)
    return made


def refresh_look(widget: QWidget) -> None:
    """Call after changing a property that the style sheet looks at."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
