"""An older office on a server, brought to this program's schema by an administrator's word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, text

from models import places
from models.administration.checking import damage_inside
from models.administration.upkeep_by import UpkeepBy, must_be_administrator, tell
from models.errors import DamageFound, DatabaseTooNew, ShareUnavailable
from models.migrations.build import upgrade
from models.storage.postgres import has_office, must_be_fit, server_engine, server_maintenance, told_by_server
from models.storage.tables import OLDEST_READER, SCHEMA
from models.upkeep import Upgraded

_ALONE = text("SELECT 1 FROM office WHERE id = 1 FOR UPDATE")
_FOUND = text("SELECT version_num FROM alembic_version")
_ADMIT = text("UPDATE office SET min_writer = :writer, min_reader = :reader")


Working = Callable[[Connection], AbstractContextManager[None]]
"""Around the change: says to the others who works."""


def upgrade_on_server(address: str, working: Working, tell: Callable[[Connection, int], None]) -> int:
    """Migrates, checks the result, and commits only a sound one; answers the schema that was found.

    tell(connection, found): writes what the ledger should know. Both may refuse by raising, and are not called where
    nothing is to be done. Raises DamageFound(problem="check", count), DatabaseTooNew or ShareUnavailable; then nothing
    has changed.
    """
    shown = places.without_password(address)
    engine, driver_error = server_engine(address)
    try:
        with told_by_server(driver_error, shown), engine.connect() as connection:
            barred = must_be_fit(connection, shown)
            if barred is not None:
                raise barred
            if not has_office(connection, shown):
                raise ShareUnavailable(problem="no_office", path=shown)
            if _schema(connection) == SCHEMA:
                return SCHEMA
            with working(connection):
                return _upgraded(connection, shown, tell)
    finally:
        engine.dispose()


def _upgraded(connection: Connection, shown: str, tell: Callable[[Connection, int], None]) -> int:
    connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
    connection.execute(_ALONE)
    found = _schema(connection)  # somebody else may have been quicker
    if found < SCHEMA:
        _migrate(connection, shown)
        tell(connection, found)
        connection.commit()
    return found


def _schema(connection: Connection) -> int:
    found = int(connection.execute(_FOUND).scalar_one())
    if found > SCHEMA:
        raise DatabaseTooNew(found=found, known=SCHEMA)
    return found


def _migrate(connection: Connection, shown: str) -> None:
    upgrade(connection)
    connection.execute(_ADMIT, {"writer": SCHEMA, "reader": OLDEST_READER})
    damage = damage_inside(connection)
    if damage:
        raise DamageFound(problem="check", path=shown, count=len(damage))


def upgrade_server(address: str, by: UpkeepBy) -> Upgraded:
    """All or nothing; others are told who upgrades, and do not write. The server's own backups are what was before.

    Raises NotFound or RuleBroken for whoever is no administrator, ShareUnavailable(problem=maintenance) while another
    upgrades, and what upgrade_on_server raises.
    """
    shown = places.without_password(address)

    @contextmanager
    def announced(connection: Connection) -> Iterator[None]:
        must_be_administrator(connection, by.login)
        with server_maintenance(connection, shown, "upgrade", by.who, by.now):
            yield

    def told(connection: Connection, found: int) -> None:
        tell(connection, by, "upgrade_office", {"from": found, "schema": SCHEMA})

    found = upgrade_on_server(address, announced, told)
    return Upgraded(shown, found, SCHEMA, "")
