"""Makes the tables of a new office by the migrations, in a file or in an empty database of a PostgreSQL server.

So a fresh office and a migrated one are the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import StaticPool

from models import places
from models.errors import ShareUnavailable
from models.storage.postgres import has_office, must_be_fit, server_engine, told_by_server
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


_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(:key)")


def build_on_server(address: str, fill: Callable[[Connection], None]) -> None:
    """Creates the tables at `address` and lets `fill` write the rows.

    Raises ShareUnavailable(problem=office_exists|server_…|full), DamageFound(problem="foreign_application").
    """
    shown = places.without_password(address)
    engine, driver_error = server_engine(address)
    try:
        with told_by_server(driver_error, shown), engine.connect() as connection:
            barred = must_be_fit(connection, shown)
            if barred is not None:
                raise barred
            connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
            connection.execute(_ONE_AT_A_TIME, {"key": APPLICATION_ID})
            if has_office(connection, shown):
                raise ShareUnavailable(problem="office_exists", path=shown)
            upgrade(connection)
            fill(connection)
            connection.commit()
    finally:
        engine.dispose()
