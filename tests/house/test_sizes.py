"""A file aims for 150 lines and stops at 450, a class at 250, a function at 50."""

from __future__ import annotations

import pytest

from tests.house import measuring
from tests.house.sources import ROOT, Source, python_files, read_program, read_sources

LONGEST_README = 100
SMALL_FOR_A_REASON = {
    "desktop/loading.py": "a thread of the start, before anything heavy is imported",
    "models/operations/notes.py": "a family of operations of its own",
    "views/board/empty_board.py": "a widget of its own, shown over the board and not part of it",
    "views/paper/forms.py": "where ReportLab meets the register of forms; only the press may import it",
    "views/paper/share_report.py": "a printed form of its own",
    "views/typeface.py": "what the window does with a font file; the files and names stand in tokens.py",
}
"""File under 40 lines that one other file imports, and why it stands alone all the same."""


@pytest.fixture(scope="module")
def everything() -> list[Source]:
    return read_sources(python_files())


def longer(lengths: dict[str, int], limit: int) -> dict[str, int]:
    """Those that go past the limit, by their place."""
    return {place: length for place, length in lengths.items() if length > limit}


def test_no_file_is_longer_than_450_lines(everything: list[Source]):
    assert longer(measuring.file_lengths(everything), measuring.LONGEST_FILE) == {}


def test_no_function_is_longer_than_50_lines(everything: list[Source]):
    assert longer(measuring.function_lengths(everything), measuring.LONGEST_FUNCTION) == {}


def test_the_readme_stays_under_100_lines():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < LONGEST_README


def test_no_class_is_longer_than_250_lines(everything: list[Source]):
    assert longer(measuring.class_lengths(everything), measuring.LONGEST_CLASS) == {}


def test_every_small_file_that_is_used_once_has_a_reason():
    small = measuring.small_and_used_once(read_program(python_files()))
    assert {file: importer for file, importer in small.items() if file not in SMALL_FOR_A_REASON} == {}


def test_no_reason_is_kept_for_a_file_that_needs_none():
    assert SMALL_FOR_A_REASON.keys() - measuring.small_and_used_once(read_program(python_files())).keys() == set()
