"""The typeface of every paper: embedded, measured, and told which characters it has."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from unicodedata import category, normalize

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

MISSING = "\u25a1"
"""Stands for every character the typeface lacks (emoji, Arabic, Han): a visible box, never nothing."""

_LINE_ENDS = {0x0B, 0x0C, 0x85, 0x2028, 0x2029}


@dataclass(frozen=True, slots=True)
class Fonts:
    """The four TrueType files of one family, as bytes; read by the caller, since papers know no disk."""

    regular: bytes
    bold: bytes
    italic: bytes
    bold_italic: bytes


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text looks. face: one of "regular", "bold", "italic", "bold_italic". size and leading: points."""

    face: str
    size: float
    leading: float
    color: tuple[float, float, float] = (0.0, 0.0, 0.0)


class Typeface:
    """One family for one document: names known to ReportLab, widths, and legible text.

    `replaced` turns true once a character had to be shown as MISSING, so that the paper can say so.
    """

    def __init__(self, fonts: Fonts) -> None:
        mark = f"{hash(fonts) & 0xFFFFFFFFFFFF:x}"
        self._fonts = {style: _registered(f"{style}-{mark}", fonts, style) for style in Fonts.__slots__}
        self._legible = _Legible(self._fonts["regular"].face.charToGlyph)

    @property
    def replaced(self) -> bool:
        """A character was missing."""
        return self._legible.replaced

    def name(self, style: Style) -> str:
        """The name ReportLab knows the style's face by."""
        return self._fonts[style.face].fontName

    def width(self, text: str, style: Style) -> float:
        """Width in points."""
        return self._fonts[style.face].stringWidth(text, style.size)

    def advances(self, text: str, style: Style) -> list[float]:
        """Width of every character in points."""
        face = self._fonts[style.face].face
        known, other, scale = face.charWidths, face.defaultWidth, style.size / 1000
        return [known.get(ord(character), other) * scale for character in text]

    def legible(self, text: str) -> str:
        """The text as the typeface can show it: composed, without control characters, MISSING for what it lacks."""
        if text.isascii() and text.isprintable():
            return text
        return normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(self._legible)


class _Legible(dict[int, int | str]):
    """Translation table that fills itself, one character at a time."""

    def __init__(self, glyphs: dict[int, int]) -> None:
        super().__init__({0x0A: "\n", 0x09: " "})
        self._glyphs = glyphs
        self.replaced = False

    def __missing__(self, code: int) -> int | str:
        kind = category(chr(code))
        if code in _LINE_ENDS:
            shown: int | str = "\n"
        elif kind in ("Cc", "Cf") or 0xFE00 <= code <= 0xFE0F:
            shown = ""
        elif kind == "Zs":
            shown = " "
        elif code in self._glyphs and kind != "Co":
            shown = code
        else:
            self.replaced = True
            shown = MISSING
        self[code] = shown
        return shown


def _registered(name: str, fonts: Fonts, style: str) -> TTFont:
    """ReportLab's own register is the only place a font can live; a family is entered once a process."""
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, BytesIO(getattr(fonts, style))))
    font = pdfmetrics.getFont(name)
    assert isinstance(font, TTFont)
    return font
