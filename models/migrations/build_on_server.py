"""Makes a new office in an empty database of a PostgreSQL server: tables and rows in one transaction."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, text

from models import places
from models.errors import ShareUnavailable
from models.migrations.build import upgrade
from models.storage.postgres import has_office, must_be_fit, server_engine, told_by_server
from models.storage.tables import APPLICATION_ID

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
