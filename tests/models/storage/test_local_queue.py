"""Programs of one computer take turns; one that reads for long lets the others go, and they know it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.storage import local_queue
from models.storage.local_queue import LocalQueue

OTHER = """
import sys
from pathlib import Path
from models.storage import local_queue
from models.storage.local_queue import LocalQueue
turn = LocalQueue(Path(sys.argv[1]), Path(sys.argv[2]))
local_queue.PATIENCE = 0.1
with getattr(turn, sys.argv[3])():
    print("in", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def beside(tmp_path: Path, how: str) -> Iterator[None]:
    """Another program of this computer is in its turn meanwhile."""
    argv = [sys.executable, "-c", OTHER, str(tmp_path / "lajur.db"), str(tmp_path / "giliran"), how]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "in\n"
        yield
        other.communicate("\n", timeout=20)


@pytest.fixture
def turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalQueue]:
    monkeypatch.setattr(local_queue, "PATIENCE", 0.1)
    made = LocalQueue(tmp_path / "lajur.db", tmp_path / "giliran")
    yield made
    made.close()


def test_who_is_by_itself_is_told_so(turn: LocalQueue):
    with turn.held() as alone:
        assert alone()


def test_who_waited_in_vain_goes_and_knows_that_it_is_not_alone(turn: LocalQueue, tmp_path: Path):
    with beside(tmp_path, "held"), turn.held() as alone:
        assert not alone()
    with turn.held() as alone:
        assert alone()


def test_who_took_long_does_not_believe_that_nobody_went_beside_it(
    turn: LocalQueue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(local_queue, "SHORT", 0.05)
    with turn.held() as alone:
        assert alone()
        with beside(tmp_path, "held"):
            assert not alone()


def test_beside_a_long_read_nobody_waits_but_everybody_knows(
    turn: LocalQueue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(local_queue, "PATIENCE", 600.0)
    with beside(tmp_path, "held_for_long"), turn.held() as alone:
        assert not alone()


def test_without_a_folder_or_where_none_can_be_made_nobody_is_held_up(tmp_path: Path):
    with LocalQueue(tmp_path / "lajur.db", None).held() as alone:
        assert alone()
    (tmp_path / "berkas").write_text("")
    with LocalQueue(tmp_path / "lajur.db", tmp_path / "berkas" / "giliran").held() as alone:
        assert not alone()
