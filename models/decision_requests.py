"""Which request a decision becomes. Pure; the window and the command line ask alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import uuid4

from models.board import Card, Move
from models.project_file import FactValue
from models.requests import (
    Attachment,
    CloseProject,
    EndProject,
    FindingNote,
    HoldProject,
    MoveProject,
    OpenFollowUp,
    ProjectWrite,
    ResumeProject,
    ReturnProject,
    TakeDecision,
)

_KINDS: Mapping[str, type[TakeDecision]] = {
    "forward": MoveProject,
    "skip": MoveProject,
    "return": ReturnProject,
    "reject": EndProject,
    "cancel": EndProject,
    "close": CloseProject,
}


def decision_request(
    card: Card,
    path: Move,
    reason: str = "",
    note: str = "",
    facts: Mapping[str, FactValue] | None = None,
    attachments: tuple[Attachment, ...] = (),
    findings: tuple[FindingNote, ...] = (),
    expected: date | None = None,
    target: int = 0,
) -> ProjectWrite:
    """The write that takes `path` with a card as shown. Hold and resume are ways too. KeyError for an unknown kind.

    expected: when a held project should go on. target: first step of a follow-up project, 0 for the way's own or 1.
    """
    operation_id = uuid4().hex
    if path.kind == "hold":
        return HoldProject(
            operation_id=operation_id,
            note=note,
            project_id=card.id,
            version=card.version,
            reason=reason,
            expected=expected,
        )
    if path.kind == "resume":
        return ResumeProject(operation_id=operation_id, note=note, project_id=card.id, version=card.version)
    if path.kind == "follow_up":
        return OpenFollowUp(
            operation_id=operation_id,
            note=note,
            project_id=card.id,
            version=card.version,
            decision=path.decision,
            reason=reason,
            target=target or path.step or 1,
        )
    return _KINDS[path.kind](
        operation_id=operation_id,
        note=note,
        project_id=card.id,
        version=card.version,
        decision=path.decision,
        reason=reason,
        facts=facts or {},
        attachments=attachments,
        findings=findings,
    )
