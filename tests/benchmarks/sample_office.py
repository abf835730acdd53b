"""A real office file with many projects: one made by the real operations, the others copies of its rows."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.desktop.small_office import found_office, new_project

_COPIED = ("visit", "fact", "document")


def large_office(folder: Path, count: int) -> Path:
    """`count` projects at step 1, each with its request, visit and document; the database's path."""
    folder.mkdir(parents=True)
    place = folder / "lajur.db"
    found_office(place)
    first = new_project(place, folder).id
    with sqlite3.connect(place) as database:
        for number in range(count - 1):
            _copy(database, first, number)
    return place


def _copy(database: sqlite3.Connection, first: int, number: int) -> None:
    columns = [row[1] for row in database.execute("PRAGMA table_info(project)") if row[1] != "id"]
    chosen = ["?" if column == "number" else column for column in columns]
    made = database.execute(
        f"INSERT INTO project ({', '.join(columns)}) SELECT {', '.join(chosen)} FROM project WHERE id = ?",
        (f"PRJ-{2000 + number // 900}-{number % 900 + 100}", first),
    ).lastrowid
    for table in _COPIED:
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
        chosen = ["?" if column == "project_id" else column for column in columns]
        database.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(chosen)} FROM {table} WHERE project_id = ?",
            (made, first),
        )
