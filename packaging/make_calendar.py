"""Writes resources/calendars/YEAR.toml from the `holidays` library (build time only).

    python packaging/make_calendar.py 2024 2025 2026 2027 [--out FOLDER]

A file that is there is replaced, so an office's own edits belong in a copy of the folder or are made again.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

import holidays

KINDS = {"public": "libur", "government": "cuti"}
"""Categories of the library and the kinds of the calendar; the government's days are cuti bersama."""


def days_off(year: int) -> dict[date, tuple[str, str]]:
    """Name and kind of every day off of a year; a national holiday wins over a cuti bersama on the same day."""
    days: dict[date, tuple[str, str]] = {}
    for category, kind in KINDS.items():
        found = holidays.Indonesia(
            years=year, language="id", categories=(category,), islamic_show_estimated=False
        )  # the words "(perkiraan)" would end up on paper
        for day, name in found.items():
            days.setdefault(day, (name, kind))
    return dict(sorted(days.items()))


def calendar_text(year: int) -> str:
    """The TOML of one year."""
    lines = [
        f"# Hari libur nasional (libur) dan cuti bersama (cuti) tahun {year}.",
        f"# Boleh disunting bila pemerintah mengubahnya. Dibuat dengan pustaka holidays {version('holidays')}.",
        "",
        f"year = {year}",
    ]
    for day, (name, kind) in days_off(year).items():
        lines += ["", "[[days]]", f"date = {day.isoformat()}", f'name = "{name}"', f'kind = "{kind}"']
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the years asked for; a year that the library knows no cuti bersama of is refused."""
    parser = argparse.ArgumentParser(description="Write the calendars that Lajur ships.")
    parser.add_argument("years", type=int, nargs="+")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "resources" / "calendars")
    wanted = parser.parse_args(arguments)
    for year in wanted.years:
        if all(kind == "libur" for _, kind in days_off(year).values()):
            print(f"{year}: the library knows no cuti bersama yet, nothing written", file=sys.stderr)
            return 1
        path = wanted.out / f"{year}.toml"
        path.write_text(calendar_text(year), encoding="utf-8", newline="\n")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
