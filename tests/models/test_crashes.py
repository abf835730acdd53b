"""Programs are killed in the middle of everything that they do to an office, and disks fill up: it stays whole."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.administration.backup import Backups
from models.administration.repair import look_over, repair
from models.administration.restore_office import restore_office
from models.administration.share_probes import wait_until
from models.administration.upgrade_office import upgrade_office
from models.documents.store import DocumentStore
from models.errors import DamageFound, DatabaseTooOld, ShareUnavailable
from models.requests import Attachment
from models.storage import leftovers
from models.storage.database import Database, open_office
from models.storage.maintenance import end_left_maintenance
from models.upkeep import Pace
from tests.models.doing import by, first_backup
from tests.models.office import FILE, FORWARD, ROOT, START, Office, operation

KINDS = (FILE,)
DEEDS = ("save", "attach", "close", "backup", "restore", "ruined", "upgrade", "repair")
KILLS = 2
"""Of each kind; `LAJUR_KILLS` for more."""
LATEST = {"save": 0.1, "repair": 0.1, "restore": 0.5, "upgrade": 0.6}
"""Seconds after which the program is killed at the latest, where that is not AT_THE_LATEST."""
AT_THE_LATEST = 0.3
ROOM = (0, 300)
"""Kilobytes that are left on the disk."""
TIMES = {"save": 60}
"""How often a deed is done on a disk that fills up, where three times need too little room."""
ROOMLESS = {"repair"}
"""What needs no room on the disk. Closing twice breaks a rule."""
CURED = {"backup_none", "backup_old"}


class Crashes:
    """An office that a program does something to."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self.folder, self.scratch = folder, scratch
        self.place, self.store = folder / "kantor.lajur", DocumentStore(folder / "Dokumen")
        self.promised: list[str] = []

    def begin(self, deed: str, times: int, *more: str) -> subprocess.Popen[str]:
        """A program that does it so many times, each time at a new moment."""
        words = (deed, self.folder, self.scratch, times, *more)
        command = [sys.executable, "-m", "tests.models.doing", *map(str, words)]
        environment = {**os.environ, "TMPDIR": str(self.scratch)}
        return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment)

    def prepare(self, deed: str) -> None:
        """What that deed needs to have something to do."""
        if deed == "upgrade":
            make_older(self.place)
        elif deed == "ruined":
            self.place.write_bytes(b"bukan data lagi" * 1000)
        elif deed == "repair":
            for number in range(40):
                path = self.store.root / f"2026/PRJ-2026-001 x/sisa {number}.txt"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("sisa")

    def hear(self, said: str) -> str:
        """Keeps what was promised; the last line."""
        lines = said.splitlines()
        self.promised += [line.removeprefix("done ") for line in lines if line.startswith("done ") and line[5:]]
        return lines[-1] if lines else ""

    def judge(self) -> None:
        """Whole, or brought in order by what a person is told to do; nothing promised is lost; saves go on."""
        with closing(self._opened()) as database:
            end_left_maintenance(database, "PC-1")
            report = look_over(database, self.store, START, Pace())
            assert report.findings == ()
            done = repair(database, self.store, report, "PC-1", START, Pace())
            assert not done.untidy
            again = look_over(database, self.store, START, Pace())
            assert not again.untidy
            assert {each.code for each in again.notices} <= CURED
            with database.reading() as connection:
                known = set(connection.exec_driver_sql("SELECT operation_id FROM ledger").scalars())
            assert set(self.promised) <= known
        self._save_once_more()

    def _opened(self) -> Database:
        try:
            return open_office(self.place)
        except DatabaseTooOld:
            upgrade_office(self.place, by(START), Pace())
        except (DamageFound, ShareUnavailable):
            restore_office(self.place, first_backup(self.place), self.store, by(START), Pace())
        return open_office(self.place)

    def _save_once_more(self) -> None:
        office = Office(self.folder, made=True)
        office.folder = self.scratch
        with closing(office):
            letter = Attachment("ND", office.file(operation()), "nota.txt", confirmed=True)
            assert office.attach(office.card(1), letter).id == 1


