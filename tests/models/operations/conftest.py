"""Every test of an operation has an office of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.models.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office with one person for each role."""
    made = Office(tmp_path)
    made.hire()
    yield made
    made.close()
