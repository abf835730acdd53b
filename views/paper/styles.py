"""The sizes, margins and colours that all papers share: one family, black ink, one accent."""

from __future__ import annotations

from dataclasses import dataclass

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


MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class PaperSize:
    """One paper with its margins, all in points. The footer stands inside the lower margin."""

    name: str
    width: float
    height: float
    left: float = 30 * MM
    right: float = 20 * MM
    top: float = 20 * MM
    bottom: float = 25 * MM


A4 = PaperSize("A4", 210 * MM, 297 * MM)
F4 = PaperSize("F4", 215 * MM, 330 * MM)
A5_LANDSCAPE = PaperSize("A5", 210 * MM, 148 * MM, left=15 * MM, right=15 * MM, top=11 * MM, bottom=14 * MM)
A4_LYING = PaperSize("A4", 297 * MM, 210 * MM, left=20 * MM, right=20 * MM, top=16 * MM, bottom=20 * MM)
A3_LYING = PaperSize("A3", 420 * MM, 297 * MM, left=20 * MM, right=20 * MM, top=16 * MM, bottom=20 * MM)
"""F4 is the folio of Indonesia, 215 x 330 mm; the "Folio" of printer drivers is 210 x 330 mm."""


def paper_size(name: str) -> PaperSize:
    """The paper of that name ("A4", "F4", "A5" lying); A4 for a name that is not known."""
    return {"F4": F4, "A5": A5_LANDSCAPE}.get(name, A4)
