"""Breaks text into lines: at spaces where it can, inside a word where it must."""

from __future__ import annotations

from dataclasses import dataclass

from views.paper.fonts import Style, Typeface


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. width: points, unstretched. last: ends its paragraph, so it is never stretched."""

    text: str
    width: float
    last: bool = True


def wrap(text: str, typeface: Typeface, style: Style, width: float) -> tuple[Line, ...]:
    """Lines of at most `width` points; at least one, empty if the text is. Every line end of the text is kept."""
    lines: list[Line] = []
    for paragraph in typeface.legible(text).split("\n"):
        whole = typeface.width(paragraph, style)
        if whole <= width:
            lines.append(Line(paragraph, whole))
        else:
            lines.extend(_broken(paragraph, typeface, style, width))
    return tuple(lines)


def _broken(paragraph: str, typeface: Typeface, style: Style, width: float) -> list[Line]:
    space = typeface.width(" ", style)
    lines: list[Line] = []
    words: list[str] = []
    used = 0.0
    for word in paragraph.split():
        for piece, length in _pieces(word, typeface, style, width):
            if words and used + space + length > width:
                lines.append(Line(" ".join(words), used, last=False))
                words, used = [], 0.0
            used += length + (space if words else 0.0)
            words.append(piece)
    lines.append(Line(" ".join(words), used))
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
