"""The other `fcntl` keeps SQLite's promises between processes, and where it cannot be had nothing is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT
from tests.models.office import Office

RUN = """
import sqlite3, sys
from models.storage import smb_locking
smb_locking.install()
smb_locking.install()
c = sqlite3.connect(sys.argv[1], timeout=0.1, isolation_level=None)
for statement in sys.argv[2:]:
    try:
        print(*(c.execute(statement).fetchone() or ("done",)), flush=True)
    except sqlite3.OperationalError as error:
        print("refused", flush=True)
sys.stdin.readline()
"""
BARRED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from models.errors import ShareUnavailable
from models.administration.create_office import create_office
from models.storage.database import open_office
from models.storage.share import Place, PlaceKind
from models.requests import AddMember
from tests.models.office import SOP

def look(path):
    return Place(str(path), PlaceKind.CIFS, "cifs", "/srv/kantor", options={"actimeo": "0"})

sys.platform = "another"
database = open_office(sys.argv[1], look=look)
with database.reading() as connection:
    print(connection.exec_driver_sql("SELECT count(*) FROM office").scalar_one())
try:
    with database.writing():
        print("written")
except ShareUnavailable as error:
    print(error.facts["problem"])
database.close()
first = AddMember(operation_id="", login="tono", name="Tono Santoso", roles=())
try:
    create_office(Path(sys.argv[1]).with_name("baru.db"), sop=SOP, now=datetime.now(UTC), first=first, look=look)
except ShareUnavailable as error:
    print(error.facts["problem"])
"""


def started(place: Path, *statements: str) -> subprocess.Popen[str]:
    argv = [sys.executable, "-c", RUN, str(place), *statements]
    return subprocess.Popen(argv, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def said(place: Path, *statements: str) -> list[str]:
    with started(place, *statements) as process:
        return process.communicate("\n")[0].splitlines()


def test_processes_that_share_the_other_fcntl_exclude_each_other_as_before(tmp_path: Path):
    place = tmp_path / "uji.db"
    assert said(place, "PRAGMA journal_mode = PERSIST", "CREATE TABLE t (x)") == ["persist", "done"]
    cases = (
        (("BEGIN IMMEDIATE", "INSERT INTO t VALUES (1)"), "INSERT INTO t VALUES (2)"),
        (("BEGIN EXCLUSIVE",), "SELECT count(*) FROM t"),
        (("BEGIN", "SELECT count(*) FROM t"), "INSERT INTO t VALUES (3)"),
    )
    for held, wanted in cases:
        with started(place, *held) as holder:
            assert holder.stdout
            for _ in held:
                assert holder.stdout.readline() != "refused\n"
            assert said(place, wanted) == ["refused"], (held, wanted)
            holder.communicate("\n")
        assert said(place, wanted) != ["refused"], (held, wanted)
    assert said(place, "PRAGMA integrity_check") == ["ok"]


def test_a_reader_lets_others_read_and_is_still_protected_after_a_refused_commit(tmp_path: Path):
    place = tmp_path / "uji.db"
    said(place, "CREATE TABLE t (x)")
    with started(place, "BEGIN", "SELECT count(*) FROM t") as reader:
        assert reader.stdout
        assert [reader.stdout.readline() for _ in range(2)] == ["done\n", "0\n"]
        assert said(place, "SELECT count(*) FROM t") == ["0"]
        assert said(place, "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)") == ["refused", "refused"]
        reader.communicate("\n")
    assert said(place, "INSERT INTO t VALUES (3)", "SELECT count(*) FROM t") == ["done", "1"]


def test_a_machine_whose_locks_cannot_be_mended_reads_and_does_not_write(office: Office):
    argv = [sys.executable, "-c", BARRED, str(office.place)]
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["1", "cifs_locks_refused", "cifs_locks_refused"], done.stderr
    assert not (office.folder / "baru.db").exists()
