"""Which program may read or write a file, and since when it is another file than it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.errors import DamageFound, DatabaseTooNew, DatabaseTooOld, ShareUnavailable
from models.storage import database as databases
from models.storage.database import Database, open_office
from models.storage.tables import SCHEMA
from tests.models.office import Office


def change(place: Path, *statements: str) -> None:
    """What another program did to the file meanwhile."""
    with closing(sqlite3.connect(place, isolation_level=None)) as raw:
        for statement in statements:
            raw.execute(statement)


def test_a_newer_file_whose_office_lets_us_read_can_be_read_but_not_written(office: Office):
    card = office.new()
    change(office.place, f"PRAGMA user_version = {SCHEMA + 1}", f"UPDATE office SET min_writer = {SCHEMA + 1}")
    assert office.card(card.id) == card
    with pytest.raises(DatabaseTooNew) as caught:
        office.new()
    assert caught.value.facts == {"found": SCHEMA + 1, "known": SCHEMA, "readable": True}
    again = open_office(office.place)
    with again.reading():
        pass
    again.close()


def test_a_file_that_becomes_unreadable_for_us_while_open_is_told_at_the_next_read(office: Office):
    change(office.place, f"UPDATE office SET min_reader = {SCHEMA + 1}")
    with pytest.raises(DatabaseTooNew):
        office.board()


@pytest.mark.parametrize(
    ("required", "own", "refused"),
    [
        ("", "0.1.0", False),
        ("0.1.0", "0.1.0", False),
        ("0.9.0", "0.10.0", False),
        ("0.10.0", "0.9.9", True),
        ("1", "0.99", True),
        ("0.2.0", "0.2.0.dev3+gabc", False),
        ("0.2.0", "", False),
    ],
)
def test_an_office_may_require_a_version_of_the_program(office: Office, required: str, own: str, refused: bool):
    change(office.place, f"UPDATE office SET min_program = '{required}'")
    database = open_office(office.place, program=own)
    with database.reading():
        pass
    if refused:
        with pytest.raises(DatabaseTooNew) as caught, database.writing():
            pass
        assert caught.value.facts == {"found": required, "known": own, "readable": True}
    else:
        with database.writing():
            pass
    database.close()


def test_an_older_file_is_refused_with_both_numbers(office: Office):
    change(office.place, "PRAGMA user_version = 1")
    with pytest.raises(DatabaseTooOld) as caught:
        open_office(office.place)
    assert caught.value.facts == {"found": 1, "known": SCHEMA, "path": str(office.place)}
    with pytest.raises(DatabaseTooOld):
        office.new()


def test_a_file_that_loses_its_mark_while_open_is_not_written(office: Office):
    change(office.place, "PRAGMA application_id = 7")
    with pytest.raises(DamageFound) as caught:
        office.new()
    assert caught.value.facts["problem"] == "foreign_application"


def test_a_restored_file_stops_those_who_had_it_open(office: Office):
    change(office.place, "UPDATE office SET epoch = epoch + 1")
    for attempt in (office.board, office.new, office.board):
        with pytest.raises(ShareUnavailable) as caught:
            attempt()
        assert caught.value.facts["problem"] == "restored"
    again = open_office(office.place)
    with again.writing():
        pass
    again.close()


def test_damage_that_is_gone_after_reopening_is_no_alarm(office: Office):
    with pytest.raises(ShareUnavailable) as caught, office.database.reading():
        raise malformed()
    assert caught.value.facts["problem"] == "unsteady"
    with pytest.raises(ShareUnavailable), office.database.writing():
        raise malformed()
    assert office.new().step == 1


def test_damage_that_stays_is_an_alarm(office: Office):
    for _ in range(9):
        office.new()
    with office.database.reading() as connection:
        page, size = (
            connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'ledger'").scalar_one(),
            connection.exec_driver_sql("PRAGMA page_size").scalar_one(),
        )
    with office.place.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    office.database.close()
    with pytest.raises(DamageFound) as caught:
        office.board()
    assert caught.value.facts["problem"] == "malformed"


def malformed() -> sqlite3.DatabaseError:
    """What SQLite says when pages do not fit together."""
    error = sqlite3.DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def test_a_place_that_may_only_be_read_refuses_before_it_asks_for_a_lock(office: Office):
    reason = ShareUnavailable(problem="cifs_locks_refused", path=str(office.place))
    database = Database(office.place, databases.PATIENCE, reason)
    database.verify()
    with pytest.raises(ShareUnavailable) as caught, database.writing():
        pass
    assert caught.value is reason
    database.close()
