"""Projects over time: open and late ones as two curves, and all steps stacked on each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reportlab.graphics.shapes import Drawing

from models.figures.values import Figures, FlowPoint
from views.paper.charts.pen import ChartColors, Pen, nice_top, parts
from views.paper.styles import Color
from views.words import formats
from views.words.figure_words import FigureWords

PointAt = Callable[[int, float], tuple[float, float]]
"""Number of the point and a count, to where it stands."""

_SHADES = (0.10, 0.42, 0.20, 0.58, 0.28, 0.70, 0.36, 0.80, 0.46)
"""How far each layer is from the accent to the ground: neighbours always differ."""


def open_chart(figures: Figures, words: FigureWords, width: float, ink: ChartColors) -> Drawing:
    """Two curves with their last values beside them: all open projects, and those over their limit."""
    points = figures.flow
    labels = _last(points, words)
    pen = Pen(width, width * 0.36 if width < 500 else min(width * 0.30, ink.size * 26), ink)
    aside = max(map(pen.measure, labels)) * 1.1 + ink.size * 2
    place = _axes(pen, points, max((each.open for each in points), default=0), aside)
    if not points:
        return pen.drawing
    upper = [place(number, each.open) for number, each in enumerate(points)]
    lower = [place(number, each.late) for number, each in enumerate(points)]
    floor = place(0, 0)[1]
    pen.area((*upper, (upper[-1][0], floor), (upper[0][0], floor)), ink.band)
    pen.curve(upper, ink.accent)
    pen.curve(lower, ink.late, dashed=True)
    x, size = upper[-1][0] + ink.size * 0.7, ink.size
    high = max(upper[-1][1] - size * 0.3, lower[-1][1] + size * 1.1)
    pen.text(x, high, labels[0], ink.accent, bold=True)
    marked = size * 1.2 if points[-1].late else 0.0
    if marked:
        pen.warning(x, lower[-1][1] - size * 0.3, ink.late)
    pen.text(x + marked, lower[-1][1] - size * 0.3, labels[1], ink.late, bold=True)
    return pen.drawing


def _last(points: Sequence[FlowPoint], words: FigureWords) -> tuple[str, str]:
    last = points[-1] if points else None
    return (
        f"{last.open if last else 0} berjalan",
        f"{last.late if last else 0} terlambat",
    )


def flow_chart(figures: Figures, words: FigureWords, width: float, ink: ChartColors) -> Drawing:
    """One layer a step, the first at the top, as projects flow downwards; labels at the right name the layers."""
    points, sop = figures.flow, figures.sop
    pen = Pen(width, width * 0.5 if width < 500 else min(width * 0.34, ink.size * 30), ink)
    labels = [f"{step.number} {step.title}" for step in sop.steps]
    aside = min(max(map(pen.measure, labels)) + pen.measure(" (99)") + ink.size * 2, width * 0.4)
    place = _axes(pen, points, max((each.open for each in points), default=0), aside)
    if not points:
        return pen.drawing
    heights = [0.0] * len(points)
    middles: list[tuple[float, str]] = []
    for index in range(len(sop.steps) - 1, -1, -1):
        below = list(heights)
        heights = [low + each.steps[index] for low, each in zip(below, points, strict=True)]
        upper = [place(number, high) for number, high in enumerate(heights)]
        lower = [place(number, low) for number, low in enumerate(below)]
        if any(each.steps[index] for each in points):
            pen.area((*upper, *reversed(lower)), _layer(ink, index), ink.ground)
        count = points[-1].steps[index]
        if count:
            middles.append(((upper[-1][1] + lower[-1][1]) / 2, f"{labels[index]} ({count})"))
    _name_layers(pen, middles, place(len(points) - 1, 0)[0], aside)
    return pen.drawing


def _layer(ink: ChartColors, index: int) -> Color:
    part = _SHADES[index % len(_SHADES)]
    red, green, blue = (a + (g - a) * part for a, g in zip(ink.accent, ink.ground, strict=True))
    return red, green, blue


def _name_layers(pen: Pen, middles: Sequence[tuple[float, str]], edge: float, aside: float) -> None:
    """Names beside the layers, pushed apart so that none covers another; a thin line leads to its layer."""
    leading, size = pen.ink.size * 1.2, pen.ink.size
    room = pen.height - size
    lowest = size * 1.6
    ys: list[float] = []
    for middle, _ in middles:
        ys.append(max(middle, ys[-1] + leading if ys else lowest))
    for number in range(len(ys) - 1, -1, -1):
        ys[number] = min(ys[number], room - (len(ys) - 1 - number) * leading)
    for (middle, text), y in zip(middles, ys, strict=True):
        pen.line(edge + 1, middle, edge + size * 0.9, y, pen.ink.soft, 0.4)
        pen.text(edge + size * 1.1, y - size * 0.35, pen.fit(text, aside - size * 1.2))


def _axes(pen: Pen, points: Sequence[FlowPoint], most: int, aside: float) -> PointAt:
    """Grid, counts at the left, dates below; gives where a point stands."""
    ink, size = pen.ink, pen.ink.size
    top = nice_top(most)
    left, bottom = pen.measure(str(top)) + size * 0.8, size * 1.8
    span, rise = pen.width - left - aside, pen.height - bottom - size * 0.8
    for value in parts(top):
        y = bottom + rise * value / top
        pen.line(left, y, left + span, y, ink.hair, 0.5)
        pen.text(left - size * 0.5, y - size * 0.35, str(value), ink.soft, "end")
    whole = (points[-1].day - points[0].day).days or 1 if points else 1
    places = [left + span * (each.day - points[0].day).days / whole for each in points]
    _dates(pen, points, places, span)
    return lambda number, value: (places[number], bottom + rise * value / top)


def _dates(pen: Pen, points: Sequence[FlowPoint], places: Sequence[float], span: float) -> None:
    most = max(int(span / (pen.measure("30 Sep 2026") + pen.ink.size)), 2)
    pace = -(-max(len(points) - 1, 1) // most)
    years = len({each.day.year for each in points}) > 1
    for number in range(len(points) - 1, -1, -pace):
        day = points[number].day
        text = formats.date_medium(day) if years else formats.date_short(day)
        pen.text(places[number], pen.ink.size * 0.5, text, pen.ink.soft, "middle" if number else "start")
