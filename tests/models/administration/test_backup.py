"""Backups of an office in use: whole, readable without Lajur, and never half of one."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from models.administration.backup import FOLDER, Backups, is_as_published
from models.errors import DamageFound, ShareUnavailable, Stopped
from models.requests import SetOffice
from models.storage.copies import sound_contents
from models.storage.database import open_office
from models.storage.write_lock import beside, exclusive_lock
from models.upkeep import BackupMade, Pace, Phase, Progress
from tests.models.office import FORWARD, ROOT, Office, operation

MAKE = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from models.administration.backup import Backups
from models.storage.database import open_office
from models.upkeep import Pace
place, now = Path(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
database = open_office(place)
print("ready", flush=True)
while True:
    Backups(place).make(database, now, "anak", Pace())
    now += timedelta(minutes=7)
"""

SAVE = """
import random, sys, time
from pathlib import Path
from models.storage.database import open_office
database = open_office(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE counter SET last = last + 1")
        connection.exec_driver_sql("UPDATE fact SET value = value")
    time.sleep(random.uniform(0, 0.01))
"""


@pytest.fixture
def busy(office: Office) -> Office:
    """An office with some history and documents."""
    office.walk(office.new(), *FORWARD[:3])
    return office


def back_up(office: Office, pace: Pace | None = None) -> BackupMade:
    return Backups(office.place).make(office.database, office.now, "Rina di PC-1", pace or Pace())


def names(office: Office) -> list[str]:
    return sorted(path.name for path in (office.folder / FOLDER).iterdir())


def test_a_backup_is_a_whole_office_with_its_hash_and_the_list_of_its_documents(busy: Office):
    made = back_up(busy)
    assert Path(made.path).name == "kantor-2026-03-02T0900.db"
    assert names(busy) == [
        "BACA-SAYA.txt",
        "kantor-2026-03-02T0900.db",
        "kantor-2026-03-02T0900.db.sha256",
        "kantor-2026-03-02T0900.dokumen.sha256",
    ]
    assert sound_contents(Path(made.path)) == made.contents
    with busy.database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM ledger").scalar_one() == made.contents.counts["ledger"]
    assert made.documents == len([each for each in busy.project(1).documents if each.path])


def test_the_office_checks_backups_and_documents_with_sha256sum(busy: Office):
    made = Path(back_up(busy).path)
    for folder, listed in ((made.parent, f"{made.name}.sha256"), (busy.store.root, f"{made.stem}.dokumen.sha256")):
        command = ["sha256sum", "--strict", "-c", str(made.parent / listed)]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)


def test_progress_is_told_and_a_stopped_backup_leaves_nothing(busy: Office):
    told: list[Progress] = []
    back_up(busy, Pace(told.append))
    assert [each for each in Phase if each in {progress.phase for progress in told}] == [
        Phase.COPYING,
        Phase.VERIFYING,
        Phase.PUBLISHING,
    ]
    before = names(busy)
    for count in range(1, len(told) + 1):
        left = iter(range(count))
        with pytest.raises(Stopped):
            back_up(busy, Pace(stop=lambda left=left: next(left, None) is None or next(left, None) is None))
        assert names(busy) == before


def test_two_backups_of_one_minute_have_two_names(busy: Office):
    first = back_up(busy)
    busy.pass_days(20 / 86_400)
    second = back_up(busy)
    assert Path(second.path).name == "kantor-2026-03-02T090020.db"
    assert second.removed == (Path(first.path).name,)


