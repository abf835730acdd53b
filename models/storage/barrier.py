"""May this office be written now? Asked with every look for news, so that the window says it before a person types."""

from __future__ import annotations

from models.errors import OfficeError, ShareUnavailable
from models.storage.dialects import OfficeDatabase
from models.storage.gate import must_write


def barrier(database: OfficeDatabase, program: str) -> OfficeError | None:
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
