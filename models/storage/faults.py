"""SQLite's errors translated into the errors of models/errors.py."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from models.errors import DamageFound, OfficeError, ShareUnavailable
from models.storage.durable import is_absent

WAITING = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
"""Primary codes that may be tried again."""
SILENT = 1.0
"""Seconds. What took longer was not a lock of somebody else: the share did not answer meanwhile."""

_SHARE = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_PROTOCOL: "busy",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_PERM: "readonly",
    sqlite3.SQLITE_IOERR: "io",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
    sqlite3.SQLITE_AUTH: "cannot_open",
}
_DAMAGE = {sqlite3.SQLITE_NOTADB: "not_a_database", sqlite3.SQLITE_CORRUPT: "malformed"}


def primary_code(error: BaseException | None) -> int:
    """SQLite's primary result code, 0 where there is none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def fault(error: BaseException | None, path: str) -> OfficeError | None:
    """The OfficeError that a driver's error stands for, None for a mistake of the program."""
    code = primary_code(error)
    if code in _DAMAGE:
        return DamageFound(problem=_DAMAGE[code], path=path)
    if code in _SHARE:
        gone = code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _is_gone(path)
        return ShareUnavailable(problem="vanished" if gone else _SHARE[code], path=path)
    return None


def _is_gone(path: str) -> bool:
    try:
        Path(path).stat()
    except OSError as error:
        return is_absent(error)
    return False


@contextmanager
def translating_errors(path: str) -> Iterator[None]:
    """Turns errors of SQLite inside the block into OfficeError. Mistakes of the program pass unchanged."""
    try:
        yield
    except PoolTimeout as error:
        raise ShareUnavailable(problem="busy", path=path) from error
    except (DBAPIError, sqlite3.Error) as error:
        known = fault(error.orig if isinstance(error, DBAPIError) else error, path)
        if known is None:
            raise
        raise known from error


def silence(since: float) -> float:
    """Seconds since then (monotonic), if a share that did not answer took them; 0.0 for an ordinary answer.

    Such seconds must not be counted as waiting for somebody else's lock.
    """
    took = time.monotonic() - since
    return took if took > SILENT else 0.0


def retried(act: Callable[[], object], patience: float) -> None:
    """Call `act` again while another workstation holds the lock, for `patience` seconds, with random pauses.

    The pauses grow from 10 to 150 ms (full jitter), so that workstations do not keep step with each other.
    """
    give_up = time.monotonic() + patience
    pause = 0.01
    while True:
        asked = time.monotonic()
        try:
            act()
        except Exception as error:
            cause = getattr(error, "orig", error)
            give_up += silence(asked)
            if primary_code(cause) not in WAITING or time.monotonic() >= give_up:
                raise
            time.sleep(random.uniform(0, pause))
            pause = min(pause * 1.6, 0.15)
        else:
            return
