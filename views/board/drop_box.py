"""The box over the first card of a lit column: what a drop does, what is fulfilled, what the dialog will ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, override

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from views.board.card_layout import face
from views.icons import Icons
from views.theme import Theme


class DropLine(NamedTuple):
    """kind: "forward", "return" (a decision), "met" or "needed" (a condition)."""

    kind: str
    text: str


_ICON = {"forward": "forward", "return": "return", "met": "complete", "needed": "needed"}
_TOKEN = {"forward": "accent", "return": "accent", "met": "ink2", "needed": "near"}
_ICON_TOKEN = {"forward": "accent", "return": "accent", "met": "ok", "needed": "near"}


class DropBox(QWidget):
    """Lets the mouse through: the column below receives the drag."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._lines: tuple[DropLine, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def lines(self) -> tuple[DropLine, ...]:
        """What it says."""
        return self._lines

    def set_lines(self, lines: Sequence[DropLine]) -> None:
        """Decisions and their conditions, top to bottom."""
        self._lines = tuple(lines)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(self._theme.color("sel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
        top = 9.0
        for place, line in enumerate(self._lines):
            height = self._height(line)
            last = place == len(self._lines) - 1
            if top + height + (0 if last else 12) > self.height() - 4:
                self._rest(painter, top, len(self._lines) - place)
                return
            self._line(painter, line, top, height)
            top += height + (4 if line.kind in ("forward", "return") else 2)

    def _room(self) -> QRectF:
        side = 8 if self.width() < 160 else 10
        left = side + self._theme.px(14) + 5
        return QRectF(left, 0, self.width() - left - 6, 400)

    def _height(self, line: DropLine) -> float:
        words = face(self._theme, *self._face(line))
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        return words.metrics.boundingRect(self._room(), flags, line.text).height()

    def _face(self, line: DropLine) -> tuple[str, bool]:
        narrow = self.width() < 160
        if line.kind in ("forward", "return"):
            return ("micro" if narrow else "small", True)
        return ("tiny" if narrow else "micro", line.kind == "needed")

    def _line(self, painter: QPainter, line: DropLine, top: float, height: float) -> None:
        size = self._theme.px(13)
        side = 8 if self.width() < 160 else 10
        pixmap = self._icons.pixmap(_ICON[line.kind], _ICON_TOKEN[line.kind], size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(side, top + 1), pixmap)
        painter.setFont(self._theme.font(*self._face(line)))
        painter.setPen(self._theme.color(_TOKEN[line.kind]))
        room = self._room()
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QRectF(room.left(), top, room.width(), height + 2), flags, line.text)

    def _rest(self, painter: QPainter, top: float, count: int) -> None:
        painter.setFont(self._theme.font("tiny", bold=True))
        painter.setPen(self._theme.color("ink2"))
        room = QRectF(self._room().left(), top, self._room().width(), 14)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, f"{count} syarat lagi")
