"""Bars of counts: projects entered and ended by week or month, and what each person carries."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlab.graphics.shapes import Drawing

from models.figures.values import Figures, PersonLoad, Throughput
from views.paper.charts.pen import ChartColors, Pen, nice_top, parts
from views.paper.styles import Color
from views.words import formats
from views.words.figure_words import FigureWords

MOST_PEOPLE = 20
"""So many of the busiest are drawn; the table names all."""

Mark = tuple[str, Color, bool]
"""What a bar means, its colour, and whether it is hatched."""


def throughput_chart(figures: Figures, words: FigureWords, width: float, ink: ChartColors) -> Drawing:
    """Three bars a week or month: entered (outlined), finished (solid), rejected or cancelled (hatched)."""
    bins, size = figures.throughput, ink.size
    pen = Pen(width, width * 0.42 if width < 500 else min(width * 0.26, size * 22), ink)
    counts = [count for each in bins for count in (each.entered, each.finished, each.ended)]
    top = nice_top(max(counts, default=0))
    left, bottom = pen.measure(str(top)) + size * 0.8, size * 3.6
    rise, span = pen.height - bottom - size * 0.8, width - left
    for value in parts(top):
        y = bottom + rise * value / top
        pen.line(left, y, width, y, ink.hair, 0.5)
        pen.text(left - size * 0.5, y - size * 0.35, str(value), ink.soft, "end")
    for number, each in enumerate(bins):
        _group(pen, each, left + span * number / len(bins), span / len(bins), bottom, rise / top)
    _name_bins(pen, bins, left, span, bottom)
    marks = (
        ("masuk", ink.band, False),
        ("selesai", ink.accent, False),
        ("ditolak atau dibatalkan", ink.late, True),
    )
    _legend(pen, left, marks)
    return pen.drawing


def _group(pen: Pen, each: Throughput, x: float, room: float, bottom: float, unit: float) -> None:
    ink = pen.ink
    thick = min(room * 0.26, pen.ink.size * 2)
    start = x + (room - thick * 3) / 2
    for number, count in enumerate((each.entered, each.finished, each.ended)):
        at = start + number * thick
        if not count:
            continue
        if number == 2:
            pen.hatch(at, bottom, thick * 0.92, count * unit, ink.late, 2.4)
        else:
            pen.box(at, bottom, thick * 0.92, count * unit, (ink.band, ink.accent)[number], ink.accent)
        if thick > pen.ink.size * 0.9:
            pen.text(at + thick * 0.46, bottom + count * unit + 1.5, str(count), ink.soft, "middle")


def _name_bins(pen: Pen, bins: Sequence[Throughput], left: float, span: float, bottom: float) -> None:
    weekly = any(each.first.month == other.first.month for each, other in pairwise(bins))
    names = [formats.date_short(each.first) if weekly else formats.SHORT_MONTHS[each.first.month - 1] for each in bins]
    widest = max(map(pen.measure, names), default=1.0) + pen.ink.size * 0.6
    pace = max(-(-int(widest * len(bins)) // max(int(span), 1)), 1)
    for number in range(0, len(bins), pace):
        middle = left + span * (number + 0.5) / len(bins)
        pen.text(middle, bottom - pen.ink.size * 1.3, names[number], pen.ink.soft, "middle")


def load_chart(figures: Figures, words: FigureWords, width: float, ink: ChartColors) -> Drawing:
    """One bar a person, the busiest first: work waiting there (solid, late part hatched), other open ones (pale)."""
    load, size = sorted(figures.load, key=lambda each: -each.active)[:MOST_PEOPLE], ink.size
    pen = Pen(width, max(len(load), 1) * size * 2.0 + size * 2.0, ink)
    labels = [f"{each.person} ({words.role(figures.sop, each.role)})" for each in load]
    if max(map(pen.measure, labels), default=0.0) > width * 0.4:
        labels = [each.person for each in load]
    left = min(max(map(pen.measure, labels), default=0.0) + size, width * 0.45)
    most = max((each.open for each in load), default=1) or 1
    unit = (width - left - pen.measure("99 dari 99") - size) / most
    for number, each in enumerate(load):
        y = pen.height - (number + 1) * size * 2.0 + size * 0.4
        pen.text(0, y + size * 0.25, pen.fit(labels[number], left - size * 0.6))
        _carry(pen, each, left, y, unit, words)
    marks = (
        ("menunggu orang ini", ink.accent, False),
        ("di antaranya terlambat", ink.late, True),
        ("proyek terbuka lain", ink.band, False),
    )
    _legend(pen, 0, marks)
    return pen.drawing


def _carry(pen: Pen, each: PersonLoad, left: float, y: float, unit: float, words: FigureWords) -> None:
    ink, size = pen.ink, pen.ink.size
    height = size * 1.2
    calm = each.active - each.late
    pen.box(left, y, each.open * unit, height, ink.band, ink.hair)
    if calm:
        pen.box(left, y, calm * unit, height, ink.accent)
    if each.late:
        pen.box(left + calm * unit, y, each.late * unit, height, ink.ground)
        pen.hatch(left + calm * unit, y, each.late * unit, height, ink.late, 2.4)
    text = f"{each.active} dari {each.open}"
    pen.text(left + each.open * unit + size * 0.5, y + size * 0.25, text)


def _legend(pen: Pen, left: float, marks: Sequence[Mark]) -> None:
    size, x = pen.ink.size, left
    for text, color, hatched in marks:
        if hatched:
            pen.hatch(x, size * 0.3, size * 1.6, size * 0.9, color, 2.4)
        else:
            pen.box(x, size * 0.3, size * 1.6, size * 0.9, color, pen.ink.accent)
        pen.text(x + size * 2.1, size * 0.4, text, pen.ink.soft)
        x += size * 3.6 + pen.measure(text)
