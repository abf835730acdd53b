"""The board last seen: exact when trusted, forgotten when anything is odd."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.last_seen import MAGIC, LastSeen
from tests.desktop.small_office import board_of, found_office, new_project


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kantor")
    found_office(folder / "lajur.db")
    new_project(folder / "lajur.db", folder)
    return board_of(folder / "lajur.db")


@pytest.fixture
def seen(tmp_path) -> LastSeen:
    return LastSeen(tmp_path / "cache", "S:/lajur.db", "dimas")


def only_file(folder: Path) -> Path:
    (path,) = (folder / "cache").iterdir()
    return path


def test_the_board_comes_back_equal(seen, board):
    assert seen.read() is None
    seen.write(board)
    assert seen.read() == board


def test_each_person_and_each_database_has_its_own(seen, board, tmp_path):
    seen.write(board)
    assert LastSeen(tmp_path / "cache", "S:/lajur.db", "sari").read() is None
    assert LastSeen(tmp_path / "cache", "T:/lajur.db", "dimas").read() is None


@pytest.mark.parametrize(
    "spoil",
    [
        lambda b: b[:-1],
        lambda b: b[:20],
        lambda b: b"",
        lambda b: b[:-5] + b"xxxxx",
        lambda b: b.replace(b"e-Presensi", b"e-Presensa"),
    ],
)
def test_a_broken_copy_is_forgotten(seen, board, tmp_path, spoil):
    seen.write(board)
    path = only_file(tmp_path)
    path.write_bytes(spoil(path.read_bytes()))
    assert seen.read() is None


def test_a_copy_of_another_version_is_forgotten(seen, board, tmp_path):
    seen.write(board)
    path = only_file(tmp_path)
    path.write_bytes(b"LAJUR-PAPAN-0" + MAGIC[13:] + path.read_bytes()[len(MAGIC) :])
    assert seen.read() is None


def test_a_cache_that_cannot_be_written_costs_nothing(board, tmp_path):
    (tmp_path / "cache").write_text("", "utf-8")
    LastSeen(tmp_path / "cache", "S:/lajur.db", "dimas").write(board)
