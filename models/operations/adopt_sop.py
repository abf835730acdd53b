"""A procedure for the projects that begin from now on; running ones stay on the version they began with."""

from __future__ import annotations

from sqlalchemy import func, select

from models import sop_file
from models.board import ProjectState
from models.errors import BadInput
from models.operations.turn import Outcome, Turn, administrator_only
from models.records.procedures import adopt
from models.records.tables import ProjectRow
from models.requests import AdoptSop

_PROJECT = ProjectRow.table()
_RUNNING = (ProjectState.RUNNING.value, ProjectState.HELD.value)


def adopt_sop(turn: Turn, request: AdoptSop) -> Outcome:
    """Stores the SOP as the newest version. Administrators only.

    Raises BadSop for a wrong file, and BadInput(problem="sop_in_use", count, step) while running projects stand on a
    step that the new procedure does not have: the board would have no column for them.
    """
    administrator_only(turn.actor)
    sop = sop_file.parse(request.content, request.name)
    beyond = select(func.count()).where(_PROJECT.c.state.in_(_RUNNING), _PROJECT.c.step > sop.last_step)
    count = turn.connection.execute(beyond).scalar_one()
    if count:
        raise BadInput(problem="sop_in_use", field=sop.identity.number, count=count, step=sop.last_step)
    adopt(turn.connection, sop, turn.at)
    return Outcome("adopt_sop", details={"sop": sop.hash, "name": sop.identity.number})
