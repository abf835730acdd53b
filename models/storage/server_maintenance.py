"""Work on a whole office on a server: others may go on reading, but not write, and are told who works since when.

As on a file (maintenance.py) two signs stand for it: the row, and a lock of the session that does it, which the server
frees when that session ends. A row without the lock is what a crash left behind, and bars nobody.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from sqlalchemy import Connection, delete, select, text
from sqlalchemy.exc import SQLAlchemyError

from models.errors import ShareUnavailable
from models.storage import rows
from models.storage.schema import APPLICATION_ID
from models.storage.timestamps import to_text
from models.storage.upkeep_rows import MaintenanceRow

_WORK = 1
_TABLE = MaintenanceRow.table()
_TAKE = text(f"SELECT pg_try_advisory_lock({APPLICATION_ID}, {_WORK})")
_IS_TAKEN = text(f"""
SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
    AND classid = {APPLICATION_ID} AND objid = {_WORK}
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
""")
_CAN_ANNOUNCE = text("SELECT to_regclass('maintenance') IS NOT NULL")
# So that the server soon knows of a workstation that lost its power, and frees what it held.
_WATCHED = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 3; SET tcp_keepalives_count = 3"


def is_at_work(connection: Connection) -> bool:
    """Whether whoever announced such work is still there."""
    return bool(connection.execute(_IS_TAKEN).scalar_one())


@contextmanager
def server_maintenance(connection: Connection, path: str, operation: str, who: str, now: datetime) -> Iterator[None]:
    """Announces the work, in a transaction of its own, and takes that back after the block, whatever came of it.

    The lock stays with the session, which should be closed afterwards. An office of the first schema has no place for
    the row. path: the address without password. Raises ShareUnavailable(problem=maintenance, holder|busy) while another
    works.
    """
    connection.exec_driver_sql(_WATCHED)
    announced = bool(connection.execute(_CAN_ANNOUNCE).scalar_one())
    if not connection.execute(_TAKE).scalar_one():
        holder = connection.execute(select(_TABLE.c.holder)).scalar() if announced else None
        raise ShareUnavailable(problem="maintenance" if holder else "busy", path=path, holder=holder or "")
    row = MaintenanceRow(id=1, holder=who, operation=operation, nonce=uuid.uuid4().hex, since=to_text(now))
    if announced:
        connection.execute(delete(_TABLE))
        rows.add(connection, row)
    connection.commit()
    try:
        yield
    finally:
        with suppress(SQLAlchemyError):
            connection.rollback()
            if announced:
                connection.execute(delete(_TABLE).where(_TABLE.c.nonce == row.nonce))
                connection.commit()
