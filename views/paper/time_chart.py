"""Realisasi and mutu baku side by side: each visit as a share of its own upper limit.

2 days and 4 months share no axis, so the axis is per cent of the limit. A ReportLab Drawing: the same picture goes
on paper and, through renderSVG, on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color as Shade

from views.paper.charts.pen import Anchor
from views.paper.styles import ACCENT, BLACK, GRAY, HAIR, LATE, Color

ROW = 13.0
_TOP, _BOTTOM, _GAP = 15.0, 15.0, 6.0
_SIZE = 7.8
_BAND: Color = (0.82, 0.86, 0.92)


@dataclass(frozen=True, slots=True)
class Bar:
    """One visit. used, minimum and limit: days of the same unit, limit > 0. said: words right of the bar."""

    label: str
    used: float
    minimum: float
    limit: float
    said: str

    @property
    def share(self) -> float:
        """Part of the limit used."""
        return self.used / self.limit


def chart_height(count: int) -> float:
    """Points that a chart of `count` bars takes."""
    return _TOP + _BOTTOM + count * ROW


def time_chart(bars: Sequence[Bar], width: float, font: str, label_width: float, said_width: float) -> Drawing:
    """The drawing, `width` points wide; `font` is a name that ReportLab knows.

    A pale band runs from the earliest usual time to the limit, a line stands at 100 per cent. Bars over twice the
    limit are cut at the edge and end in an arrow; their words tell the truth.
    """
    drawing = Drawing(width, chart_height(len(bars)), initialFontName=font)
    span = width - label_width - said_width - 2 * _GAP
    left = label_width + _GAP
    most = 2.0 if any(bar.share > 1.5 for bar in bars) else 1.5
    scale = span / (most * 1.04)
    _axis(drawing, left, scale, most, len(bars), font)
    for place, bar in enumerate(bars):
        y = drawing.height - _TOP - (place + 1) * ROW
        _bar(drawing, bar, left, y, scale, most)
        _string(drawing, left - _GAP, y + 3.6, bar.label, font, BLACK, "end")
        late = bar.used > bar.limit
        _string(drawing, width - said_width, y + 3.6, bar.said, font, LATE if late else BLACK, "start")
    return drawing


def _axis(drawing: Drawing, left: float, scale: float, most: float, count: int, font: str) -> None:
    low, high = _BOTTOM, _BOTTOM + count * ROW
    for percent in range(0, int(most * 100) + 1, 50):
        x = left + scale * percent / 100
        limit = percent == 100
        color, thick = (BLACK, 0.9) if limit else (HAIR, 0.4)
        drawing.add(Line(x, low, x, high, strokeColor=Shade(*color), strokeWidth=thick))
        _string(drawing, x, low - 9, f"{percent}%", font, GRAY, "middle")
    _string(drawing, left + scale, high + 4, "batas mutu baku", font, BLACK, "middle")


def _bar(drawing: Drawing, bar: Bar, left: float, y: float, scale: float, most: float) -> None:
    start, end = scale * bar.minimum / bar.limit, scale
    _box(drawing, left + min(start, end - 1.5), y + 1.5, max(end - start, 1.5), ROW - 3, _BAND)
    length = max(scale * min(bar.share, most), 0.8)
    color = LATE if bar.used > bar.limit else ACCENT
    _box(drawing, left, y + 3.7, length, ROW - 7.4, color)
    if bar.share > most:
        tip, middle = left + length + 4, y + ROW / 2
        for dy in (2.4, -2.4):
            drawing.add(Line(tip - 4, middle + dy, tip, middle, strokeColor=Shade(*color), strokeWidth=1.0))


def _box(drawing: Drawing, x: float, y: float, width: float, height: float, color: Color) -> None:
    look: dict[str, Any] = {"fillColor": Shade(*color), "strokeColor": None, "strokeWidth": 0}
    drawing.add(Rect(x, y, width, height, **look))


def _string(drawing: Drawing, x: float, y: float, text: str, font: str, color: Color, anchor: Anchor) -> None:
    drawing.add(String(x, y, text, fontName=font, fontSize=_SIZE, fillColor=Shade(*color), textAnchor=anchor))
