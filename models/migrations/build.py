"""Makes a new office file by the migrations, so that a fresh file and a migrated one are the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool

from models.storage.tables import APPLICATION_ID, SCHEMA


def build(path: Path, fill: Callable[[Connection], None]) -> None:
    """Creates the tables in `path` and lets `fill` write the first rows, all in one transaction."""
    raw = sqlite3.connect(path, isolation_level=None)
    try:
        raw.execute("PRAGMA journal_mode = PERSIST")
        raw.execute("PRAGMA synchronous = EXTRA")
        engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            upgrade(connection)
            fill(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
            connection.exec_driver_sql("COMMIT")
        engine.dispose()
    finally:
        raw.close()


def upgrade(connection: Connection, target: str = "head") -> None:
    """Runs the migrations up to `target` on that connection; the caller owns the transaction."""
    config = Config()
    config.set_main_option("script_location", Path(__file__).parent.as_posix().replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, target)
