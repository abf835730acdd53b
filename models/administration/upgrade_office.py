"""An older office file, brought to this program's schema by an administrator's word."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import StaticPool

from models.administration.backup import Backups, copy_pages, kept_name, listed_documents
from models.administration.checking import damage_inside
from models.administration.upkeep_by import UpkeepBy, must_be_administrator, tell
from models.errors import DamageFound, ShareUnavailable
from models.migrations.build import upgrade
from models.storage.copies import contents_of, looking_into, sound_contents, told_of
from models.storage.durable import share_trouble
from models.storage.faults import retried, translating_errors
from models.storage.maintenance import PATIENCE, maintenance_beforehand
from models.storage.scratch import scratch_folder
from models.storage.share import make_ready
from models.storage.tables import OLDEST_READER, SCHEMA
from models.storage.write_lock import WriteLock
from models.upkeep import Pace, Upgraded


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


def upgrade_office(path: Path, by: UpkeepBy, pace: Pace) -> Upgraded:
    """A verified backup first, then all or nothing; others read meanwhile, are told who upgrades, and do not write.

    Raises NotFound or RuleBroken for whoever is no administrator, Stopped before the change has begun, DamageFound
    (a damaged file is left as it is), ShareUnavailable or DatabaseTooNew.
    """
    if not path.is_file():
        raise ShareUnavailable(problem="missing", path=str(path))
    barred = make_ready(path)
    if barred is not None:
        raise barred
    with looking_into(path, still=False) as connection:
        before = contents_of(connection, path).schema
        must_be_administrator(connection, by.login)
    if before == SCHEMA:
        return Upgraded(str(path), before, SCHEMA, "")
    with maintenance_beforehand(path, "upgrade", by.who, by.now):
        kept = _kept(path, by, pace)
        told: dict[str, object] = {"from": before, "schema": SCHEMA, "kept": kept.name}
        queue = WriteLock(path, by.who, PATIENCE)
        with closing(queue), queue.held():
            upgrade_file(path, lambda connection: tell(connection, by, "upgrade_office", told))
    return Upgraded(str(path), before, SCHEMA, str(kept))


def _kept(path: Path, by: UpkeepBy, pace: Pace) -> Path:
    """The file as it was, verified and published among the backups."""
    backups = Backups(path)
    try:
        with scratch_folder() as scratch:
            copy = scratch / "salinan.db"
            with looking_into(path, still=False) as connection:
                documents = listed_documents(connection)
                raw = connection.connection.driver_connection
                assert isinstance(raw, sqlite3.Connection)
                copy_pages(raw, copy, pace)
            with told_of(path):
                sound_contents(copy)
            name = kept_name(path.stem, "pembaruan", by.now)
            return backups.publish(copy, name, documents, pace)[0]
    except OSError as error:
        raise share_trouble(error, path) from error
