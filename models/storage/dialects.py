"""What the program asks of a database, whichever kind it is; the one door to both kinds, and whether it is writable."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection

from models import places
from models.errors import OfficeError, ShareUnavailable
from models.office_mark import OfficeMark
from models.storage.database import PATIENCE, Database, open_office
from models.storage.gate import Gate, must_write
from models.storage.postgres import ServerDatabase, open_server


class OfficeDatabase(Protocol):
    """An open office: a file (database.py) or on a server (postgres.py)."""

    @property
    def path(self) -> Path | str:
        """The file, or the address without its password."""
        ...

    @property
    def barred(self) -> OfficeError | None:
        """Why nothing may be written here, though it can be read."""
        ...

    @property
    def office(self) -> OfficeMark:
        """Which office was opened, and since which restoration: every transaction is refused in any other."""
        ...

    @property
    def gate(self) -> Gate:
        """What the office said about who may use it, in the present or last transaction."""
        ...

    def reading(self, *, long: bool = False) -> AbstractContextManager[Connection]:
        """A connection that sees one consistent moment; nothing may be written on it.

        long: it lasts for seconds, so the other programs of this computer must not wait for it.
        """
        ...

    def writing(self, turn: float | None = None) -> AbstractContextManager[Connection]:
        """The one writer's transaction; committed at the end of the block, rolled back by an exception.

        turn: seconds to wait for the write lock, None for the patience given when the office was opened.
        """
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


def open_place(
    place: str | Path, patience: float = PATIENCE, program: str = "", who: str = "", turns: Path | None = None
) -> Database | ServerDatabase:
    """The office at a path or at a postgresql:// address. Arguments and troubles: see open_office and open_server."""
    if places.is_address(place):
        return open_server(str(place), patience, program)
    return open_office(place, patience, program=program, who=who, turns=turns)


def file_of(database: OfficeDatabase) -> Database:
    """The file, for what exists only there (backup, restoration, locks).

    Raises ShareUnavailable(problem="on_server") where the office is on a server.
    """
    if isinstance(database, Database):
        return database
    raise ShareUnavailable(problem="on_server", path=str(database.path))


def write_access(database: OfficeDatabase, program: str) -> OfficeError | None:
    """Why nothing may be written at present, None if it may, as the present transaction sees it.

    program: version of this program, "" for any.
    """
    if database.barred is not None:
        return database.barred
    place, gate = database.path, database.gate
    try:
        must_write(gate, place, program, sole=isinstance(place, str))
    except OfficeError as error:
        return error
    if gate.holder:
        facts = {"holder": gate.holder, "operation": gate.operation, "since": gate.since}
        return ShareUnavailable(problem="maintenance", path=str(place), **facts)
    return None
