"""A whole look at an office, and order among its leftovers: nothing is lost by it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from models.errors import Stopped
from models.records.backup import Backups
from models.records.repair import look_over, repair
from models.upkeep import Fault, Pace, Report
from tests.models.office import FORWARD, Office
from views.upkeep_words import UpkeepWords
from views.words import Words


@pytest.fixture
def used(office: Office) -> Office:
    """An office with some documents and a backup of today."""
    office.walk(office.new(), *FORWARD[:3])
    Backups(office.place).make(office.database, office.now, "PC-1", Pace())
    return office


def report(office: Office) -> Report:
    found = look_over(office.database, office.store, office.now, Pace())
    lines = UpkeepWords(Words()).report(found)
    assert all(line and "{" not in line and "None" not in line for line in lines)
    return found


def repaired(office: Office) -> Report:
    return repair(office.database, office.store, report(office), "PC-1", office.now, Pace())


def codes(office: Office) -> list[str]:
    return [each.code for each in report(office).notices]


def leave(office: Office, relative: str, content: str = "sisa") -> Path:
    path = office.store.root / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def list_of(office: Office) -> Path:
    """The list of hashes of the first project."""
    folder = office.store.root / office.project(1).documents[0].path
    return folder.parent.parent / "manifest-sha256.txt"


def test_an_office_in_order_has_nothing_to_tell(used: Office):
    assert report(used).notices == ()
    assert repaired(used) == report(used)


def test_every_save_with_documents_writes_the_list_that_the_office_checks_with_sha256sum(used: Office):
    command = ["sha256sum", "--strict", "-c", list_of(used).name]
    done = subprocess.run(command, cwd=list_of(used).parent, check=True, capture_output=True, text=True)
    assert len(done.stdout.splitlines()) == len(used.project(1).documents)


@pytest.mark.parametrize("content", [None, "", "0  lain.pdf"])
def test_a_lost_or_stale_list_is_told_and_written_anew(used: Office, content: str | None):
    listed = list_of(used)
    before = listed.read_bytes()
    listed.unlink()
    if content is not None:
        listed.write_text(content, encoding="utf-8")
    assert codes(used) == ["manifests"]
    assert repaired(used).rewritten == (listed.parent.relative_to(used.store.root).as_posix(),)
    assert listed.read_bytes() == before
    assert codes(used) == []


def test_leftovers_are_moved_aside_and_nothing_is_lost(used: Office):
    leave(used, "2026/PRJ-2026-001 x/sisa.txt", "satu")
    leave(used, "_yatim/2026/PRJ-2026-001 x/sisa.txt", "lama")
    done = repaired(used)
    assert done.moved == ("_yatim/2026/PRJ-2026-001 x/sisa (2).txt",)
    assert (used.store.root / done.moved[0]).read_text() == "satu"
    assert report(used).orphans == ()
    assert report(used).clean
    assert used.project(1, check=True).documents[0].intact


def test_damage_stays_damage_after_a_repair(used: Office):
    stored = used.store.root / used.project(1).documents[0].path
    stored.chmod(0o644)
    stored.unlink()
    leave(used, "2026/sisa.txt")
    done = repaired(used)
    assert [each.fault for each in done.findings] == [Fault.DOCUMENT_MISSING]
    assert [each.fault for each in report(used).findings] == [Fault.DOCUMENT_MISSING]


def test_a_save_whose_files_were_taken_for_leftovers_places_them_again(used: Office, monkeypatch: pytest.MonkeyPatch):
    """Between the placing of its files and its transaction, another workstation repairs."""
    place, calls = used.store.place, []

    def place_and_be_repaired(*arguments):
        placed = place(*arguments)
        if not calls:
            calls.append(placed.path)
            used.store.set_aside(placed.path)
        return placed

    monkeypatch.setattr(used.store, "place", place_and_be_repaired)
    used.new("Kedua")
    monkeypatch.undo()
    assert report(used).clean
    assert (used.store.root / "_yatim" / calls[0]).exists()


def test_old_missing_and_spoiled_backups_are_told(used: Office):
    repaired(used)
    used.now += timedelta(days=3)
    assert codes(used) == []
    used.now += timedelta(days=1)
    assert codes(used) == ["backup_old"]
    newest = Path(used.place.parent / "Cadangan" / Backups(used.place).all()[0].name)
    newest.chmod(0o644)
    newest.write_bytes(newest.read_bytes() + b"x")
    assert codes(used) == ["backup_old", "backup_damaged"]
    newest.unlink()
    assert codes(used) == ["backup_none"]


def test_a_maintenance_that_a_crash_left_is_told(used: Office):
    repaired(used)
    with closing(sqlite3.connect(used.place, isolation_level=None)) as raw:
        raw.execute("INSERT INTO maintenance VALUES (1, 'Rina', 'restore', 'x', '2026-03-02T02:00:00.000000Z')")
    assert codes(used) == ["maintenance_left"]


def test_a_copy_that_was_cut_off_is_told_and_left(used: Office):
    repaired(used)
    part = leave(used, "2026/.0123.part")
    assert codes(used) == ["leftovers"]
    repaired(used)
    assert part.exists()


def test_a_look_can_be_stopped(used: Office):
    left = iter(range(3))
    with pytest.raises(Stopped):
        look_over(used.database, used.store, used.now, Pace(stop=lambda: next(left, None) is None))


def test_old_files_keep_their_time_when_they_are_moved(used: Office):
    path = leave(used, "2026/sisa.txt")
    long_ago = time.mktime((2020, 1, 1, 0, 0, 0, 0, 0, 0))
    os.utime(path, (long_ago, long_ago))
    assert (used.store.root / repaired(used).moved[0]).stat().st_mtime == long_ago
