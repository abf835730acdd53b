"""An office is put back from a backup, whatever stands in its place, and nobody goes on as if nothing had been."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from models.administration.backup import Backups
from models.errors import DamageFound, NotFound, OfficeError, RuleBroken, ShareUnavailable, Stopped
from models.storage.copies import sound_contents
from models.storage.database import open_office
from models.upkeep import Pace, Phase, Progress
from tests.models.administration.restoring import must_be_whole, projects, restored
from tests.models.office import FILE, ROOT, Office

KINDS = (FILE,)

RESTORE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from models.administration.restore_office import restore_office
from models.administration.upkeep_by import UpkeepBy
from models.documents.store import DocumentStore
from models.upkeep import Pace
place, backup = Path(sys.argv[1]), Path(sys.argv[2])
print("ready", flush=True)
number = 0
while True:
    number += 1
    now = datetime(int(sys.argv[3]), 1, 1, 0, number // 60, number % 60, tzinfo=UTC)
    by = UpkeepBy("semua", "PC-2", now, f"{now}")
    restore_office(place, backup, DocumentStore(place.parent / "Dokumen"), by, Pace())
"""


def test_an_office_is_put_back_and_what_it_replaces_is_kept(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    done = restored(office, backup)
    assert projects(office.place) == ["Sebelum"]
    assert projects(Path(done.kept)) == ["Sebelum", "Sesudah"]
    assert Path(done.kept).name == "kantor-sebelum-pemulihan-2026-03-03T090000.db"
    assert done.missing == ()
    must_be_whole(office)
    sound_contents(Path(done.kept))


def test_the_ledger_tells_of_the_restoration(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    before = sound_contents(office.place)
    done = restored(office, backup)
    with closing(sqlite3.connect(office.place)) as raw:
        deed, workstation, details = raw.execute(
            "SELECT deed, workstation, details FROM ledger ORDER BY sequence DESC LIMIT 1"
        ).fetchone()
    assert (deed, workstation) == ("restore_office", "PC-2")
    assert before.hash in details
    assert hashlib.sha256(backup.read_bytes()).hexdigest() in details
    assert Path(done.kept).name in details


def test_who_had_it_open_stops_and_sees_the_restored_office_after_reopening(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    restored(office, backup)
    for attempt in (office.board, office.new):
        with pytest.raises(ShareUnavailable) as caught:
            attempt()
        assert caught.value.facts["problem"] == "restored"
    office.database.close()
    office.database = open_office(office.place)
    office.service = office.another_service("PC-1")
    assert [card.name for card in office.board().cards] == ["Sebelum"]


def test_a_window_that_knew_a_later_ledger_is_told_everything_anew(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    for _ in range(9):
        office.new()
    sequence = office.board().sequence
    restored(office, backup)
    office.database.close()
    office.database = open_office(office.place)
    news = office.another_service("PC-1").news(sequence, "semua")
    assert news.sequence < sequence
    assert news.office_changed
    assert [card.name for card in news.cards] == ["Sebelum"]


def test_documents_that_are_not_there_any_more_are_named(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    lost = office.project(1).documents[0].path
    (office.store.root / lost).unlink()
    assert restored(office, backup).missing == (lost,)


@pytest.mark.parametrize("content", [None, b"", b"bukan data lagi", b"SQLite format 3\0" + b"\xff" * 9_000])
def test_a_lost_or_ruined_office_is_put_back(backed_up: tuple[Office, Path], content: bytes | None):
    office, backup = backed_up
    office.database.close()
    office.place.unlink()
    journal = office.place.with_name(office.place.name + "-journal")
    journal.write_bytes(b"sisa")
    if content is not None:
        office.place.write_bytes(content)
    done = restored(office, backup)
    assert projects(office.place) == ["Sebelum"]
    must_be_whole(office)
    assert not journal.exists() or b"sisa" not in journal.read_bytes()
    if content is not None:
        assert Path(done.kept).read_bytes() == content
    else:
        assert done.kept == ""


def test_a_ruined_page_in_an_office_that_opens_is_replaced_too(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    office.database.close()
    content = bytearray(office.place.read_bytes())
    content[-4096 * 4 :] = b"\xff" * 4096 * 4
    office.place.write_bytes(content)
    done = restored(office, backup)
    assert projects(office.place) == ["Sebelum"]
    assert Path(done.kept).stat().st_size == len(content)
    must_be_whole(office)


def test_what_is_no_sound_backup_of_this_office_is_refused_and_nothing_changes(
    backed_up: tuple[Office, Path], tmp_path: Path
):
    office, backup = backed_up
    folder = tmp_path / "lain"
    folder.mkdir()
    other = Office(folder)
    foreign = Path(Backups(other.place).make(other.database, other.now, "PC-9", Pace()).path)
    other.close()
    spoiled = tmp_path / backup.name
    spoiled.write_bytes(backup.read_bytes()[:-4096] + b"\xff" * 4096)
    listed = backup.with_name(backup.name + ".sha256").read_bytes()
    changed = tmp_path / "berubah" / backup.name
    changed.parent.mkdir()
    changed.write_bytes(backup.read_bytes() + b"x")
    changed.with_name(changed.name + ".sha256").write_bytes(listed)
    before = projects(office.place)
    for source, problem in (
        (tmp_path / "tiada.db", "no_backup"),
        (foreign, "other_office"),
        (spoiled, None),
        (changed, "backup_changed"),
        (Path(office.file("bukan basis data")), "not_a_database"),
    ):
        with pytest.raises(OfficeError) as caught:
            restored(office, source)
        assert problem in {None, caught.value.facts.get("problem")}
    assert projects(office.place) == before
    assert office.new().step == 1


def test_only_an_administrator_restores(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    with pytest.raises(NotFound):
        restored(office, backup, login="siapa")
    with pytest.raises(RuleBroken):
        restored(office, backup, login="rina")
    assert len(projects(office.place)) == 2


def test_a_restoration_can_be_stopped_at_every_step_and_changes_nothing_then(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    told: list[Progress] = []
    limit = 0
    while True:
        limit += 1
        left = iter(range(limit))
        try:
            office.pass_days(1 / 86_400)
            restored(office, backup, Pace(told.append, lambda left=left: next(left, None) is None))
        except Stopped:
            assert len(projects(office.place)) == 2
            assert office.board().cards
        else:
            break
    assert projects(office.place) == ["Sebelum"]
    assert {Phase.VERIFYING, Phase.DOCUMENTS, Phase.COPYING, Phase.PUBLISHING, Phase.REPLACING} <= {
        each.phase for each in told
    }


@pytest.mark.laboratory
def test_a_restoration_killed_at_any_moment_leaves_the_old_office_or_the_new_one(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    office.close()
    random.seed(5)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(office.folder)}
    for year in range(2030, 2045):
        command = [sys.executable, "-c", RESTORE, str(office.place), str(backup), str(year)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            threading.Event().wait(random.uniform(0.05, 0.4))
            assert process.poll() is None
            process.kill()
        assert projects(office.place) in (["Sebelum", "Sesudah"], ["Sebelum"])
        must_be_whole(office)


def test_a_backup_of_an_office_that_is_restored_can_be_restored_again(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    first = restored(office, backup)
    office.pass_days(1)
    second = restored(office, Path(first.kept))
    assert projects(office.place) == ["Sebelum", "Sesudah"]
    assert second.contents.epoch > first.contents.epoch
    must_be_whole(office)


def test_a_reader_that_does_not_end_is_waited_for_but_not_forever(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    with closing(sqlite3.connect(office.place, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM office").fetchall()
        with pytest.raises(ShareUnavailable) as caught:
            restored(office, backup)
    assert caught.value.facts["problem"] == "busy"
    assert len(projects(office.place)) == 2


def test_a_truncated_hash_file_refuses(backed_up: tuple[Office, Path]):
    office, backup = backed_up
    backup.with_name(backup.name + ".sha256").write_text("")
    with pytest.raises(DamageFound):
        restored(office, backup)
