"""What holds office-wide: letterhead and limits, the procedure of new projects, the oldest program allowed."""

from __future__ import annotations

import re

from sqlalchemy import func, select

from models.board import ProjectState
from models.errors import BadInput
from models.operations.write_context import WriteContext, WriteOutcome, administrator_only
from models.records.procedures import adopt
from models.records.settings import as_json, merged, read_office
from models.requests import AdoptSop, RequireProgram, SetOffice
from models.sop import reading
from models.storage import rows
from models.storage.tables import ProjectRow


def set_office(context: WriteContext, request: SetOffice) -> WriteOutcome:
    """Writes the given fields only. Administrators only."""
    administrator_only(context.actor)
    settings = merged(context.settings, request.values)
    office = read_office(context.connection)
    office.settings = as_json(settings)
    rows.change(context.connection, office, "settings")
    return WriteOutcome("set_office", details={"fields": sorted(request.values)})


_PROJECT = ProjectRow.table()
_RUNNING = (ProjectState.RUNNING.value, ProjectState.HELD.value)


def adopt_sop(context: WriteContext, request: AdoptSop) -> WriteOutcome:
    """Stores the SOP as the newest version. Administrators only.

    Raises BadSop for a wrong file, and BadInput(problem="sop_in_use", count, step) while running projects stand on a
    step that the new procedure does not have: the board would have no column for them.
    """
    administrator_only(context.actor)
    sop = reading.parse(request.content, request.name)
    beyond = select(func.count()).where(_PROJECT.c.state.in_(_RUNNING), _PROJECT.c.step > sop.last_step)
    count = context.connection.execute(beyond).scalar_one()
    if count:
        raise BadInput(problem="sop_in_use", field=sop.identity.number, count=count, step=sop.last_step)
    adopt(context.connection, sop, context.at)
    return WriteOutcome("adopt_sop", details={"sop": sop.hash, "name": sop.identity.number})


def require_program(context: WriteContext, request: RequireProgram) -> WriteOutcome:
    """Asked again inside every later write. Administrators only."""
    administrator_only(context.actor)
    if not re.fullmatch(r"(\d{1,4}(\.\d{1,4}){0,3})?", request.program):
        raise BadInput(problem="wrong_type", field="program")
    office = read_office(context.connection)
    office.min_program = request.program
    rows.change(context.connection, office, "min_program")
    return WriteOutcome("require_program", details={"program": request.program})
