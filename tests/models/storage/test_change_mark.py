"""The mark of a file moves with every commit, and never frees anybody's lock."""

from __future__ import annotations

import sqlite3
import time

import pytest

from models.storage.change_mark import KEPT_OPEN, ChangeMark


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "lajur.db"
    with sqlite3.connect(path) as made:
        made.execute("PRAGMA journal_mode = PERSIST")
        made.execute("CREATE TABLE a (b)")
    made.close()
    return path


@pytest.fixture
def mark(path):
    made = ChangeMark(path)
    yield made
    made.close()


def write(path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO a VALUES (1)")
    connection.close()


def test_it_stays_while_nobody_commits_and_moves_with_every_commit(path, mark):
    seen = [mark.read(), mark.read()]
    assert seen[0] == seen[1] is not None
    for _ in range(3):
        write(path)
        seen.append(mark.read())
    assert len(set(seen)) == 4


def test_a_transaction_that_is_taken_back_may_leave_it(path, mark):
    before = mark.read()
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO a VALUES (1)")
    connection.rollback()
    connection.close()
    assert mark.read() == before


def test_a_file_that_took_its_name_is_noticed_and_one_that_is_gone_too(path, mark, monkeypatch, tmp_path):
    twin = tmp_path / "kembar.db"
    twin.write_bytes(path.read_bytes())
    before = mark.read()
    twin.replace(path)
    assert mark.read() == before
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + KEPT_OPEN)
    assert mark.read() not in (before, None)
    path.unlink()
    monkeypatch.setattr(time, "monotonic", lambda: now + 2 * KEPT_OPEN)
    assert mark.read() is None


def test_where_there_is_no_file_it_knows_nothing(tmp_path):
    assert ChangeMark(tmp_path / "tidak ada").read() is None


def test_a_file_cut_off_in_its_header_says_nothing(tmp_path):
    (tmp_path / "pendek").write_bytes(b"SQLite")
    mark = ChangeMark(tmp_path / "pendek")
    assert mark.read() is None
    mark.close()


def test_reading_it_leaves_the_lock_of_this_process_in_force(path, mark):
    mine = sqlite3.connect(path, isolation_level=None, timeout=0)
    mine.execute("BEGIN IMMEDIATE")
    assert mark.read() is not None
    other = sqlite3.connect(path, isolation_level=None, timeout=0)
    with pytest.raises(sqlite3.OperationalError):
        other.execute("BEGIN IMMEDIATE")
    mine.execute("COMMIT")
    for each in (mine, other):
        each.close()
