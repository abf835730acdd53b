"""A new office: a place of its own, its procedure stored, its first administrator known."""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from models.migrations.founding import found_at
from models.office import OfficeSettings
from models.operations.people import checked, save_member
from models.records import ledger
from models.records.ledger import LedgerEntry
from models.records.procedures import adopt
from models.records.settings import as_json
from models.requests import AddMember
from models.sop.procedure import Sop
from models.storage import rows
from models.storage.share import PlaceLook, look_at
from models.storage.tables import OLDEST_READER, SCHEMA, OfficeRow
from models.storage.timestamps import to_text
from models.worktime import wib_date


def create_office(
    place: str | Path,
    *,
    sop: Sop,
    now: datetime,
    first: AddMember,
    training: bool = False,
    settings: OfficeSettings | None = None,
    workstation: str = "",
    look: PlaceLook = look_at,
) -> None:
    """Makes an office at a path or at a postgresql:// address; no half office is ever seen there.

    `first` becomes an administrator. Raises what found_at raises, or BadInput.
    """
    login, values = checked(sop, first)
    office = OfficeRow(
        id=1,
        uuid=uuid.uuid4().hex,
        name=sop.identity.agency,
        training=training,
        settings=as_json(settings or OfficeSettings()),
        min_writer=SCHEMA,
        min_reader=OLDEST_READER,
        created_at=to_text(now),
    )

    def fill(connection: Connection) -> None:
        _fill(connection, office, sop, now, login, values, first.roles, workstation)

    found_at(place, fill, look)


def _fill(
    connection: Connection,
    office: OfficeRow,
    sop: Sop,
    now: datetime,
    login: str,
    values: dict[str, Any],
    roles: tuple[str, ...],
    workstation: str,
) -> None:
    rows.add(connection, office)
    adopt(connection, sop, office.created_at)
    member = save_member(connection, login, {**values, "administrator": True}, roles, wib_date(now).isoformat())
    details = {"sop": sop.hash, "training": office.training, "login": login, "roles": sorted(roles)}
    name, operation_id = str(values["name"]), uuid.uuid4().hex
    ledger.append(
        connection, LedgerEntry(now, member, name, workstation, operation_id, "create_office", details=details)
    )
