"""The few sizes and colours that all papers share: one family, black ink, one accent."""

from __future__ import annotations

from views.paper.fonts import Style

Color = tuple[float, float, float]

BLACK: Color = (0.0, 0.0, 0.0)
GRAY: Color = (0.36, 0.38, 0.42)
ACCENT: Color = (0.11, 0.22, 0.42)
PALE: Color = (0.92, 0.94, 0.97)
HAIR: Color = (0.72, 0.75, 0.80)
LATE: Color = (0.70, 0.13, 0.11)

BODY = Style("regular", 10.5, 13.8)
STRONG = Style("bold", 10.5, 13.8)
TITLE = Style("bold", 13, 17)
HEADING = Style("bold", 10.5, 13.8, ACCENT)
CELL = Style("regular", 9, 11.4)
CELL_STRONG = Style("bold", 9, 11.4)
SMALL = Style("regular", 8.2, 10.6)
SMALL_STRONG = Style("bold", 8.2, 10.6)
NOTE = Style("regular", 7.5, 9.6, GRAY)
FOOT = Style("regular", 7.5, 9.6, GRAY)
DRAFT = Style("bold", 11, 13, LATE)
