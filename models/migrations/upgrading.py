"""Brings an older office file to this program's schema: all or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import StaticPool

from models.administration.checking import damage_inside
from models.errors import DamageFound
from models.migrations.build import upgrade
from models.storage.faults import retried, translating_errors
from models.storage.tables import OLDEST_READER, SCHEMA

PATIENCE = 10.0
"""Seconds to wait for those who read."""


def upgrade_file(path: Path, tell: Callable[[Connection], None] = lambda connection: None) -> None:
    """Migrates in one transaction that nobody else can read into, checks the result, and commits only a sound one.

    tell: writes what the ledger should know, in the same transaction. Raises DamageFound(problem="check", count) or
    what faults.told raises; the file is then as it was.
    """
    with translating_errors(str(path)), closing(sqlite3.connect(path, isolation_level=None, timeout=0.1)) as raw:
        for pragma in ("foreign_keys = OFF", "synchronous = EXTRA", "journal_mode = PERSIST"):
            raw.execute(f"PRAGMA {pragma}")
        with create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool).connect() as connection:
            retried(lambda: raw.execute("BEGIN EXCLUSIVE"), PATIENCE)
            try:
                _migrate(connection, path)
                tell(connection)
            except BaseException:
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
                raise
            retried(lambda: raw.execute("COMMIT"), PATIENCE)


def _migrate(connection: Connection, path: Path) -> None:
    upgrade(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    connection.execute(
        text("UPDATE office SET min_writer = :writer, min_reader = :reader"),
        {"writer": SCHEMA, "reader": OLDEST_READER},
    )
    connection.execute(text("DELETE FROM maintenance"))
    damage = damage_inside(connection)
    if damage:
        raise DamageFound(problem="check", path=str(path), count=len(damage))
