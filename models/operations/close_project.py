"""The development is closed and the system enters maintenance. Its dossier is made beforehand (dossiers.py)."""

from __future__ import annotations

from models.board import ProjectState
from models.operations.decisions import begin, finished, stop, work_and_rules
from models.operations.write_context import Outcome, Turn
from models.requests import CloseProject
from models.sop.procedure import DecisionKind

KINDS = frozenset({DecisionKind.CLOSE})


def close_project(turn: Turn, request: CloseProject) -> Outcome:
    """Closes the project into maintenance."""
    live, decision = begin(turn, request, KINDS)
    reason, outcome = work_and_rules(turn, live, decision, request)
    return finished(outcome, "close_project", stop(turn, live, decision, reason, ProjectState.MAINTENANCE.value))
