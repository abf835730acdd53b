"""Which operation answers which request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models.operations.calendar import set_calendar
from models.operations.decisions import (
    close_project,
    end_project,
    hold_project,
    move_project,
    resume_project,
    return_project,
)
from models.operations.documents import attach_document, withdraw_document
from models.operations.facts import set_facts
from models.operations.findings import note_findings
from models.operations.new_projects import open_follow_up, request_project
from models.operations.notes import add_comment, log_maintenance
from models.operations.numbers import publish_release
from models.operations.office import adopt_sop, require_program, set_office
from models.operations.people import add_member
from models.operations.undo import undo_move
from models.operations.write_context import WriteContext, WriteOutcome
from models.requests import (
    AddComment,
    AddMember,
    AdoptSop,
    AttachDocument,
    CloseProject,
    EndProject,
    HoldProject,
    LogMaintenance,
    MoveProject,
    NoteFindings,
    OpenFollowUp,
    PublishRelease,
    RequestProject,
    RequireProgram,
    ResumeProject,
    ReturnProject,
    SetCalendar,
    SetFacts,
    SetOffice,
    UndoMove,
    WithdrawDocument,
    Write,
)

VERBS: Mapping[type[Write], Callable[[WriteContext, Any], WriteOutcome]] = {
    RequestProject: request_project,
    SetFacts: set_facts,
    AttachDocument: attach_document,
    WithdrawDocument: withdraw_document,
    MoveProject: move_project,
    ReturnProject: return_project,
    EndProject: end_project,
    CloseProject: close_project,
    OpenFollowUp: open_follow_up,
    HoldProject: hold_project,
    ResumeProject: resume_project,
    NoteFindings: note_findings,
    PublishRelease: publish_release,
    AddComment: add_comment,
    LogMaintenance: log_maintenance,
    UndoMove: undo_move,
    AddMember: add_member,
    SetOffice: set_office,
    RequireProgram: require_program,
    SetCalendar: set_calendar,
    AdoptSop: adopt_sop,
}
