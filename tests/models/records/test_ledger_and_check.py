"""The ledger cannot be changed unnoticed, and a check finds whatever was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.administration.checking import check
from models.errors import DamageFound
from models.records import ledger
from models.storage.database import open_office
from models.upkeep import Fault
from tests.models.office import FILE, FORWARD, SERVER, Office
from views.words.upkeep_words import UpkeepWords
from views.words.words import Words


@pytest.fixture
def busy(office: Office) -> Office:
    """An office with some history."""
    office.walk(office.new(), *FORWARD[:3], "return_srs")
    office.new()
    return office


KINDS = (FILE, SERVER)


def tamper(office: Office, *statements: str) -> None:
    """Changes the office behind the program's back."""
    if office.address:
        with psycopg.connect(office.address) as server:
            server.execute("SET session_replication_role = replica")  # no trigger, no foreign key
            for statement in statements:
                server.execute(statement)  # pyright: ignore[reportArgumentType]
        return
    with sqlite3.connect(office.place) as raw:
        for name in ("ledger_refuses_update", "ledger_refuses_delete"):
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
    raw.close()


def faults(office: Office) -> set[Fault]:
    report = check(office.database, office.store)
    said = [UpkeepWords(Words()).damage(each) for each in report.findings]
    assert all(each.fault not in sentence for each, sentence in zip(report.findings, said, strict=True))
    return {each.fault for each in report.findings}


def test_an_office_in_use_is_whole(busy: Office):
    report = check(busy.database, busy.store)
    assert report.clean
    assert report.counts == {"riwayat": 13, "proyek": 2, "dokumen": 5, "berkas tanpa catatan": 0}


def test_a_server_refuses_to_empty_the_ledger_at_once(server_office: Office):
    server_office.new()
    with pytest.raises(DBAPIError, match="append-only"), server_office.database.writing() as connection:
        connection.execute(text("TRUNCATE ledger"))
    assert check(server_office.database, server_office.store).clean


@pytest.mark.parametrize("deed", ["UPDATE ledger SET person = 'x'", "DELETE FROM ledger"])
def test_the_database_itself_refuses_to_change_the_ledger(busy: Office, deed: str):
    with pytest.raises(DBAPIError, match="append-only"), busy.database.writing() as connection:
        connection.execute(text(deed))
    assert check(busy.database, busy.store).clean


@pytest.mark.parametrize(
    "column", ["at", "person", "workstation", "deed", "details", "operation_id", "previous", "hash"]
)
def test_one_changed_ledger_row_is_found(busy: Office, column: str):
    tamper(busy, f"UPDATE ledger SET {column} = {column} || ' ' WHERE sequence = 9")
    assert Fault.LEDGER_HASH in faults(busy)


def test_a_removed_line_is_found_in_the_middle_and_at_the_end(busy: Office):
    tamper(busy, "DELETE FROM ledger WHERE sequence = 9")
    assert {Fault.LEDGER_GAP, Fault.LEDGER_HASH} <= faults(busy)


def test_a_removed_last_line_is_found(busy: Office):
    tamper(busy, "DELETE FROM ledger WHERE sequence = (SELECT max(sequence) FROM ledger)")
    assert faults(busy) == {Fault.PROJECT}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE project SET step = 9 WHERE id = 1",
        "UPDATE project SET round = 1 WHERE id = 1",
        "UPDATE project SET state = 'maintenance' WHERE id = 1",
        "UPDATE document SET status = 'current' WHERE status = 'returned'",
        "UPDATE document SET sha256 = 'x' WHERE id = 1",
        "UPDATE fact SET value = '\"lain\"' WHERE key = 'contact'",
        "UPDATE visit SET left_at = '' WHERE id = 1",
        "DELETE FROM visit WHERE left_at = ''",
    ],
)
def test_a_project_that_differs_from_its_history_is_found(busy: Office, statement: str):
    tamper(busy, statement)
    assert Fault.PROJECT in faults(busy)


def test_details_that_cannot_be_read_or_followed_are_found(busy: Office):
    tamper(busy, "UPDATE ledger SET details = '{' WHERE sequence = 9")
    assert Fault.STORY in faults(busy)


def test_a_project_without_any_history_is_found(busy: Office):
    tamper(busy, "UPDATE ledger SET project_id = 3 WHERE project_id = 2")
    assert {Fault.PROJECT} <= faults(busy)


def test_a_line_of_a_project_that_does_not_exist_is_found(busy: Office, kind: str):
    """A server lets nobody write that but its own administrator."""
    statement = "UPDATE ledger SET project_id = 3 WHERE project_id = 2"
    if kind == SERVER:
        with pytest.raises(DBAPIError, match="append-only"), busy.database.writing() as connection:
            connection.execute(text(statement))
        return
    tamper(busy, statement)
    assert Fault.REFERENCE in faults(busy)


@pytest.mark.parametrize("damage", ["one byte", "gone", "outside"])
def test_one_changed_byte_of_a_document_is_found(busy: Office, damage: str):
    stored = busy.store.root / busy.project(1).documents[0].path
    if damage == "one byte":
        stored.chmod(0o644)
        content = bytearray(stored.read_bytes())
        content[3] ^= 1
        stored.write_bytes(content)
    elif damage == "gone":
        stored.unlink()
    else:
        tamper(busy, "UPDATE document SET path = '../../etc/passwd' WHERE id = 1")
    wanted = Fault.DOCUMENT_CHANGED if damage == "one byte" else Fault.DOCUMENT_MISSING
    assert wanted in faults(busy)
    assert not check(busy.database, busy.store).clean


def test_a_file_that_no_row_names_is_counted_but_is_no_damage(busy: Office):
    (busy.store.root / "2026" / "tertinggal.txt").write_text("x", encoding="utf-8")
    report = check(busy.database, busy.store)
    assert (report.findings, report.orphans) == ((), ("2026/tertinggal.txt",))


def test_broken_pages_are_found(tmp_path: Path, template: bytes):
    office = Office(tmp_path, template=template)
    office.new()
    office.close()
    content = bytearray(office.place.read_bytes())
    for page in range(8, len(content) // 4096):
        content[page * 4096 : page * 4096 + 16] = b"\xff" * 16
    broken = tmp_path / "rusak.lajur"
    broken.write_bytes(content)
    with pytest.raises(DamageFound), closing(open_office(broken)) as database:
        check(database, office.store)


def test_a_new_ledger_starts_from_nothing(busy: Office):
    with busy.database.reading() as connection:
        lines = list(ledger.every(connection))
        assert lines[0].previous == ledger.GENESIS
        assert [line.sequence for line in lines] == list(range(1, len(lines) + 1))
        assert ledger.line(connection, 10_000) is None
