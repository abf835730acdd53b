"""Who may read and write this file now: asked when it is opened, and again inside every single write."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select, text

from models.errors import DamageFound, DatabaseTooNew, DatabaseTooOld, ShareUnavailable
from models.office_mark import OfficeMark
from models.storage import rows
from models.storage.tables import APPLICATION_ID, SCHEMA, MaintenanceRow, OfficeRow
from models.storage.write_lock import ByteLock, beside

MAINTENANCE = "pemeliharaan"
"""Name of the lock that is held during work on the whole file."""

_HEADER = text("SELECT application_id, user_version FROM pragma_application_id, pragma_user_version")
_O, _M = OfficeRow.table().c, MaintenanceRow.table().c
_ROW = select(
    _O.uuid, _O.epoch, _O.min_writer, _O.min_reader, _O.min_program, _M.holder, _M.operation, _M.nonce, _M.since
).select_from(OfficeRow.table().outerjoin(MaintenanceRow.table(), _M.id == 1))


@dataclass(frozen=True, slots=True)
class Gate:
    """What the file says about who may use it. holder: who works on the whole file, "" for nobody; nonce: of that."""

    uuid: str
    epoch: int
    schema: int
    min_writer: int
    min_reader: int
    min_program: str
    holder: str
    operation: str
    nonce: str
    since: str

    @property
    def office(self) -> OfficeMark:
        """Whose file it is, and since which restoration."""
        return OfficeMark(self.uuid, self.epoch)


def read_gate(connection: Connection, path: Path | str) -> Gate:
    """Raises DamageFound(problem=foreign_application|malformed), DatabaseTooOld or DatabaseTooNew(found, known)."""
    schema = SCHEMA
    if connection.dialect.name == "sqlite":
        application, schema = rows.first(connection, _HEADER) or (0, 0)
        if application != APPLICATION_ID:
            raise DamageFound(problem="foreign_application", path=str(path))
        if schema < SCHEMA:
            raise DatabaseTooOld(found=schema, known=SCHEMA, path=str(path))
    row = rows.first(connection, _ROW)
    if row is None:
        raise DamageFound(problem="malformed", path=str(path))
    uuid, epoch, min_writer, min_reader, min_program, *worker = row
    gate = Gate(uuid, epoch, schema, min_writer, min_reader, min_program, *(each or "" for each in worker))
    if gate.min_reader > SCHEMA:
        raise DatabaseTooNew(found=max(schema, gate.min_reader), known=SCHEMA)
    return gate


def must_write(gate: Gate, path: Path | str, program: str, *, sole: bool) -> None:
    """Raises DatabaseTooNew, or ShareUnavailable(problem=maintenance|maintenance_left, holder, operation, since).

    program: the version of this program, "" where it does not matter. sole: this process holds the maintenance lock,
    so the row is its own, or was left by a process that is gone. maintenance_left: whoever began that work is gone.
    """
    if gate.schema > SCHEMA or gate.min_writer > SCHEMA:
        raise DatabaseTooNew(found=max(gate.schema, gate.min_writer), known=SCHEMA, readable=True)
    if program and _numbers(program) < _numbers(gate.min_program):
        raise DatabaseTooNew(found=gate.min_program, known=program, readable=True)
    if gate.holder and not sole:
        held = ByteLock(beside(Path(path), MAINTENANCE)).is_held()
        raise ShareUnavailable(
            problem="maintenance" if held else "maintenance_left",
            path=str(path),
            holder=gate.holder,
            operation=gate.operation,
            since=gate.since,
        )


def _numbers(version: str) -> tuple[int, ...]:
    """ "1.10.2" as (1, 10, 2); what follows the numbers does not count."""
    numbers: list[int] = []
    for part in version.split("."):
        if not part.isdecimal():
            break
        numbers.append(int(part))
    return tuple(numbers)
