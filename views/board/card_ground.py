"""The ground of a card, drawn once as a picture for cards that look alike: outline, focus ring, strip at the left."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from models.worktime import Status
from views.board.card_marks import CardLook
from views.shapes import status_token
from views.theme import Theme

Draw = Callable[[QPainter], None]


def drawn(width: float, height: float, ratio: float, draw: Draw) -> QPixmap:
    """A transparent picture of that size in logical pixels, drawn on once."""
    pixmap = QPixmap(ceil(width * ratio), ceil(height * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    painter.end()
    return pixmap


class PixmapCache:
    """Keeps at most `most` pictures by key; when full it begins anew."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[Hashable, tuple[object, QPixmap]] = {}

    def clear(self) -> None:
        """Forgets everything, after a change of colours or sizes."""
        self._kept.clear()

    def get(self, key: Hashable, make: Callable[[], QPixmap], of: object = None) -> QPixmap:
        """The picture of that key; made again when it was made of another thing than `of`."""
        found = self._kept.get(key)
        if found is None or found[0] is not of:
            if len(self._kept) >= self._most:
                self._kept.clear()
            found = (of, make())
            self._kept[key] = found
        return found[1]


RADIUS = 7.0
MARGIN = 3
"""Room around a card for its focus ring, in logical pixels."""


class CardGround:
    """Paints grounds and keeps them in `pixmaps`."""

    def __init__(self, theme: Theme, pixmaps: PixmapCache) -> None:
        self._theme = theme
        self._pixmaps = pixmaps

    def paint(self, painter: QPainter, body: QRectF, status: Status, look: CardLook) -> None:
        """Draws the ground of a card whose outline is `body`."""
        ratio = painter.deviceTransform().m11()
        state = (look.selected, look.hovered, look.focused, look.dragged, look.origin, look.failed, look.fresh)
        own = QRectF(MARGIN, MARGIN, body.width(), body.height())

        def make() -> QPixmap:
            size = (body.width() + 2 * MARGIN, body.height() + 2 * MARGIN)
            return drawn(*size, ratio, lambda inner: self._ground(inner, own, status, look))

        edge = status if status in (Status.NEAR, Status.LATE) else None
        key = ("ground", edge, state, body.width(), body.height(), ratio)
        painter.drawPixmap(body.topLeft() - QPointF(MARGIN, MARGIN), self._pixmaps.get(key, make))

    def _ground(self, painter: QPainter, body: QRectF, status: Status, look: CardLook) -> None:
        ground = "sel" if look.selected and not look.dragged else "card_hover" if look.hovered else "card"
        pen = QPen(self._theme.color("line2" if look.hovered else "line"), 1.0)
        if look.dragged or look.selected:
            pen = QPen(self._theme.color("accent"), 1.5)
        if look.origin:
            pen = QPen(self._theme.color("control"), 1.0, Qt.PenStyle.DashLine)
        if look.failed:
            pen = QPen(self._theme.color("late"), 1.5, Qt.PenStyle.DashLine)
        half = pen.widthF() / 2
        outline = body.adjusted(half, half, -half, -half)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush if look.origin else self._theme.color(ground))
        painter.drawRoundedRect(outline, RADIUS, RADIUS)
        if look.fresh > 0:
            wash = QColor(self._theme.color("sel"))
            wash.setAlphaF(look.fresh)
            painter.setBrush(wash)
            painter.drawRoundedRect(outline, RADIUS, RADIUS)
        if look.focused and not look.origin:
            painter.setPen(QPen(self._theme.color("accent"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body.adjusted(-2, -2, 2, 2), RADIUS + 2.5, RADIUS + 2.5)
        if status in (Status.NEAR, Status.LATE) and not look.origin:
            self._edge(painter, outline, status)

    def _edge(self, painter: QPainter, outline: QRectF, status: Status) -> None:
        painter.save()
        painter.setClipRect(QRectF(outline.left() - 1, outline.top() - 1, 4.5, outline.height() + 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(status_token(status)))
        painter.drawRoundedRect(outline.adjusted(-0.5, -0.5, 0.5, 0.5), RADIUS, RADIUS)
        painter.restore()
