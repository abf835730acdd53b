"""How tests put an office back, and look at it afterwards."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from models.administration.checking import check
from models.administration.restore_office import restore_office
from models.administration.upkeep_by import UpkeepBy
from models.storage.database import open_office
from models.upkeep import Pace, Restored
from tests.models.office import Office, operation


def by(office: Office, login: str = "semua") -> UpkeepBy:
    return UpkeepBy(login, "PC-2", office.now, operation())


def restored(office: Office, backup: Path, pace: Pace | None = None, login: str = "semua") -> Restored:
    return restore_office(office.place, backup, office.store, by(office, login), pace or Pace())


def projects(place: Path) -> list[str]:
    with closing(sqlite3.connect(place)) as raw:
        return [name for (name,) in raw.execute("SELECT name FROM project ORDER BY id")]


def must_be_whole(office: Office) -> None:
    database = open_office(office.place)
    report = check(database, office.store)
    database.close()
    assert report.findings == ()


def reopened(office: Office) -> Office:
    office.database.close()
    office.database = open_office(office.place)
    office.service = office.another_service("PC-1")
    return office
