"""An office moves to a server and back and is the same; a copy that is cut off leaves nothing that could be used."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models.administration import office_copy
from models.administration.checking import check
from models.administration.office_copy import TABLES, copy_office, digest_of, recorded_documents
from models.documents.document_copy import DocumentMove
from models.documents.store import DocumentStore
from models.errors import DamageFound, OfficeError, ShareUnavailable, Stopped
from models.records.settings import from_json, read_office
from models.requests import AddComment
from models.storage.dialects import open_place
from tests.models.large_office import large_office
from tests.models.office import FILE, FORWARD, ROOT, SERVER, Office, operation

KINDS = (FILE, SERVER)
ODD = 'Sistem "Çıtır" \\n %s {x} 統計 🗂 مرحبا é\u0301'

COPY_AND_WAIT = """
import sys
from models.storage.dialects import open_place
from models.administration.office_copy import copy_office

def tell(table, done, total):
    if table == sys.argv[3]:
        print("there", flush=True)
        sys.stdin.readline()

copy_office(open_place(sys.argv[1]), sys.argv[2], tell=tell)
"""


def place_of(office: Office) -> str:
    return office.address or str(office.place)


@pytest.fixture
def target(office: Office, address: str) -> str:
    """The kind of place that the office is not in."""
    return str(office.folder / "kantor.lajur") if office.address else address


@pytest.fixture
def busy(office: Office) -> Office:
    """An office with some history and names of all kinds."""
    office.walk(office.new(ODD), *FORWARD[:3], "return_srs")
    office.new()
    return office


def refused(source: Office, target: str) -> OfficeError:
    with pytest.raises(OfficeError) as caught:
        copy_office(source.database, target)
    return caught.value


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("*.part*")] + [path.name for path in folder.glob(".*.part*")]


@pytest.mark.laboratory
def test_two_thousand_projects_go_to_a_server_and_come_back_the_same(
    tmp_path: Path, address: str, record_property: Callable[[str, object], None]
):
    office = large_office(tmp_path, 2_000)
    report = check(office.database, office.store)
    assert (report.findings, report.counts["proyek"]) == ((), 2_000)
    began = time.monotonic()
    there = copy_office(office.database, address, lambda recorded: str(office.store.root))
    middle = time.monotonic()
    back = tmp_path / "kembali.lajur"
    with closing(open_place(address)) as server:
        again = copy_office(server, str(back))
        record_property("seconds to the server and back", (middle - began, time.monotonic() - middle))
        assert check(server, office.store).clean
    assert there == again
    with closing(open_place(back)) as file, file.reading() as copied, office.database.reading() as original:
        assert [digest_of(copied, table) for table in TABLES] == [digest_of(original, table) for table in TABLES]
        assert from_json(read_office(copied).settings) == from_json(read_office(original).settings)
    office.close()


def test_people_go_on_working_in_the_copy(busy: Office, target: str):
    proof = copy_office(busy.database, target, lambda recorded: str(busy.store.root))
    assert proof.ledger_lines == busy.board().sequence
    assert {table.name: table.rows for table in proof.tables}["project"] == 2
    moved = Office(busy.folder, address="" if busy.address else target, made=True)
    assert [card.name for card in moved.board().cards] == [card.name for card in busy.board().cards]
    card = moved.new()
    assert card.number == "PRJ-2026-003"
    moved.walk(moved.card(1), "submit_srs")
    assert check(moved.database, busy.store).clean
    moved.close()


def test_what_is_written_meanwhile_is_not_half_in_the_copy(server_office: Office, tmp_path: Path):
    card = server_office.new()
    other = server_office.another_service("PC-2")
    second = open_place(server_office.address)

    def write(table: str, done: int, total: int) -> None:
        if table == "project":
            request = AddComment(operation_id=operation(), project_id=card.id, version=card.version, text="x")
            if not written:
                written.append(other.answer(request, "semua"))

    written: list[object] = []
    proof = copy_office(second, str(tmp_path / "salinan.lajur"), tell=write)
    assert (proof.ledger_lines, server_office.board().sequence) == (8, 9)
    second.close()


def test_a_place_that_is_taken_is_left_alone(busy: Office, target: str, tmp_path: Path):
    copy_office(busy.database, target)
    error = refused(busy, target)
    assert error.facts["problem"] == ("exists" if busy.address else "office_exists")
    letter = tmp_path / "surat.docx"
    letter.write_bytes(b"penting")
    assert refused(busy, str(letter)).facts["problem"] == "exists"
    assert letter.read_bytes() == b"penting"
    assert refused(busy, place_of(busy)).facts["problem"] == ("office_exists" if busy.address else "exists")
    assert refused(busy, str(tmp_path / "tiada" / "x.lajur")).facts["problem"] == "no_folder"
    assert parts(busy.folder) == []


# No project pauses here: that table is told of only when everything is written and read back.
@pytest.mark.parametrize("table", ["member", "ledger", "pause"])
def test_a_copy_killed_in_the_middle_leaves_nothing_and_can_be_begun_anew(busy: Office, target: str, table: str):
    command = [sys.executable, "-c", COPY_AND_WAIT, place_of(busy), target, table]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "there\n"
        process.kill()
    with pytest.raises(ShareUnavailable) as caught:
        open_place(target)
    assert caught.value.facts["problem"] in {"missing", "no_office"}
    copied = copy_office(busy.database, target)
    with closing(open_place(target)) as database:
        assert check(database, busy.store).clean
        with database.reading() as connection:
            assert tuple(digest_of(connection, each) for each in TABLES) == copied.tables
    assert parts(busy.folder) == []


def test_a_copy_under_way_is_not_disturbed_by_a_second_one(server_office: Office, tmp_path: Path):
    server_office.new()
    target = str(tmp_path / "salinan.lajur")
    command = [sys.executable, "-c", COPY_AND_WAIT, server_office.address, target, "ledger"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "there\n"
        with pytest.raises(ShareUnavailable) as caught:
            copy_office(server_office.database, target)
        assert caught.value.facts["problem"] == "founding"
        _, trouble = process.communicate("\n" * 9)
        assert (process.returncode, trouble) == (0, "")
    with closing(open_place(target)) as database:
        assert check(database, server_office.store).clean


def test_a_copy_can_be_stopped(busy: Office, target: str):
    def stop(table: str, done: int, total: int) -> None:
        assert 0 <= done <= total
        if table == "ledger":
            raise Stopped

    with pytest.raises(Stopped):
        copy_office(busy.database, target, tell=stop)
    with pytest.raises(ShareUnavailable):
        open_place(target)
    assert busy.new().number == "PRJ-2026-003"


def test_a_copy_that_says_something_else_is_never_published(busy: Office, target: str, monkeypatch: pytest.MonkeyPatch):
    original = office_copy._placed
    monkeypatch.setattr(
        office_copy, "_placed", lambda table, row, folder: {**original(table, row, folder), **_lost(table.name, row)}
    )
    error = refused(busy, target)
    assert (type(error), error.facts["problem"], error.facts["table"]) == (DamageFound, "copy_differs", "visit")
    with pytest.raises(ShareUnavailable):
        open_place(target)


def _lost(table: str, row: dict[str, object]) -> dict[str, object]:
    return {"reason": str(row["reason"])[:-1]} if table == "visit" else {}


def test_a_broken_ledger_is_not_carried_on(office: Office, target: str):
    office.new()
    with office.database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO ledger SELECT 99, at, person_id, person, workstation, 'x', deed, "
                                   "project_id, details, previous, hash FROM ledger WHERE sequence = 1")  # fmt: skip
    assert refused(office, target).facts["problem"] == "copy_ledger"
    with pytest.raises(ShareUnavailable):
        open_place(target)


def documents(office: Office) -> dict[str, str]:
    with office.database.reading() as connection:
        return recorded_documents(connection)


def test_documents_are_copied_with_their_hashes_and_a_second_try_goes_on(office: Office, tmp_path: Path):
    office.walk(office.new(), *FORWARD, "close_development")
    (office.store.root / "catatan kantor.txt").write_text("x", encoding="utf-8")
    recorded, goal = documents(office), tmp_path / "Dokumen baru"
    told: list[tuple[int, int]] = []

    def stop_in_the_middle(done: int, total: int) -> None:
        told.append((done, total))
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        DocumentMove(office.store.root, goal, stop_in_the_middle).copy(recorded)
    there = {path: path.stat().st_ino for path in goal.rglob("*") if path.is_file()}
    move = DocumentMove(office.store.root, goal, lambda done, total: None)
    copied = move.copy(recorded)
    assert (len(told), len(there)) == (4, 3)
    assert {path: path.stat().st_ino for path in there} == there
    assert copied.files == sum(path.is_file() for path in office.store.root.rglob("*")) > len(recorded)
    assert check(office.database, DocumentStore(goal)).clean
    assert move.copy({**recorded, **documents(office)}) == copied


@pytest.mark.parametrize("damage", ["one byte", "gone", "taken"])
def test_a_document_that_is_not_as_recorded_stops_the_copy(office: Office, tmp_path: Path, damage: str):
    office.new()
    path = office.project(1).documents[0].path
    goal, stored = tmp_path / "Dokumen baru", office.store.root / path
    if damage == "taken":
        (goal / path).parent.mkdir(parents=True)
        (goal / path).write_bytes(b"lain")
    elif damage == "gone":
        stored.unlink()
    else:
        stored.chmod(0o644)
        stored.write_bytes(b"lain")
    with pytest.raises(OfficeError) as caught:
        DocumentMove(office.store.root, goal, lambda done, total: None).copy(documents(office))
    wanted = {"one byte": "document_changed", "gone": "document_missing", "taken": "exists"}
    assert caught.value.facts["problem"] == wanted[damage]
    assert damage == "taken" or not (goal / path).exists()
    with pytest.raises(DamageFound):
        DocumentMove(office.store.root, goal, lambda done, total: None).copy({"../luar.txt": "x"})
