"""An office on a PostgreSQL server, with the same promises as a file: one consistent moment to read, one writer at a
time, and an answer "saved" only for what the server has on its disk.

Writers queue on the office's one row (SELECT … FOR NO KEY UPDATE): the ledger is a chain, so writes are serial by
nature, and behind that lock plain READ COMMITTED sees the newest state. Needs PostgreSQL 15 or newer.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, TextClause, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from models import places
from models.errors import DamageFound, DatabaseTooNew, DatabaseTooOld, OfficeError, ShareUnavailable
from models.office_mark import OfficeMark
from models.storage.gate import Gate, must_write, read_gate
from models.storage.postgres_faults import told_by_server
from models.storage.schema import SCHEMA
from models.storage.server_maintenance import is_at_work

PATIENCE = 5.0
"""Seconds to wait for another writer."""
OLDEST_SERVER = 150000
"""server_version_num of PostgreSQL 15."""
SILENCE = 15
"""Seconds after which the server ends a write whose workstation has gone silent, so that others may go on."""

_READ = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
_WRITE = {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}
_NOTHING = text("SELECT 1")
_LOCK = text("SELECT CAST(pg_current_xact_id() AS text) FROM office WHERE id = 1 FOR NO KEY UPDATE")
_FATE = text("SELECT pg_xact_status(CAST(:transaction AS xid8))")
_TABLES = text("SELECT to_regclass('office') IS NOT NULL AND to_regclass('alembic_version') IS NOT NULL")
_OTHERS = text("SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = ANY (current_schemas(false))")
_FITNESS = text("""
SELECT CAST(current_setting('server_version_num') AS int) AS version, current_setting('server_version') AS shown,
    current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync,
    pg_is_in_recovery() OR CAST(current_setting('default_transaction_read_only') AS boolean) AS readonly
