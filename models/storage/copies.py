"""A database file that nobody writes, such as a backup: what it holds, and whether it is sound."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.pool import StaticPool

from models.administration.checking import damage_inside
from models.errors import DamageFound, DatabaseTooNew
from models.records import ledger
from models.storage.faults import translating_errors
from models.storage.tables import APPLICATION_ID, SCHEMA
from models.upkeep import Contents


@contextmanager
def looking_into(path: Path, *, still: bool = True) -> Iterator[Connection]:
    """A connection that only reads. still: nobody writes the file, so neither locks nor journal are needed.

    Raises as faults.translating_errors does.
    """
    address = quote(path.absolute().as_posix())
    slash = "" if address.startswith("/") else "/"
    with translating_errors(str(path)):
        raw = sqlite3.connect(
            f"file://{slash}{address}?mode=ro{'&immutable=1' if still else ''}", uri=True, isolation_level=None
        )
        try:
            with create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool).connect() as connection:
                yield connection
        finally:
            raw.close()


def sound_contents(path: Path) -> Contents:
    """What a copy holds, after SQLite's own checks and the whole ledger chain.

    Raises DamageFound(problem=not_a_database|malformed|foreign_application|check, count) or DatabaseTooNew.
    """
    with looking_into(path) as connection:
        contents = contents_of(connection, path)
        damage = damage_inside(connection)
    if damage:
        raise DamageFound(problem="check", path=str(path), count=len(damage))
    return contents


@contextmanager
def told_of(original: Path | str) -> Iterator[None]:
    """Damage found in a copy is damage of its source: the error names the source, which is what a person knows."""
    try:
        yield
    except DamageFound as damage:
        raise DamageFound(**{**damage.facts, "path": str(original)}) from damage


def contents_of(connection: Connection, path: Path) -> Contents:
    """Its office, rows of every table and newest ledger line; also of a file made by an older program."""
    if connection.dialect.name == "sqlite":
        if _pragma(connection, "application_id") != APPLICATION_ID:
            raise DamageFound(problem="foreign_application", path=str(path))
        schema = _pragma(connection, "user_version")
    else:
        schema = SCHEMA
    if schema > SCHEMA:
        raise DatabaseTooNew(found=schema, known=SCHEMA)
    office = connection.execute(text("SELECT * FROM office")).mappings().first()
    if office is None:
        raise DamageFound(problem="malformed", path=str(path))
    sequence, digest = ledger.newest(connection)
    return Contents(
        uuid=office["uuid"],
        epoch=office.get("epoch", 1),
        schema=schema,
        counts={name: _count(connection, name) for name in sorted(inspect(connection).get_table_names())},
        sequence=sequence,
        hash=digest,
    )


def _count(connection: Connection, table: str) -> int:
    quoted = connection.dialect.identifier_preparer.quote(table)
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {quoted}").scalar_one())


def _pragma(connection: Connection, name: str) -> int:
    return int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
