"""Shapes that are painted, never loaded: status marks that stay distinct at 10 px, the logo, avatars, soft shadows."""

from __future__ import annotations

from hashlib import blake2b
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from models.worktime import Status
from views.theme import Theme

_TOKENS = {
    Status.INSIDE: "ok_bar",
    Status.NEAR: "near_bar",
    Status.LATE: "late_bar",
    Status.PAUSED: "pause_bar",
    Status.NONE: "ink3",
}
_TEXT_TOKENS = {
    Status.INSIDE: "ink2",
    Status.NEAR: "near",
    Status.LATE: "late",
    Status.PAUSED: "pause",
    Status.NONE: "ink2",
}


def status_token(status: Status) -> str:
    """Token of a status's bar and symbol."""
    return _TOKENS[status]


def status_text_token(status: Status) -> str:
    """Token of the words beside that symbol."""
    return _TEXT_TOKENS[status]


def paint_status(painter: QPainter, theme: Theme, status: Status, rect: QRectF) -> None:
    """Ring with centre, triangle, octagon, two bars or dash, filling a square of any size."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = theme.color(_TOKENS[status])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    _SHAPES[status](painter, rect, color, theme.color("card"))
    painter.restore()


def _ring(painter: QPainter, rect: QRectF, color: QColor, _ground: QColor) -> None:
    unit = rect.width() / 12
    painter.drawEllipse(rect.center(), 2.1 * unit, 2.1 * unit)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, 1.5 * unit))
    painter.drawEllipse(rect.center(), 4.9 * unit, 4.9 * unit)


def _triangle(painter: QPainter, rect: QRectF, color: QColor, ground: QColor) -> None:
    unit = rect.width() / 12
    left, top = rect.left(), rect.top()
    painter.setPen(QPen(color, 1.4 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    corners = ((6.0, 1.5), (11.3, 10.6), (0.7, 10.6))
    painter.drawPolygon(QPolygonF([QPointF(left + x * unit, top + y * unit) for x, y in corners]))
    _mark(painter, rect, ground, 4.2, 7.2, 9.2)


def _octagon(painter: QPainter, rect: QRectF, _color: QColor, ground: QColor) -> None:
    radius = rect.width() / 2
    center = rect.center()
    angles = [pi / 8 + each * pi / 4 for each in range(8)]
    painter.drawPolygon(QPolygonF([center + QPointF(cos(a) * radius, sin(a) * radius) for a in angles]))
    _mark(painter, rect, ground, 3.0, 6.6, 8.9)


def _mark(painter: QPainter, rect: QRectF, color: QColor, top: float, bottom: float, dot: float) -> None:
    unit = rect.width() / 12
    x = rect.center().x()
    painter.setPen(QPen(color, 1.5 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(x, rect.top() + top * unit), QPointF(x, rect.top() + bottom * unit))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(QPointF(x, rect.top() + dot * unit), 0.95 * unit, 0.95 * unit)


def _bars(painter: QPainter, rect: QRectF, _color: QColor, _ground: QColor) -> None:
    unit = rect.width() / 12
    for x in (2.2, 7.0):
        bar = QRectF(rect.left() + x * unit, rect.top() + 1.2 * unit, 2.8 * unit, 9.6 * unit)
        painter.drawRoundedRect(bar, unit, unit)


def _dash(painter: QPainter, rect: QRectF, _color: QColor, _ground: QColor) -> None:
    unit = rect.width() / 12
    painter.drawRoundedRect(
        QRectF(rect.left() + 1.2 * unit, rect.center().y() - unit, 9.6 * unit, 1.8 * unit), unit, unit
    )


_SHAPES = {
    Status.INSIDE: _ring,
    Status.NEAR: _triangle,
    Status.LATE: _octagon,
    Status.PAUSED: _bars,
    Status.NONE: _dash,
}


def paint_avatar(painter: QPainter, theme: Theme, key: str, initials: str, rect: QRectF) -> None:
    """A round ground with two letters; the colour comes from a stable hash of `key` and means nothing."""
    pairs = theme.tokens.avatars
    ground, text = pairs[blake2b(key.encode(), digest_size=2).digest()[0] % len(pairs)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(rect)
    font = theme.font("micro", bold=True)
    size = max(8, round(rect.height() * 0.4))
    if font.pixelSize() != size:
        font = QFont(font)
        font.setPixelSize(size)
    painter.setFont(font)
    painter.setPen(QColor(text))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials)
    painter.restore()


def paint_logo(painter: QPainter, theme: Theme, rect: QRectF) -> None:
    """Three rounded bars hanging from one line, heights 14, 20 and 9 of 20, the middle one amber."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    unit = rect.height() / 20
    for place, (height, token) in enumerate(((14, "accent"), (20, "near_bar"), (9, "accent"))):
        painter.setBrush(theme.color(token))
        bar = QRectF(rect.left() + place * 7 * unit, rect.top(), 5 * unit, height * unit)
        painter.drawRoundedRect(bar, 1.6 * unit, 1.6 * unit)
    painter.restore()


def paint_shadow(painter: QPainter, theme: Theme, rect: QRectF, radius: float, blur: float, drop: float) -> None:
    """Depth as nested rounded rectangles in pure black (tinted low alphas turn green)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, theme.tokens.shadow_alpha))
    for ring in range(12):
        grow = blur * (12 - ring) / 12
        around = rect.adjusted(-grow, -grow + drop, grow, grow + drop)
        painter.drawRoundedRect(around, radius + grow, radius + grow)
    painter.restore()
