"""The ledger: one line for each operation, each bound to the line before it by SHA-256.

A line's hash covers the canonical JSON of all its columns but the hash itself, the hash of the line before included.
Order comes from the sequence, never from a clock.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from models.board import LastChange
from models.storage import rows
from models.storage.tables import LedgerRow, ProjectRow, columns
from models.storage.timestamps import from_text, to_text

GENESIS = "0" * 64
"""`previous` of the first line."""

_LEDGER = LedgerRow.table()
_PROJECT = ProjectRow.table()
_NEWEST = select(_LEDGER.c.sequence, _LEDGER.c.hash).order_by(_LEDGER.c.sequence.desc()).limit(1)
_OF_PROJECT = select(_LEDGER).where(_LEDGER.c.project_id == bindparam("project")).order_by(_LEDGER.c.sequence)
_ALL = select(_LEDGER).order_by(_LEDGER.c.sequence)
_NEWEST_OF_OFFICE = select(func.max(_LEDGER.c.sequence)).where(_LEDGER.c.project_id.is_(None))
_LAST_DEED = (
    select(_LEDGER.c.sequence, _LEDGER.c.person, _PROJECT.c.number, _LEDGER.c.deed, _LEDGER.c.at, _LEDGER.c.details)
    .outerjoin(_PROJECT, _PROJECT.c.id == _LEDGER.c.project_id)
    .order_by(_LEDGER.c.sequence.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A line to be written."""

    at: datetime
    person_id: int | None
    person: str
    workstation: str
    operation_id: str
    deed: str
    project_id: int | None = None
    details: Mapping[str, object] = field(default_factory=dict)


def newest(connection: Connection) -> tuple[int, str]:
    """Sequence and hash of the newest line, (0, GENESIS) in an empty ledger."""
    found = rows.first(connection, _NEWEST)
    return (0, GENESIS) if found is None else (int(found[0]), str(found[1]))


def newest_of_office(connection: Connection) -> int:
    """Sequence of the newest line about no project: people, roles and settings are what they were then."""
    found = rows.first(connection, _NEWEST_OF_OFFICE)
    return int(found[0] or 0) if found else 0


def append(connection: Connection, entry: LedgerEntry) -> LedgerRow:
    """Writes the next line inside the caller's transaction."""
    last, previous = newest(connection)
    line = LedgerRow(
        sequence=last + 1,
        at=to_text(entry.at),
        person_id=entry.person_id,
        person=entry.person,
        workstation=entry.workstation,
        operation_id=entry.operation_id,
        deed=entry.deed,
        project_id=entry.project_id,
        details=canonical(entry.details),
        previous=previous,
        hash="",
    )
    line.hash = digest(line)
    return rows.add(connection, line)


def of_operation(connection: Connection, operation_id: str) -> LedgerRow | None:
    """The line that operation left, None if it was never committed."""
    return rows.one(connection, LedgerRow, operation_id=operation_id)


def of_project(connection: Connection, project_id: int) -> list[LedgerRow]:
    """All lines about a project, oldest first."""
    found = connection.execute(_OF_PROJECT, {"project": project_id}).mappings()
    return [rows.loaded(LedgerRow, line) for line in found]


def line(connection: Connection, sequence: int) -> LedgerRow | None:
    """One line."""
    return rows.one(connection, LedgerRow, sequence=sequence)


def every(connection: Connection) -> Iterator[LedgerRow]:
    """The whole ledger, oldest first."""
    for found in connection.execute(_ALL).mappings():
        yield rows.loaded(LedgerRow, found)


def last_change(connection: Connection) -> tuple[int, LastChange | None]:
    """Sequence of the newest line and its deed; (0, None) in an empty ledger."""
    found = rows.first(connection, _LAST_DEED)
    if found is None:
        return 0, None
    sequence, person, number, deed, at, details = found
    return sequence, LastChange(person, number or "", deed, from_text(at), json.loads(details))


def details(line: LedgerRow) -> dict[str, Any]:
    """The details of a line as written by `append`."""
    return dict(json.loads(line.details))


def canonical(value: object) -> str:
    """JSON with sorted keys and no spare space: the same value always gives the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(line: LedgerRow) -> str:
    """The hash that the line must carry."""
    covered = {name: value for name, value in columns(line).items() if name != "hash"}
    return hashlib.sha256(canonical(covered).encode()).hexdigest()
