"""A plain letter or record: letterhead, title, paragraphs, tables, signatures.

Serves the training office, whose nota dinas, SRS and test records are made as real small PDF files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from models.office import OfficeSettings, Printing
from views.paper import blocks, signatures
from views.paper.fonts import Fonts
from views.paper.letterhead import letterhead, title
from views.paper.page import Running, begin, finish
from views.paper.sheet import Sheet
from views.paper.signatures import Signature
from views.paper.table import Column, Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A section head."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """Lines "label : isi"."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A table. columns: (label, share of the width)."""

    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]


Part = Heading | Paragraph | Fields | Numbered | Rows


@dataclass(frozen=True, slots=True)
class PlainText:
    """What stands on the sheet. number: None prints no NOMOR line. signed: blocks, with `dated` over the last."""

    title: str
    parts: tuple[Part, ...]
    number: str | None = None
    signed: tuple[Signature, ...] = ()
    dated: str = ""
    copies: tuple[str, ...] = ()
    keywords: tuple[str, ...] = field(default_factory=tuple)


def render(text: PlainText, office: OfficeSettings, printing: Printing, fonts: Fonts) -> bytes:
    """The sheet as PDF."""
    sheet = begin(fonts, printing)
    letterhead(sheet, office.letterhead)
    title(sheet, (text.title,), text.number)
    for part in text.parts:
        _write(sheet, part)
    if text.signed:
        dated = text.dated or signatures.place_and_date(office.letterhead.place, "")
        signatures.signatures(sheet, text.signed, dated, text.copies)
    author = " ".join(office.letterhead.lines)
    return finish(sheet, Running(text.title, author, text.number or "", keywords=text.keywords), printing)


def _write(sheet: Sheet, part: Part) -> None:
    match part:
        case Heading(text):
            blocks.heading(sheet, text)
        case Paragraph(text):
            blocks.paragraph(sheet, text)
        case Fields(pairs):
            blocks.fields(sheet, pairs)
        case Numbered(items):
            blocks.numbered(sheet, items)
        case Rows(columns, rows):
            _table(sheet, columns, rows)


def _table(sheet: Sheet, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> None:
    Table(sheet, [Column(label, share) for label, share in columns]).write(rows)
