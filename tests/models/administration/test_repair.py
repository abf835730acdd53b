"""A whole look at an office, and order among its leftovers: nothing is lost by it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from models.administration.backup import Backups
from models.administration.repair import look_over, repair
from models.documents.dossier import set_bag_aside
from models.errors import ShareUnavailable, Stopped
from models.storage import leftovers
from models.upkeep import Fault, Pace, Report
from tests.models.office import FORWARD, Office
from views.words.upkeep_words import UpkeepWords
from views.words.words import Words

UNIQUE = "0123456789abcdef" * 2


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


def dossier_left(office: Office) -> Path:
    """A copy of a dossier, as a closing that was cut off leaves it."""
    office.finish(office.walk(office.new("Selesai"), *FORWARD), "close_development")
    (dossier,) = (office.folder / "Arsip").iterdir()
    return Path(shutil.copytree(dossier, dossier.with_name(f"{dossier.name} (2)")))


def test_a_dossier_that_no_closing_names_is_moved_aside_and_those_of_others_stay(used: Office):
    left = dossier_left(used)
    others = [left.with_name("Arsip kantor lain"), left.with_name("Bukan arsip"), left.with_name("Kosong")]
    for each, history in zip(others, ('[{"hash": "lain"}]', "bukan JSON", "[[]]"), strict=True):
        shutil.copytree(left, each)
        (each / "data" / "riwayat.json").write_text(history)
    assert codes(used) == ["dossiers"]
    assert report(used).dossiers == (f"Arsip/{left.name}",)
    before = left.with_name("_yatim") / left.name
    before.mkdir(parents=True)
    done = repaired(used)
    assert done.moved == (f"Arsip/_yatim/{left.name} (2)",)
    assert (used.folder / done.moved[0] / "bagit.txt").is_file()
    assert (report(used).dossiers, codes(used)) == ((), [])
    shutil.copytree(before.parent / f"{left.name} (2)", left.with_name(f".{UNIQUE}.part"))
    assert (report(used).dossiers, codes(used)) == ((), ["unfinished"])
    assert all(each.is_dir() for each in (before, *others))


def test_a_dossier_whose_closing_came_through_after_all_stays(used: Office):
    left = dossier_left(used)
    found = replace(report(used), dossiers=(f"Arsip/{left.name.removesuffix(' (2)')}", f"Arsip/{left.name}"))
    done = repair(used.database, used.store, found, "PC-1", used.now, Pace())
    assert done.moved == (f"Arsip/_yatim/{left.name}",)


def test_a_closing_whose_dossier_was_taken_for_a_leftover_packs_it_again(used: Office, monkeypatch: pytest.MonkeyPatch):
    """Between the packing and its transaction, another workstation repairs."""
    bag, calls = used.store.bag, []
    last = used.walk(used.new("Selesai"), *FORWARD)

    def pack_and_be_repaired(*arguments):
        packed = bag(*arguments)
        if not calls:
            calls.append(packed.name)
            set_bag_aside(used.store.root, f"Arsip/{packed.name}")
        return packed

    monkeypatch.setattr(used.store, "bag", pack_and_be_repaired)
    used.finish(last, "close_development")
    monkeypatch.undo()
    assert sorted(each.name for each in (used.folder / "Arsip").iterdir()) == [calls[0], "_yatim"]
    assert report(used).dossiers == ()


def test_a_closing_that_had_to_wait_too_long_packs_nothing_anew_when_it_is_sent_again(
    used: Office, monkeypatch: pytest.MonkeyPatch
):
    last, asked, ask = used.walk(used.new("Selesai"), *FORWARD), [], used.ask
    for each in used.attachments(last.step):
        used.attach(last, each)
    last = used.card(last.id)
    monkeypatch.setattr(used, "ask", lambda request, login="semua": asked.append(request) or ask(request, login))
    with closing(sqlite3.connect(used.place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ShareUnavailable):
            used.finish(last, "close_development", attachments=())
    ask(asked[-1])
    assert [each.name for each in (used.folder / "Arsip").iterdir()] == [last.number]
    assert report(used).dossiers == ()


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
    assert codes(used) == ["unfinished", "backup_none"]  # its hashes are all that is left


def test_a_maintenance_that_a_crash_left_is_told(used: Office):
    repaired(used)
    with closing(sqlite3.connect(used.place, isolation_level=None)) as raw:
        raw.execute("INSERT INTO maintenance VALUES (1, 'Rina', 'restore', 'x', '2026-03-02T02:00:00.000000Z')")
    assert codes(used) == ["maintenance_left"]


LEFT = {
    "": (f".lajur-uji-{UNIQUE}", f".kantor.lajur.{UNIQUE}.part", f".kantor.lajur.{UNIQUE}.part-journal"),
    "Cadangan": (f".{UNIQUE}.part", "kantor-2020-01-01T0900.db.sha256", "kantor-2020-01-01T0900.dokumen.sha256"),
    "Dokumen/2026": (f".{UNIQUE}.part",),
}
"""Files that a crash leaves, by their folder."""
LEFT_FOLDERS = ("lajur-periksa-0a1b2c", f"Arsip/.{UNIQUE}.part")
OTHERS = (
    "lajur-periksa-tahunan", ".lajur-uji-coba", f".lain.lajur.{UNIQUE}.part", "Cadangan/.tugas.part",
    "Cadangan/kantor-2020-01-01T0900.txt", "Dokumen/2026/.tugas.part", "Arsip/.tugas.part",
)  # fmt: skip
"""Names that somebody else may have given."""


def crashed(office: Office) -> list[Path]:
    """What all kinds of crashes left beside this office, and what resembles it."""
    left = [office.folder / folder / name for folder, names in LEFT.items() for name in names]
    for path in (*left, *(office.folder / name for name in OTHERS)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("sisa")
    for folder in LEFT_FOLDERS:
        (office.folder / folder / "data").mkdir(parents=True)
        (office.folder / folder / "data" / "isi.pdf").write_text("sisa")
    return [*left, *(office.folder / folder for folder in LEFT_FOLDERS)]


@pytest.fixture
def two_days_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The share's clock goes on; the times of its files cannot be set back."""
    there = leftovers.time_there
    monkeypatch.setattr(leftovers, "time_there", lambda folder: there(folder) + 2 * 24 * 3600)


