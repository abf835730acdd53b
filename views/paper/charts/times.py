"""Lama tiap langkah dibanding mutu baku: band, median and P85 as a share of each step's own limit.

2 days and 4 months share no axis, so the axis is per cent of the limit.
"""

from __future__ import annotations

from reportlab.graphics.shapes import Drawing

from models.figures.values import Figures, StepTime
from views.paper.charts.pen import ChartColors, Pen
from views.words.figure_words import FigureWords


def times_chart(figures: Figures, words: FigureWords, width: float, ink: ChartColors) -> Drawing:
    """Every step that has a limit; one without visits in the period says so."""
    steps = [each for each in figures.times if each.limit]
    size = ink.size
    pen = Pen(width, size * 2 + len(steps) * size * 2.1 + size * (2.2 if width > size * 50 else 3.7), ink)
    titles = [words.title(figures.sop, each.step) for each in steps]
    said = [words.median_of_standard(each) for each in steps]
    heading = "median dari mutu baku"
    left = pen.step_room(titles, width * 0.3)
    right = max(map(pen.measure, (*said, heading))) + size * 1.5
    most = 2.0 if any(each.shares.p85 > 1.5 for each in steps) else 1.5
    scale = (width - left - right - size) / most
    _axis(pen, left, scale, most, len(steps))
    pen.text(width, pen.height - size, heading, ink.soft, "end")
    for place, step in enumerate(steps):
        middle = pen.height - size * 2 - (place + 0.5) * size * 2.1
        pen.step(middle - size * 0.35, step.step, titles[place], left)
        pen.text(width, middle - size * 0.35, said[place], anchor="end")
        _step(pen, step, left, middle, scale, most, words)
    _legend(pen, left if width > size * 75 else 0.0, words)
    return pen.drawing


def _axis(pen: Pen, left: float, scale: float, most: float, count: int) -> None:
    ink, size = pen.ink, pen.ink.size
    top = pen.height - size * 1.7
    bottom = top - count * size * 2.1 - size * 0.4
    for percent in range(0, int(most * 100) + 1, 50):
        limit = percent == 100
        x = left + scale * percent / 100
        pen.line(x, bottom, x, top, ink.text if limit else ink.hair, 0.9 if limit else 0.5)
        text = "batas atas" if limit else f"{percent} %"
        pen.text(x, pen.height - size, text, ink.text if limit else ink.soft, "middle", bold=limit)


def _step(pen: Pen, step: StepTime, left: float, middle: float, scale: float, most: float, words: FigureWords) -> None:
    ink, size = pen.ink, pen.ink.size
    start = scale * step.minimum / step.limit if step.minimum < step.limit else 0.0
    pen.box(left + start, middle - size * 0.55, scale - start, size * 1.1, ink.band, ink.hair)
    if not step.count:
        pen.text(left + start + size * 0.5, middle - size * 0.35, "belum ada", ink.soft)
        return
    late = step.shares.p85 > 1
    color = ink.late if late else ink.text
    x50, x85 = (left + scale * min(share, most) for share in (step.shares.median, step.shares.p85))
    pen.line(x50, middle, x85, middle, color, 1.2)
    if step.shares.p85 > most:
        pen.area(((x85, middle + 3), (x85 + 5, middle), (x85, middle - 3)), color)
    else:
        pen.line(x85, middle - size * 0.5, x85, middle + size * 0.5, color, 1.2)
    if late:
        pen.warning(x85 + size * 0.5, middle - size * 0.35, color)
    pen.dot(x50, middle, size * 0.36, ink.accent)


def _legend(pen: Pen, left: float, words: FigureWords) -> None:
    """What the marks mean, on one line, or on two where the chart is narrow."""
    ink, size = pen.ink, pen.ink.size
    narrow = pen.width <= size * 50
    x, y = left, size * (1.9 if narrow else 0.4)
    pen.box(x, y - 1, size * 2.6, size * 0.95, ink.band, ink.hair)
    x = _said(pen, x + size * 3.2, y, "mutu baku")
    pen.dot(x + size * 0.4, y + size * 0.32, size * 0.36, ink.accent)
    x = _said(pen, x + size * 1.2, y, "median")
    if narrow:
        pen.warning(x, y, ink.late)
        _said(pen, x + size * 1.4, y, "melewati batas")
        x, y = left, size * 0.4
    pen.line(x, y + size * 0.32, x + size * 2.2, y + size * 0.32, ink.text, 1.2)
    pen.line(x + size * 2.2, y - size * 0.1, x + size * 2.2, y + size * 0.8, ink.text, 1.2)
    x = _said(pen, x + size * 2.8, y, "85 % selesai sebelum ini")
    if not narrow:
        pen.warning(x, y, ink.late)
        _said(pen, x + size * 1.4, y, "melewati batas")


def _said(pen: Pen, x: float, y: float, text: str) -> float:
    pen.text(x, y, text, pen.ink.soft)
    return x + pen.measure(text) + pen.ink.size * 1.6
