"""PostgreSQL's troubles as the troubles this office knows. Codes: PostgreSQL documentation, appendix A."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from models.errors import DamageFound, OfficeError, ShareUnavailable

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
    """The office's word for a psycopg error, None for a mistake of the program. path: the address without password."""
    code = str(getattr(error, "sqlstate", None) or "")
    if code.startswith(_DAMAGE) and code != "XX000":
        return DamageFound(problem="malformed", path=path)
    problem = _BY_CODE.get(code) or _BY_CLASS.get(code[:2]) or (_without_code(error) if not code else "")
    return ShareUnavailable(problem=problem, path=path) if problem else None


@contextmanager
def told_by_server(kind: type[Exception], path: str) -> Iterator[None]:
    """Raises known troubles of the block as OfficeError. kind: what the driver raises by itself."""
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
