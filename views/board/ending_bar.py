"""Targets under the board for decisions without a column; there only while a card is in the air."""

from __future__ import annotations

from collections.abc import Sequence
from typing import override

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from models.board import Move
from views.board.column_items import project_of
from views.icons import Icons
from views.theme import Theme
from views.widgets.text import IconMark, Panel, Text

_LOOK = {
    "cancel": ("late", "cancel"),
    "reject": ("late", "forbidden"),
    "hold": ("pause", "pause"),
    "resume": ("ok", "resume"),
    "close": ("ok", "complete"),
}


class EndingTarget(QWidget):
    """One place to let go. dropped: project id and the place's Path."""

    dropped = Signal(int, object)

    def __init__(self, theme: Theme, icons: Icons, path: Move, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._icons, self.path, self._words = theme, icons, path, words
        self._over = False
        self.setAcceptDrops(True)
        self.setAccessibleName(words)
        self.setFixedSize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(round(metrics.horizontalAdvance(self._words) * 1.08) + 56, 36)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        token, icon = _LOOK.get(self.path.kind, ("accent", "forward"))
        soft = "accent_soft" if token == "accent" else f"{token}_soft"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.color(soft))
        style = Qt.PenStyle.SolidLine if self._over else Qt.PenStyle.DashLine
        painter.setPen(QPen(self._theme.color(token), 2.5 if self._over else 1.5, style))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 7, 7)
        painter.drawPixmap(14, (self.height() - 16) // 2, self._icons.pixmap(icon, token, 16, self.devicePixelRatioF()))
        painter.setFont(self._theme.font("body", bold=True))
        painter.setPen(self._theme.color(token))
        room = QRectF(38, 0, self.width() - 44, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(project_of(event.mimeData()) is not None)
        self._show_over(event.isAccepted())

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(project_of(event.mimeData()) is not None)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        project = project_of(event.mimeData())
        if project is not None:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
            self.dropped.emit(project, self.path)

    def _show_over(self, over: bool) -> None:
        self._over = over
        self.update()


class EndingBar(Panel):
    """Shows a target for each ending that the person may choose."""

    dropped = Signal(int, object)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("status", parent)
        self._theme, self._icons = theme, icons
        self._targets: list[EndingTarget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 9, 14, 9)
        self._row.setSpacing(10)
        self._lead: QLabel = Text("Lepas di sini untuk:", "small")
        self._hint: QLabel = Text("", "small")
        self._row.addWidget(self._lead)
        self._row.addStretch(1)
        self._row.addWidget(IconMark(icons, "info", "ink3", 14))
        self._row.addWidget(self._hint)
        self.setFixedHeight(56)
        self.hide()

    @property
    def targets(self) -> tuple[EndingTarget, ...]:
        """The places shown now."""
        return tuple(self._targets)

    def show_targets(self, targets: Sequence[tuple[Move, str]], home: int) -> None:
        """Shows those endings (path and words) for a card of step `home`."""
        self.clear()
        for place, (path, words) in enumerate(targets):
            target = EndingTarget(self._theme, self._icons, path, words, self)
            target.dropped.connect(self.dropped)
            self._row.insertWidget(1 + place, target)
            self._targets.append(target)
        self._lead.setVisible(bool(targets))
        text = "Isian yang kurang ditanyakan setelah kartu dilepas. Esc: batal, kartu kembali ke langkah {n}."
        self._hint.setText(text.format(n=home))
        self.show()

    def clear(self) -> None:
        """Takes the places away and hides."""
        for target in self._targets:
            self._row.removeWidget(target)
            target.hide()
            target.deleteLater()
        self._targets.clear()
        self.hide()
