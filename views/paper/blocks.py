"""What papers are built of: headings, paragraphs, "label : isi" lines, numbered lists, boxes to tick."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from views.paper.fonts import Style
from views.paper.sheet import Sheet
from views.paper.styles import BLACK, BODY, HEADING, MM
from views.words.formats import DOTS

LABEL_WIDTH = 42 * MM


def filled(text: str, otherwise: str = DOTS) -> str:
    """The text, or dots where there is nothing to read in it."""
    return text if text.strip() else otherwise


def heading(sheet: Sheet, text: str, level: int = 1, style: Style = HEADING, keep: float = 0) -> None:
    """A section head, noted in the outline and kept with `keep` points of what follows (at least two lines)."""
    sheet.skip(style.leading * 0.5)
    sheet.need(style.leading + max(keep, style.leading * 2.2))
    sheet.bookmark(text, level)
    sheet.write(text, style)
    sheet.skip(1.5)


def paragraph(sheet: Sheet, text: str, style: Style = BODY, otherwise: str = DOTS) -> None:
    """Justified text; every line end in it is kept."""
    sheet.write(filled(text, otherwise).strip("\n"), style, "justify")
    sheet.skip(style.leading * 0.3)


def fields(
    sheet: Sheet, pairs: Iterable[tuple[str, str]], style: Style = BODY, label_width: float = LABEL_WIDTH
) -> None:
    """Lines "label : isi" with the colons under each other; an empty value prints as dots."""
    start = label_width + 3.5 * MM
    for label, value in pairs:
        labels = sheet.lines(label, style, label_width)
        values = sheet.lines(filled(value), style, sheet.width - start)
        for number in range(max(len(labels), len(values))):
            sheet.need(style.leading)
            if number < len(labels):
                sheet.put(labels[number], style, sheet.left, sheet.y)
            if number == 0:
                sheet.put(sheet.lines(":", style)[0], style, sheet.left + label_width, sheet.y)
            if number < len(values):
                sheet.put(values[number], style, sheet.left + start, sheet.y)
            sheet.y -= style.leading
    sheet.skip(style.leading * 0.3)


def field_column(
    sheet: Sheet, pairs: Iterable[tuple[str, str]], style: Style, x: float, width: float, top: float, most: int = 4
) -> float:
    """The same in a column `width` wide from `top` down, where no page may turn: a value keeps to `most` lines.

    Gives where the column ends.
    """
    label = style.size * 8.2
    for name, value in pairs:
        sheet.put(sheet.lines(name, style)[0], style, x, top)
        sheet.put(sheet.lines(":", style)[0], style, x + label, top)
        for line in sheet.lines(filled(value), style, width - label - 8)[:most]:
            sheet.put(line, style, x + label + 8, top)
            top -= style.leading
    return top


def numbered(sheet: Sheet, items: Sequence[str], style: Style = BODY) -> None:
    """A list 1., 2., … with hanging indent."""
    indent = 6 * MM
    for number, text in enumerate(items, 1):
        lines = sheet.lines(filled(text), style, sheet.width - indent)
        for place, line in enumerate(lines):
            sheet.need(style.leading)
            if place == 0:
                sheet.put(sheet.lines(f"{number}.", style)[0], style, sheet.left, sheet.y)
            sheet.put(line, style, sheet.left + indent, sheet.y, sheet.width - indent, "justify")
            sheet.y -= style.leading
    sheet.skip(style.leading * 0.3)


def tick_box(sheet: Sheet, label: str, ticked: bool, x: float, top: float, width: float, style: Style = BODY) -> float:
    """A box with its label, drawn (the typeface has no such character); gives the height it took."""
    side = style.size * 0.82
    y = top - (style.leading + side) / 2
    sheet.box(x, y, side, side, 0.7, BLACK)
    if ticked:
        sheet.rule(x + side * 0.2, y + side * 0.5, x + side * 0.42, y + side * 0.2, 1.2, BLACK)
        sheet.rule(x + side * 0.42, y + side * 0.2, x + side * 0.84, y + side * 0.86, 1.2, BLACK)
    indent = tick_indent(style)
    lines = sheet.lines(label, style, width - indent)
    for number, line in enumerate(lines):
        sheet.put(line, style, x + indent, top - number * style.leading)
    return len(lines) * style.leading


def tick_indent(style: Style) -> float:
    """Points from the box to its label."""
    return style.size * 1.32
