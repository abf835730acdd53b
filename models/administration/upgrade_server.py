"""An older office on a server, brought to this program's schema by an administrator's word."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from models import places
from models.administration.upkeep_by import UpkeepBy, must_be_administrator, tell
from models.migrations.upgrading_on_server import upgrade_on_server
from models.storage.postgres import server_maintenance
from models.storage.tables import SCHEMA
from models.upkeep import Upgraded


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
