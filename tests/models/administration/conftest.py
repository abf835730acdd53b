"""Offices of which a backup was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.administration.backup import Backups
from models.upkeep import Pace
from tests.models.office import FORWARD, Office


@pytest.fixture
def backed_up(office: Office) -> tuple[Office, Path]:
    """An office with a backup, and one more project since."""
    office.walk(office.new("Sebelum"), *FORWARD[:3])
    backup = Path(Backups(office.place).make(office.database, office.now, "PC-1", Pace()).path)
    office.pass_days(1)
    office.new("Sesudah")
    return office, backup
