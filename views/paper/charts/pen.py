"""The pen of all charts: a ReportLab drawing in one ink. The same drawing goes on paper and, as SVG, on the screen.

Hatches are drawn line by line: they read the same in grey, in every SVG reader, and on a bad copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, PolyLine, Rect, String
from reportlab.lib.colors import Color as Shade
from reportlab.pdfbase import pdfmetrics

from views.paper.styles import Color

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class ChartColors:
    """Colours and type of a chart. regular, bold: font names that ReportLab knows. size: points of its letters."""

    regular: str
    bold: str
    size: float = 8.0
    text: Color = (0.0, 0.0, 0.0)
    soft: Color = (0.36, 0.38, 0.42)
    hair: Color = (0.78, 0.80, 0.84)
    accent: Color = (0.11, 0.22, 0.42)
    band: Color = (0.84, 0.88, 0.93)
    late: Color = (0.70, 0.13, 0.11)
    ground: Color = (1.0, 1.0, 1.0)


def shade(color: Color) -> Shade:
    """ReportLab's own."""
    return Shade(*color)


class Pen:
    """Draws on a drawing `width` by `height` points; the origin is its lower left corner."""

    def __init__(self, width: float, height: float, ink: ChartColors) -> None:
        self.ink = ink
        self.width = width
        self.height = height
        self.drawing = Drawing(width, height, initialFontName=ink.regular)

    @property
    def row(self) -> float:
        """Height of one row of a bar chart."""
        return self.ink.size * 1.75

    def measure(self, text: str, bold: bool = False) -> float:
        """Width of a text."""
        return pdfmetrics.stringWidth(text, self.ink.bold if bold else self.ink.regular, self.ink.size)

    def fit(self, text: str, width: float) -> str:
        """The text, cut with "…" where it is wider than `width`."""
        if self.measure(text) <= width:
            return text
        while text and self.measure(f"{text}…") > width:
            text = text[:-1]
        return f"{text.rstrip()}…"

    def text(
        self, x: float, y: float, text: str, color: Color | None = None, anchor: Anchor = "start", bold: bool = False
    ) -> None:
        """One line; y is its base line."""
        ink = self.ink
        font = ink.bold if bold else ink.regular
        color = ink.text if color is None else color
        look: dict[str, Any] = {"fontName": font, "fontSize": ink.size, "fillColor": shade(color), "textAnchor": anchor}
        self.drawing.add(String(x, y, text, **look))

    def step(self, y: float, number: int, title: str, room: float) -> None:
        """The number and title of a step at the left edge, in `room` points."""
        self.text(0, y, str(number), self.ink.accent, bold=True)
        self.text(self.ink.size * 1.7, y, self.fit(title, room - self.ink.size * 2.2))

    def step_room(self, titles: Sequence[str], most: float) -> float:
        """Points that `step` needs for those titles, at most `most`."""
        return min(max(map(self.measure, titles), default=0.0) + self.ink.size * 2.7, most)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, color: Color, width: float = 0.6, dashed: bool = False
    ) -> None:
        """A straight line."""
        look: dict[str, Any] = {"strokeColor": shade(color), "strokeWidth": width}
        if dashed:
            look["strokeDashArray"] = [3, 2]
        self.drawing.add(Line(x1, y1, x2, y2, **look))

    def box(
        self, x: float, y: float, width: float, height: float, fill: Color | None, edge: Color | None = None
    ) -> None:
        """A filled box, an empty one with an edge, or both."""
        look: dict[str, Any] = {
            "fillColor": shade(fill) if fill else None,
            "strokeColor": shade(edge) if edge else None,
            "strokeWidth": 0.7 if edge else 0,
        }
        self.drawing.add(Rect(x, y, max(width, 0.0), height, **look))

    def hatch(self, x: float, y: float, width: float, height: float, color: Color, gap: float = 3.0) -> None:
        """Slanted lines in an outlined box: what must not be told apart by colour alone."""
        self.box(x, y, width, height, None, color)
        start = gap
        while start < width + height:
            x1, y1 = (x + start, y) if start < width else (x + width, y + start - width)
            x2, y2 = (x, y + start) if start < height else (x + start - height, y + height)
            self.line(x1, y1, x2, y2, color, 0.5)
            start += gap

    def area(self, points: Sequence[tuple[float, float]], fill: Color, edge: Color | None = None) -> None:
        """A filled shape."""
        flat = [value for point in points for value in point]
        look: dict[str, Any] = {"fillColor": shade(fill), "strokeColor": shade(edge) if edge else None}
        self.drawing.add(Polygon(flat, strokeWidth=0.5 if edge else 0, **look))

    def curve(
        self, points: Sequence[tuple[float, float]], color: Color, width: float = 1.4, dashed: bool = False
    ) -> None:
        """A line through points."""
        flat = [value for point in points for value in point]
        look: dict[str, Any] = {"strokeColor": shade(color), "strokeWidth": width}
        if dashed:
            look["strokeDashArray"] = [4, 2]
        self.drawing.add(PolyLine(flat, **look))

    def dot(self, x: float, y: float, radius: float, color: Color, hollow: bool = False) -> None:
        """A round mark."""
        fill = self.ink.ground if hollow else color
        self.drawing.add(Circle(x, y, radius, fillColor=shade(fill), strokeColor=shade(color), strokeWidth=0.9))

    def warning(self, x: float, y: float, color: Color) -> None:
        """A triangle with its point up, standing on the base line y, the sign of what is late."""
        side = self.ink.size * 0.85
        self.area(((x, y), (x + side, y), (x + side / 2, y + side * 0.9)), color)


def nice_top(most: float) -> int:
    """A round number at least a tenth over `most`, at least 4, that has four or five even parts."""
    wanted = max(most * 1.1, 4.0)
    power = 1
    while True:
        for factor in (4, 5, 8, 10, 12, 15, 16, 20, 25, 30):
            if factor * power >= wanted:
                return factor * power
        power *= 10


def parts(top: int) -> tuple[int, ...]:
    """The lines of an axis up to `top`."""
    count = next(each for each in (4, 5, 3, 2, 1) if top % each == 0)
    return tuple(range(0, top + 1, top // count))
