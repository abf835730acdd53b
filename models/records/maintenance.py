"""Work on the whole file: others may go on reading, but not write, and are told who works since when.

Two signs stand for it: a row in the file, which every write reads, and a lock that the operating system frees when
its holder dies. A row without the lock is what a crash leaves behind.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import delete

from models.records import rows
from models.records.database import Database
from models.records.gate import MAINTENANCE
from models.records.moments import to_text
from models.records.upkeep_rows import MaintenanceRow
from models.records.write_lock import sole

_TABLE = MaintenanceRow.table()


@contextmanager
def maintenance(database: Database, operation: str, who: str, now: datetime) -> Iterator[None]:
    """Nobody but `database` may write inside the block. operation: a code for the sentence that others see.

    A row that a crash has left is taken over: its holder is gone, and each such work is done whole or not at all.
    Raises ShareUnavailable(problem=maintenance, holder) while another works, or what a write raises.
    """
    row = MaintenanceRow(id=1, holder=who, operation=operation, nonce=uuid.uuid4().hex, since=to_text(now))
    with sole(database.path, MAINTENANCE, who, "maintenance"), database.working_alone():
        with database.writing() as connection:
            connection.execute(delete(_TABLE))
            rows.add(connection, row)
        try:
            yield
        finally:
            with database.writing() as connection:
                connection.execute(delete(_TABLE).where(_TABLE.c.nonce == row.nonce))


def end_left_maintenance(database: Database, who: str) -> bool:
    """Removes what a crash left; False if nothing was. Raises ShareUnavailable(problem=maintenance) if it lasts."""
    alone = sole(database.path, MAINTENANCE, who, "maintenance")
    with alone, database.working_alone(), database.writing() as connection:
        return connection.execute(delete(_TABLE)).rowcount > 0
