"""Free text kept in the history: comments, and the maintenance log of step 9b."""

from __future__ import annotations

from models.board import ProjectState
from models.errors import BadInput
from models.facts import LONG_TEXT_LIMIT, plain_text
from models.obstacles import Obstacle, Why
from models.operations.write_context import WriteContext, WriteOutcome, refuse
from models.performers import roles_with_part
from models.requests import AddComment, LogMaintenance


def add_comment(context: WriteContext, request: AddComment) -> WriteOutcome:
    """Any member may comment on any project."""
    live = context.project(request)
    text = plain_text(request.text, LONG_TEXT_LIMIT, "Komentar")
    if not text:
        raise BadInput(problem="blank", field="Komentar")
    live.row.comments += 1
    return WriteOutcome("add_comment", [live], {"text": text})


def log_maintenance(context: WriteContext, request: LogMaintenance) -> WriteOutcome:
    """Writes an entry, by somebody with a part in the last step."""
    live = context.project(request)
    step = live.sop.step(live.row.step)
    if live.state is not ProjectState.MAINTENANCE:
        refuse((Obstacle(Why.NOT_IN_MAINTENANCE, step.number),))
    roles = roles_with_part(live.sop, step)
    if not set(roles) & set(context.actor.roles):
        refuse((Obstacle(Why.ROLE_MISSING, step.number, roles=roles),))
    text = plain_text(request.text, LONG_TEXT_LIMIT, "Catatan pemeliharaan")
    if not text:
        raise BadInput(problem="blank", field="Catatan pemeliharaan")
    return WriteOutcome("log_maintenance", [live], {"text": text})
