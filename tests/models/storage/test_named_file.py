"""A name keeps standing for the file that was opened, or the difference is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.storage.database import NamedFile


@pytest.fixture(params=[True, False], ids=["listed", "asked by name"])
def named(request: pytest.FixtureRequest, tmp_path: Path) -> NamedFile:
    (tmp_path / "lajur.db").write_bytes(b"a")
    made = NamedFile(tmp_path / "lajur.db", listed=request.param)
    made.remember()
    return made


def test_a_file_that_was_only_written_is_the_same(named: NamedFile, tmp_path: Path):
    (tmp_path / "lajur.db").write_bytes(b"more")
    assert named.is_the_same(surely=True)
    assert named.is_the_same(surely=False)


def test_another_file_under_the_same_name_is_noticed(named: NamedFile, tmp_path: Path):
    (tmp_path / "lajur.db").rename(tmp_path / "lama.db")
    (tmp_path / "lajur.db").write_bytes(b"b")
    assert not named.is_the_same(surely=True)


def test_a_name_that_is_gone_is_an_error(named: NamedFile, tmp_path: Path):
    (tmp_path / "lajur.db").unlink()
    with pytest.raises(OSError, match=r"lajur\.db"):
        named.is_the_same(surely=True)


def test_a_file_that_was_forgotten_is_no_longer_the_same(named: NamedFile):
    named.forget()
    assert not named.is_the_same(surely=True)


def test_where_a_listing_numbers_files_otherwise_the_name_is_asked(tmp_path: Path):
    (tmp_path / "asli.db").write_bytes(b"a")
    (tmp_path / "lajur.db").symlink_to(tmp_path / "asli.db")  # its own number is another one
    named = NamedFile(tmp_path / "lajur.db", listed=True)
    named.remember()
    assert named.is_the_same(surely=True)
    (tmp_path / "asli.db").rename(tmp_path / "lama.db")
    (tmp_path / "asli.db").write_bytes(b"b")
    assert not named.is_the_same(surely=True)
