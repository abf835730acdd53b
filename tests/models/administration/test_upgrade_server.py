"""An office on a server that an older program made is brought to this one's schema whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import text

from models.administration import upgrade_server as room
from models.administration.checking import check
from models.administration.share_probes import wait_until
from models.administration.upgrade_server import upgrade_server
from models.administration.upkeep_by import UpkeepBy, tell
from models.errors import DatabaseTooOld, RuleBroken, ShareUnavailable
from models.migrations.build import upgrade
from models.records import ledger
from models.storage.postgres import open_server, server_engine
from models.storage.tables import SCHEMA
from tests.models.administration.test_upgrade_office import OlderProgram
from tests.models.office import ROOT, START, Office, operation

UPGRADE_AND_DIE = """
import os, sys
from datetime import UTC, datetime
from models.administration import upgrade_server as room
from models.administration.upkeep_by import UpkeepBy
room.tell = lambda *arguments: os.kill(os.getpid(), 9)
room.upgrade_server(sys.argv[1], UpkeepBy("semua", "PC-2", datetime(2030, 1, 1, tzinfo=UTC), "pembaruan"))
"""
"""Killed just before it would have been saved."""


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


@pytest.fixture
def before(server_office: Office) -> Office:
    """An office as the Lajur before this one left it."""
    server_office.new()
    server_office.database.close()
    run(
        server_office.address,
        "DROP TABLE calendar_day",
        "UPDATE alembic_version SET version_num = '0002'",
        "UPDATE office SET min_writer = 2, min_reader = 2",
    )
    return server_office


@pytest.fixture
def older(before: Office) -> Iterator[OlderProgram]:
    """A window of that Lajur, which has the office open."""
    program = OlderProgram(before.address)
    assert program.answer("write") == "done"
    yield program
    program.close()


def run(address: str, *statements: str) -> None:
    engine, _ = server_engine(address)
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()
    engine.dispose()


def rows_of_maintenance(address: str) -> int:
    engine, _ = server_engine(address)
    with engine.connect() as connection:
        found = int(connection.exec_driver_sql("SELECT count(*) FROM maintenance").scalar_one())
    engine.dispose()
    return found


def upgraded(office: Office, login: str = "semua") -> int:
    return upgrade_server(office.address, UpkeepBy(login, "PC-2", office.now, operation())).before


def test_others_read_meanwhile_and_are_told_who_upgrades(
    before: Office, older: OlderProgram, monkeypatch: pytest.MonkeyPatch
):
    told: list[str] = []

    def ask(*arguments: Any) -> None:
        told.extend(older.answer(wish) for wish in ("news", "write", "read"))
        tell(*arguments)

    monkeypatch.setattr(room, "tell", ask)
    assert upgraded(before) == 2
    assert told == ["maintenance semua (PC-2)", "maintenance semua (PC-2)", "done"]
    assert older.answer("write") == "database_too_new"
    before.database = open_server(before.address)
    before.service = before.another_service("PC-1")
    assert before.new().number == "PRJ-2026-002"
    assert rows_of_maintenance(before.address) == 0


def test_two_administrators_do_not_upgrade_at_once(before: Office, monkeypatch: pytest.MonkeyPatch):
    refused: list[ShareUnavailable] = []

    def upgrade_too(*arguments: Any) -> None:
        with pytest.raises(ShareUnavailable) as caught:
            upgraded(before)
        refused.append(caught.value)
        tell(*arguments)

    monkeypatch.setattr(room, "tell", upgrade_too)
    assert upgraded(before) == 2
    assert [(each.facts["problem"], each.facts["holder"]) for each in refused] == [("maintenance", "semua (PC-2)")]
    assert upgraded(before) == SCHEMA


def test_whoever_is_refused_or_fails_lets_the_others_write_again(
    before: Office, older: OlderProgram, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.delattr(room, "server_maintenance")  # refused before anything is announced
        with pytest.raises(RuleBroken):
            upgraded(before, "rina")
    assert older.answer("write") == "done"
    run(before.address, "CREATE TABLE calendar_day (in_the_way TEXT)")
    with pytest.raises(Exception, match="already exists"):
        upgraded(before)
    assert rows_of_maintenance(before.address) == 0
    assert older.answer("write") == "done"


def test_an_upgrade_that_was_killed_bars_nobody(before: Office, older: OlderProgram):
    command = [sys.executable, "-c", UPGRADE_AND_DIE, before.address]
    assert subprocess.run(command, cwd=ROOT, check=False, timeout=60).returncode == -9
    assert rows_of_maintenance(before.address) == 1
    assert wait_until(lambda: older.answer("write") == "done", 10)
    assert [older.answer(wish) for wish in ("news", "read")] == ["done", "done"]
    assert upgraded(before) == 2
    assert rows_of_maintenance(before.address) == 0
    with closing(open_server(before.address)) as database:
        assert check(database, before.store).clean