def test_what_crashes_left_is_named_and_removed_when_it_is_old(used: Office, two_days_on: None):
    repaired(used)
    left = crashed(used)
    assert codes(used) == ["leftovers", "unfinished"]
    assert sorted(report(used).leftovers) == sorted(map(str, left))
    assert sorted(repaired(used).removed) == sorted(map(str, left))
    assert [path for path in left if path.exists()] == []
    assert [name for name in OTHERS if not (used.folder / name).exists()] == []
    assert report(used).leftovers == ()
    assert report(used).clean


def test_what_may_still_be_under_way_is_only_counted(used: Office):
    repaired(used)
    left = crashed(used)
    long_ago = time.mktime((2020, 1, 1, 0, 0, 0, 0, 0, 0))
    for path in left:
        os.utime(path, (long_ago, long_ago))  # as a copy bears the time of what it is a copy of
    found = report(used)
    assert (found.leftovers, found.orphans) == ((), ())
    assert [each.code for each in found.notices] == ["unfinished"]
    assert repaired(used).removed == ()
    assert [path for path in left if not path.exists()] == []


def test_a_share_whose_clock_cannot_be_read_has_nothing_old(used: Office, monkeypatch: pytest.MonkeyPatch):
    crashed(used)

    def refused(folder: Path) -> float:
        raise PermissionError(str(folder))

    monkeypatch.setattr(leftovers, "time_there", refused)
    assert report(used).leftovers == ()


def test_a_look_can_be_stopped(used: Office):
    left = iter(range(3))
    with pytest.raises(Stopped):
        look_over(used.database, used.store, used.now, Pace(stop=lambda: next(left, None) is None))


def test_old_files_keep_their_time_when_they_are_moved(used: Office):
    path = leave(used, "2026/sisa.txt")
    long_ago = time.mktime((2020, 1, 1, 0, 0, 0, 0, 0, 0))
    os.utime(path, (long_ago, long_ago))
    assert (used.store.root / repaired(used).moved[0]).stat().st_mtime == long_ago
