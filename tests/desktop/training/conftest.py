"""The training office as it stands on a Friday afternoon, made once: these tests only read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.training.create import create
from desktop.workers.records_service import RecordsService

FRIDAY = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def training_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its database."""
    target = tmp_path_factory.mktemp("latihan") / "lajur.db"
    create(target, lambda done, total, words: None, FRIDAY)
    return target


@pytest.fixture(scope="session")
def service(training_office: Path) -> Iterator[RecordsService]:
    """Answers questions about it."""
    service = RecordsService(str(training_office))
    yield service
    service.close()
