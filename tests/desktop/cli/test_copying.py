"""`init` and `copy` between files and a server, and the whole program on an office that a server keeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from pytestqt.qtbot import QtBot

from desktop.cli import command_line
from desktop.settings import Settings, read_settings, write_settings
from desktop.workers.records_service import RecordsService
from models import places
from models.board import Board
from models.requests import AddComment, ReadBoard
from tests.desktop.small_office import first_facts, found_office, small_pdf
from tests.desktop.window_hands import PATIENT, Hands, elsewhere
from tests.postgres_server import GUARDED, PASSWORD, PostgresServer

Lajur = Callable[..., tuple[int, str, str]]


@pytest.fixture
def lajur(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Lajur:
    """Runs a command; its status, output and complaints."""
    monkeypatch.setenv("LAJUR_HOME", str(tmp_path / "rumah"))
    for name in ("LAJUR_DATABASE", "LAJUR_DOCUMENTS"):
        monkeypatch.delenv(name, raising=False)

    def run(*words: str) -> tuple[int, str, str]:
        status = command_line.main(list(words))
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@dataclass(frozen=True)
class Moved:
    """A training office in a file, and the same on a server with documents in a folder of their own."""

    file: str
    address: str
    documents: Path
    proof: dict[str, Any]


@pytest.fixture
def moved(lajur: Lajur, tmp_path: Path, address: str) -> Moved:
    file, documents = tmp_path / "lajur.db", tmp_path / "Dokumen server"
    found_office(file)
    facts = tmp_path / "isian.json"
    facts.write_text(json.dumps(first_facts()), "utf-8")
    attach = ("--attach", f"ND={small_pdf(tmp_path)}")
    status, _, trouble = lajur(
        "--database", str(file), "--as", "dimas", "project", "new", "--facts", str(facts), *attach
    )
    assert (status, trouble) == (0, "")
    status, out, _ = lajur("--json", "copy", str(file), address, "--documents", str(documents))
    assert status == 0
    return Moved(str(file), address, documents, json.loads(out))


def test_an_office_is_copied_with_its_documents_and_the_proof_is_told(lajur: Lajur, moved: Moved):
    tables = {row["name"]: (row["rows"], len(row["sha256"])) for row in moved.proof["tables"]}
    assert tables["project"] == tables["document"] == (1, 64)
    assert moved.proof["documents"]["files"] >= 1
    assert lajur("--database", moved.address, "check")[0] == 0
    pdf = next(moved.documents.rglob("*.pdf"))
    pdf.chmod(0o644)
    pdf.write_bytes(b"lain")
    assert lajur("--database", moved.address, "check")[0] == 4
    assert lajur("--database", moved.file, "check")[0] == 0


def test_a_copy_back_names_the_folder_where_the_documents_stay(lajur: Lajur, moved: Moved, tmp_path: Path):
    back = tmp_path / "lain" / "kembali.db"
    back.parent.mkdir()
    status, out, trouble = lajur("copy", moved.address, str(back))
    assert status == 0
    assert "tetap di foldernya semula" in out
    assert "Menyalin data: 100 %" in trouble
    assert lajur("--database", str(back), "check")[0] == 0
    assert [path.name for path in back.parent.iterdir() if path.suffix != ".wlock"] == ["kembali.db"]
    status, _, trouble = lajur("copy", moved.address, str(back))
    assert (status, "Sudah ada" in trouble) == (3, True)
    status, _, trouble = lajur("copy", moved.address, str(tmp_path / "tiada" / "lajur.db"))
    assert (status, f"Folder {tmp_path / 'tiada'} tidak ada. Buat folder itu" in trouble) == (3, True)


def test_work_goes_on_from_the_command_line(lajur: Lajur, moved: Moved):
    at = ("--database", moved.address, "--as", "dimas")
    status, out, _ = lajur(*at, "project", "move", "PRJ-2026-001", "--to", "2")
    assert (status, "langkah 2" in out) == (0, True)
    assert "langkah 2" in lajur(*at, "project", "list")[1]
    assert "langkah 1" in lajur("--database", moved.file, "--as", "dimas", "project", "list")[1]


def test_the_board_tells_where_the_documents_lie(lajur: Lajur, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file, copy, apart = tmp_path / "lajur.db", tmp_path / "Salinan" / "lajur.db", tmp_path / "Dokumen lain"
    copy.parent.mkdir()
    found_office(file)
    assert lajur("copy", str(file), str(copy), "--documents", str(apart))[0] == 0

    def told(place: Path) -> str:
        service = RecordsService(str(place))
        board = service.answer(ReadBoard(), "ratna")
        service.close()
        assert isinstance(board, Board)
        return board.documents

    assert told(file) == str(tmp_path / "Dokumen")
    assert told(copy) == str(apart)
    moved_here = apart.rename(tmp_path / "di sini")
    monkeypatch.setenv("LAJUR_DOCUMENTS", str(moved_here))
    assert told(copy) == str(moved_here)


def test_documents_that_cannot_be_reached_are_told_and_may_be_elsewhere_on_this_computer(
    lajur: Lajur, moved: Moved, monkeypatch: pytest.MonkeyPatch
):
    elsewhere = moved.documents.rename(moved.documents.with_name("di sini"))
    status, _, trouble = lajur("--database", moved.address, "check")
    assert (status, "Folder dokumen" in trouble) == (3, True)
    assert not moved.documents.exists()
    monkeypatch.setenv("LAJUR_DOCUMENTS", str(elsewhere))
    assert lajur("--database", moved.address, "check")[0] == 0


def test_a_new_office_on_a_server_names_its_documents(lajur: Lajur, address: str, tmp_path: Path):
    status, _, trouble = lajur("init", address)
    assert (status, "--documents" in trouble) == (2, True)
    documents = tmp_path / "Bersama" / "Dokumen"
    status, out, _ = lajur("init", address, "--documents", str(documents), "--name", "Kepala")
    assert (status, documents.is_dir(), address in out) == (0, True, True)
    assert lajur("--database", address, "check")[0] == 0
    status, _, trouble = lajur("init", address, "--documents", str(documents))
    assert (status, "Sudah ada kantor" in trouble) == (3, True)


def test_who_logged_in_on_the_server_is_that_member(lajur: Lajur, moved: Moved, postgres_server: PostgresServer):
    run = postgres_server.run
    run("CREATE ROLE dimas LOGIN")
    run("GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO dimas", moved.address)
    run("REVOKE UPDATE, DELETE ON ledger FROM dimas", moved.address)
    run("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO dimas", moved.address)
    run("UPDATE office SET training = false", moved.address)
    own = moved.address.replace("lajur@", "dimas@")
    status, out, _ = lajur("--database", own, "project", "move", "PRJ-2026-001", "--to", "2")
    assert (status, "langkah 2" in out) == (0, True)
    status, _, trouble = lajur("--database", moved.address, "project", "list")
    assert (status, "belum terdaftar" in trouble) == (1, True)
    run("DROP OWNED BY dimas", moved.address)
    run("DROP ROLE dimas")


def test_no_password_is_kept_or_shown(lajur: Lajur, tmp_path: Path, postgres_server: PostgresServer):
    place = postgres_server.address("tiada", GUARDED, PASSWORD.replace(" ", "%20"))
    status, out, trouble = lajur("--database", place, "project", "list")
    assert status == 3
    assert "sandi%20uji" not in out + trouble
    settings = tmp_path / "settings.json"
    write_settings(settings, Settings(database=places.without_password(place)))
    assert read_settings(settings).database == postgres_server.address("tiada", GUARDED)


def test_the_window_works_on_an_office_on_a_server_and_outlives_its_restart(
    moved: Moved, qtbot: QtBot, tmp_path: Path, postgres_server: PostgresServer
):
    hands = Hands(qtbot, moved.address, tmp_path / "rumah", "dimas", PATIENT)
    hands.start()
    card = hands.card("PRJ-2026-001")
    hands.wish(card, "submit_request")
    hands.until(lambda: hands.card(card.number).step == 2)
    elsewhere(moved.address, AddComment(operation_id=uuid4().hex, project_id=1, version=2, text="x"), "dimas")
    hands.until(lambda: hands.card(card.number).comments == 1)
    postgres_server.stop()
    postgres_server.start()
    hands.until(hands.window.commands["undo"].isEnabled)
    elsewhere(moved.address, AddComment(operation_id=uuid4().hex, project_id=1, version=3, text="y"), "dimas")
    hands.until(lambda: hands.card(card.number).comments == 2)
    hands.leave()
    assert hands.crashes == []
