"""An older office on a server, brought to this program's schema by an administrator's word."""

from __future__ import annotations

from sqlalchemy import Connection

from models import places
from models.migrations.upgrading_on_server import upgrade_on_server
from models.operations.upkeep_by import UpkeepBy, tell
from models.records.schema import SCHEMA
from models.upkeep import Upgraded


def upgrade_server(address: str, by: UpkeepBy) -> Upgraded:
    """All or nothing, while nobody else may write; the server's own backups are what was before.

    Raises NotFound or RuleBroken for whoever is no administrator, and what upgrade_on_server raises.
    """

    def told(connection: Connection, found: int) -> None:
        tell(connection, by, "upgrade_office", {"from": found, "schema": SCHEMA})

    found = upgrade_on_server(address, told)
    return Upgraded(places.without_password(address), found, SCHEMA, "")
