"""The office's file: opened carefully, read in one transaction, written in one short transaction.

Decisions and evidence: ARCHITECTURE.md, "Storage". Rollback journal PERSIST, synchronous EXTRA, never WAL; BEGIN
IMMEDIATE for whatever may write; one connection; only BUSY is tried again.
`NamedFile` notices when the name stands for another file than the one that is open.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from models.errors import DamageFound, OfficeError, ShareUnavailable
from models.office_mark import OfficeMark
from models.storage.connecting import engine_of, journal_mode, look_at_file, must_be_database
from models.storage.durable import is_absent
from models.storage.faults import WAITING, retried, translating_errors
from models.storage.gate import Gate, must_write, read_gate
from models.storage.local_queue import LocalQueue
from models.storage.share import PlaceKind, PlaceLook, look_at, make_ready
from models.storage.write_lock import WriteLock

PAUSE = 5.0
"""Seconds between two listings where nothing is written."""


class NamedFile:
    """The file `path` at the moment of `remember`."""

    def __init__(self, path: Path, listed: bool) -> None:
        self._path = path
        self._listed = listed
        self._identity: tuple[int, int] | None = None
        self._number = 0
        self._due = 0.0

    def remember(self) -> None:
        """The file that now has the name is the one to compare with. Raises OSError where there is none."""
        found = self._path.stat()
        self._identity = found.st_dev, found.st_ino
        # A mount without the server's numbers makes up others for a listing.
        self._number = found.st_ino if self._listed and self._number_in_folder() == found.st_ino else 0
        self._due = time.monotonic() + PAUSE

    def forget(self) -> None:
        """Nothing is remembered: no file counts as the same."""
        self._identity = None

    def is_the_same(self, *, surely: bool) -> bool:
        """Whether the name still stands for the remembered file. Raises OSError where the name is gone.

        surely: list the folder now, instead of trusting a listing of a moment ago.
        """
        found = self._path.stat()
        if (found.st_dev, found.st_ino) != self._identity:
            return False
        if not self._number or (not surely and time.monotonic() < self._due):
            return True
        self._due = time.monotonic() + PAUSE
        return self._number_in_folder() == self._number

    def _number_in_folder(self) -> int:
        """The file's number as the folder lists it; the server does not tell capital from small letters."""
        with os.scandir(self._path.parent) as entries:
            named = {entry.name: entry.inode() for entry in entries if entry.name.lower() == self._path.name.lower()}
        if not named:
            raise FileNotFoundError(self._path)
        return named.get(self._path.name, next(iter(named.values())))


PATIENCE = 5.0
"""Seconds to wait for another workstation's lock."""
OVERWRITE_PAGES = 512
"""How much is written between two reports of progress."""


