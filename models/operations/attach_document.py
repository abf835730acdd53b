"""Documents of a project."""

from __future__ import annotations

from models import rules
from models.operations.documents import attach
from models.operations.write_context import Outcome, Turn, refuse
from models.requests import AttachDocument


def attach_document(turn: Turn, request: AttachDocument) -> Outcome:
    """Attaches files or links, by somebody with a part in the present step."""
    live = turn.project(request)
    refuse(rules.edit_obstacles(live.sop, live.standing(), turn.actor))
    return Outcome("attach_document", [live], documents=attach(turn, live, request.attachments))
