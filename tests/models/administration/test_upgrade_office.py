"""An older file is brought to this program's schema: with a backup before, whole or not at all."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from models.administration import upgrade_office as room
from models.administration.checking import check
from models.administration.restore_office import restore_office
from models.administration.upgrade_office import upgrade_office
from models.administration.upkeep_by import UpkeepBy, tell
from models.errors import DamageFound, DatabaseTooNew, DatabaseTooOld, RuleBroken, ShareUnavailable, Stopped
from models.storage.copies import sound_contents
from models.storage.database import open_office
from models.storage.tables import OLDEST_READER, SCHEMA
from models.upkeep import Pace, Phase, Progress, Upgraded
from tests.models.office import FILE, FORWARD, ROOT, Office, operation

KINDS = (FILE,)
LATER_TABLES = ("maintenance", "backup", "calendar_day")
LATER_COLUMNS = ("min_reader", "min_program", "epoch")

OLDER_PROGRAM = """
import sys
from models.storage import tables
tables.SCHEMA = 2
from models.errors import OfficeError
from models.storage.dialects import write_access
from models.storage.dialects import open_place
try:
    database = open_place(sys.argv[1], patience=0.3)
    for wish in sys.stdin:
        try:
            if wish == "news\\n":
                with database.reading():
                    if trouble := write_access(database, ""):
                        raise trouble
                    print("done", flush=True)
                    continue
            with database.reading() if wish == "read\\n" else database.writing() as connection:
                connection.exec_driver_sql("SELECT name FROM member" if wish == "read\\n" else "DELETE FROM backup")
            print("done", flush=True)
        except OfficeError as error:
            print(error.facts.get("problem", error.code), error.facts.get("holder", ""), flush=True)
except OfficeError as error:
    print(error.code, flush=True)
"""
"""A program of the schema before this one, which has the file open. Answers each line, "read", "write" or
"news", by one."""
UPGRADE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from models.administration.upgrade_office import upgrade_office
from models.administration.upkeep_by import UpkeepBy
from models.upkeep import Pace
print("ready", flush=True)
by = UpkeepBy("semua", "PC-2", datetime(int(sys.argv[2]), 1, 1, tzinfo=UTC), "pembaruan")
upgrade_office(Path(sys.argv[1]), by, Pace())
"""


class OlderProgram:
    """Another workstation that has not got the new program yet."""

    def __init__(self, place: Path | str) -> None:
        command = [sys.executable, "-c", OLDER_PROGRAM, str(place)]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def answer(self, wish: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(wish, file=self._process.stdin, flush=True)
        return self._process.stdout.readline().strip()

    def close(self) -> None:
        self._process.communicate()


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


@pytest.fixture
def before(office: Office) -> Office:
    """An office as the Lajur before this one left it."""
    office.walk(office.new(), *FORWARD[:2])
    office.database.close()
    with closing(sqlite3.connect(office.place, isolation_level=None)) as raw:
        raw.execute("DROP TABLE calendar_day")
        raw.execute("UPDATE alembic_version SET version_num = '0002'")
        raw.execute("UPDATE office SET min_writer = 2, min_reader = 2")
        raw.execute("PRAGMA user_version = 2")
    return office


@pytest.fixture
def older(before: Office) -> Iterator[OlderProgram]:
    program = OlderProgram(before.place)
    assert program.answer("write") == "done"
    yield program
    program.close()


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
    old.service = old.another_service("PC-1")
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
    monkeypatch.setattr("models.administration.upgrade_office.PATIENCE", 0.2)
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


def test_others_read_meanwhile_and_are_told_who_upgrades(before: Office, older: OlderProgram):
    told: list[str] = []

    def ask(progress: Progress) -> None:
        if progress.phase is Phase.PUBLISHING and not told:
            told.extend(older.answer(wish) for wish in ("write", "news", "read"))

    upgraded(before, pace=Pace(ask))
    assert told == ["maintenance semua (PC-2)", "maintenance semua (PC-2)", "done"]
    assert older.answer("write") == "database_too_new"
    before.database = open_office(before.place)
    before.service = before.another_service("PC-1")
    assert before.new().number == "PRJ-2026-002"


def test_nobody_sees_half_of_an_upgrade(before: Office, older: OlderProgram, monkeypatch: pytest.MonkeyPatch):
    told: list[str] = []

    def ask(connection: Connection, by: UpkeepBy, deed: str, details: dict[str, object]) -> None:
        told.extend(older.answer(wish) for wish in ("read", "write"))
        tell(connection, by, deed, details)

    monkeypatch.setattr(room, "tell", ask)
    upgraded(before)
    assert [each.split()[0] for each in told] == ["busy", "busy"]


def test_whoever_is_refused_or_fails_lets_the_others_write_again(before: Office, older: OlderProgram):
    with pytest.raises(Stopped):
        upgraded(before, pace=Pace(stop=lambda: True))
    assert older.answer("write") == "done"
    with closing(sqlite3.connect(before.place, isolation_level=None)) as raw:
        raw.execute("CREATE TABLE calendar_day (in_the_way TEXT)")
    before.pass_days(1)
    with pytest.raises(Exception, match="already exists"):
        upgraded(before)
    assert older.answer("write") == "done"


@pytest.mark.laboratory
def test_an_upgrade_killed_at_any_moment_leaves_the_old_office_or_the_new_one(before: Office):
    content = before.place.read_bytes()
    random.seed(7)
    for year in range(2030, 2036):
        before.place.write_bytes(content)
        before.place.with_name(before.place.name + "-journal").unlink(missing_ok=True)
        command = [sys.executable, "-c", UPGRADE, str(before.place), str(year)]
        environment = {**os.environ, "TMPDIR": str(before.folder)}
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            threading.Event().wait(random.uniform(0, 0.25))
            process.kill()
        must_be_old_or_new(before)


def must_be_old_or_new(office: Office) -> None:
    older = OlderProgram(office.place)
    said = older.answer("write")
    older.close()
    found = sound_contents(office.place)
    assert (found.schema, said) in {
        (2, "done"), (2, "maintenance_left semua (PC-2)"), (SCHEMA, "database_too_new"),
    }  # fmt: skip
    office.pass_days(1)
    assert upgraded(office).now == SCHEMA
    database = open_office(office.place)
    assert check(database, office.store).clean
    with database.writing():
        pass
    database.close()
