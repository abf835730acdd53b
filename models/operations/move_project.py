"""Forward by the SOP, or over a step that is not needed."""

from __future__ import annotations

from models.operations.decisions import begin, finished, go, work_and_rules
from models.operations.write_context import Outcome, Turn
from models.requests import MoveProject
from models.sop.procedure import DecisionKind

KINDS = frozenset({DecisionKind.FORWARD, DecisionKind.SKIP})


def move_project(turn: Turn, request: MoveProject) -> Outcome:
    """Moves the project to the decision's target. RuleBroken lists what is still missing."""
    live, decision = begin(turn, request, KINDS)
    reason, outcome = work_and_rules(turn, live, decision, request)
    return finished(outcome, "move_project", go(turn, live, decision, reason))
