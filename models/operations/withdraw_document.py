"""A document version that counts no more; the file stays."""

from __future__ import annotations

from models import rules
from models.errors import NotFound
from models.facts import REASON_LIMIT, plain_text
from models.obstacles import Obstacle, Why
from models.operations.write_context import Outcome, Turn, refuse
from models.requests import WithdrawDocument


def withdraw_document(turn: Turn, request: WithdrawDocument) -> Outcome:
    """Withdraws a current version, with a reason; what an earlier step was left with can only be replaced."""
    live = turn.project(request)
    refuse(rules.edit_obstacles(live.sop, live.standing(), turn.actor))
    document = next((each for each in live.current_documents if each.id == request.document_id), None)
    if document is None:
        raise NotFound(what="document", key=request.document_id)
    reason = plain_text(request.reason, REASON_LIMIT, "Alasan")
    if not reason:
        refuse((Obstacle(Why.REASON_MISSING, live.row.step, count=1),))
    kind = live.sop.document(document.kind)
    if kind.required and kind.step < live.row.step:
        refuse((Obstacle(Why.DOCUMENT_RELIED_ON, kind.step, key=kind.code, label=kind.name),))
    live.alter(document, status="withdrawn")
    return Outcome("withdraw_document", [live], {"reason": reason, "kind": document.kind, "name": document.name})
