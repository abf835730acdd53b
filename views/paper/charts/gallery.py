"""Every chart by its name, on paper ink or as SVG in the inks of the window."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing

from models.figures.values import Chart, Figures
from views.paper.charts.bars import load_chart, throughput_chart
from views.paper.charts.flow import flow_chart, open_chart
from views.paper.charts.pen import ChartColors
from views.paper.charts.shares import on_time_chart, rounds_chart
from views.paper.charts.times import times_chart
from views.paper.fonts import Fonts, Typeface
from views.paper.styles import BODY, STRONG, Color
from views.tokens import DARK, LIGHT, Tokens
from views.words.figure_words import FigureWords

SCREEN_SIZE = 12.0
"""Pixels of a letter in a chart on the screen."""

DrawChart = Callable[[Figures, FigureWords, float, ChartColors], Drawing]

CHARTS: Mapping[Chart, DrawChart] = MappingProxyType(
    {
        Chart.TIMES: times_chart,
        Chart.ON_TIME: on_time_chart,
        Chart.OPEN: open_chart,
        Chart.FLOW: flow_chart,
        Chart.THROUGHPUT: throughput_chart,
        Chart.ROUNDS: rounds_chart,
        Chart.LOAD: load_chart,
    }
)


def paper_ink(typeface: Typeface) -> ChartColors:
    """Ink of printed charts."""
    return ChartColors(typeface.name(BODY), typeface.name(STRONG))


def draw(chart: Chart, figures: Figures, words: FigureWords, width: float, ink: ChartColors) -> Drawing:
    """The drawing, `width` points wide."""
    return CHARTS[chart](figures, words, width, ink)


def svg(chart: Chart, figures: Figures, width: float, fonts: Fonts, family: str, dark: bool = False) -> bytes:
    """The chart as SVG for the window, UTF-8; letters in `family`, the ground transparent."""
    typeface = Typeface(fonts)
    ink = _screen_ink(typeface, DARK if dark else LIGHT)
    text = renderSVG.drawToString(draw(chart, figures, FigureWords(), width, ink))
    text = _plain(text).replace(f"font-family: {ink.bold};", f"font-family: {family}; font-weight: 600;")
    return text.replace(f"font-family: {ink.regular};", f"font-family: {family};").encode()


def _plain(text: str) -> str:
    """ReportLab's SVG as Qt reads it: no clipping (Qt paints the clip), "none" in small letters, no empty title."""
    text = re.sub(r"\s*<(title|desc|clipPath)\b.*?</\1>", "", text, flags=re.DOTALL)
    return text.replace(' style="clip-path: url(#clip)"', "").replace("fill: None", "fill: none")


def _screen_ink(typeface: Typeface, tokens: Tokens) -> ChartColors:
    return ChartColors(
        typeface.name(BODY),
        typeface.name(STRONG),
        SCREEN_SIZE,
        text=_color(tokens.ink),
        soft=_color(tokens.ink2),
        hair=_color(tokens.line2),
        accent=_color(tokens.accent),
        band=_color(tokens.accent_soft),
        late=_color(tokens.late),
        ground=_color(tokens.card),
    )


def _color(hexadecimal: str) -> Color:
    red, green, blue = (int(hexadecimal[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue
