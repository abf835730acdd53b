"""Free text kept in the history."""

from __future__ import annotations

from models.errors import BadInput
from models.facts import LONG_TEXT_LIMIT, plain_text
from models.operations.write_context import Outcome, Turn
from models.requests import AddComment


def add_comment(turn: Turn, request: AddComment) -> Outcome:
    """Any member may comment on any project."""
    live = turn.project(request)
    text = plain_text(request.text, LONG_TEXT_LIMIT, "Komentar")
    if not text:
        raise BadInput(problem="blank", field="Komentar")
    live.row.comments += 1
    return Outcome("add_comment", [live], {"text": text})
