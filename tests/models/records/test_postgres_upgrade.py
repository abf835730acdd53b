"""An office on a server that an older program made is brought to this one's schema whole or not at all."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlalchemy import text

from models.errors import DatabaseTooOld, RuleBroken
from models.migrations.build import upgrade
from models.operations.upgrade_server import upgrade_server
from models.operations.upkeep_by import UpkeepBy
from models.records import ledger
from models.records.postgres import open_server, server_engine
from models.records.schema import SCHEMA
from tests.models.office import START, operation


def test_an_older_office_is_upgraded_whole_by_an_administrator_only(address: str):
    engine, _ = server_engine(address)
    with engine.connect() as connection:
        upgrade(connection, "0001")
        connection.execute(text("INSERT INTO office VALUES (1, 'u', 'Kantor', true, '{}', 1, '')"))
        connection.execute(text("INSERT INTO member VALUES (1, 'ketua', 'Ketua', '', '', '', true, true, 1)"))
        connection.execute(text("INSERT INTO member VALUES (2, 'tamu', 'Tamu', '', '', '', false, true, 1)"))
        connection.commit()
    engine.dispose()
    with pytest.raises(RuleBroken):
        upgrade_server(address, UpkeepBy("tamu", "PC-1", START, operation()))
    with pytest.raises(DatabaseTooOld):
        open_server(address)
    by = UpkeepBy("ketua", "PC-1", START, operation())
    upgraded = upgrade_server(address, by)
    assert (upgraded.before, upgrade_server(address, by).before) == (1, SCHEMA)
    with closing(open_server(address)) as database, database.reading() as connection:
        assert [line.deed for line in ledger.every(connection)] == ["upgrade_office"]