def make_older(place: Path) -> None:
    """As the Lajur before this one left it."""
    with closing(sqlite3.connect(place, isolation_level=None)) as raw:
        raw.execute("DROP TABLE calendar_day")
        raw.execute("UPDATE alembic_version SET version_num = '0002'")
        raw.execute("UPDATE office SET min_writer = 2, min_reader = 2")
        raw.execute("PRAGMA user_version = 2")


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with one project at its first step, one at its last, and a backup."""
    office = Office(tmp_path_factory.mktemp("kantor"))
    office.new()
    office.walk(office.new("Kedua"), *FORWARD)
    Backups(office.place).make(office.database, office.now, "PC-1", Pace())
    office.close()
    return office.folder


@pytest.fixture(autouse=True)
def two_days_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The share's clock: what a crash left is old."""
    there = leftovers.time_there
    monkeypatch.setattr(leftovers, "time_there", lambda folder: there(folder) + 2 * 24 * 3600)


def moved_to(folder: Path, furnished: Path, scratch: Path, deed: str) -> Crashes:
    """That office in `folder`, where a program can now do that deed."""
    scratch.mkdir(exist_ok=True)
    crashes = Crashes(shutil.copytree(furnished, folder), scratch)
    crashes.prepare(deed)
    return crashes


@pytest.mark.parametrize("deed", DEEDS)
def test_a_program_killed_in_the_middle_leaves_an_office_that_is_whole(deed: str, furnished: Path, tmp_path: Path):
    random.seed(DEEDS.index(deed))
    for number in range(int(os.environ.get("LAJUR_KILLS", KILLS))):
        crashes = moved_to(tmp_path / f"kantor {number}", furnished, tmp_path / "komputer", deed)
        with crashes.begin(deed, 1_000) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            threading.Event().wait(random.uniform(0, LATEST.get(deed, AT_THE_LATEST)))
            process.kill()
            crashes.hear(process.stdout.read())
        crashes.judge()
        shutil.rmtree(crashes.folder)


def test_a_dossier_whose_closing_was_killed_is_named_and_moved_aside_and_bars_no_other_closing(
    furnished: Path, tmp_path: Path
):
    crashes = moved_to(tmp_path / "kantor", furnished, tmp_path / "komputer", "close")
    packed = crashes.folder / "Arsip" / "PRJ-2026-002"
    with closing(sqlite3.connect(crashes.place, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")  # so that the dossier is packed, and its line is not written
        with crashes.begin("close", 1) as process:
            assert wait_until(packed.exists, 60)
            process.kill()
    office = Office(crashes.folder, made=True)
    with closing(office):
        found = look_over(office.database, office.store, START, Pace())
        assert (found.clean, found.dossiers) == (True, ("Arsip/PRJ-2026-002",))
        assert "dossiers" in [each.code for each in found.notices]
        office.finish(office.card(2), "close_development")
        found = look_over(office.database, office.store, START, Pace())
        assert (found.clean, found.dossiers) == (True, ("Arsip/PRJ-2026-002",))
        done = repair(office.database, office.store, found, "PC-1", START, Pace())
        assert (done.moved[-1], done.dossiers) == ("Arsip/_yatim/PRJ-2026-002", ())
        assert not look_over(office.database, office.store, START, Pace()).untidy
    assert packed.with_name("PRJ-2026-002 (2)").is_dir()
    aside = packed.parent / "_yatim" / packed.name
    subprocess.run(["sha256sum", "--strict", "--quiet", "-c", "manifest-sha256.txt"], cwd=aside, check=True)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Twelve megabytes of real file system, if this computer lets us mount one."""
    mounted, mount = tmp_path / "kecil", shutil.which("mount")
    mounted.mkdir()
    if os.geteuid() or mount is None:
        pytest.skip("mounting a small disk needs root")
    command = [mount, "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(mounted)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this computer does not let us mount a small disk")
    yield mounted
    subprocess.run(["umount", str(mounted)], check=True)


@pytest.mark.parametrize("deed", DEEDS)
def test_a_disk_that_fills_up_is_told_and_leaves_an_office_that_is_whole(
    deed: str, furnished: Path, tmp_path: Path, small_disk: Path
):
    for room in ROOM:
        crashes = moved_to(small_disk / "kantor", furnished, tmp_path / "komputer", deed)
        fill(small_disk, room)
        said, _ = crashes.begin(deed, TIMES.get(deed, 3), "lying").communicate(timeout=120)
        last = crashes.hear(said).split()[0]
        assert last in ({"full"} if room == 0 and deed not in ROOMLESS else {"done", "full", "rule_broken"}), said
        (small_disk / "penuh").unlink()
        crashes.judge()
        shutil.rmtree(crashes.folder)


def fill(disk: Path, leave: int) -> None:
    """Leaves so many kilobytes."""
    free = shutil.disk_usage(disk).free - leave * 1024
    with (disk / "penuh").open("wb") as file:
        file.write(bytes(max(0, free)))
