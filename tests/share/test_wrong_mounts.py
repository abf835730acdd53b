"""Mounts that lose data are refused by the program itself, with what is wrong and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.share.lab.lab import Lab

WAL = """
import sqlite3, sys
from models.storage import smb_locking
smb_locking.install()
c = sqlite3.connect(sys.argv[1], isolation_level=None)
print(*c.execute("PRAGMA journal_mode = WAL").fetchone(), flush=True)
c.execute("SELECT count(*) FROM office").fetchone()
sys.stdin.readline()
"""
REMEDY = "vers=3.1.1,cache=strict,actimeo=0,closetimeo=0,nosharesock"
UNAVAILABLE = 3


@pytest.fixture
def place(lab: Lab, room: Path) -> Path:
    done = lab.run(1, [lab.python, "-m", "tests.share.programs.found_office", room / "lajur.db"], timeout=120)
    assert done.good, done.err
    return room / "lajur.db"


@pytest.mark.parametrize(
    ("options", "found"),
    [("nobrl", "nobrl"), ("default", "actimeo=1"), ("closetimeo=1", "closetimeo=1"), ("cache=loose", "cache=loose")],
)
def test_a_mount_that_loses_data_is_refused_with_the_remedy(lab: Lab, place: Path, options: str, found: str):
    lab.remount(1, options)
    for words in (["project", "list"], ["check"]):
        done = lab.run(1, [lab.python, "-m", "desktop", "--database", place, "--as", "dimas", *words])
        assert (done.status, done.out) == (UNAVAILABLE, "")
        assert found in done.err
        assert REMEDY in done.err
        assert "Traceback" not in done.err
        assert "locked" not in done.err


def test_no_office_is_founded_on_a_mount_that_loses_data(lab: Lab, room: Path):
    lab.remount(1, "nobrl")
    done = lab.run(1, [lab.python, "-m", "desktop", "init", room / "lajur.db", "--name", "Ratna"])
    assert done.status == UNAVAILABLE
    assert "nobrl" in done.err
    assert not list((lab.server_files / room.name).iterdir())


def test_a_file_in_wal_is_refused_while_it_is_in_use_and_turned_back_as_soon_as_it_is_free(lab: Lab, place: Path):
    program = [lab.python, "-m", "desktop", "--database", place, "--as", "dimas", "project", "list"]
    holder = lab.start(1, [lab.python, "-c", WAL, place])
    assert holder.line() == "wal"
    done = lab.run(2, program)
    assert done.status == UNAVAILABLE
    assert "Traceback" not in done.err
    holder.end_input()
    holder.wait()
    assert lab.run(2, program).good
    head = (lab.server_files / place.parent.name / place.name).read_bytes()[18:20]
    assert head == b"\x01\x01", "SQLite's file format: 1 is a rollback journal, 2 is WAL"