""")
_SCHEMA = text("SELECT version_num FROM alembic_version")
_SESSION = """
SET lock_timeout = {patience}; SET idle_in_transaction_session_timeout = '{silence}s'; SET TIME ZONE 'UTC';
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local')
"""
_NETWORK = {
    "application_name": "lajur",
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


def open_server(address: str, patience: float = PATIENCE, program: str = "") -> ServerDatabase:
    """The office at that address. patience: seconds to wait for another writer; program: see open_office.

    Raises ShareUnavailable(problem=server_…|no_office), DamageFound(problem=foreign_application), DatabaseTooNew or
    DatabaseTooOld(found, known).
    """
    database = ServerDatabase(address, patience, program)
    try:
        database.verify()
    except BaseException:
        database.close()
        raise
    return database


class ServerDatabase:
    """One long connection, made anew when it broke. Not for use by several threads at once."""

    def __init__(self, address: str, patience: float = PATIENCE, program: str = "") -> None:
        self.path = places.without_password(address)
        """The address as it may be shown."""
        self.barred: OfficeError | None = None
        """Why nothing may be written here, though it can be read."""
        self.account = ""
        """Who the server says we are."""
        self._patience = patience
        self._program = program
        self._engine, self._driver_error = server_engine(address, patience)
        self._known: OfficeMark | None = None
        self._seen: Gate | None = None

    @property
    def office(self) -> OfficeMark:
        """See Database.office."""
        assert self._known is not None, "not verified"
        return self._known

    @property
    def gate(self) -> Gate:
        """See Database.gate."""
        assert self._seen is not None, "not verified"
        return self._seen

    def verify(self) -> None:
        """Looks whether the server is fit for an office, and remembers which office it is."""
        with self._told(), self._connected(_NOTHING, _READ) as (connection, _):
            self.barred = must_be_fit(connection, self.path)
            if not has_office(connection, self.path):
                raise ShareUnavailable(problem="no_office", path=self.path)
            self.account = str(connection.exec_driver_sql("SELECT session_user").scalar_one()).casefold()
            gate = self._see(connection, connection.execute(_SCHEMA))
        self._known = gate.office

    @contextmanager
    def reading(self, *, long: bool = False) -> Iterator[Connection]:
        """A connection that sees one consistent moment; nothing may be written on it. long: without effect."""
        with self._told(), self._connected(_SCHEMA, _READ) as (connection, found):
            self._see(connection, found)
            yield connection

    @contextmanager
    def writing(self, turn: float | None = None) -> Iterator[Connection]:
        """A transaction that is the only writer from its start; committed at the end, rolled back by an exception.

        turn: without effect, the server itself waits for the patience with which it was opened.
        """
        if self.barred is not None:
            raise self.barred
        try:
            with self._told(), self._connected(_LOCK, _WRITE) as (connection, locked):
                transaction = locked.scalar()
                gate = self._see(connection, connection.execute(_SCHEMA))
                self._must_be_free()
                must_write(gate, self.path, self._program, sole=True)
                yield connection
                self._commit(connection, str(transaction))
        except ShareUnavailable as error:
            if error.facts.get("problem") == "busy":
                with self.reading():
                    self._must_be_free()
            raise

    def close(self) -> None:
        """Gives the connection back."""
        self._engine.dispose()

    def _see(self, connection: Connection, schema: CursorResult[Any]) -> Gate:
        """Whose office it is and which program may use it, inside every transaction."""
        found = int(schema.scalar_one())
        if found < SCHEMA:
            raise DatabaseTooOld(found=found, known=SCHEMA, path=self.path)
        gate = read_gate(connection, self.path)
        if gate.holder and not is_at_work(connection):
            gate = replace(gate, holder="")
        self._seen = gate
        if found > SCHEMA and gate.min_writer <= SCHEMA:
            raise DatabaseTooNew(found=found, known=SCHEMA)
        if self._known is not None:
            self._known.must_be(gate.office, self.path)
        return gate

    def _must_be_free(self) -> None:
        """Raises ShareUnavailable(problem=maintenance, holder) where somebody works on the whole office."""
        gate = self.gate
        if gate.holder:
            facts = {"holder": gate.holder, "operation": gate.operation, "since": gate.since}
            raise ShareUnavailable(problem="maintenance", path=self.path, **facts)

    @contextmanager
    def _connected(self, first: TextClause, options: dict[str, Any]) -> Iterator[tuple[Connection, CursorResult[Any]]]:
        """A connection with the answer to its `first` statement; one that died while it was idle is replaced once."""
        connection = self._engine.connect().execution_options(**options)
        try:
            try:
                found = connection.execute(first)
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                connection.close()
                connection = self._engine.connect().execution_options(**options)
                found = connection.execute(first)
            yield connection, found
        finally:
            connection.close()

    def _commit(self, connection: Connection, transaction: str) -> None:
        """Where the line breaks over the COMMIT, the server is asked what became of the transaction."""
        try:
            connection.commit()
        except DBAPIError as error:
            if not error.connection_invalidated or not self._was_committed(transaction):
                raise

    def _was_committed(self, transaction: str) -> bool:
        """False only if it certainly was not. Raises ShareUnavailable(problem=server_gone) if nobody can be asked."""
        give_up = time.monotonic() + self._patience
        while True:
            with self._told(), self._connected(_NOTHING, _READ) as (connection, _):
                fate = connection.execute(_FATE, {"transaction": transaction}).scalar()
            if fate in {"committed", "aborted"}:
                return fate == "committed"
            if time.monotonic() >= give_up:
                raise ShareUnavailable(problem="server_gone", path=self.path)
            time.sleep(0.05)

    @contextmanager
    def _told(self) -> Iterator[None]:
        with told_by_server(self._driver_error, self.path):
            yield


def server_engine(address: str, patience: float = PATIENCE) -> tuple[Engine, type[Exception]]:
    """An engine of one connection, and what its driver raises. ShareUnavailable(problem="no_driver") without psycopg.

    The driver itself reads the address, so that all that PostgreSQL documents for it may stand there.
    """
    try:
        engine = create_engine(
            "postgresql+psycopg://",
            creator=lambda: driver.connect(places.address(address), **_NETWORK),
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            pool_timeout=patience,
            use_native_hstore=False,
        )
    except ImportError as error:
        raise ShareUnavailable(problem="no_driver", path=places.without_password(address)) from error
    driver: Any = engine.dialect.loaded_dbapi
    session = _SESSION.format(patience=int(patience * 1000), silence=SILENCE)

    @event.listens_for(engine, "connect")
    def connect(raw: Any, _record: object) -> None:
        raw.execute(session)
        raw.commit()

    return engine, driver.Error


def must_be_fit(connection: Connection, path: str) -> OfficeError | None:
    """Raises ShareUnavailable(problem=server_old|server_encoding). Answers why it may be read but not written."""
    found = connection.execute(_FITNESS).one()
    if found.version < OLDEST_SERVER:
        raise ShareUnavailable(problem="server_old", path=path, found=found.shown)
    if found.encoding != "UTF8":
        raise ShareUnavailable(problem="server_encoding", path=path, found=found.encoding)
    if found.readonly:
        return ShareUnavailable(problem="server_readonly", path=path)
    return ShareUnavailable(problem="server_no_fsync", path=path) if found.fsync != "on" else None


def has_office(connection: Connection, path: str) -> bool:
    """False for an empty database; DamageFound(problem="foreign_application") where other tables stand in the way."""
    if connection.execute(_TABLES).scalar_one():
        return True
    if connection.execute(_OTHERS).scalar_one():
        raise DamageFound(problem="foreign_application", path=path)
    return False
