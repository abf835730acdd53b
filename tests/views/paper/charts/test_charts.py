"""Every chart is drawn on paper and on the screen, for any figures, inside its own frame, and Qt reads the SVG."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot
from reportlab.graphics.shapes import Circle, Line, Rect, String
from reportlab.pdfbase import pdfmetrics

from models.figures.values import Chart, Figures
from tests.views.paper import samples
from tests.views.paper.figure_samples import SECOND, figures_of
from views.paper.charts.gallery import draw, paper_ink, svg
from views.paper.charts.pen import nice_top, parts
from views.paper.fonts import Typeface
from views.words.figure_words import FigureWords

CASES = {
    "quarter": figures_of(),
    "year": figures_of("2026", 300),
    "month": figures_of("2026-07", 5),
    "years": figures_of("2023-01-01..2026-11-22", 40),
    "empty": figures_of("2019"),
    "nasty": figures_of("2026", 30, nasty=True),
    "other SOP": figures_of("2026-S2", 50, SECOND),
}
every_case = pytest.mark.parametrize("figures", CASES.values(), ids=CASES)
every_chart = pytest.mark.parametrize("chart", Chart)


@every_case
@every_chart
@pytest.mark.parametrize("width", [300.0, 700.0])
def test_nothing_is_drawn_outside_the_frame(chart: Chart, figures: Figures, width: float):
    drawing = draw(chart, figures, FigureWords(), width, paper_ink(Typeface(samples.fonts())))
    for shape in drawing.contents:
        for x, y in corners(shape):
            assert -1 <= x <= width + 1, (shape, getattr(shape, "text", ""))
            assert -1 <= y <= drawing.height + 1, (shape, getattr(shape, "text", ""))


def corners(shape: object) -> list[tuple[float, float]]:
    match shape:
        case String():
            wide = pdfmetrics.stringWidth(shape.text, shape.fontName, shape.fontSize)
            shift = {"start": 0, "middle": wide / 2, "end": wide}[shape.textAnchor]
            return [(shape.x - shift, shape.y), (shape.x - shift + wide, shape.y + shape.fontSize * 0.7)]
        case Rect():
            return [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
        case Line():
            return [(shape.x1, shape.y1), (shape.x2, shape.y2)]
        case Circle():
            return [(shape.cx - shape.r, shape.cy - shape.r), (shape.cx + shape.r, shape.cy + shape.r)]
        case _:
            points = shape.points
            return list(zip(points[::2], points[1::2], strict=True))


@every_chart
@pytest.mark.parametrize("dark", [False, True])
def test_qt_paints_the_svg_without_a_word_of_complaint(qtbot: QtBot, chart: Chart, dark: bool):
    content = svg(chart, CASES["quarter"], 640, samples.fonts(), "Liberation Sans", dark)
    ET.fromstring(content)
    renderer = QSvgRenderer(QByteArray(content))
    assert renderer.isValid()
    assert renderer.defaultSize().width() == 640
    ground = QColor("#101418" if dark else "#FFFFFF")
    image = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    image.fill(ground)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    step = range(0, image.width(), 7)
    colors = [image.pixelColor(x, y) for x in step for y in range(0, image.height(), 7)]
    untouched = sum(color == ground for color in colors)
    assert len(colors) * 0.25 < untouched < len(colors), "a ground of its own, or nothing at all, was painted"
    assert re.search(rb"font-family: Liberation Sans", content)


def test_what_is_late_is_told_by_more_than_colour():
    late = next(each for each in (CASES["quarter"], CASES["year"]) if any(t.shares.p85 > 1 for t in each.times))
    drawing = draw(Chart.TIMES, late, FigureWords(), 700, paper_ink(Typeface(samples.fonts())))
    triangles = [shape for shape in drawing.contents if len(getattr(shape, "points", ())) == 6]
    assert len(triangles) > 1, "the legend's and at least one of the chart"


@pytest.mark.parametrize("most", [0, 1, 3, 4, 9, 10, 37, 99, 100, 250, 4321])
def test_an_axis_has_room_above_the_highest_value_and_even_parts(most: int):
    top = nice_top(most)
    assert top >= most * 1.1
    lines = parts(top)
    assert lines[0] == 0
    assert lines[-1] == top
    assert len({b - a for a, b in pairwise(lines)}) == 1
