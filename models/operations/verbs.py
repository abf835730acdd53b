"""Which operation answers which request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from models.operations.adopt_sop import adopt_sop
from models.operations.attach_document import attach_document
from models.operations.calendar import set_calendar
from models.operations.close_project import close_project
from models.operations.end_project import end_project
from models.operations.hold_project import hold_project
from models.operations.log_maintenance import log_maintenance
from models.operations.move_project import move_project
from models.operations.new_projects import request_project
from models.operations.note_findings import note_findings
from models.operations.notes import add_comment
from models.operations.office import set_office
from models.operations.open_follow_up import open_follow_up
from models.operations.people import add_member
from models.operations.publish_release import publish_release
from models.operations.require_program import require_program
from models.operations.resume_project import resume_project
from models.operations.return_project import return_project
from models.operations.set_facts import set_facts
from models.operations.undo import undo_move
from models.operations.withdraw_document import withdraw_document
from models.operations.write_context import Outcome, Turn
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
    ResumeProject,
    ReturnProject,
    SetFacts,
    SetOffice,
    UndoMove,
    WithdrawDocument,
    Write,
)
from models.time_requests import SetCalendar
from models.upkeep_requests import RequireProgram

VERBS: Mapping[type[Write], Callable[[Turn, Any], Outcome]] = {
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
