"""The office's calendar: the shipped one with the office's own edits over it, read again only after a change."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from sqlalchemy import Connection

from models.storage import rows
from models.storage.tables import CalendarDayRow
from models.worktime import Calendar, Holiday

WORKING = "kerja"
"""Kind of an edit that makes a holiday a working day again."""


class OfficeCalendar:
    """Every change leaves a ledger line of no project, as with members and settings."""

    def __init__(self, shipped: Calendar) -> None:
        self._shipped = shipped
        self._read: tuple[int, Calendar] | None = None

    def of(self, connection: Connection, edition: int) -> Calendar:
        """The calendar in force, which knows its former editions. edition: see ledger.newest_of_office."""
        if self._read is None or self._read[0] != edition:
            self._read = edition, edited(self._shipped, rows.many(connection, CalendarDayRow))
        return self._read[1]


def edited(shipped: Calendar, edits: list[CalendarDayRow]) -> Calendar:
    """`shipped` after those edits. Edits of one day make one edition; it counts what is finished after that day."""
    current, former = shipped, list[tuple[date, Calendar]]()
    for since, group in groupby(sorted(edits, key=lambda each: (each.since, each.id)), key=lambda each: each.since):
        if since:
            former.append((date.fromisoformat(since), current))
        current = _edition(current, list(group), new_years=not since)
    return Calendar(current.days, current.years, tuple(former))


def _edition(before: Calendar, edits: list[CalendarDayRow], *, new_years: bool) -> Calendar:
    days = dict(before.days)
    for each in edits:
        day = date.fromisoformat(each.day)
        days.pop(day, None)
        if each.kind != WORKING:
            days[day] = Holiday(each.name, each.kind)
    years = {date.fromisoformat(each.day).year for each in edits} if new_years else set[int]()
    return Calendar(days, before.years | years)
