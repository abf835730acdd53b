"""Two workstations write one office on a real share, and the locks of SQLite hold between them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.share.lab.jobs import Done
from tests.share.lab.lab import Lab

BUNDLE = Path("dist") / "lajur" / "lajur"
TIMES = 5

PLAIN = "import sqlite3,sys\nc = sqlite3.connect(sys.argv[1], timeout=1)\nc.execute('CREATE TABLE t (x)')\n"
MENDED = """
import sqlite3, sys
from models.storage import smb_locking
smb_locking.install()
c = sqlite3.connect(sys.argv[1], timeout=0.2, isolation_level=None)
try:
    c.execute("PRAGMA journal_mode = PERSIST")
    for statement in sys.argv[2:]:
        print(*(c.execute(statement).fetchone() or ("done",)), flush=True)
except sqlite3.OperationalError as error:
    print("refused", error, flush=True)
if "wait" in sys.stdin.readline():
    sys.stdin.readline()
"""


def found(lab: Lab, room: Path) -> Path:
    place = room / "lajur.db"
    done = lab.run(1, [lab.python, "-m", "tests.share.programs.found_office", place], timeout=120)
    assert done.good, done.err
    return place


def lajur(lab: Lab, w: int, place: Path, *words: str) -> Done:
    return lab.run(w, [lab.python, "-m", "desktop", "--database", place, "--as", "dimas", *words], timeout=120)


def sql(lab: Lab, w: int, place: Path, *statements: str) -> list[str]:
    return lab.run(w, [lab.python, "-c", MENDED, place, *statements]).out.splitlines()


def test_plain_sqlite_cannot_write_here_at_all_and_ours_can(lab: Lab, room: Path):
    plain = lab.run(1, [lab.python, "-c", PLAIN, room / "polos.db"])
    assert "database is locked" in plain.err
    assert sql(lab, 1, room / "kita.db", "CREATE TABLE t (x)", "INSERT INTO t VALUES (1)") == ["done", "done"]
    assert sql(lab, 2, room / "kita.db", "SELECT count(*) FROM t") == ["1"]


def test_a_write_transaction_there_is_refused_here_and_a_reader_there_holds_up_a_commit(lab: Lab, room: Path):
    place = room / "kita.db"
    assert sql(lab, 1, place, "CREATE TABLE t (x)") == ["done"]
    cases = (
        (("BEGIN IMMEDIATE", "INSERT INTO t VALUES (1)"), ("INSERT INTO t VALUES (2)",)),
        (("BEGIN EXCLUSIVE",), ("SELECT count(*) FROM t",)),
        (("BEGIN", "SELECT count(*) FROM t"), ("INSERT INTO t VALUES (3)",)),
    )
    for held, wanted in cases:
        holder = lab.start(1, [lab.python, "-c", MENDED, place, *held])
        for _ in held:
            assert not holder.line().startswith("refused")
        holder.write("wait\n")
        assert sql(lab, 2, place, *wanted)[-1].startswith("refused"), (held, wanted)
        holder.end_input()
        holder.wait()
        assert not sql(lab, 2, place, *wanted)[-1].startswith("refused"), (held, wanted)
    assert sql(lab, 1, place, "PRAGMA integrity_check") == ["ok"]


def test_two_workstations_write_at_once_through_the_program_and_nothing_is_lost(lab: Lab, room: Path):
    place = found(lab, room)
    acknowledged = lab.exchange / f"{room.name}-acknowledged"
    argv = [lab.python, "-m", "tests.share.programs.request_projects", place, TIMES, acknowledged, "dimas"]
    jobs = [lab.start(w, argv) for w in (1, 2)]
    for job in jobs:
        done = job.wait(240)
        assert done.good, done.err
    saved = set(acknowledged.read_text(encoding="ascii").split())
    assert len(saved) == 2 * TIMES
    for w in (1, 2):
        listed = json.loads(lajur(lab, w, place, "--json", "project", "list").out)
        assert len(listed) == 2 * TIMES
        assert len({card["number"] for card in listed}) == 2 * TIMES
    checked = lajur(lab, 2, place, "check")
    assert checked.status == 0, checked.out


def test_what_one_workstation_saves_the_other_lists_at_once(lab: Lab, room: Path):
    place = found(lab, room)
    argv = [lab.python, "-m", "tests.share.programs.request_projects", place, 1, lab.exchange / room.name, "dimas"]
    assert lab.run(1, argv, timeout=120).good
    assert "Sistem dimas 0" in lajur(lab, 2, place, "project", "list").out


def test_the_frozen_program_finds_its_sqlite_and_writes_too(lab: Lab, room: Path):
    program = lab.root / BUNDLE
    if not program.exists():
        pytest.skip("the bundle was not built: python packaging/build.py")
    made = lab.run(1, [program, "init", room / "lajur.db", "--name", "Ratna Puspita Dewi"], timeout=120)
    assert made.good, made.err
    assert lajur_frozen(lab, program, room / "lajur.db").status == 0


def lajur_frozen(lab: Lab, program: Path, place: Path) -> Done:
    return lab.run(2, [program, "--database", place, "check"], timeout=120)
