"""A real office, made by its first administrator. Apart from the records child, which never needs Alembic."""

from __future__ import annotations

from datetime import datetime

from desktop import identity
from desktop.workers.records_service import shipped_sop
from models.administration.create_office import create_office
from models.office import OfficeSettings
from models.requests import AddMember


def create_real_office(place: str, account: str, name: str, now: datetime, documents: str = "") -> None:
    """An empty office whose first administrator is `account`. documents: folder, "" for the one beside the file.

    Raises as create_office does.
    """
    first = AddMember(operation_id="", login=account, name=name, roles=(), administrator=True)
    settings = OfficeSettings(documents=documents)
    sop, workstation = shipped_sop(), identity.workstation()
    create_office(place, sop=sop, now=now, first=first, settings=settings, workstation=workstation)
