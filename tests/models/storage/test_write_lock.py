"""The queue of writers: everybody's turn comes, a dead one holds nobody up, and nothing depends on it for safety."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import ShareUnavailable
from models.operations.service import OfficeService
from models.storage import faults, write_lock
from models.storage.database import open_office
from models.storage.write_lock import ByteLock, WriteLock, beside, exclusive_lock
from tests.models.office import CALENDAR, ROOT, Office, operation

WRITERS, SECONDS = 10, 4.0

HOLD = """
import sys
from pathlib import Path
from models.storage.write_lock import ByteLock
lock = ByteLock(Path(sys.argv[1]), "Rina di PC-7")
print(lock.take(), flush=True)
sys.stdin.readline()
"""

WRITE = """
import json, random, sqlite3, sys, time
from pathlib import Path
from models.storage.database import open_office
place, fair, number, seconds = Path(sys.argv[1]), sys.argv[2] == "fair", int(sys.argv[3]), float(sys.argv[4])
database = open_office(place, who=f"penulis {number}")
raw = sqlite3.connect(place, isolation_level=None, timeout=5)
raw.execute("PRAGMA synchronous = EXTRA")
raw.execute("PRAGMA journal_mode = PERSIST")

def save():
    if fair:
        with database.writing() as connection:
            change(connection.exec_driver_sql)
        return
    raw.execute("BEGIN IMMEDIATE")
    change(raw.execute)
    raw.execute("COMMIT")

def change(execute):
    held = execute("SELECT last FROM counter WHERE series = 'uji'").fetchone()[0]
    time.sleep(0.002)
    execute(f"UPDATE counter SET last = {held + 1} WHERE series = 'uji'")

print("ready", flush=True)
sys.stdin.readline()
waits, busy, end = [], 0, time.monotonic() + seconds
while time.monotonic() < end:
    began = time.monotonic()
    try:
        save()
    except Exception as error:
        if "locked" not in str(error) and "busy" not in str(error):
            raise
        busy += 1
        if raw.in_transaction:
            raw.execute("ROLLBACK")
    else:
        waits.append(time.monotonic() - began)
    time.sleep(random.uniform(0, 0.02))
