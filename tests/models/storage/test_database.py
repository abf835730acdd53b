"""Opening, reading and writing an office file when things are not as they should be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.errors import DamageFound, DatabaseTooNew, OfficeError, ShareUnavailable
from models.requests import AddComment
from models.storage.database import Database, open_office
from models.storage.tables import SCHEMA
from tests.models.office import Office, operation

HOLD = """
import sqlite3, sys
raw = sqlite3.connect(sys.argv[1], isolation_level=None)
raw.execute("BEGIN IMMEDIATE" if sys.argv[2] == "write" else "BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
raw.execute("ROLLBACK")
"""


def refusal(place: Path) -> tuple[type[OfficeError], object]:
    """How opening that place is refused."""
    with pytest.raises(OfficeError) as caught:
        open_office(place, patience=0.2)
    assert caught.value.facts.get("path", str(place)) == str(place)
    return type(caught.value), caught.value.facts.get("problem")


@pytest.fixture
def copy(office: Office, tmp_path: Path) -> Path:
    """A closed office file that may be broken."""
    place = tmp_path / "salinan.lajur"
    office.new()
    with sqlite3.connect(office.place) as source, sqlite3.connect(place) as target:
        source.backup(target)
    source.close()
    target.close()
    return place


@pytest.fixture
def held(office: Office) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the write lock."""
    command = [sys.executable, "-c", HOLD, str(office.place), "write"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        if process.poll() is None:
            process.communicate("\n")


def test_a_missing_file_is_refused_and_never_created(tmp_path: Path):
    assert refusal(tmp_path / "tiada.lajur") == (ShareUnavailable, "missing")
    assert refusal(tmp_path / "tiada" / "tiada.lajur") == (ShareUnavailable, "missing")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_refused(tmp_path: Path):
    assert refusal(tmp_path) == (ShareUnavailable, "folder")


@pytest.mark.parametrize("content", [b"bukan basis data", b"Surat biasa.\n" * 500, b"SQLite format 3"])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(tmp_path: Path, content: bytes):
    place = tmp_path / "catatan.txt"
    place.write_bytes(content)
    assert refusal(place) == (DamageFound, "not_a_database")
    assert place.read_bytes() == content
    assert list(tmp_path.iterdir()) == [place]


def test_a_header_followed_by_rubbish_is_refused(tmp_path: Path):
    place = tmp_path / "rusak.lajur"
    place.write_bytes(b"SQLite format 3\0" + os.urandom(8_000))
    assert refusal(place)[0] is DamageFound


def test_a_database_of_another_program_is_refused(tmp_path: Path):
    place = tmp_path / "lain.db"
    with sqlite3.connect(place) as raw:
        raw.execute("CREATE TABLE kontak (nama TEXT)")
    raw.close()
    assert refusal(place) == (DamageFound, "foreign_application")


def test_a_file_cut_off_in_the_middle_is_refused(copy: Path):
    whole = copy.read_bytes()
    copy.write_bytes(whole[: len(whole) // 2])
    assert refusal(copy) == (DamageFound, "malformed")


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path):
    assert refusal(tmp_path / ("x" * 400)) == (ShareUnavailable, "cannot_open")
    with pytest.raises(ShareUnavailable):
        open_office("a\0b")


def test_a_newer_database_is_refused_with_both_numbers(copy: Path):
    with sqlite3.connect(copy) as raw:
        raw.execute(f"PRAGMA user_version = {SCHEMA + 4}")
        raw.execute(f"UPDATE office SET min_reader = {SCHEMA + 2}")
    raw.close()
    with pytest.raises(DatabaseTooNew) as caught:
        open_office(copy)
    assert caught.value.facts == {"found": SCHEMA + 4, "known": SCHEMA}


def test_a_database_that_becomes_newer_refuses_the_next_write(office: Office):
    with office.database.writing() as connection:
        connection.execute(text("UPDATE office SET min_writer = 99"))
    with pytest.raises(DatabaseTooNew), office.database.writing():
        pass


def test_names_with_spaces_signs_and_other_scripts_can_be_opened(copy: Path, tmp_path: Path):
    odd = tmp_path / "kantor #1 50% ? été 統計.lajur"
    shutil.copyfile(copy, odd)
    assert quote(odd.name) != odd.name
    database = open_office(odd)
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM project")).scalar_one() == 1
    database.close()


def test_the_connection_is_as_safe_as_promised(office: Office):
    with office.database.reading() as connection:
        wanted = {"journal_mode": "persist", "synchronous": 3, "foreign_keys": 1, "mmap_size": 0, "trusted_schema": 0}
        assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted} == wanted


def test_a_file_in_wal_mode_is_brought_back_to_the_rollback_journal(copy: Path):
    with sqlite3.connect(copy) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
    raw.close()
    database = open_office(copy)
    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "persist"
    database.close()


def test_a_file_in_wal_mode_that_others_use_is_refused(copy: Path):
    raw = sqlite3.connect(copy, isolation_level=None)
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("BEGIN")
    raw.execute("SELECT count(*) FROM project").fetchone()
    kind, problem = refusal(copy)
    assert kind is ShareUnavailable
    assert problem in {"wal", "busy"}
    raw.close()


def test_a_locked_file_is_busy_after_the_patience_and_writable_afterwards(office: Office, held: subprocess.Popen[str]):
    with pytest.raises(ShareUnavailable) as caught, office.database.writing():
        pass
    assert caught.value.facts["problem"] == "busy"
    assert office.board().cards == ()
    held.communicate("\n")
    assert office.new().step == 1


def test_a_commit_that_a_reader_refuses_is_tried_again_and_then_told(office: Office):
    raw = sqlite3.connect(office.place, isolation_level=None)
    raw.execute("BEGIN")
    raw.execute("SELECT count(*) FROM project").fetchone()
    with pytest.raises(ShareUnavailable) as caught:
        office.new()
    assert caught.value.facts["problem"] == "busy"
    raw.execute("ROLLBACK")
    raw.close()
    assert office.board().cards == ()
    assert office.new().number == "PRJ-2026-001"


def test_a_full_disk_is_told_and_nothing_is_half_written(office: Office):
    card = office.new()
    with office.database.writing() as connection:
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    with office.database.reading() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    long = AddComment(operation_id=operation(), project_id=card.id, version=card.version, text="panjang " * 2_400)
    with pytest.raises(ShareUnavailable) as caught:
        office.ask(long)
    assert caught.value.facts["problem"] == "full"
    assert office.card(card.id) == card
    with office.database.reading() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    assert office.ask(long).cards[0].comments == 1


def test_a_read_only_file_can_be_read_and_refuses_writes(copy: Path, tmp_path: Path):
    database = open_office(copy)
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(ShareUnavailable) as caught, database.writing() as connection:
        connection.execute(text("UPDATE office SET name = 'x'"))
    assert caught.value.facts["problem"] == "readonly"
    database.close()


def test_a_save_may_wait_for_its_turn_for_less_than_a_reader_would(office: Office):
    with sqlite3.connect(office.place, isolation_level=None) as busy:
        busy.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(ShareUnavailable) as caught, office.database.writing(0.2):
            pass
        assert caught.value.facts["problem"] == "busy"
        assert 0.2 <= time.monotonic() - began < 2.0
    busy.close()


def test_the_programs_own_mistakes_are_not_hidden(office: Office):
    with pytest.raises(Exception, match="no such table") as caught, office.database.reading() as connection:
        connection.execute(text("SELECT * FROM tiada"))
    assert not isinstance(caught.value, OfficeError)


def test_after_a_trouble_the_next_transaction_has_a_handle_of_its_own(office: Office):
    def handle() -> object:
        with office.database.reading() as connection:
            return connection.connection.driver_connection

    before = handle()
    assert handle() is before
    with pytest.raises(DBAPIError), office.database.reading() as connection:
        connection.exec_driver_sql("SELECT wrong FROM nowhere")
    assert handle() is not before


def test_two_at_once_in_one_process_are_told_that_it_is_busy(copy: Path):
    database = Database(copy, patience=0.05)
    database.verify()
    with database.reading(), pytest.raises(ShareUnavailable) as caught, database.reading():
        pass
    assert caught.value.facts["problem"] == "busy"
    database.close()
