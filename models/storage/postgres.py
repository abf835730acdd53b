"""An office on a PostgreSQL server, with the same promises as a file: one consistent moment to read, one writer at a
time, and an answer "saved" only for what the server has on its disk.

Writers queue on the office's one row (SELECT … FOR NO KEY UPDATE): the ledger is a chain, so writes are serial by
nature, and behind that lock plain READ COMMITTED sees the newest state. Needs PostgreSQL 15 or newer.
PostgreSQL's error codes: its documentation, appendix A.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, CursorResult, Engine, TextClause, create_engine, delete, event, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool

from models import places
from models.errors import DamageFound, DatabaseTooNew, DatabaseTooOld, OfficeError, ShareUnavailable
from models.office_mark import OfficeMark
from models.storage import rows
from models.storage.gate import Gate, must_write, read_gate
from models.storage.tables import APPLICATION_ID, SCHEMA, MaintenanceRow
from models.storage.timestamps import to_text

_BY_CODE = {
    "25006": "server_readonly",  # read_only_sql_transaction
    "25P03": "busy",  # idle_in_transaction_session_timeout
    "25P04": "busy",  # transaction_timeout
    "28000": "server_refused",
    "28P01": "server_refused",
    "3D000": "server_no_database",
    "40001": "busy",  # serialization_failure
    "40P01": "busy",  # deadlock_detected
    "42501": "server_readonly",  # insufficient_privilege
    "53300": "server_crowded",
    "55P03": "busy",  # lock_not_available
    "57014": "busy",  # query_canceled, by a timeout
}
_BY_CLASS = {"08": "server_gone", "53": "full", "57": "server_gone", "58": "server_gone"}
_ADDRESS = re.compile(r"URI|connection (option|info)|missing \"=\"")
_DAMAGE = "XX00"  # data_corrupted, index_corrupted
# The server's first words before anybody is known carry no code.
_GREETINGS = (
    (re.compile(r'FATAL:\s+database ".*" does not exist'), "server_no_database"),
    (re.compile(r"FATAL:.*(too many|connection slots|is starting up|is shutting down)"), "server_crowded"),
    (re.compile(r"FATAL:|fe_sendauth|SCRAM|password|certificate"), "server_refused"),
)


def server_fault(error: BaseException | None, path: str) -> OfficeError | None:
    """The OfficeError that a psycopg error stands for, None for a mistake of the program.

    path: the address without its password.
    """
    code = str(getattr(error, "sqlstate", None) or "")
    if code.startswith(_DAMAGE) and code != "XX000":
        return DamageFound(problem="malformed", path=path)
    problem = _BY_CODE.get(code) or _BY_CLASS.get(code[:2]) or (_without_code(error) if not code else "")
    return ShareUnavailable(problem=problem, path=path) if problem else None


@contextmanager
def told_by_server(kind: type[Exception], path: str) -> Iterator[None]:
    """Turns errors of the server inside the block into OfficeError. kind: the class of the driver's own errors."""
    try:
        yield
    except PoolTimeout as error:
        raise ShareUnavailable(problem="busy", path=path) from error
    except (DBAPIError, kind) as error:
        known = server_fault(_cause(error), path)
        if known is None:
            raise
        raise known from error


def _cause(error: BaseException) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error


def _without_code(error: Any) -> str:
    """A connection that could not be made or that broke; "" for other errors of the driver."""
    kind = type(error).__name__
    if kind == "ProgrammingError" and _ADDRESS.search(str(error)):
        return "bad_address"
    if kind not in {"OperationalError", "ConnectionTimeout", "InterfaceError"}:
        return ""
    connection = getattr(error, "pgconn", None)
    if connection is not None and (connection.needs_password or connection.used_password):
        return "server_refused"
    return next((problem for words, problem in _GREETINGS if words.search(str(error))), "server_gone")


_WORK = 1
_TABLE = MaintenanceRow.table()
_TAKE = text(f"SELECT pg_try_advisory_lock({APPLICATION_ID}, {_WORK})")
_IS_TAKEN = text(f"""
SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
    AND classid = {APPLICATION_ID} AND objid = {_WORK}
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
""")
_CAN_ANNOUNCE = text("SELECT to_regclass('maintenance') IS NOT NULL")
# So that the server soon knows of a workstation that lost its power, and frees what it held.
_WATCHED = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 3; SET tcp_keepalives_count = 3"


def is_at_work(connection: Connection) -> bool:
    """Whether the session that announced work on the whole office is still connected."""
    return bool(connection.execute(_IS_TAKEN).scalar_one())


@contextmanager
def server_maintenance(connection: Connection, path: str, operation: str, who: str, now: datetime) -> Iterator[None]:
    """Announce work on the whole office, in a transaction of its own. Taken back after the block, even after an error.

    The lock stays with the session, which should be closed afterwards. An office of the first schema has no place for
    the row. path: the address without password. Raises ShareUnavailable(problem=maintenance, holder|busy) while another
    works.
    """
    connection.exec_driver_sql(_WATCHED)
    announced = bool(connection.execute(_CAN_ANNOUNCE).scalar_one())
    if not connection.execute(_TAKE).scalar_one():
        holder = connection.execute(select(_TABLE.c.holder)).scalar() if announced else None
        raise ShareUnavailable(problem="maintenance" if holder else "busy", path=path, holder=holder or "")
    row = MaintenanceRow(id=1, holder=who, operation=operation, nonce=uuid.uuid4().hex, since=to_text(now))
    if announced:
        connection.execute(delete(_TABLE))
        rows.add(connection, row)
    connection.commit()
    try:
        yield
    finally:
        with suppress(SQLAlchemyError):
            connection.rollback()
            if announced:
                connection.execute(delete(_TABLE).where(_TABLE.c.nonce == row.nonce))
                connection.commit()


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
        """Close the connection."""
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
