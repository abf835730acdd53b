"""Lanjutkan: the step clock runs again."""

from __future__ import annotations

from models import rules
from models.board import ProjectState
from models.errors import BadInput
from models.operations.hold_project import keep_pauses
from models.operations.write_context import Outcome, Turn, refuse
from models.requests import ResumeProject
from models.storage.timestamps import from_text


def resume_project(turn: Turn, request: ResumeProject) -> Outcome:
    """Ends the pause of a held project. BadInput(problem="before_hold") where this computer's clock says it was not
    held yet."""
    live = turn.project(request)
    refuse(rules.resume_obstacles(live.sop, live.standing(), turn.actor))
    for pause in live.pauses:
        if not pause.until:
            if turn.at < pause.since:
                raise BadInput(problem="before_hold", field="Tunda", value=from_text(pause.since).isoformat())
            live.alter(pause, until=turn.at)
    live.row.state, live.row.held_since = ProjectState.RUNNING.value, ""
    keep_pauses(live)
    return Outcome("resume_project", [live])
