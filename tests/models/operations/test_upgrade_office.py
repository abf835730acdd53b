"""An older file is brought to this program's schema: with a backup before, whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.errors import DamageFound, DatabaseTooNew, DatabaseTooOld, RuleBroken, ShareUnavailable, Stopped
from models.operations.restore_office import restore_office
from models.operations.upgrade_office import upgrade_office
from models.operations.upkeep_by import UpkeepBy
from models.records.checking import check
from models.records.copies import sound_contents
from models.records.database import open_office
from models.records.schema import OLDEST_READER, SCHEMA
from models.upkeep import Pace, Upgraded
from tests.models.office import FILE, FORWARD, Office, operation

KINDS = (FILE,)
LATER_TABLES = ("maintenance", "backup", "calendar_day")
LATER_COLUMNS = ("min_reader", "min_program", "epoch")


@pytest.fixture
def old(office: Office) -> Office:
    """An office as the first Lajur left it."""
    office.walk(office.new(), *FORWARD[:2])
    office.database.close()
    make_old(office.place)
    return office


def make_old(place: Path) -> None:
    with closing(sqlite3.connect(place, isolation_level=None)) as raw:
        for table in LATER_TABLES:
            raw.execute(f"DROP TABLE {table}")
        for column in LATER_COLUMNS:
            raw.execute(f"ALTER TABLE office DROP COLUMN {column}")
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
        raw.execute("UPDATE office SET min_writer = 1")
        raw.execute("PRAGMA user_version = 1")


def upgraded(office: Office, login: str = "semua", pace: Pace | None = None) -> Upgraded:
    return upgrade_office(office.place, UpkeepBy(login, "PC-2", office.now, operation()), pace or Pace())


def test_an_old_office_is_upgraded_and_goes_on(old: Office):
    with pytest.raises(DatabaseTooOld):
        old.board()
    old.database.close()
    done = upgraded(old)
    assert (done.before, done.now) == (1, SCHEMA)
    assert sound_contents(Path(done.kept)).schema == 1
    assert Path(done.kept).name == "kantor-sebelum-pembaruan-2026-03-02T090000.db"
    old.database = open_office(old.place)
    old.desk = old.another_desk("PC-1")
    assert check(old.database, old.store).clean
    assert old.new().number == "PRJ-2026-002"
    with old.database.reading() as connection:
        limits = connection.exec_driver_sql("SELECT min_writer, min_reader, epoch FROM office").one()
        deed = connection.exec_driver_sql("SELECT deed FROM ledger WHERE workstation = 'PC-2'").scalar_one()
    assert tuple(limits) == (SCHEMA, OLDEST_READER, 1)
    assert deed == "upgrade_office"


def test_an_office_of_today_is_left_as_it_is(office: Office):
    assert upgraded(office) == Upgraded(str(office.place), SCHEMA, SCHEMA, "")


def test_only_an_administrator_upgrades(old: Office):
    before = old.place.read_bytes()
    with pytest.raises(RuleBroken):
        upgraded(old, "rina")
    assert old.place.read_bytes() == before


def test_a_stopped_or_failed_upgrade_leaves_the_old_office(old: Office):
    with pytest.raises(Stopped):
        upgraded(old, pace=Pace(stop=lambda: True))
    with closing(sqlite3.connect(old.place, isolation_level=None)) as raw:
        raw.execute("CREATE TABLE backup (in_the_way TEXT)")
    with pytest.raises(Exception, match="already exists"):
        upgraded(old)
    assert sound_contents(old.place).schema == 1
    with closing(sqlite3.connect(old.place)) as raw:
        assert "epoch" not in [row[1] for row in raw.execute("PRAGMA table_info(office)")]


def test_a_damaged_office_is_not_upgraded(old: Office):
    with closing(sqlite3.connect(old.place, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER ledger_refuses_update")
        raw.execute("UPDATE ledger SET person = 'x' WHERE sequence = 4")
    with pytest.raises(DamageFound):
        upgraded(old)


def test_what_is_no_old_office_is_refused(old: Office, tmp_path: Path):
    with pytest.raises(ShareUnavailable):
        upgrade_office(tmp_path / "tiada.db", UpkeepBy("semua", "PC-2", old.now, operation()), Pace())
    with closing(sqlite3.connect(old.place, isolation_level=None)) as raw:
        raw.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    with pytest.raises(DatabaseTooNew):
        upgraded(old)


def test_an_office_that_others_read_waits_for_them(old: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("models.migrations.upgrading.PATIENCE", 0.2)
    with closing(sqlite3.connect(old.place, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM office").fetchall()
        with pytest.raises(ShareUnavailable) as caught:
            upgraded(old)
    assert caught.value.facts["problem"] == "busy"
    old.pass_days(1)
    assert upgraded(old).now == SCHEMA


def test_a_backup_of_an_old_office_is_restored_upgraded(old: Office):
    kept = Path(upgraded(old).kept)
    by = UpkeepBy("semua", "PC-2", old.now, operation())
    done = restore_office(old.place, kept, old.store, by, Pace())
    assert done.contents.schema == SCHEMA
    old.database = open_office(old.place)
    assert check(old.database, old.store).clean
