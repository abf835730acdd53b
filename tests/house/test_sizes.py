"""A file aims for 150 lines and stops at 450, a function stops at 50."""

from __future__ import annotations

import pytest

from tests.house import measuring
from tests.house.sources import ROOT, Source, python_files, read_sources

LONGEST_README = 100


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