def open_office(
    place: str | Path,
    patience: float = PATIENCE,
    look: PlaceLook = look_at,
    program: str = "",
    who: str = "",
    turns: Path | None = None,
) -> Database:
    """The office in that file, never created by opening. patience: seconds to wait for a lock; look: at its place.

    program: version of this program, "" to be let in whatever the office requires. who: person and workstation, for
    the sentence that others see while they wait. turns: folder of this computer where its programs take turns at an
    office on a share, None for a program that is alone with it.
    Raises ShareUnavailable(problem=missing|folder|cannot_open|busy|…),
    DamageFound(problem=not_a_database|malformed|foreign_application), DatabaseTooNew or DatabaseTooOld(found, known).
    """
    if "\0" in str(place):
        raise ShareUnavailable(problem="cannot_open", path=str(place).replace("\0", ""))
    path = Path(place)
    barred = make_ready(path, look)
    look_at_file(path)
    kind = look(path).kind
    turns = turns if kind in (PlaceKind.CIFS, PlaceKind.SMB) else None
    database = Database(path, patience, barred, program, who, listed=kind is PlaceKind.CIFS, turns=turns)
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
        turns: Path | None = None,
    ) -> None:
        self.path = path
        self.barred = barred
        """Why nothing may be written here, though it can be read."""
        self._patience = patience
        self._program = program
        self._alone = False
        self._engine = engine_of(path, patience)
        self._turn = LocalQueue(path, turns)
        self._queue = WriteLock(path, who, patience)
        self._file = NamedFile(path, listed)
        self._known: OfficeMark | None = None
        self._seen: Gate | None = None

    @property
    def office(self) -> OfficeMark:
        """Which office was opened, and since which restoration: every transaction is refused in any other."""
        assert self._known is not None, "not verified"
        return self._known

    @property
    def gate(self) -> Gate:
        """What the file said about who may use it, in the present or last transaction."""
        assert self._seen is not None, "not verified"
        return self._seen

    def verify(self) -> None:
        """Looks whether the file of that name is ours, readable and safe to use; remembers whose and since which epoch.

        A trouble that a caching share may have made up is looked at twice.
        """
        self._engine.dispose()
        try:
            self._verify()
        except DamageFound as damage:
            if not _may_be_imagined(damage):
                raise
            self._engine.dispose()
            self._verify()

    @contextmanager
    def reading(self, *, long: bool = False) -> Iterator[Connection]:
        """A connection that sees one consistent moment; nothing may be written on it. long: see LocalQueue."""
        self._reopen_if_replaced(surely=False)
        with self._looked_at_twice(), self._connected(long=long) as connection:
            retried(lambda: self._see(connection), self._patience)
            yield connection

    @contextmanager
    def writing(self, turn: float | None = None) -> Iterator[Connection]:
        """A transaction that holds the write lock from its start; committed at the end, rolled back by an exception.

        turn: seconds to wait for the write lock, None for the patience given when the office was opened.
        """
        if self.barred is not None:
            raise self.barred
        self._reopen_if_replaced(surely=True)
        patience = self._patience if turn is None else turn
        give_up = time.monotonic() + patience
        with self._looked_at_twice(), self._queue.held(patience), self._connected() as bare:
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
        with self._queue.held(), self.reading(long=True) as connection:
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
        with self._queue.held(), self._connected() as connection:
            target = connection.connection.driver_connection
            assert isinstance(target, sqlite3.Connection)
            source.backup(target, pages=OVERWRITE_PAGES, progress=self._patient(report), sleep=0.05)
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
        """Close the connection and let go of the file."""
        self._engine.dispose()
        self._queue.close()
        self._turn.close()

    @contextmanager
    def _connected(self, *, long: bool = False) -> Iterator[Connection]:
        """The connection, while this program has its place in the LocalQueue; made anew after a trouble."""
        turn = self._turn.held_for_long() if long else self._turn.held()
        with translating_errors(str(self.path)), turn as alone:
            try:
                with self._engine.connect() as connection:
                    yield connection
            except (DBAPIError, sqlite3.Error):
                self._engine.dispose()  # what a client has confused over a crash of its server goes with the handle
                raise
            finally:
                if not alone():
                    self._engine.dispose()

    def _verify(self) -> None:
        with self._connected() as connection:
            retried(lambda: must_be_database(connection), self._patience)
            if journal_mode(connection) == "wal":
                raise ShareUnavailable(problem="wal", path=str(self.path))
            self._seen = read_gate(connection, self.path)
        self._known = self._seen.office
        with self._named():
            self._file.remember()

    def _see(self, connection: Connection) -> Gate:
        """Takes the lock of the transaction, so that no later read of the block can be refused; whose file is it?"""
        gate = self._seen = read_gate(connection, self.path)
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
            with self._connected() as connection:
                return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() == "ok"
        except OfficeError:
            return False

    def _reopen_if_replaced(self, *, surely: bool) -> None:
        with self._named():
            if self._file.is_the_same(surely=surely):
                return
        before = self._known
        self.verify()
        found = self.office
        if before is not None and before != found:
            self._known = before
            self._file.forget()
            before.must_be(found, str(self.path))

    @contextmanager
    def _named(self) -> Iterator[None]:
        """SQLite would go on with a file that has no name any more: ShareUnavailable(problem=vanished|io)."""
        try:
            yield
        except OSError as error:
            problem = "vanished" if is_absent(error) else "io"
            raise ShareUnavailable(problem=problem, path=str(self.path)) from error


def _may_be_imagined(damage: DamageFound) -> bool:
    """True for damage that SQLite reported. What the program finds wrong in the rows names no path and is real."""
    return bool(damage.facts.get("path")) and damage.facts.get("problem") in {"malformed", "not_a_database"}


def _commit(raw: sqlite3.Connection | object) -> None:
    """COMMIT by hand: refused by a reader, the transaction stays open and is tried again, never rolled back."""
    if isinstance(raw, sqlite3.Connection) and raw.in_transaction:
        raw.execute("COMMIT")
