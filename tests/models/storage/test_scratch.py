"""The folder for a copy under way: gone afterwards, and those of killed programs with the next one."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest

from models.storage.scratch import OLD, scratch_folder


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files lie in this test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left_by_a_killed_program(temporary: Path, name: str, age: float) -> Path:
    folder = temporary / name
    folder.mkdir()
    (folder / "salinan.db").write_text("seluruh kantor")
    os.utime(folder, (time.time() - age,) * 2)
    return folder


def test_it_is_gone_with_all_that_lies_in_it_also_after_a_failure(temporary: Path):
    def fail() -> None:
        with scratch_folder() as folder:
            (folder / "salinan.db").write_text("seluruh kantor")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert list(temporary.iterdir()) == []


def test_what_a_killed_program_left_goes_after_a_day_and_not_before(temporary: Path):
    old = left_by_a_killed_program(temporary, "lajur-1sy0s1rf", OLD + 60)
    young = left_by_a_killed_program(temporary, "lajur-2auhmo_j", OLD - 60)
    with scratch_folder() as folder:
        assert (old.exists(), young.exists(), folder.exists()) == (False, True, True)


def test_what_is_named_otherwise_is_somebody_elses_and_stays(temporary: Path):
    others = [left_by_a_killed_program(temporary, name, 9 * OLD) for name in ("lajur-tur-1sy0s1rf", "tmp1sy0s1rf")]
    with scratch_folder():
        assert all(each.exists() for each in others)
