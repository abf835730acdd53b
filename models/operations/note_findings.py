"""Findings of a test, added or settled."""

from __future__ import annotations

from models import rules
from models.operations.findings import note_all
from models.operations.write_context import Outcome, Turn, refuse
from models.requests import NoteFindings


def note_findings(turn: Turn, request: NoteFindings) -> Outcome:
    """Writes findings, by somebody with a part in the present step."""
    live = turn.project(request)
    refuse(rules.edit_obstacles(live.sop, live.standing(), turn.actor))
    note_all(live, request.findings)
    return Outcome("note_findings", [live])
