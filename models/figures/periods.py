"""Periods of a report: month, quarter, half, year, or free days from and to. Pure.

Written "2026-07", "2026-Q3", "2026-S2", "2026" or "2026-07-01..2026-09-30"; both ends belong to the period.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.errors import BadInput
from models.worktime import add_months

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


class PeriodKind(StrEnum):
    """Kinds of periods; the number of months is `MONTHS`."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    FREE = "free"


MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12}

_WRITTEN = (
    (re.compile(r"(\d{4})-(\d{2})"), PeriodKind.MONTH),
    (re.compile(r"(\d{4})-[QT]([1-4])", re.IGNORECASE), PeriodKind.QUARTER),
    (re.compile(r"(\d{4})-[SH]([12])", re.IGNORECASE), PeriodKind.HALF),
    (re.compile(r"(\d{4})()"), PeriodKind.YEAR),
)


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both days in WIB and both inside."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def part(self) -> int:
        """Which month, quarter or half of its year it is, from 1; 1 for a year or free days."""
        months = MONTHS.get(self.kind, 12)
        return (self.first.month - 1) // months + 1

    @property
    def text(self) -> str:
        """As `parse` reads it."""
        match self.kind:
            case PeriodKind.MONTH:
                return f"{self.first:%Y-%m}"
            case PeriodKind.QUARTER:
                return f"{self.first.year}-Q{self.part}"
            case PeriodKind.HALF:
                return f"{self.first.year}-S{self.part}"
            case PeriodKind.YEAR:
                return f"{self.first.year}"
            case PeriodKind.FREE:
                return f"{self.first.isoformat()}..{self.last.isoformat()}"

    @property
    def before(self) -> Period:
        """The period just before, of the same kind; as many days for a free one."""
        day = self.first - timedelta(days=1)
        if self.kind is PeriodKind.FREE:
            return Period(self.kind, self.first - timedelta(days=self.days), day)
        return around(self.kind, day)


def around(kind: PeriodKind, day: date) -> Period:
    """The month, quarter, half or year that `day` lies in. Raises KeyError for FREE."""
    months = MONTHS[kind]
    month = (day.month - 1) // months * months + 1
    first = date(day.year, month, 1)
    return Period(kind, first, add_months(first, months) - timedelta(days=1))


def free(first: date | None, last: date | None) -> Period:
    """Free days. Raises BadInput (period_without_end, period_without_start, period_reversed, period_far)."""
    if last is None:
        raise BadInput(problem="period_without_end", field="Periode", value=_written(first))
    if first is None:
        raise BadInput(problem="period_without_start", field="Periode", value=_written(last))
    if last < first:
        raise BadInput(problem="period_reversed", field="Periode", value=f"{first}..{last}", first=first, last=last)
    if first < EARLIEST or last > LATEST:
        raise BadInput(problem="period_far", field="Periode", value=f"{first}..{last}")
    return Period(PeriodKind.FREE, first, last)


def parse(text: str) -> Period:
    """The period written so. Raises BadInput (bad_period and those of `free`)."""
    written = text.strip()
    if ".." in written:
        first, _, last = written.partition("..")
        return free(_day(first, text), _day(last, text))
    for pattern, kind in _WRITTEN:
        found = pattern.fullmatch(written)
        if found:
            return _numbered(kind, int(found[1]), int(found[2] or 1), text)
    raise BadInput(problem="bad_period", field="Periode", value=text)


def _numbered(kind: PeriodKind, year: int, part: int, text: str) -> Period:
    months = MONTHS[kind]
    if not 1 <= part <= 12 // months:
        raise BadInput(problem="bad_period", field="Periode", value=text)
    if not EARLIEST.year <= year <= LATEST.year:
        raise BadInput(problem="period_far", field="Periode", value=text)
    return around(kind, date(year, (part - 1) * months + 1, 1))


def _day(written: str, text: str) -> date | None:
    if not written.strip():
        return None
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise BadInput(problem="bad_period", field="Periode", value=text) from None


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
