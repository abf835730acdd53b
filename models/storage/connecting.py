"""The connection to an office's file: how it is made, how its transactions begin, and what it says about itself."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from models.errors import DamageFound, ShareUnavailable
from models.storage.durable import is_absent
from models.storage.faults import fault, retried
from models.storage.leftovers import is_unfinished

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA mmap_size = 0",
    "PRAGMA cache_size = -8192",
    "PRAGMA trusted_schema = OFF",
)


def look_at_file(path: Path) -> None:
    """Raises where the path cannot be an office file, before SQLite touches it."""
    where = str(path)
    try:
        if path.is_dir():
            raise ShareUnavailable(problem="folder", path=where)
        with path.open("rb") as file:
            head = file.read(16)
    except (OSError, ValueError) as error:
        absent = isinstance(error, OSError) and is_absent(error)
        raise ShareUnavailable(problem="missing" if absent else "cannot_open", path=where) from error
    if not head:
        raise DamageFound(problem="unfinished" if is_unfinished(path) else "empty", path=where)
    if head != b"SQLite format 3\0":
        raise DamageFound(problem="not_a_database", path=where)


def engine_of(path: Path, patience: float) -> Engine:
    """One connection, made when first wanted. patience: seconds to wait for it.

    A transaction with the execution option lajur_give_up (monotonic) takes the write lock at its start.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(path),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=patience,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        raw: Any = connection.connection.driver_connection
        give_up = connection.get_execution_options().get("lajur_give_up")
        if give_up:
            retried(lambda: raw.execute("BEGIN IMMEDIATE"), give_up - time.monotonic())
        else:
            raw.execute("BEGIN")

    return engine


def _connect(path: Path) -> sqlite3.Connection:
    """A raw connection that cannot create the file, with journal PERSIST asked for and verified by `verify`."""
    address = quote(path.absolute().as_posix())
    slash = "" if address.startswith("/") else "/"
    raw = sqlite3.connect(f"file://{slash}{address}?mode=rw", uri=True, isolation_level=None, timeout=0.1)
    try:
        for pragma in _PRAGMAS:
            raw.execute(pragma)
        raw.execute("PRAGMA journal_mode = PERSIST")
    except sqlite3.Error as error:
        # A damaged, foreign or locked file says so again, and better, at the first real read.
        known = fault(error, str(path))
        if known is None or isinstance(known, DamageFound):
            raw.close()
            raise
    return raw


def must_be_database(connection: Connection) -> None:
    """Reads the catalogue of any SQLite file, so that damage is told before anything else."""
    connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()


def journal_mode(connection: Connection) -> str:
    """The journal mode as SQLite names it."""
    return str(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one())
