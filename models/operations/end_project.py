"""Rejected or cancelled: the project ends in the step where it stands."""

from __future__ import annotations

from models.board import ProjectState
from models.operations.decisions import begin, finished, stop, work_and_rules
from models.operations.write_context import Outcome, Turn
from models.requests import EndProject
from models.sop.procedure import DecisionKind

STATES = {DecisionKind.REJECT: ProjectState.REJECTED, DecisionKind.CANCEL: ProjectState.CANCELLED}


def end_project(turn: Turn, request: EndProject) -> Outcome:
    """Ends the project; nothing of it is deleted."""
    live, decision = begin(turn, request, frozenset(STATES))
    reason, outcome = work_and_rules(turn, live, decision, request)
    return finished(outcome, "end_project", stop(turn, live, decision, reason, STATES[decision.kind].value))
