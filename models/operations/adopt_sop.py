"""A procedure for the projects that begin from now on; running ones stay on the version they began with."""

from __future__ import annotations

from sqlalchemy import func, select

from models.board import ProjectState
from models.errors import BadInput
from models.operations.write_context import Outcome, Turn, administrator_only
from models.records.procedures import adopt
from models.requests import AdoptSop
from models.sop import reading
from models.storage.tables import ProjectRow

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