def test_a_damaged_office_is_not_published_as_a_backup(busy: Office):
    with closing(sqlite3.connect(busy.place, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER ledger_refuses_update")
        raw.execute("UPDATE ledger SET person = 'x' WHERE sequence = 4")
    with pytest.raises(DamageFound) as caught:
        back_up(busy)
    assert caught.value.facts["problem"] == "check"
    assert Backups(busy.place).all() == ()


def test_generations_stay_as_the_office_wishes(busy: Office):
    wish = {"backup_daily": 3, "backup_weekly": 1, "backup_monthly": 1}
    busy.ask(SetOffice(operation_id=operation(), values=wish))
    for _ in range(5):
        back_up(busy)
        busy.pass_days(1)
    assert [each.name for each in Backups(busy.place).all()] == [
        "kantor-2026-03-06T0900.db",
        "kantor-2026-03-05T0900.db",
        "kantor-2026-03-04T0900.db",
    ]
    assert not list((busy.folder / FOLDER).glob("*03T*"))


def test_a_backup_that_was_spoiled_does_not_outlive_a_sound_one(busy: Office):
    first = Path(back_up(busy).path)
    busy.pass_days(0.01)
    second = Path(back_up(busy).path)
    assert not first.exists()
    second.chmod(0o644)
    second.write_bytes(b"x")
    assert not is_as_published(second)
    busy.pass_days(0.01)
    third = back_up(busy)
    assert (third.removed, is_as_published(Path(third.path))) == ((second.name,), True)


def test_only_one_makes_the_backup_of_a_day(busy: Office):
    backups = Backups(busy.place)
    assert backups.make_if_due(busy.database, busy.now, "PC-1", Pace()) is not None
    assert backups.make_if_due(busy.database, busy.now, "PC-2", Pace()) is None
    busy.pass_days(1)
    with exclusive_lock(busy.place.with_name("lain.db"), "cadangan", "lain", "x"):
        assert backups.make_if_due(busy.database, busy.now, "PC-2", Pace()) is not None
    assert len(backups.all()) == 2


def test_a_claim_whose_maker_died_is_taken_over(busy: Office):
    backups = Backups(busy.place)
    with pytest.raises(Stopped):
        backups.make_if_due(busy.database, busy.now, "PC-1", Pace(stop=lambda: True))
    assert backups.make_if_due(busy.database, busy.now, "PC-2", Pace()) is not None
    with busy.database.reading() as connection:
        claim = connection.exec_driver_sql("SELECT holder, name FROM backup").one()
    assert claim == ("PC-2", "kantor-2026-03-02T0900.db")


def test_a_backup_under_way_elsewhere_is_waited_for_by_nobody(busy: Office):
    with started(MAKE, busy.place, "2026-05-01T00:00:00+00:00"):
        for _ in range(200):
            if beside(busy.place, "cadangan").exists():
                break
            threading.Event().wait(0.01)
        held = 0
        for _ in range(20):
            try:
                back_up(busy)
            except ShareUnavailable as error:
                held += error.facts["problem"] == "backup_running"
    assert held


def test_a_full_disk_is_told_before_anything_is_written(busy: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10, 10, 0))
    with pytest.raises(ShareUnavailable) as caught:
        back_up(busy)
    assert caught.value.facts["problem"] == "full"
    assert Backups(busy.place).all() == ()


@contextmanager
def started(program: str, place: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """Another process of the office at `place`, where its temporary files lie too; killed at the end of the block."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(place.parent)}
    command = [sys.executable, "-c", program, str(place), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


@pytest.mark.laboratory
def test_a_backup_killed_at_any_moment_leaves_no_half_of_one(busy: Office):
    folder = busy.folder / FOLDER
    lines = Backups(busy.place).make(busy.database, busy.now, "PC-1", Pace()).contents.sequence
    random.seed(20)
    published: set[str] = set()
    for year in range(20):
        with started(MAKE, busy.place, f"{2027 + year}-03-02T00:00:00+00:00") as maker:
            threading.Event().wait(random.uniform(0.0, 0.25))
            assert maker.poll() is None
        for backup in Backups(busy.place).all():
            assert sound_contents(folder / backup.name).sequence == lines
            assert is_as_published(folder / backup.name)
            published.add(backup.name)
    assert len(published) > 5  # on a busy machine most die early
    back_up(busy)
    assert not [name for name in names(busy) if name.endswith(".part")]


def test_backups_during_saves_of_another_process_are_always_whole(busy: Office):
    with busy.database.writing() as connection:
        connection.exec_driver_sql("INSERT OR IGNORE INTO counter VALUES ('uji', 0)")
    with started(SAVE, busy.place) as writer, closing(open_office(busy.place)) as patient:
        seen: set[int] = set()
        for _ in range(20):
            busy.now += timedelta(minutes=1)
            made = Path(Backups(busy.place).make(patient, busy.now, "Rina di PC-1", Pace()).path)
            sound_contents(made)
            with closing(sqlite3.connect(made)) as raw:
                seen.add(raw.execute("SELECT last FROM counter WHERE series = 'uji'").fetchone()[0])
        assert writer.poll() is None
    assert len(seen) > 10