print(json.dumps([waits, busy]), flush=True)
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has its turn."""
    with started(HOLD, beside(tmp_path / "kantor.lajur")) as process:
        assert said(process) == "True"
        yield process
        process.kill()


def started(program: str, *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_who_waits_too_long_is_told_who_is_saving(holder: subprocess.Popen[str], office: Office):
    with pytest.raises(ShareUnavailable) as caught:
        office.new()
    assert (caught.value.facts["problem"], caught.value.facts["holder"]) == ("busy", "Rina di PC-7")
    assert office.board().cards == ()
    holder.kill()
    holder.wait()
    assert office.new().number == "PRJ-2026-001"


class Clock:
    """Time goes on only by pauses, and by answers that are made to take long."""

    def __init__(self) -> None:
        self.now = 0.0
        self.pauses: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.pauses.append(seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    for room in (write_lock, faults):
        monkeypatch.setattr(room, "time", made)
    return made


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[WriteLock]:
    made = WriteLock(tmp_path / "kantor.lajur", "saya", patience=1.5)
    yield made
    made.close()


def longest_pause(queue: WriteLock, clock: Clock) -> float:
    """Of one try that is in vain."""
    clock.pauses.clear()
    with pytest.raises(ShareUnavailable), queue.held():
        pass
    return max(clock.pauses)


def test_who_comes_again_after_waiting_in_vain_asks_as_often_as_if_it_had_stayed(
    holder: subprocess.Popen[str], queue: WriteLock, clock: Clock
):
    assert longest_pause(queue, clock) > write_lock.SHORT_PAUSE
    assert longest_pause(queue, clock) <= write_lock.SHORT_PAUSE


def test_who_has_had_its_turn_is_no_better_off_than_others_the_next_time(
    holder: subprocess.Popen[str], queue: WriteLock, clock: Clock, tmp_path: Path
):
    longest_pause(queue, clock)
    holder.kill()
    holder.wait()
    with queue.held():
        pass
    with started(HOLD, beside(tmp_path / "kantor.lajur")) as another:
        said(another)
        assert longest_pause(queue, clock) > write_lock.SHORT_PAUSE
        another.kill()


def test_a_question_that_the_share_leaves_unanswered_uses_up_no_patience(
    holder: subprocess.Popen[str], queue: WriteLock, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    asked, silence = write_lock._lock, iter([30.0])

    def slow(opened: int) -> bool:
        clock.now += next(silence, 0.0)
        return asked(opened)

    monkeypatch.setattr(write_lock, "_lock", slow)
    longest_pause(queue, clock)
    assert 31.5 <= clock.now < 32.0


def test_a_service_waits_for_its_turn_no_longer_than_it_was_told_to(holder: subprocess.Popen[str], office: Office):
    database = open_office(office.place, patience=30)
    service = OfficeService(database, office.store, office.sop, CALENDAR, lambda: office.now, "PC-1", turn=0.1)
    began = time.monotonic()
    with pytest.raises(ShareUnavailable):
        service.answer(replace(office.everyone, operation_id=operation(), login="lain"), "semua")
    assert time.monotonic() - began < 15
    service.close()
    database.close()


def test_reading_waits_for_nobody(holder: subprocess.Popen[str], office: Office):
    assert office.board().cards == ()


def test_a_lock_is_given_back_after_a_save_and_after_a_refused_one(office: Office):
    office.new()
    lock = ByteLock(beside(office.place))
    assert not lock.is_held()
    with pytest.raises(ZeroDivisionError), office.database.writing():
        raise ZeroDivisionError
    assert not lock.is_held()


def test_whoever_looks_sees_whether_it_is_held(holder: subprocess.Popen[str], tmp_path: Path):
    lock = ByteLock(beside(tmp_path / "kantor.lajur"))
    assert lock.is_held()
    holder.kill()
    holder.wait()
    assert not lock.is_held()
    assert not ByteLock(tmp_path / "tiada.wlock").is_held()


def test_only_one_does_a_purpose_at_a_time(tmp_path: Path):
    place = tmp_path / "kantor.lajur"
    with started(HOLD, beside(place, "cadangan")) as process:
        said(process)
        with pytest.raises(ShareUnavailable) as caught, exclusive_lock(place, "cadangan", "saya", "backup_running"):
            pass
        assert caught.value.facts["holder"] == "Rina di PC-7"
        process.kill()
    with exclusive_lock(place, "cadangan", "saya", "backup_running"):
        assert beside(place, "cadangan").read_bytes().strip() == b"saya"


def test_a_folder_that_cannot_hold_the_lock_file_does_not_stop_a_save(office: Office):
    lock = beside(office.place)
    office.database.close()
    lock.unlink(missing_ok=True)
    lock.mkdir()
    assert office.new().step == 1


def test_a_purpose_that_needs_its_lock_is_refused_without_it(tmp_path: Path):
    beside(tmp_path / "kantor.lajur", "cadangan").mkdir()
    with (
        pytest.raises(ShareUnavailable),
        exclusive_lock(tmp_path / "kantor.lajur", "cadangan", "saya", "backup_running"),
    ):
        pass


@pytest.mark.laboratory
def test_ten_writers_are_all_served_and_nobody_starves(office: Office, capsys: pytest.CaptureFixture[str]):
    with office.database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO counter VALUES ('uji', 0)")
    fair, unfair = race(office.place, "fair"), race(office.place, "unfair")
    ratios = f"p95 {unfair.p95 / fair.p95:.1f} x, longest {unfair.longest / fair.longest:.1f} x"
    with capsys.disabled():
        sys.stdout.write(f"\n{WRITERS} writers with the queue: {fair}\n... without it: {unfair}; {ratios}\n")
    with closing(sqlite3.connect(office.place)) as raw:
        assert raw.execute("SELECT last FROM counter WHERE series = 'uji'").fetchone() == (fair.saves + unfair.saves,)
    assert fair.busy == 0
    assert fair.least > 0.3 * fair.saves / WRITERS
    assert fair.p95 < 1.0
    assert fair.longest < 5.0


class Waits:
    """How long saves took, in seconds, of each process."""

    def __init__(self, told: list[tuple[list[float], int]]) -> None:
        waits = sorted(wait for own, _busy in told for wait in own)
        self.saves, self.busy = len(waits), sum(busy for _own, busy in told)
        self.least = min(len(own) for own, _busy in told)
        self.median, self.p95, self.longest = waits[len(waits) // 2], waits[int(len(waits) * 0.95)], waits[-1]

    def __str__(self) -> str:
        times = (
            f"median {self.median * 1000:.0f} ms, p95 {self.p95 * 1000:.0f} ms, longest {self.longest * 1000:.0f} ms"
        )
        return f"{self.saves} saves (least {self.least}), {times}, {self.busy} busy"


def race(place: Path, kind: str) -> Waits:
    """All writers at once for some seconds."""
    writers = [started(WRITE, place, kind, number, SECONDS) for number in range(WRITERS)]
    for writer in writers:
        assert said(writer) == "ready"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    told = [json.loads(writer.communicate()[0]) for writer in writers]
    return Waits(told)


def test_the_queue_belongs_to_the_file_and_not_to_its_folder(office: Office, tmp_path: Path):
    assert beside(Path("a/lajur.db")) == Path("a/lajur.db.wlock")
    assert beside(Path("a/lajur.db"), "cadangan") == Path("a/lajur.db.cadangan.wlock")
    office.new()
    with pytest.raises(ShareUnavailable):
        open_office(tmp_path / "lain.lajur")
    assert not beside(tmp_path / "lain.lajur").exists()
