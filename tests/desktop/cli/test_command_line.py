"""The command line on a real office: what it does, what it refuses, and its exit status."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.cli import command_line
from tests.desktop.small_office import board_of, first_facts, found_office, new_project, small_pdf


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("kantor")
    found_office(folder / "lajur.db")
    return folder


@pytest.fixture
def place(made, tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("LAJUR_HOME", str(tmp_path / "rumah"))
    monkeypatch.delenv("LAJUR_DATABASE", raising=False)
    copy = tmp_path / "kantor" / "lajur.db"
    copy.parent.mkdir()
    copy.write_bytes((made / "lajur.db").read_bytes())
    return copy


@pytest.fixture
def lajur(place, capsys):
    def run(*words: str, login: str = "dimas", database: str = "") -> tuple[int, str, str]:
        status = command_line.main(["--database", database or str(place), "--as", login, *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def written(folder: Path, name: str, content: object) -> str:
    path = folder / name
    path.write_text(json.dumps(content), "utf-8")
    return str(path)


def test_a_request_is_made_listed_and_shown(lajur, place, tmp_path):
    facts = written(tmp_path, "isian.json", first_facts())
    pdf = small_pdf(tmp_path)
    letter = ("--letter-number", "B-17/2026", "--letter-date", "2026-11-02", "--letter-subject", "Permohonan")
    status, out, _ = lajur("project", "new", "--facts", facts, "--attach", f"ND={pdf}", *letter)
    assert status == 0
    number = out.split(":")[0]
    status, out, _ = lajur("project", "list")
    assert number in out
    assert "e-Presensi Mitra Statistik" in out
    status, out, _ = lajur("project", "show", number.lower())
    assert "nota dinas.pdf" in out
    assert "submit_request → langkah 2" in out
    assert "None" not in out
    assert (place.parent / "Dokumen").is_dir()


def test_a_move_by_step_or_by_decision_is_the_same(lajur, place, tmp_path):
    card = new_project(place, tmp_path)
    assert lajur("project", "move", card.number, "--to", "2")[0] == 0
    assert (
        lajur(
            "project",
            "return",
            card.number,
            "--to",
            "1",
            "--reason",
            "Latar belakang belum jelas benar.",
            login="ratna",
        )[0]
        == 0
    )
    assert lajur("project", "move", card.number, "submit_request", login="ratna")[0] == 1
    assert board_of(place).cards[0].step == 1


def test_a_refusal_names_each_obstacle_and_ends_with_one(lajur, place, tmp_path):
    facts = written(tmp_path, "isian.json", first_facts())
    number = lajur("project", "new", "--facts", facts)[1].split(":")[0]
    status, out, err = lajur("project", "move", number, "submit_request")
    assert status == 1
    assert out == ""
    assert "Nota dinas" in err or "nota dinas" in err
    status, _, err = lajur("--json", "project", "move", number, "submit_request")
    assert status == 1
    plain = json.loads(err)
    assert plain["refused"] == "rule_broken"
    assert [each["why"] for each in plain["obstacles"]] == ["document_missing"]


def test_who_has_no_role_is_refused(lajur, place, tmp_path):
    card = new_project(place, tmp_path)
    status, _, err = lajur("project", "move", card.number, "submit_request", login="bagas")
    assert status == 1
    assert "Ketua Tim Terkait" in err


def test_hold_and_resume(lajur, place, tmp_path):
    card = new_project(place, tmp_path)
    lajur("project", "move", card.number, "--to", "2")
    assert (
        lajur("project", "hold", card.number, "--reason", "Menunggu pemohon", "--until", "2027-01-31", login="ratna")[0]
        == 0
    )
    assert board_of(place).cards[0].state.value == "held"
    assert lajur("project", "resume", card.number, login="ratna")[0] == 0
    assert board_of(place).cards[0].state.value == "running"


def test_history_tells_who_did_what(lajur, place, tmp_path):
    card = new_project(place, tmp_path)
    lajur("project", "move", card.number, "--to", "2")
    status, out, _ = lajur("project", "history", card.number)
    assert status == 0
    assert out.count("Dimas Anggara") == 2


def test_fields_are_listed_with_their_choices(lajur):
    status, out, _ = lajur("project", "fields", "--step", "1")
    assert status == 0
    for key in first_facts():
        assert key in out
    status, out, _ = lajur("--json", "project", "fields")
    assert {fact["step"] for fact in json.loads(out)} >= {1, 2, 3, 4, 5, 8}


def test_facts_are_set_and_wrong_ones_are_refused(lajur, place, tmp_path):
    card = new_project(place, tmp_path)
    name = next(key for key, value in first_facts().items() if value == "e-Presensi Mitra Statistik")
    assert lajur("project", "set", card.number, "--facts", written(tmp_path, "a.json", {name: "Nama baru"}))[0] == 0
    assert board_of(place).cards[0].name == "Nama baru"
    status, _, err = lajur("project", "set", card.number, "--facts", written(tmp_path, "b.json", {name: "x" * 100_000}))
    assert status == 1
    assert "terlalu panjang" in err
    assert lajur("project", "set", card.number, "--facts", written(tmp_path, "c.json", {"tidak_ada": "x"}))[0] == 1
    assert lajur("project", "set", card.number, "--facts", written(tmp_path, "d.json", {name: {"a": None}}))[0] == 1


@pytest.mark.parametrize("form", ["release_notice", "completion_report", "disposition", "project_card"])
def test_papers_are_printed_to_a_file(lajur, place, tmp_path, form):
    card = new_project(place, tmp_path)
    out = tmp_path / "naskah.pdf"
    status, said, _ = lajur("print", form, card.number, "--out", str(out))
    assert status == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert str(out) in said


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("proyek",),
        ("project",),
        ("project", "show"),
        ("project", "show", "PRJ-1999-001"),
        ("project", "move", "PRJ-1999-001"),
        ("project", "hold", "PRJ-1999-001", "--reason", "x", "--until", "besok"),
        ("project", "new", "--facts", "tidak-ada.json"),
        ("project", "list", "--step", "tiga"),
        ("project", "list", "--lain"),
        ("print", "surat_cinta", "PRJ-1999-001", "--out", "x.pdf"),
    ],
)
def test_wrong_usage_is_told_in_indonesian_and_ends_with_two(lajur, words):
    status, out, err = lajur(*words)
    assert status == 2
    assert out == ""
    for english in ("usage:", "required", "invalid", "argument ", "Traceback", "None"):
        assert english not in err


@pytest.mark.parametrize("content", [b"", b"[1]", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_facts_file_that_makes_no_sense_ends_with_two(lajur, tmp_path, content):
    path = tmp_path / "isian.json"
    path.write_bytes(content)
    status, _, err = lajur("project", "new", "--facts", str(path))
    assert status == 2
    assert str(path) in err


def test_playing_others_is_for_training_offices_only(lajur, tmp_path):
    real = tmp_path / "nyata.db"
    found_office(real, training=False)
    status, _, err = lajur("project", "list", database=str(real))
    assert status == 2
    assert "kantor latihan" in err


def test_an_unknown_member_is_refused(lajur):
    status, _, err = lajur("project", "list", login="siapa")
    assert status == 1
    assert "siapa" in err


def test_no_database_named_is_wrong_usage(place):
    assert command_line.main(["project", "list"]) == 2


def test_the_database_may_come_from_the_environment(place, monkeypatch):
    monkeypatch.setenv("LAJUR_DATABASE", str(place))
    assert command_line.main(["project", "list"]) == 0


def test_a_database_that_is_not_there_ends_with_three(lajur, tmp_path):
    assert lajur("project", "list", database=str(tmp_path / "tidak-ada.db"))[0] == 3
    assert not (tmp_path / "tidak-ada.db").exists()
    assert lajur("project", "list", database=str(tmp_path))[0] == 3


@pytest.mark.parametrize("content", [b"", b"bukan basis data", b"SQLite format 3\0" + bytes(2000)])
def test_a_file_that_is_no_office_ends_with_four(lajur, tmp_path, content):
    path = tmp_path / "rusak.db"
    path.write_bytes(content)
    assert lajur("project", "list", database=str(path))[0] == 4
    assert path.read_bytes() == content


def test_init_makes_an_office_whose_administrator_is_this_account(tmp_path, place, capsys):
    target = tmp_path / "baru.db"
    assert command_line.main(["init", str(target), "--name", "Ratna Puspita Dewi"]) == 0
    assert target.exists()
    assert command_line.main(["--database", str(target), "--json", "project", "list"]) == 0
    assert command_line.main(["init", str(target)]) == 3


def test_check_passes_and_finds_a_changed_byte_of_a_document_and_of_the_ledger(lajur, place, tmp_path):
    new_project(place, tmp_path)
    assert lajur("check")[0] == 0
    document = next(path for path in (place.parent / "Dokumen").rglob("*.pdf"))
    good = document.read_bytes()
    document.chmod(0o644)
    document.write_bytes(good[:-1] + b"!")
    assert lajur("check")[0] == 4
    document.write_bytes(good)
    with closing(sqlite3.connect(place)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE ledger SET person = 'x' WHERE rowid = (SELECT max(rowid) FROM ledger)")
        connection.commit()
    assert lajur("check")[0] == 4


def test_help_is_indonesian(capsys):
    with pytest.raises(SystemExit) as left:
        command_line.main(["--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert "Pemakaian:" in out
    assert "usage" not in out
