"""What holds office-wide: letterhead and limits, the procedure of new projects, the oldest program allowed."""

from __future__ import annotations

import re

from sqlalchemy import func, select

from models.board import ProjectState
from models.errors import BadInput
from models.operations.write_context import Outcome, Turn, administrator_only
from models.records.procedures import adopt
from models.records.settings import as_json, merged, read_office
from models.requests import AdoptSop, RequireProgram, SetOffice
from models.sop import reading
from models.storage import rows
from models.storage.tables import ProjectRow


def set_office(turn: Turn, request: SetOffice) -> Outcome:
    """Writes the given fields only. Administrators only."""
    administrator_only(turn.actor)
    settings = merged(turn.settings, request.values)
    office = read_office(turn.connection)
    office.settings = as_json(settings)
    rows.change(turn.connection, office, "settings")
    return Outcome("set_office", details={"fields": sorted(request.values)})


_PROJECT = ProjectRow.table()
_RUNNING = (ProjectState.RUNNING.value, ProjectState.HELD.value)


def adopt_sop(turn: Turn, request: AdoptSop) -> Outcome:
    """Stores the SOP as the newest version. Administrators only.

    Raises BadSop for a wrong file, and BadInput(problem="sop_in_use", count, step) while running projects stand on a
    step that the new procedure does not have: the board would have no column for them.
    """
    administrator_only(turn.actor)
    sop = reading.parse(request.content, request.name)
    beyond = select(func.count()).where(_PROJECT.c.state.in_(_RUNNING), _PROJECT.c.step > sop.last_step)
    count = turn.connection.execute(beyond).scalar_one()
    if count:
        raise BadInput(problem="sop_in_use", field=sop.identity.number, count=count, step=sop.last_step)
    adopt(turn.connection, sop, turn.at)
    return Outcome("adopt_sop", details={"sop": sop.hash, "name": sop.identity.number})


def require_program(turn: Turn, request: RequireProgram) -> Outcome:
    """Asked again inside every later write. Administrators only."""
    administrator_only(turn.actor)
    if not re.fullmatch(r"(\d{1,4}(\.\d{1,4}){0,3})?", request.program):
        raise BadInput(problem="wrong_type", field="program")
    office = read_office(turn.connection)
    office.min_program = request.program
    rows.change(turn.connection, office, "min_program")
    return Outcome("require_program", details={"program": request.program})
