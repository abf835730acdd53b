"""The office by the command line: its people, its settings, its procedure."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.paths import resource
from tests.desktop.small_office import found_office, new_project

SECOND_SOP = Path(__file__).parents[2] / "models" / "second_sop.toml"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    found_office(tmp_path / "lajur.db")
    return tmp_path / "lajur.db"


@pytest.fixture
def run(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("LAJUR_HOME", str(tmp_path / "home"))

    def run(*words: str, login: str = "ratna") -> tuple[int, str, str]:
        status = main(["--database", str(place), "--as", login, *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_an_administrator_adds_a_member_who_is_listed_with_role_and_team(run: Run) -> None:
    words = ("member", "add", "Wulan", "--name", "Wulan Damayanti", "--role", "programmer", "--team", "Tim TIP")
    assert run(*words)[0] == 0
    status, out, _ = run("member", "list")
    assert status == 0
    assert "wulan  Wulan Damayanti  (Programmer)  Tim TIP" in out.splitlines()


def test_nobody_else_may_add_members_and_an_unknown_role_is_refused(run: Run) -> None:
    status, _, trouble = run("member", "add", "x", "--name", "X", login="sari")
    assert status == 1
    assert "administrator" in trouble.lower()
    status, _, trouble = run("member", "add", "x", "--name", "X", "--role", "raja")
    assert status != 0
    assert "raja" in trouble


def test_the_letterhead_is_set_from_a_file_and_shown(run: Run, tmp_path: Path) -> None:
    facts = tmp_path / "kop.json"
    facts.write_text(
        json.dumps({"letterhead": {"address": ["Jalan Adam Malik Km. 8"]}, "support_contact": "pesawat 214"})
    )
    assert run("office", "set", "--facts", str(facts))[0] == 0
    out = run("office", "show")[1]
    assert "Jalan Adam Malik Km. 8" in out
    assert "Kontak: pesawat 214" in out


@pytest.mark.parametrize("content", ["[]", "{", ""])
def test_settings_that_are_no_object_are_wrong_usage(run: Run, tmp_path: Path, content: str) -> None:
    facts = tmp_path / "kop.json"
    facts.write_text(content)
    assert run("office", "set", "--facts", str(facts))[0] == 2
    assert run("office", "set", "--facts", str(tmp_path / "tidak-ada.json"))[0] == 2


def test_another_procedure_is_adopted_for_new_projects(run: Run) -> None:
    assert run("sop", "adopt", str(SECOND_SOP))[0] == 0
    out = run("sop", "show")[1]
    assert "SOP-900/UJI/2026" in out
    assert "5. Terbit" in out


def test_a_running_project_stays_on_the_version_it_began_with(run: Run, place: Path, tmp_path: Path) -> None:
    card = new_project(place, tmp_path)
    revised = resource("sop", "sop-057-17000-2025.toml").read_text(encoding="utf-8")
    changed = tmp_path / "revisi.toml"
    changed.write_text(revised.replace('title = "Disposisi"', 'title = "Disposisi dan Arahan"'), encoding="utf-8")
    assert run("sop", "adopt", str(changed))[0] == 0
    shown = json.loads(run("--json", "project", "show", card.number)[1])
    assert [step["title"] for step in shown["sop"]["steps"]][1] == "Disposisi"
    assert "Disposisi dan Arahan" in run("sop", "show")[1]


def test_a_procedure_without_a_column_for_a_running_project_is_refused(run: Run, place: Path, tmp_path: Path) -> None:
    card = new_project(place, tmp_path)
    with closing(sqlite3.connect(place)) as database, database:
        database.execute("UPDATE project SET step = 6 WHERE id = ?", (card.id,))
    status, _, trouble = run("sop", "adopt", str(SECOND_SOP))
    assert status != 0
    assert "1 proyek masih berjalan setelah langkah 5" in trouble


def test_a_file_that_is_no_procedure_is_refused_with_its_place(run: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "salah.toml"
    wrong.write_text("code = \n")
    status, _, trouble = run("sop", "adopt", str(wrong))
    assert status != 0
    assert "baris 1" in trouble
