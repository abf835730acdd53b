"""A new office: a file of its own beside nothing else, its procedure stored, its first administrator known."""

from __future__ import annotations

import uuid
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from models.errors import ShareUnavailable
from models.migrations.build import build
from models.office import OfficeSettings
from models.operations.add_member import checked, save_member
from models.records import ledger, rows
from models.records.durable import rename, share_trouble, sync_folder
from models.records.faults import told
from models.records.ledger import Entry
from models.records.moments import to_text
from models.records.procedures import adopt
from models.records.schema import OLDEST_READER, SCHEMA
from models.records.settings import as_json
from models.records.share import look_at
from models.records.share_ready import Look, make_ready
from models.records.tables import OfficeRow
from models.requests import AddMember
from models.sop import Sop
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
    look: Look = look_at,
) -> None:
    """Makes the file whole under another name and then gives it its own, so that no half office is ever seen.

    `first` becomes an administrator. Raises ShareUnavailable(problem=exists|missing|readonly|full|…) or BadInput.
    """
    path = Path(place)
    login, values = checked(sop, first)
    if path.exists():
        raise ShareUnavailable(problem="exists", path=str(path))
    if not path.parent.is_dir():
        raise ShareUnavailable(problem="missing", path=str(path.parent))
    barred = make_ready(path, look)
    if barred is not None:
        raise barred
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex}.part")
    try:
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
        with told(str(part)):
            build(part, lambda connection: _fill(connection, office, sop, now, login, values, first.roles, workstation))
        _publish(part, path)
    finally:
        part.unlink(missing_ok=True)
        part.with_name(part.name + "-journal").unlink(missing_ok=True)


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
    ledger.append(connection, Entry(now, member, name, workstation, operation_id, "create_office", details=details))


def _publish(part: Path, path: Path) -> None:
    """Gives the finished file its name without ever taking one that is in use."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError as error:
        raise ShareUnavailable(problem="exists", path=str(path)) from error
    except OSError as error:
        raise share_trouble(error, path) from error
    rename(part, path)
    sync_folder(path.parent)
