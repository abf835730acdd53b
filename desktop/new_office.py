"""A real office, made by its first administrator. Apart from the records child, which never needs Alembic."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from desktop import identity
from desktop.records_lane import shipped_sop
from models.operations.create_office import create_office
from models.requests import AddMember


def create_real_office(place: Path, account: str, name: str, now: datetime) -> None:
    """An empty office whose first administrator is `account`. Raises as create_office does."""
    first = AddMember(operation_id="", login=account, name=name, roles=(), administrator=True)
    create_office(place, sop=shipped_sop(), now=now, first=first, workstation=identity.workstation())
