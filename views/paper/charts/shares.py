"""Bars of shares: on time by step, and passed in the first round. Below five cases the bar is only hatched."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.graphics.shapes import Drawing

from models.figures.values import Figures, Share
from views.paper.charts.pen import ChartColors, Pen
from views.words.figure_words import FigureWords


def on_time_chart(figures: Figures, words: FigureWords, width: float, ink: ChartColors) -> Drawing:
    """Part of the visits within the limit, for every step that has one."""
    rows = [(each.step, each.kept) for each in figures.times if each.limit]
    return _chart(figures, rows, words, width, ink)


def rounds_chart(figures: Figures, words: FigureWords, width: float, ink: ChartColors) -> Drawing:
    """First-pass rate of every step that can send a project back."""
    rows = [(each.step, each.passed) for each in figures.rounds]
    return _chart(figures, rows, words, width, ink)


def _chart(
    figures: Figures, rows: Sequence[tuple[int, Share]], words: FigureWords, width: float, ink: ChartColors
) -> Drawing:
    size = ink.size
    few = any(share.whole > 0 and share.small for _, share in rows)
    pen = Pen(width, max(len(rows), 1) * size * 2.0 + size * (2.0 if few else 0.6), ink)
    titles = [words.title(figures.sop, step) for step, _ in rows]
    left = pen.step_room(titles, width * 0.42)
    right = pen.measure("100 %  100/100") + size
    span = width - left - right
    for place, (step, share) in enumerate(rows):
        y = pen.height - (place + 1) * size * 2.0 + size * 0.4
        pen.step(y + size * 0.25, step, titles[place], left)
        _bar(pen, share, left, y, span, words)
    if few:
        pen.hatch(0, size * 0.3, size * 2.4, size * 0.9, ink.accent)
        pen.text(size * 3, size * 0.4, "kurang dari lima: jumlah, bukan persentase", ink.soft)
    return pen.drawing


def _bar(pen: Pen, share: Share, left: float, y: float, span: float, words: FigureWords) -> None:
    ink, size = pen.ink, pen.ink.size
    height, x = size * 1.2, left + span + size * 0.6
    if not share.whole:
        pen.box(left, y, span, height, None, ink.hair)
        pen.text(x, y + size * 0.25, "belum ada", ink.soft)
        return
    length = span * share.part / share.whole
    pen.box(left, y, span, height, None, ink.hair)
    if share.small:
        pen.hatch(left, y, length, height, ink.accent)
        pen.text(x, y + size * 0.25, words.share(share))
        return
    pen.box(left, y, length, height, ink.accent)
    pen.text(x, y + size * 0.25, words.share(share), bold=True)
    counts = f"{share.part}/{share.whole}"
    pen.text(pen.width, y + size * 0.25, counts, ink.soft, "end")
