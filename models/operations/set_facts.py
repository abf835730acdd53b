"""Facts of a project, written or corrected."""

from __future__ import annotations

from models import rules
from models.operations.facts import type_facts
from models.operations.write_context import Outcome, Turn, refuse
from models.requests import SetFacts


def set_facts(turn: Turn, request: SetFacts) -> Outcome:
    """Writes the given keys only, by somebody with a part in the present step."""
    live = turn.project(request)
    refuse(rules.edit_obstacles(live.sop, live.standing(), turn.actor))
    type_facts(turn, live, request.facts)
    return Outcome("set_facts", [live])
