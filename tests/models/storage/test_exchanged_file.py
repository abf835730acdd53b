"""The name of an open office file stands for another file, or for none, or cannot be asked about."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event

from models.errors import ShareUnavailable
from models.records.settings import read_office
from models.storage.database import Database
from models.storage.faults import fault
from tests.models.office import Office


def test_a_file_that_vanishes_while_open_is_told_at_once(office: Office):
    office.place.rename(office.folder / "dipindah.lajur")
    for attempt in (office.database.reading, office.database.writing):
        with pytest.raises(ShareUnavailable) as caught, attempt():
            pass
        assert caught.value.facts["problem"] == "vanished"
    (office.folder / "dipindah.lajur").rename(office.place)
    assert office.board().cards == ()


def test_the_same_office_put_back_as_another_file_goes_on(office: Office):
    office.new()
    twin = office.folder / "kembaran.lajur"
    twin.write_bytes(office.place.read_bytes())
    twin.replace(office.place)
    assert len(office.board().cards) == 1
    assert office.new().number == "PRJ-2026-002"


def test_another_office_in_its_place_is_refused(office: Office, tmp_path: Path):
    folder = tmp_path / "lain"
    folder.mkdir()
    other = Office(folder)
    other.close()
    other.place.replace(office.place)
    for _ in range(2):
        with pytest.raises(ShareUnavailable) as caught:
            office.board()
        assert caught.value.facts["problem"] == "replaced"


def test_another_office_that_could_not_be_looked_at_once_is_refused_afterwards(office: Office, tmp_path: Path):
    folder = tmp_path / "lain"
    folder.mkdir()
    other = Office(folder)
    other.close()
    other.place.replace(office.place)
    with sqlite3.connect(office.place, isolation_level=None) as busy:
        busy.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ShareUnavailable) as caught:
            office.board()
        assert caught.value.facts["problem"] == "busy"
        busy.execute("ROLLBACK")
    busy.close()
    with pytest.raises(ShareUnavailable) as caught:
        office.new()
    assert caught.value.facts["problem"] == "replaced"


def test_looking_again_after_an_exchange_looks_at_the_file_that_has_the_name_now(tmp_path: Path):
    (tmp_path / "lain").mkdir()
    office, other = Office(tmp_path), Office(tmp_path / "lain")
    theirs = other.database.office
    other.close()
    office.place.rename(tmp_path / "dikesampingkan.lajur")
    other.place.rename(office.place)
    office.database.verify()
    assert office.database.office == theirs
    with office.database.reading() as connection:
        assert read_office(connection).uuid == theirs.uuid
    office.close()


def test_a_file_that_goes_away_while_it_is_opened_is_told_as_such(office: Office):
    database = Database(office.place)
    event.listen(database._engine.pool, "checkin", lambda *_: office.place.unlink(missing_ok=True))
    with pytest.raises(ShareUnavailable) as caught:
        database.verify()
    assert caught.value.facts["problem"] == "vanished"
    database.close()


def test_a_name_that_cannot_be_asked_about_is_not_taken_for_a_file_that_is_gone(office: Office):
    aside = office.folder / "dipindah.lajur"
    office.place.rename(aside)
    office.place.symlink_to(office.place)  # stat fails, but not by saying that there is nothing
    for attempt in (office.database.reading, office.database.writing):
        with pytest.raises(ShareUnavailable) as caught, attempt():
            pass
        assert caught.value.facts["problem"] == "io"
    office.place.unlink()
    aside.rename(office.place)


def test_only_a_name_that_is_not_there_makes_a_trouble_of_sqlite_a_lost_file(tmp_path: Path):
    loop = tmp_path / "lingkaran.lajur"
    loop.symlink_to(loop)
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    for path, problem in ((loop, "io"), (tmp_path / "tiada.lajur", "vanished"), (tmp_path, "io")):
        known = fault(error, str(path))
        assert known is not None
        assert known.facts["problem"] == problem
