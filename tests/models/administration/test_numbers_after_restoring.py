"""What was given or saved since a backup: a number is never given again, a save taken back is honestly not found."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from models.administration.backup import Backups
from models.requests import AddComment
from models.upkeep import Pace
from tests.models.administration.restoring import must_be_whole, reopened, restored
from tests.models.office import FILE, FORWARD, Office, operation

KINDS = (FILE,)


def told_of_restoration(office: Office) -> dict[str, Any]:
    with closing(sqlite3.connect(office.place)) as raw:
        (details,) = raw.execute("SELECT details FROM ledger WHERE deed = 'restore_office'").fetchone()
    return json.loads(details)


def test_a_number_given_since_the_backup_is_not_given_again(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    card = office.walk(office.new("Bernaskah"), *FORWARD)
    paper = office.project(card.id).releases[0].number
    done = restored(office, backup)
    assert done.numbers_sure
    assert done.numbers == {"PRJ-2026": 3, paper.rpartition("-")[0]: 1}
    assert told_of_restoration(office)["numbers"] == done.numbers
    again = reopened(office).new()
    assert again.number == "PRJ-2026-004"
    assert office.project(office.walk(again, *FORWARD).id).releases[0].number == f"{paper.rpartition('-')[0]}-002"
    must_be_whole(office)


def test_a_restoration_that_takes_no_number_back_says_nothing_of_numbers(office: Office):
    office.new()
    backup = Path(Backups(office.place).make(office.database, office.now, "PC-1", Pace()).path)
    done = restored(office, backup)
    assert (done.numbers, done.numbers_sure) == ({}, True)


def ruined(office: Office) -> Office:
    office.database.close()
    office.place.write_bytes(b"bukan data lagi")
    return office


def test_numbers_of_an_office_that_cannot_be_read_are_taken_from_the_folders_of_its_projects(
    backed_up: tuple[Office, Path],
):
    office, backup = backed_up
    for name in ("2026/PRJ-2026-020 Jauh", "_yatim/2026/PRJ-2026-021 Disingkirkan", "2026/PRJ-2026-99", "2026/catatan"):
        (office.store.root / name).mkdir(parents=True)
    done = restored(ruined(office), backup)
    assert (done.numbers, done.numbers_sure) == ({"PRJ-2026": 21}, False)
    assert told_of_restoration(office)["numbers_sure"] is False
    assert reopened(office).new().number == "PRJ-2026-022"


def test_numbers_of_an_office_that_cannot_be_read_are_taken_from_its_other_backups(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    card = office.walk(office.new("Bernaskah"), *FORWARD)
    paper = office.project(card.id).releases[0].number
    Backups(office.place).make(office.database, office.now, "PC-1", Pace())
    (backup.parent / "kantor-2026-03-09T0900.db").write_bytes(b"rusak")
    done = restored(ruined(office), backup)
    assert done.numbers == {"PRJ-2026": 3, paper.rpartition("-")[0]: 1}
    assert not done.numbers_sure


def test_numbers_of_a_damaged_office_are_read_as_far_as_they_go(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    office.database.close()
    with closing(sqlite3.connect(office.place)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'calendar_day'").fetchone()
        raw.execute("UPDATE counter SET last = 40 WHERE series = 'PRJ-2026'")
        raw.commit()
    content = bytearray(office.place.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    office.place.write_bytes(content)
    done = restored(office, backup)
    assert (done.numbers, done.numbers_sure) == ({"PRJ-2026": 40}, False)


def test_numbers_of_another_office_are_not_taken_over(backed_up: tuple[Office, Path], tmp_path: Path):
    office, backup = backed_up
    folder = tmp_path / "lain"
    folder.mkdir()
    other = Office(folder)
    for _ in range(9):
        other.new()
    other.close()
    (backup.parent / "kantor-2026-03-09T0900.db").write_bytes(other.place.read_bytes())
    assert restored(ruined(office), backup).numbers == {"PRJ-2026": 2}


def test_a_save_that_was_taken_back_is_honestly_not_found_and_can_be_made_again(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    version = office.card(1).version
    saved = AddComment(operation_id=operation(), project_id=1, version=version, text="Sesudah cadangan")
    office.ask(saved)
    assert office.service.find(saved.operation_id, "semua") is not None
    restored(office, backup)
    assert reopened(office).service.find(saved.operation_id, "semua") is None
    for _ in range(2):
        office.ask(saved)
    assert office.card(1).comments == 1
    must_be_whole(office)
