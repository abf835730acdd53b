"""A folded column: 40 wide, with number, counts and its name turned on its side."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from models.sop.procedure import Step
from models.worktime import Status
from views.board.density import FOLDED
from views.icons import Icons
from views.shapes import paint_status
from views.theme import Theme


class FoldedColumn(QWidget):
    """Click, Enter or Space opens it; arrows pass through it like through any column."""

    opened = Signal()
    sideways = Signal(int)

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._step: Step | None = None
        self._counts = (0, 0, 0)
        self.setFixedWidth(FOLDED)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    def set_step(self, step: Step) -> None:
        """Shows that step."""
        self._step = step
        self.update()

    def set_counts(self, total: int, near: int, late: int) -> None:
        """Shows how many cards there are."""
        self._counts = (total, near, late)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._step is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = QRectF(9, 8, 22, 22)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent_soft"))
        painter.drawRoundedRect(tile, 6, 6)
        painter.setFont(self._theme.font("small", bold=True))
        painter.setPen(self._theme.color("accent"))
        painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, str(self._step.number))
        painter.setPen(self._theme.color("ink2"))
        painter.drawText(QRectF(0, 32, FOLDED, 18), Qt.AlignmentFlag.AlignCenter, str(self._counts[0]))
        bottom = self._signs(painter, 54.0)
        self._name(painter, self._step.title, bottom + 8)
        size = 14
        caret = self._icons.pixmap("caret-right", "ink2", size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF((FOLDED - size) / 2, self.height() - 24), caret)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 8, 8)

    def _signs(self, painter: QPainter, top: float) -> float:
        painter.setFont(self._theme.font("micro", bold=True))
        for status, count in ((Status.NEAR, self._counts[1]), (Status.LATE, self._counts[2])):
            if count:
                paint_status(painter, self._theme, status, QRectF(8, top + 2, 11, 11))
                painter.setPen(self._theme.color(status.value))
                painter.drawText(QPointF(23, top + 12), str(count))
                top += 18
        return top

    def _name(self, painter: QPainter, title: str, top: float) -> None:
        painter.save()
        painter.setFont(self._theme.font("small", bold=True))
        painter.setPen(self._theme.color("ink"))
        painter.translate(FOLDED / 2 + 4 - 8, top)
        painter.rotate(90)
        room = max(0.0, self.height() - top - 34)
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QPointF(0, 0), shown)
        painter.restore()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self.opened.emit()
            case Qt.Key.Key_Left | Qt.Key.Key_Right if not event.modifiers():
                self.sideways.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
            case _:
                event.ignore()
