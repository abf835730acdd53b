"""The office's days off: added, taken away, or a whole year from a file. Finished visits keep their counting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from models import calendar_file
from models.errors import BadInput
from models.facts import plain_text
from models.operations.write_context import WriteContext, WriteOutcome, administrator_only
from models.records.calendar import WORKING
from models.requests import SetCalendar
from models.storage import rows
from models.storage.tables import CalendarDayRow
from models.worktime import Holiday

NAME_LIMIT = 120
WEEKEND = 5
"""Weekday number of Saturday."""


def set_calendar(context: WriteContext, request: SetCalendar) -> WriteOutcome:
    """Writes the edits. Administrators only.

    Raises BadInput(problem=holiday_twice|holiday_weekend|holiday_unknown|calendar_missing|calendar_unchanged|
    unknown_choice|blank|bad_calendar). A year from a file that nobody knew holds from its beginning; any other edit
    counts for visits that are finished after today.
    """
    administrator_only(context.actor)
    edits: dict[date, Holiday] = {}
    since = context.today.isoformat()
    if request.content or request.source:
        year, days = calendar_file.parse(*_file(request))
        if year not in context.calendar.years:
            since = ""
        edits |= _difference(context, year, days)
    else:
        for day in request.removed:
            edits[day] = _removal(context, day)
        for day, name, kind in request.added:
            edits[day] = _holiday(context, edits, day, name, kind)
    if not edits:
        raise BadInput(problem="calendar_unchanged", field=request.name)
    for day, holiday in sorted(edits.items()):
        row = CalendarDayRow(day=day.isoformat(), name=holiday.name, kind=holiday.kind, since=since)
        rows.add(context.connection, row)
    told = [[day.isoformat(), holiday.kind, holiday.name] for day, holiday in sorted(edits.items())]
    return WriteOutcome("set_calendar", details={"days": told, "since": since})


def _file(request: SetCalendar) -> tuple[bytes, str]:
    """Content and name of the calendar file."""
    if request.content:
        return request.content, request.name
    path = Path(request.source)
    try:
        with path.open("rb") as stream:
            return stream.read(calendar_file.SIZE_LIMIT + 1), path.name
    except OSError as error:
        raise BadInput(problem="bad_calendar", field=path.name, place="tidak dapat dibuka") from error


def _difference(context: WriteContext, year: int, wanted: Mapping[date, Holiday]) -> dict[date, Holiday]:
    """What makes the calendar of that year say what the file says."""
    known = {day: holiday for day, holiday in context.calendar.days.items() if day.year == year}
    gone = {day: Holiday(known[day].name, WORKING) for day in known.keys() - wanted.keys()}
    return gone | {day: holiday for day, holiday in wanted.items() if known.get(day) != holiday}


def _removal(context: WriteContext, day: date) -> Holiday:
    holiday = context.calendar.days.get(day)
    if holiday is None:
        raise BadInput(problem="holiday_unknown", field="Tanggal", value=day.isoformat())
    return Holiday(holiday.name, WORKING)


def _holiday(context: WriteContext, edits: Mapping[date, Holiday], day: date, name: str, kind: str) -> Holiday:
    text = plain_text(name, NAME_LIMIT, "Nama hari libur")
    if not text:
        raise BadInput(problem="blank", field="Nama hari libur")
    if kind not in calendar_file.KINDS:
        raise BadInput(problem="unknown_choice", field="Jenis", value=kind[:80])
    known = edits.get(day) or context.calendar.days.get(day)
    if known is not None and known.kind != WORKING:
        raise BadInput(problem="holiday_twice", field="Tanggal", value=day.isoformat(), name=known.name)
    if day.weekday() >= WEEKEND:
        raise BadInput(problem="holiday_weekend", field="Tanggal", value=day.isoformat())
    if day.year not in context.calendar.years:
        raise BadInput(problem="calendar_missing", field="Tanggal", year=day.year)
    return Holiday(text, kind)
