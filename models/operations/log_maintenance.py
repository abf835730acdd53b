"""Step 9b: the log of a system in use."""

from __future__ import annotations

from models.board import ProjectState
from models.errors import BadInput
from models.facts import LONG_TEXT_LIMIT, plain_text
from models.obstacles import Obstacle, Why
from models.operations.write_context import Outcome, Turn, refuse
from models.requests import LogMaintenance


def log_maintenance(turn: Turn, request: LogMaintenance) -> Outcome:
    """Writes an entry, by somebody with a part in the last step."""
    live = turn.project(request)
    step = live.sop.step(live.row.step)
    if live.state is not ProjectState.MAINTENANCE:
        refuse((Obstacle(Why.NOT_IN_MAINTENANCE, step.number),))
    roles = tuple(dict.fromkeys((*step.roles, *step.involved, *live.sop.holders)))
    if not set(roles) & set(turn.actor.roles):
        refuse((Obstacle(Why.ROLE_MISSING, step.number, roles=roles),))
    text = plain_text(request.text, LONG_TEXT_LIMIT, "Catatan pemeliharaan")
    if not text:
        raise BadInput(problem="blank", field="Catatan pemeliharaan")
    return Outcome("log_maintenance", [live], {"text": text})
