"""Reads resources/calendars/*.toml: one file a year with its days off. Editable by the office, as holidays change."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import cast

from models.errors import BadInput
from models.workdays import Calendar, Holiday

KINDS = frozenset({"libur", "cuti"})
"""National holidays and cuti bersama."""


def read(folder: Path) -> Calendar:
    """The calendar of a folder's files; a folder without any gives one that knows no year.

    Raises BadInput with problem "bad_calendar", field (the file's name), place (line or key) where one cannot be read.
    """
    days: dict[date, Holiday] = {}
    years: set[int] = set()
    for path in sorted(folder.glob("*.toml")):
        year, found = _year(path)
        years.add(year)
        days.update(found)
    return Calendar(days, frozenset(years))


def _year(path: Path) -> tuple[int, Mapping[date, Holiday]]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise _bad(path, str(error)) from error
    year, members = values.get("year"), values.get("days")
    if not isinstance(year, int) or not 1 < year < 9999:
        raise _bad(path, "year")
    if not isinstance(members, list):
        raise _bad(path, "days")
    days: dict[date, Holiday] = {}
    for number, member in enumerate(cast("list[object]", members), start=1):
        day, holiday = _day(path, f"days[{number}]", member)
        if day.year != year or day in days:
            raise _bad(path, f"days[{number}].date")
        days[day] = holiday
    return year, days


def _day(path: Path, place: str, member: object) -> tuple[date, Holiday]:
    if not isinstance(member, dict):
        raise _bad(path, place)
    values = cast("dict[str, object]", member)
    day, name, kind = values.get("date"), values.get("name"), values.get("kind")
    if not isinstance(day, date) or isinstance(day, datetime):
        raise _bad(path, f"{place}.date")
    if not isinstance(name, str) or not name.strip():
        raise _bad(path, f"{place}.name")
    if not isinstance(kind, str) or kind not in KINDS:
        raise _bad(path, f"{place}.kind")
    return day, Holiday(name, kind)


def _bad(path: Path, place: str) -> BadInput:
    return BadInput(problem="bad_calendar", field=path.name, place=place)
