"""The command line looks after the office's file."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from desktop.cli import command_line
from models.administration.backup import WIB
from models.storage.tables import SCHEMA
from tests.desktop.small_office import found_office, new_project


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("kantor")
    found_office(folder / "lajur.db")
    new_project(folder / "lajur.db", folder)
    return folder


@pytest.fixture
def place(made, tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("LAJUR_HOME", str(tmp_path / "rumah"))
    monkeypatch.delenv("LAJUR_DATABASE", raising=False)
    copy = tmp_path / "kantor"
    copy.mkdir()
    for source in made.rglob("*"):
        target = copy / source.relative_to(made)
        target.mkdir() if source.is_dir() else target.write_bytes(source.read_bytes())
    return copy / "lajur.db"


@pytest.fixture
def lajur(place, capsys):
    def run(*words: str, login: str = "ratna") -> tuple[int, str, str]:
        status = command_line.main(["--database", str(place), "--as", login, *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def backups(place: Path) -> list[Path]:
    return sorted((place.parent / "Cadangan").glob("lajur-2*.db"))


def projects(place: Path) -> int:
    with closing(sqlite3.connect(place)) as raw:
        return raw.execute("SELECT count(*) FROM project").fetchone()[0]


def test_a_backup_is_made_listed_and_restored(lajur, place, tmp_path):
    status, out, progress = lajur("backup")
    assert status == 0
    (backup,) = backups(place)
    assert str(backup) in out
    assert "Menyalin data" in progress
    assert backup.name in lajur("backup", "--list")[1]
    new_project(place, tmp_path, "Kedua")
    assert projects(place) == 2
    status, out, _ = lajur("restore", backup.name)
    assert status == 0
    assert "disimpan di" in out
    assert f"Nomor sampai PRJ-{datetime.now(WIB):%Y}-002 sudah diberikan dan tidak diberikan lagi." in out
    assert projects(place) == 1
    assert lajur("check")[0] == 0


def test_a_ruined_office_is_put_back(lajur, place):
    lajur("backup")
    place.write_bytes(b"rusak" * 1000)
    assert lajur("check")[0] == 4
    status, out, trouble = lajur("restore", backups(place)[0].name)
    assert (status, projects(place)) == (0, 1), trouble
    assert "tidak dapat dibaca utuh" in out
    assert lajur("check")[0] == 0


def test_damage_is_told_to_people_and_programs_and_not_repaired(lajur, place):
    stored = next(path for path in (place.parent / "Dokumen").rglob("*.pdf"))
    stored.chmod(0o644)
    stored.write_bytes(b"lain")
    left = stored.parent / "sisa.txt"
    left.write_text("sisa", encoding="utf-8")
    status, out, _ = lajur("check")
    assert status == 4
    assert "Isi dokumen berubah sejak dilampirkan" in out
    status, out, _ = lajur("check", "--repair", "--json")
    told = json.loads(out)
    assert status == 4
    assert told["findings"][0]["fault"] == "document_changed"
    assert told["moved"] == [f"_yatim/{left.relative_to(place.parent / 'Dokumen').as_posix()}"]
    assert not left.exists()


def test_refusals_are_sentences_with_their_status(lajur, place):
    assert lajur("restore", "tiada.db")[0] == 3
    assert "tidak ditemukan" in lajur("restore", "tiada.db")[2]
    lajur("backup")
    status, _, trouble = lajur("restore", backups(place)[0].name, login="dimas")
    assert status == 1
    assert "Hanya administrator yang dapat melakukan ini; minta bantuannya." in trouble
    status, _, trouble = lajur("check", "--repair", login="dimas")
    assert status == 1
    assert "Hanya administrator" in trouble
    backups(place)[0].chmod(0o644)
    with backups(place)[0].open("ab") as file:
        file.write(b"x")
    assert lajur("restore", backups(place)[0].name)[0] == 4


def rewrite(place: Path) -> None:
    with closing(sqlite3.connect(place, isolation_level=None)) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE ledger SET person = 'Orang lain' WHERE sequence = 2")


def test_an_office_that_somebody_rewrote_gets_no_backup_that_passes_for_sound(lajur, place):
    rewrite(place)
    status, _, trouble = lajur("backup")
    assert status == 4
    assert f"Pemeriksaan menemukan 1 kerusakan pada {place}, sehingga tidak dilanjutkan." in trouble
    assert backups(place) == []


def test_a_backup_that_somebody_rewrote_is_refused_with_the_number_of_damages(lajur, place, tmp_path):
    lajur("backup")
    copy = tmp_path / "cadangan lain.db"
    copy.write_bytes(backups(place)[0].read_bytes())
    rewrite(copy)
    status, _, trouble = lajur("restore", str(copy))
    assert status == 4
    assert f"Pemeriksaan menemukan 1 kerusakan pada {copy}, sehingga tidak dilanjutkan." in trouble
    assert projects(place) == 1


def test_an_old_office_names_its_remedy_and_is_upgraded(lajur, place, tmp_path):
    with closing(sqlite3.connect(place, isolation_level=None)) as raw:
        for table in ("maintenance", "backup", "calendar_day"):
            raw.execute(f"DROP TABLE {table}")
        for column in ("min_reader", "min_program", "epoch"):
            raw.execute(f"ALTER TABLE office DROP COLUMN {column}")
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
        raw.execute("PRAGMA user_version = 1")
    status, _, trouble = lajur("project", "list")
    assert status == 3
    assert "lajur upgrade" in trouble
    status, out, _ = lajur("upgrade", "--json")
    assert status == 0
    assert json.loads(out)["now"] == SCHEMA
    assert list((tmp_path / "rumah" / "cache" / "giliran").glob("*.lama"))  # a window beside it knew
    assert lajur("project", "list")[0] == 0
    assert "sudah yang terbaru" in lajur("upgrade")[1]


def test_a_required_version_bars_older_programs_from_writing(lajur, place, monkeypatch):
    assert lajur("maintenance", "require", "0.0.1")[0] == 0
    assert lajur("maintenance", "require", "999.0")[0] == 2
    with closing(sqlite3.connect(place, isolation_level=None)) as raw:
        raw.execute("UPDATE office SET min_program = '999.0'")
    assert lajur("project", "list")[0] == 0
    status, _, trouble = lajur("maintenance", "require", "")
    assert status == 3
    assert "hanya dapat dibaca" in trouble


def test_what_a_crash_left_is_ended(lajur, place):
    with closing(sqlite3.connect(place, isolation_level=None)) as raw:
        raw.execute("INSERT INTO maintenance VALUES (1, 'Rina', 'restore', 'x', '2026-03-02T02:00:00.000000Z')")
    assert "lajur maintenance end" in lajur("check")[1]
    assert lajur("maintenance", "require", "0.0.1")[0] == 3
    assert lajur("maintenance", "end")[1] == "Pemeliharaan diakhiri.\n"
    assert lajur("maintenance", "end")[1] == "Tidak ada pemeliharaan.\n"
    assert lajur("maintenance", "require", "0.0.1")[0] == 0
