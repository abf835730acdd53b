"""The office's file: opened carefully, read in one transaction, written in one short transaction.

Decisions and evidence: ARCHITECTURE.md, "Storage". Rollback journal PERSIST, synchronous EXTRA, never WAL; BEGIN
IMMEDIATE for whatever may write; one connection; only BUSY is tried again.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from models.errors import DamageFound, OfficeError, ShareUnavailable
from models.office import OfficeMark
from models.records.faults import WAITING, fault, retried, told
from models.records.gate import Gate, must_write, read_gate
from models.records.named_file import NamedFile
from models.records.share import Kind, look_at
from models.records.share_ready import Look, make_ready
from models.records.write_lock import WriteLock

PATIENCE = 5.0
"""Seconds to wait for another workstation's lock."""
OVERWRITE_PAGES = 512
"""Written between two reports."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA mmap_size = 0",
    "PRAGMA cache_size = -8192",
    "PRAGMA trusted_schema = OFF",
)


def open_office(
    place: str | Path, patience: float = PATIENCE, look: Look = look_at, program: str = "", who: str = ""
) -> Database:
    """The office in that file, never created by opening. patience: seconds to wait for a lock; look: at its place.

    program: version of this program, "" to be let in whatever the office requires. who: person and workstation, for
    the sentence that others see while they wait. Raises ShareUnavailable(problem=missing|folder|cannot_open|busy|…),
    DamageFound(problem=not_a_database|malformed|foreign_application), DatabaseTooNew or DatabaseTooOld(found, known).
    """
    if "\0" in str(place):
        raise ShareUnavailable(problem="cannot_open", path=str(place).replace("\0", ""))
    path = Path(place)
    barred = make_ready(path, look)
    _look_at(path)
    database = Database(path, patience, barred, program, who, listed=look(path).kind is Kind.CIFS)
    try:
        database.verify()
    except BaseException:
        database.close()
        raise
    return database


class Database:
    """One long connection to the file. Not for use by several threads at once."""

    def __init__(
        self,
        path: Path,
        patience: float = PATIENCE,
        barred: OfficeError | None = None,
        program: str = "",
        who: str = "",
        listed: bool = False,
    ) -> None:
        self.path = path
        self.barred = barred
        """Why nothing may be written here, though it can be read."""
        self._patience = patience
        self._program = program
        self._alone = False
        self._engine = _engine(path, patience)
        self._queue = WriteLock(path, who, patience)
        self._file = NamedFile(path, listed)
        self._known: OfficeMark | None = None

    @property
    def office(self) -> OfficeMark:
        """Which office was opened, and since which restoration: every transaction is refused in any other."""
        assert self._known is not None, "not verified"
        return self._known

    def verify(self) -> None:
        """Looks whether it is ours, readable and safe to use; remembers which office it is and since which restoration.

        A trouble that a caching share may have made up is looked at twice.
        """
        try:
            self._verify()
        except DamageFound as damage:
            if not _may_be_imagined(damage):
                raise
            self._engine.dispose()
            self._verify()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one consistent moment; nothing may be written on it."""
        self._reopen_if_replaced(surely=False)
        with self._looked_at_twice(), told(str(self.path)), self._engine.connect() as connection:
            retried(lambda: self._see(connection), self._patience)
            yield connection

    @contextmanager
    def writing(self, turn: float | None = None) -> Iterator[Connection]:
        """A transaction that holds the write lock from its start; committed at the end, rolled back by an exception.

        turn: seconds to wait for it, None for the usual patience.
        """
        if self.barred is not None:
            raise self.barred
        self._reopen_if_replaced(surely=True)
        patience = self._patience if turn is None else turn
        give_up = time.monotonic() + patience
        with self._looked_at_twice(), told(str(self.path)), self._queue.held(patience), self._engine.connect() as bare:
            connection = bare.execution_options(lajur_give_up=give_up)
            connection.begin()
            must_write(self._see(connection), self.path, self._program, sole=self._alone)
            yield connection
            raw = connection.connection.driver_connection
            retried(lambda: _commit(raw), patience)
            connection.commit()

    @contextmanager
    def reading_in_turn(self) -> Iterator[Connection]:
        """For a long read: waits in the queue of writers, who then wait there and not with their work half done."""
        with self._queue.held(), self.reading() as connection:
            yield connection

    @contextmanager
    def working_alone(self) -> Iterator[None]:
        """While this process holds the maintenance lock: its own writes pass. See maintenance.py."""
        self._alone = True
        try:
            yield
        finally:
            self._alone = False

    def overwrite(self, source: sqlite3.Connection, report: Callable[[int, int, int], None]) -> None:
        """Makes all pages of `source` this file's, in one transaction that a crash or an exception undoes.

        Only while working alone. report: see sqlite3.Connection.backup; it may raise.
        """
        with told(str(self.path)), self._queue.held(), self._engine.connect() as connection:
            target = connection.connection.driver_connection
            assert isinstance(target, sqlite3.Connection)
            source.backup(target, pages=OVERWRITE_PAGES, progress=self._patient(report), sleep=0.05)
        self._engine.dispose()
        self.verify()

    def _patient(self, report: Callable[[int, int, int], None]) -> Callable[[int, int, int], None]:
        """Gives up where somebody goes on reading; sqlite3.Connection.backup by itself waits forever."""
        give_up = time.monotonic() + self._patience

        def told_or_given_up(status: int, remaining: int, total: int) -> None:
            if status in WAITING and time.monotonic() >= give_up:
                raise ShareUnavailable(problem="busy", path=str(self.path))
            report(status, remaining, total)

        return told_or_given_up

    def close(self) -> None:
        """Gives the file back."""
        self._engine.dispose()
        self._queue.close()

    def _verify(self) -> None:
        with told(str(self.path)), self._engine.connect() as connection:
            retried(lambda: _must_be_ours(connection), self._patience)
            if _journal_mode(connection) == "wal":
                raise ShareUnavailable(problem="wal", path=str(self.path))
            gate = read_gate(connection, self.path)
        self._known = gate.office
        self._file.remember()

    def _see(self, connection: Connection) -> Gate:
        """Takes the lock of the transaction, so that no later read of the block can be refused; whose file is it?"""
        gate = read_gate(connection, self.path)
        if self._known is not None:
            self._known.must_be(gate.office, str(self.path))
        return gate

    @contextmanager
    def _looked_at_twice(self) -> Iterator[None]:
        """Damage that is gone after reopening was made up by a cache: ShareUnavailable(problem="unsteady")."""
        try:
            yield
        except DamageFound as damage:
            if not _may_be_imagined(damage) or not self._is_whole():
                raise
            raise ShareUnavailable(problem="unsteady", path=str(self.path)) from damage

    def _is_whole(self) -> bool:
        self._engine.dispose()
        try:
            with told(str(self.path)), self._engine.connect() as connection:
                return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() == "ok"
        except OfficeError:
            return False

    def _reopen_if_replaced(self, *, surely: bool) -> None:
        try:
            same = self._file.is_the_same(surely=surely)
        except OSError as error:
            # SQLite would go on writing into a file that has no name any more.
            raise ShareUnavailable(problem="vanished", path=str(self.path)) from error
        if same:
            return
        before = self._known
        self._engine.dispose()
        self.verify()
        found = self.office
        if before is not None and before != found:
            self._known = before
            self._file.forget()
            before.must_be(found, str(self.path))


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
        give_up = connection.get_execution_options().get("lajur_give_up")
        if give_up:
            retried(lambda: connection.exec_driver_sql("BEGIN IMMEDIATE"), give_up - time.monotonic())
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


def _must_be_ours(connection: Connection) -> None:
    """Reads the catalogue of any SQLite file, so that damage is told before anything else."""
    connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()


def _journal_mode(connection: Connection) -> str:
    return str(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one())


def _may_be_imagined(damage: DamageFound) -> bool:
    """SQLite itself said so, of this file; what the program finds wrong in the rows names no path and is real."""
    return bool(damage.facts.get("path")) and damage.facts.get("problem") in {"malformed", "not_a_database"}


def _commit(raw: sqlite3.Connection | object) -> None:
    """COMMIT by hand: refused by a reader, the transaction stays open and is tried again, never rolled back."""
    if isinstance(raw, sqlite3.Connection) and raw.in_transaction:
        raw.execute("COMMIT")
