"""The office's file: opened carefully, read in one transaction, written in one short transaction.

Decisions and evidence: ARCHITECTURE.md, "Storage". Rollback journal PERSIST, synchronous EXTRA, never WAL; BEGIN
IMMEDIATE for whatever may write; one connection; only BUSY is tried again.
"""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import QueuePool

from models.errors import DamageFound, DatabaseTooNew, OfficeError, ShareUnavailable
from models.records.faults import WAITING, fault, primary_code, told
from models.records.schema import APPLICATION_ID, SCHEMA
from models.records.share import look_at
from models.records.share_ready import Look, make_ready

PATIENCE = 5.0
"""Seconds to wait for another workstation's lock."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA mmap_size = 0",
    "PRAGMA cache_size = -8192",
    "PRAGMA trusted_schema = OFF",
)


def open_office(place: str | Path, patience: float = PATIENCE, look: Look = look_at) -> Database:
    """The office in that file, never created by opening. patience: seconds to wait for a lock; look: at its place.

    Raises ShareUnavailable(problem=missing|folder|cannot_open|busy|wal|…), DamageFound(problem=not_a_database|
    malformed|foreign_application) or DatabaseTooNew(found, known).
    """
    if "\0" in str(place):
        raise ShareUnavailable(problem="cannot_open", path=str(place).replace("\0", ""))
    path = Path(place)
    barred = make_ready(path, look)
    _look_at(path)
    database = Database(path, patience, barred)
    try:
        database.verify()
    except BaseException:
        database.close()
        raise
    return database


class Database:
    """One long connection to the file. Not for use by several threads at once."""

    def __init__(self, path: Path, patience: float = PATIENCE, barred: OfficeError | None = None) -> None:
        self.path = path
        self.barred = barred
        """Why nothing may be written here, though it can be read."""
        self._patience = patience
        self._engine = _engine(path, patience)
        self._identity: tuple[int, int] | None = None
        self._uuid = ""

    def verify(self) -> None:
        """Looks whether it is ours, readable and safe to use; remembers which office it is."""
        with told(str(self.path)), self._engine.connect() as connection:
            _retried(lambda: _must_be_ours(connection, str(self.path)), self._patience)
            if _pragma(connection, "journal_mode") == "wal":
                raise ShareUnavailable(problem="wal", path=str(self.path))
            self._uuid = _uuid(connection)
        self._identity = _identity(self.path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one consistent moment; nothing may be written on it."""
        self._reopen_if_replaced()
        with told(str(self.path)), self._engine.connect() as connection:
            _retried(lambda: _see(connection), self._patience)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the write lock from its start; committed at the end, rolled back by an exception."""
        if self.barred is not None:
            raise self.barred
        self._reopen_if_replaced()
        with told(str(self.path)), self._engine.connect() as bare:
            connection = bare.execution_options(lajur_writing=True)
            connection.begin()
            self._gate(connection)
            yield connection
            raw = connection.connection.driver_connection
            _retried(lambda: _commit(raw), self._patience)
            connection.commit()

    def close(self) -> None:
        """Gives the file back."""
        self._engine.dispose()

    def _gate(self, connection: Connection) -> None:
        """Re-reads inside the transaction whose file this is and who may write it."""
        found = int(_pragma(connection, "user_version"))
        row = connection.execute(_OFFICE).first()
        if row is None or row.uuid != self._uuid:
            raise ShareUnavailable(problem="replaced", path=str(self.path))
        if found > SCHEMA or row.min_writer > SCHEMA:
            raise DatabaseTooNew(found=max(found, row.min_writer), known=SCHEMA)

    def _reopen_if_replaced(self) -> None:
        try:
            same = _identity(self.path) == self._identity
        except OSError as error:
            # SQLite would go on writing into a file that has no name any more.
            raise ShareUnavailable(problem="vanished", path=str(self.path)) from error
        if same:
            return
        before = self._uuid
        self._engine.dispose()
        self.verify()
        if self._uuid != before:
            self._uuid = before
            self._identity = None
            raise ShareUnavailable(problem="replaced", path=str(self.path))


_OFFICE = text("SELECT uuid, min_writer FROM office")


def _look_at(path: Path) -> None:
    """Refuses what cannot be an office file before SQLite touches it."""
    where = str(path)
    try:
        if path.is_dir():
            raise ShareUnavailable(problem="folder", path=where)
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError as error:
        raise ShareUnavailable(problem="missing", path=where) from error
    except (OSError, ValueError) as error:
        raise ShareUnavailable(problem="cannot_open", path=where) from error
    if head != b"SQLite format 3\0":
        raise DamageFound(problem="not_a_database", path=where)


def _engine(path: Path, patience: float) -> Engine:
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
        if connection.get_execution_options().get("lajur_writing"):
            _retried(lambda: connection.exec_driver_sql("BEGIN IMMEDIATE"), patience)
        else:
            connection.exec_driver_sql("BEGIN")

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


def _must_be_ours(connection: Connection, path: str) -> None:
    if int(_pragma(connection, "application_id")) != APPLICATION_ID:
        raise DamageFound(problem="foreign_application", path=path)
    found = int(_pragma(connection, "user_version"))
    if found > SCHEMA:
        raise DatabaseTooNew(found=found, known=SCHEMA)
    connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()


def _uuid(connection: Connection) -> str:
    row = connection.execute(_OFFICE).first()
    return "" if row is None else str(row.uuid)


def _pragma(connection: Connection, name: str) -> str:
    return str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())


def _see(connection: Connection) -> None:
    """Takes the shared lock, so that no later read of the block can be refused."""
    connection.exec_driver_sql("SELECT 1 FROM office").first()


def _commit(raw: sqlite3.Connection | object) -> None:
    """COMMIT by hand: refused by a reader, the transaction stays open and is tried again, never rolled back."""
    if isinstance(raw, sqlite3.Connection) and raw.in_transaction:
        raw.execute("COMMIT")


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _retried(act: Callable[[], object], patience: float) -> None:
    """Does it again while another workstation holds the lock: full jitter, 10 to 150 ms, until patience ends."""
    give_up = time.monotonic() + patience
    pause = 0.01
    while True:
        try:
            act()
        except Exception as error:
            cause = getattr(error, "orig", error)
            if primary_code(cause) not in WAITING or time.monotonic() >= give_up:
                raise
            time.sleep(random.uniform(0, pause))
            pause = min(pause * 1.6, 0.15)
        else:
            return
