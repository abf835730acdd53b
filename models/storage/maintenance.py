"""Work on the whole file: others may go on reading, but not write, and are told who works since when.

Two signs stand for it: a row in the file, which every write reads, and a lock that the operating system frees when
its holder dies. A row without the lock is what a crash leaves behind.
"""

from __future__ import annotations

import contextlib
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import delete

from models.errors import OfficeError
from models.storage import rows
from models.storage.database import Database
from models.storage.faults import retried, translating_errors
from models.storage.gate import MAINTENANCE
from models.storage.tables import MaintenanceRow
from models.storage.timestamps import to_text
from models.storage.write_lock import WriteLock, exclusive_lock

PATIENCE = 10.0
"""Seconds to wait for a save that is under way, where the file is one of an older schema."""

_TABLE = MaintenanceRow.table()
_ANNOUNCE = (
    "INSERT INTO maintenance (id, holder, operation, nonce, since) VALUES (1, :holder, :operation, :nonce, :since)"
)


@contextmanager
def maintenance(database: Database, operation: str, who: str, now: datetime) -> Iterator[None]:
    """Nobody but `database` may write inside the block. operation: a code for the sentence that others see.

    A row that a crash has left is taken over: its holder is gone, and each such work is done whole or not at all.
    Raises ShareUnavailable(problem=maintenance, holder) while another works, or what a write raises.
    """
    row = MaintenanceRow(id=1, holder=who, operation=operation, nonce=uuid.uuid4().hex, since=to_text(now))
    with exclusive_lock(database.path, MAINTENANCE, who, "maintenance"), database.working_alone():
        with database.writing() as connection:
            connection.execute(delete(_TABLE))
            rows.add(connection, row)
        try:
            yield
        finally:
            with database.writing() as connection:
                connection.execute(delete(_TABLE).where(_TABLE.c.nonce == row.nonce))


@contextmanager
def maintenance_beforehand(path: Path, operation: str, who: str, now: datetime) -> Iterator[None]:
    """As `maintenance`, for a file of an older schema. The row is removed by the upgraded file, or if the block fails.

    A file of the first schema has no place for the row: there only SQLite's own locks keep its programs from writing.
    """
    values = {"holder": who, "operation": operation, "nonce": uuid.uuid4().hex, "since": to_text(now)}
    with exclusive_lock(path, MAINTENANCE, who, "maintenance"):
        _write(path, values, "DELETE FROM maintenance", _ANNOUNCE)
        try:
            yield
        except BaseException:
            with contextlib.suppress(OfficeError):
                _write(path, values, "DELETE FROM maintenance WHERE nonce = :nonce")
            raise


def _write(path: Path, values: dict[str, str], *statements: str) -> None:
    queue = WriteLock(path, values["holder"], PATIENCE)
    with (
        closing(queue),
        queue.held(),
        translating_errors(str(path)),
        closing(sqlite3.connect(path, isolation_level=None)) as raw,
    ):
        raw.execute("PRAGMA synchronous = EXTRA")
        raw.execute("PRAGMA journal_mode = PERSIST")
        if raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'maintenance'").fetchone() is None:
            return
        retried(lambda: raw.execute("BEGIN IMMEDIATE"), PATIENCE)
        for statement in statements:
            raw.execute(statement, values)
        retried(lambda: raw.execute("COMMIT"), PATIENCE)


def end_left_maintenance(database: Database, who: str) -> bool:
    """Removes what a crash left; False if nothing was. Raises ShareUnavailable(problem=maintenance) if it lasts."""
    alone = exclusive_lock(database.path, MAINTENANCE, who, "maintenance")
    with alone, database.working_alone(), database.writing() as connection:
        return connection.execute(delete(_TABLE)).rowcount > 0
