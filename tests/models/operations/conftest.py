"""Every test of an operation has an office of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.models.office import Office


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of an office with one person for each role, made once."""
    made = Office(tmp_path_factory.mktemp("kantor"))
    made.hire()
    made.close()
    return made.place.read_bytes()


@pytest.fixture
def office(tmp_path: Path, template: bytes) -> Iterator[Office]:
    """An office with one person for each role."""
    made = Office(tmp_path, template=template)
    yield made
    made.close()
