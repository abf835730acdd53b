"""Reads a calendar file: the days off of one year, TOML as in resources/calendars, or CSV with date, name, kind.

A CSV's first line may be a heading. Dates are 2028-01-01 or 01/01/2028; kinds "libur" (holiday) and "cuti" (cuti
bersama), "libur" where none is given. Separators: comma, semicolon or tab.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import cast

from models.errors import BadInput
from models.worktime import Calendar, Holiday

KINDS = frozenset({"libur", "cuti"})
"""National holidays and cuti bersama."""

SIZE_LIMIT = 256 * 1024
"""Bytes: a year has some thirty days off."""
FIRST, LAST = 2000, 2100
"""Years that make sense."""
_LOCAL = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


def read(folder: Path) -> Calendar:
    """The calendar of a folder's files; a folder without any gives one that knows no year.

    Raises BadInput with problem "bad_calendar", field (the file's name), place (line or key) where one cannot be read.
    """
    days: dict[date, Holiday] = {}
    years: set[int] = set()
    for path in sorted(folder.glob("*.toml")):
        try:
            content = path.read_bytes()
        except OSError as error:
            raise _bad(path.name, str(error)) from error
        year, found = parse(content, path.name)
        years.add(year)
        days.update(found)
    return Calendar(days, frozenset(years))


def parse(content: bytes, name: str) -> tuple[int, Mapping[date, Holiday]]:
    """Year and days off of a file of that name. Raises BadInput as `read` does."""
    if len(content) > SIZE_LIMIT:
        raise _bad(name, "ukuran")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _bad(name, "UTF-8") from error
    return _from_csv(text, name) if name.lower().endswith((".csv", ".txt")) else _from_toml(text, name)


def _from_toml(text: str, name: str) -> tuple[int, Mapping[date, Holiday]]:
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _bad(name, str(error)) from error
    year, members = values.get("year"), values.get("days")
    if not isinstance(year, int) or not FIRST <= year <= LAST:
        raise _bad(name, "year")
    if not isinstance(members, list):
        raise _bad(name, "days")
    days: dict[date, Holiday] = {}
    for number, member in enumerate(cast("list[object]", members), start=1):
        day, holiday = _day(name, f"days[{number}]", member)
        if day.year != year or day in days:
            raise _bad(name, f"days[{number}].date")
        days[day] = holiday
    return year, days


def _from_csv(text: str, name: str) -> tuple[int, Mapping[date, Holiday]]:
    days: dict[date, Holiday] = {}
    separator = max(",;\t", key=text.count)
    try:
        lines = [[cell.strip() for cell in line] for line in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error as error:
        raise _bad(name, str(error)) from error
    for number, line in enumerate(lines, start=1):
        if not any(line):
            continue
        day, place = _csv_date(line[0]), f"baris {number}"
        if day is None and not days and not any(letter.isdigit() for letter in line[0]):
            continue  # a heading
        kind = line[2].lower() if len(line) > 2 and line[2] else "libur"
        if day is None or day in days or (days and day.year != next(iter(days)).year):
            raise _bad(name, place)
        if len(line) < 2 or not line[1] or kind not in KINDS or not FIRST <= day.year <= LAST:
            raise _bad(name, place)
        days[day] = Holiday(line[1], kind)
    if not days:
        raise _bad(name, "kosong")
    return next(iter(days)).year, days


def _csv_date(text: str) -> date | None:
    found = _LOCAL.fullmatch(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text)
    except ValueError:
        return None


def _day(file: str, place: str, member: object) -> tuple[date, Holiday]:
    if not isinstance(member, dict):
        raise _bad(file, place)
    values = cast("dict[str, object]", member)
    day, name, kind = values.get("date"), values.get("name"), values.get("kind")
    if not isinstance(day, date) or isinstance(day, datetime):
        raise _bad(file, f"{place}.date")
    if not isinstance(name, str) or not name.strip():
        raise _bad(file, f"{place}.name")
    if not isinstance(kind, str) or kind not in KINDS:
        raise _bad(file, f"{place}.kind")
    return day, Holiday(name, kind)


def _bad(file: str, place: str) -> BadInput:
    return BadInput(problem="bad_calendar", field=file, place=place)
