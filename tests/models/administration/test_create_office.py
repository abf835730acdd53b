"""An office whose making was cut off: it is told, made again there, and nothing of others is overwritten."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from models.administration.checking import check
from models.administration.create_office import create_office
from models.administration.repair import look_over, repair
from models.documents.store import DocumentStore
from models.errors import DamageFound, OfficeError, ShareUnavailable
from models.requests import AddMember
from models.storage.database import open_office
from models.storage.gate import MAINTENANCE
from models.storage.leftovers import new_parts
from models.storage.write_lock import beside
from models.upkeep import Pace
from tests.models.office import ROOT, SOP, START
from views.words.trouble_words import TroubleWords
from views.words.words import Words

FOUNDER = """
import os, sys
from pathlib import Path
from models.administration import create_office
from models.storage import durable
from tests.models.administration.test_create_office import found
at, rename = sys.argv[2], durable.rename

def die(*arguments):
    os.kill(os.getpid(), 9)

def rename_and_die(part, final):
    rename(part, final)
    die()

if at == "making":
    create_office._fill = die
else:
    durable.rename = die if at == "before" else rename_and_die
found(Path(sys.argv[1]))
"""
"""Makes an office and is killed: while its rows are written, before it gets its name, or just after."""
HOLD = """
import sys
from pathlib import Path
from models.storage.write_lock import ByteLock
lock = ByteLock(Path(sys.argv[1]))
print(lock.take(), flush=True)
sys.stdin.read()
"""


def found(place: Path) -> None:
    founder = AddMember(operation_id="", login="a", name="A", roles=(), administrator=True)
    create_office(place, sop=SOP, now=START, first=founder)


def killed(place: Path, at: str) -> None:
    command = [sys.executable, "-c", FOUNDER, str(place), at]
    assert subprocess.run(command, cwd=ROOT, check=False, timeout=60).returncode == -9


def told(trouble: OfficeError) -> str:
    sentence = TroubleWords(Words()).sentence(trouble)
    assert "None" not in sentence
    assert "{" not in sentence
    return sentence


def must_be_whole(place: Path) -> None:
    store = DocumentStore(place.parent / "Dokumen")
    with closing(open_office(place)) as database:
        report = look_over(database, store, START, Pace())
        assert check(database, store).clean
        assert {each.code for each in report.notices} <= {"unfinished", "backup_none"}
        assert not repair(database, store, report, "PC-1", START, Pace()).untidy


def test_an_office_that_was_killed_before_it_had_its_name_is_told_and_made_again_in_the_same_place(tmp_path: Path):
    place = tmp_path / "kantor.lajur"
    killed(place, "before")
    assert place.read_bytes() == b""
    with pytest.raises(DamageFound) as caught:
        open_office(place)
    assert "buat lagi kantor itu di tempat yang sama" in told(caught.value)
    assert place.read_bytes() == b""
    found(place)
    must_be_whole(place)


def test_an_office_that_was_killed_while_it_was_being_made_leaves_nothing_in_the_way(tmp_path: Path):
    place = tmp_path / "kantor.lajur"
    killed(place, "making")
    assert not place.exists()
    assert len(new_parts(place)) == 1
    found(place)
    must_be_whole(place)
    assert not [each for each in tmp_path.iterdir() if each.name.startswith(".")]


def test_an_office_that_was_killed_once_it_had_its_name_is_whole_and_never_made_anew(tmp_path: Path):
    place = tmp_path / "kantor.lajur"
    killed(place, "after")
    must_be_whole(place)
    with pytest.raises(ShareUnavailable) as caught:
        found(place)
    assert caught.value.facts["problem"] == "exists"
    must_be_whole(place)


def test_an_empty_file_that_nobody_knows_is_never_overwritten(tmp_path: Path):
    place = tmp_path / "kantor.lajur"
    killed(tmp_path / "lain.lajur", "before")
    place.touch()
    with pytest.raises(DamageFound) as opening:
        open_office(place)
    assert "pulihkan dari cadangan" in told(opening.value)
    with pytest.raises(ShareUnavailable) as founding:
        found(place)
    assert "Hapus dahulu berkas kosong itu" in told(founding.value)
    assert place.read_bytes() == b""
    place.write_bytes(b"penting")
    with pytest.raises(ShareUnavailable):
        found(place)
    assert place.read_bytes() == b"penting"


def test_an_office_is_not_made_while_another_program_makes_it_there(tmp_path: Path):
    place = tmp_path / "kantor.lajur"
    killed(place, "before")
    left = set(tmp_path.iterdir())
    command = [sys.executable, "-c", HOLD, str(beside(place, MAINTENANCE))]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        with pytest.raises(ShareUnavailable) as caught:
            found(place)
        other.communicate("")
    assert "Tunggu sebentar" in told(caught.value)
    assert set(tmp_path.iterdir()) == left
    found(place)
    must_be_whole(place)


def test_a_repair_removes_what_a_killed_founding_left_beside_another_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    place = tmp_path / "kantor.lajur"
    found(place)
    part = place.with_name(f".{place.name}.baru.{'0' * 32}.part")
    part.write_bytes(b"sisa")
    monkeypatch.setattr("models.storage.leftovers.OLD", -1.0)
    with closing(open_office(place)) as database:
        report = look_over(database, DocumentStore(tmp_path / "Dokumen"), START, Pace())
    assert report.leftovers == (str(part),)
