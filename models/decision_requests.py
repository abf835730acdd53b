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
from models.sop.procedure import DecisionKind

REQUEST_OF: Mapping[DecisionKind, type[TakeDecision]] = {
    DecisionKind.FORWARD: MoveProject,
    DecisionKind.SKIP: MoveProject,
    DecisionKind.RETURN: ReturnProject,
    DecisionKind.REJECT: EndProject,
    DecisionKind.CANCEL: EndProject,
    DecisionKind.CLOSE: CloseProject,
    DecisionKind.FOLLOW_UP: OpenFollowUp,
}
"""Which request takes a decision of that kind; the operations refuse every other one."""


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
    """The write that takes `path` with a card as shown. Hold and resume are ways too. ValueError for an unknown kind.

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
    if path.kind == DecisionKind.FOLLOW_UP:
        return OpenFollowUp(
            operation_id=operation_id,
            note=note,
            project_id=card.id,
            version=card.version,
            decision=path.decision,
            reason=reason,
            target=target or path.step or 1,
        )
    return REQUEST_OF[DecisionKind(path.kind)](
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
