"""The sheet under the pen: records what goes where, page after page, before anything becomes PDF.

Text is broken into lines here too.

Recording first is what lets the foot say "Halaman 1 dari 3" in one pass, and keeps the layout free of ReportLab.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from reportlab.graphics.shapes import Drawing

from views.paper.fonts import Style, Typeface
from views.paper.styles import BODY, HAIR, Color, PaperSize


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text. width: points, unstretched. last: ends its paragraph, so it is never stretched."""

    text: str
    width: float
    last: bool = True


def wrap(text: str, typeface: Typeface, style: Style, width: float) -> tuple[TextLine, ...]:
    """Lines of at most `width` points; at least one, empty if the text is. Every line end of the text is kept."""
    lines: list[TextLine] = []
    for paragraph in typeface.legible(text).split("\n"):
        whole = typeface.width(paragraph, style)
        if whole <= width:
            lines.append(TextLine(paragraph, whole))
        else:
            lines.extend(_broken(paragraph, typeface, style, width))
    return tuple(lines)


def _broken(paragraph: str, typeface: Typeface, style: Style, width: float) -> list[TextLine]:
    space = typeface.width(" ", style)
    lines: list[TextLine] = []
    words: list[str] = []
    used = 0.0
    for word in paragraph.split():
        for piece, length in _pieces(word, typeface, style, width):
            if words and used + space + length > width:
                lines.append(TextLine(" ".join(words), used, last=False))
                words, used = [], 0.0
            used += length + (space if words else 0.0)
            words.append(piece)
    lines.append(TextLine(" ".join(words), used))
    return lines


def _pieces(word: str, typeface: Typeface, style: Style, width: float) -> list[tuple[str, float]]:
    """The word whole, or cut into pieces that fit a line each (at least one character a piece)."""
    length = typeface.width(word, style)
    if length <= width:
        return [(word, length)]
    pieces: list[tuple[str, float]] = []
    start, used = 0, 0.0
    for place, step in enumerate(typeface.advances(word, style)):
        if used + step > width and place > start:
            pieces.append((word[start:place], used))
            start, used = place, 0.0
        used += step
    pieces.append((word[start:], used))
    return pieces


Align = Literal["left", "center", "right", "justify"]


@dataclass(slots=True)
class Page:
    """What was drawn on one page; positions in points from the lower left corner."""

    fills: list[tuple[float, float, float, float, Color]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float, float, Color]] = field(default_factory=list)
    texts: list[tuple[float, float, Style, str, float]] = field(default_factory=list)
    drawings: list[tuple[float, float, Drawing]] = field(default_factory=list)
    pictures: list[tuple[float, float, float, float, bytes]] = field(default_factory=list)
    bookmarks: list[tuple[str, int, float]] = field(default_factory=list)


class Sheet:
    """A pen on paper. `y` is the upper edge of what comes next, in points from the lower edge of the page."""

    def __init__(self, typeface: Typeface, paper: PaperSize) -> None:
        self.typeface = typeface
        self.paper = paper
        self.left = paper.left
        self.width = paper.width - paper.left - paper.right
        self.page = Page()
        self.pages = [self.page]
        self.y = self.top

    @property
    def top(self) -> float:
        """Upper edge of the writing area."""
        return self.paper.height - self.paper.top

    @property
    def room(self) -> float:
        """Points left on this page."""
        return self.y - self.paper.bottom

    @property
    def tallest(self) -> float:
        """Points on an empty page."""
        return self.top - self.paper.bottom

    def turn(self) -> None:
        """Goes on at the head of a new page."""
        self.page = Page()
        self.pages.append(self.page)
        self.y = self.top

    def need(self, height: float) -> bool:
        """Turns the page unless `height` points are left (or the page is empty); says whether it turned."""
        if height <= self.room + 0.01 or self.y >= self.top:
            return False
        self.turn()
        return True

    def skip(self, height: float) -> None:
        """Leaves room, never over the end of the page and not at the head of one."""
        if self.y < self.top:
            self.y = max(self.y - height, self.paper.bottom)

    def bookmark(self, title: str, level: int = 0) -> None:
        """Notes an entry of the outline at the pen."""
        self.page.bookmarks.append((" ".join(self.typeface.legible(title).split())[:120], level, self.y))

    def fill(self, x: float, y: float, width: float, height: float, color: Color) -> None:
        """A filled box; x, y is its lower left corner."""
        self.page.fills.append((x, y, width, height, color))

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.5, color: Color = HAIR) -> None:
        """A straight line."""
        self.page.rules.append((x1, y1, x2, y2, width, color))

    def box(self, x: float, y: float, width: float, height: float, line: float = 0.6, color: Color = HAIR) -> None:
        """An empty box; x, y is its lower left corner."""
        for x1, y1, x2, y2 in (
            (x, y, x + width, y),
            (x, y + height, x + width, y + height),
            (x, y, x, y + height),
            (x + width, y, x + width, y + height),
        ):
            self.page.rules.append((x1, y1, x2, y2, line, color))

    def lines(self, text: str, style: Style = BODY, width: float = 0) -> tuple[TextLine, ...]:
        """The text broken to `width` points (0: the writing width)."""
        return wrap(text, self.typeface, style, width or self.width)

    def put(self, line: TextLine, style: Style, x: float, top: float, width: float = 0, align: Align = "left") -> None:
        """One line whose leading begins at `top`, placed between x and x + width."""
        stretch = 0.0
        if align == "right":
            x += width - line.width
        elif align == "center":
            x += (width - line.width) / 2
        elif align == "justify" and not line.last:
            gaps = line.text.count(" ")
            extra = (width - line.width) / gaps if gaps else 0.0
            stretch = extra if 0 < extra < style.size * 0.6 else 0.0
        baseline = top - (style.leading - style.size) / 2 - style.size * 0.8
        self.page.texts.append((x, baseline, style, line.text, stretch))

    def write(self, text: str, style: Style = BODY, align: Align = "left", indent: float = 0) -> None:
        """A paragraph at the pen, over as many pages as it takes, never a lone first line at the foot."""
        width = self.width - indent
        lines = self.lines(text, style, width)
        if len(lines) > 1:
            self.need(2 * style.leading)
        for line in lines:
            self.need(style.leading)
            self.put(line, style, self.left + indent, self.y, width, align)
            self.y -= style.leading
