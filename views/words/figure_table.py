"""One table of figures as a value, with typed cells, and how its cells read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.figures.values import Share
from views.words import formats
from views.words.figure_words import FigureWords

Cell = str | int | float | date | Share | None


class Kind(StrEnum):
    """What a column holds; None in any of them is "not applicable"."""

    TEXT = "text"
    COUNT = "count"
    DAYS = "days"
    DAY = "day"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Field:
    """One column. share: its part of the width, relative to the others."""

    label: str
    kind: Kind = Kind.TEXT
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One table. code: a short name without spaces; sheet: name of its sheet in a workbook, at most 31 letters."""

    code: str
    sheet: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str
    note: str = ""


def shown(cell: Cell, kind: Kind, words: FigureWords) -> str:
    """A cell as people read it; "–" for None."""
    if cell is None:
        return "–"
    if isinstance(cell, Share):
        return words.share(cell)
    if isinstance(cell, date):
        return formats.date_medium(cell)
    if isinstance(cell, (int, float)):
        return formats.number(cell, None if kind is Kind.DAYS and cell % 1 else 0)
    return cell
