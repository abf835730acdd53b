"""New projects: step 1, and the later development of a system in use as the child of an earlier project."""

from __future__ import annotations

from models import rules
from models.board import ProjectState
from models.documents.file_names import project_folder
from models.errors import BadInput
from models.facts import REASON_LIMIT, plain_text
from models.obstacles import Obstacle, Why
from models.operations.decisions import begin, enter
from models.operations.documents import attach
from models.operations.facts import bound_text, type_facts
from models.operations.write_context import WriteContext, WriteOutcome, refuse
from models.records.live_project import LiveProject
from models.requests import OpenFollowUp, RequestProject
from models.rules import Standing
from models.sop.procedure import Fact, Sop
from models.storage.tables import ProjectRow
from models.worktime import Counting

PREFIX = "PRJ"


def request_project(context: WriteContext, request: RequestProject) -> WriteOutcome:
    """Opens a project at the first step for a person who performs it."""
    version_id, sop = context.procedures.newest(context.connection)
    live = new_project(context, sop, version_id, sop.steps[0].number)
    type_facts(context, live, request.facts)
    name_project(context, live, context.actor.team)
    refuse(_requester_obstacles(context, live))
    documents = attach(context, live, request.attachments)
    return WriteOutcome("request_project", [live], documents=documents, number=live.row.number)


def new_project(context: WriteContext, sop: Sop, version_id: int, step: int) -> LiveProject:
    """A project without a name at `step`, its number taken."""
    row = ProjectRow(
        number=context.number(PREFIX),
        name="",
        team="",
        requester_id=context.actor.id,
        step=step,
        sop_version_id=version_id,
        start_step=step,
        folder="",
        entered_at=context.at,
        counting=Counting.CALENDAR.value,
        created_at=context.at,
    )
    live = LiveProject(row, sop)
    enter(context, live, step)
    return live


def name_project(context: WriteContext, live: LiveProject, team: str) -> None:
    """Copies name, team and wished date from the bound facts; `team` where no fact names one. BadInput if blank."""
    row = live.row
    row.name = bound_text(live.sop, live.facts, "project_name")
    row.team = bound_text(live.sop, live.facts, "team") or team
    row.wished = bound_text(live.sop, live.facts, "wished_date")
    for binding, value in (("project_name", row.name), ("team", row.team)):
        if not value:
            label = next((fact.label for fact in live.sop.facts if fact.binds == binding), binding)
            raise BadInput(problem="blank", field=label)
    row.folder = project_folder(row.number, row.name, context.today.year).as_posix()


def _requester_obstacles(context: WriteContext, live: LiveProject) -> tuple[Obstacle, ...]:
    """Only who performs the first step may ask for a project, a head only for the own team."""
    step = live.sop.steps[0]
    standing = Standing(ProjectState.RUNNING, step.number, 1, live.row.team, frozenset(), {})
    at = rules.situation(live.sop, standing, context.actor)
    if at.may & set(step.roles):
        return ()
    why = Why.OTHER_TEAM if at.other_team & set(step.roles) else Why.ROLE_MISSING
    return (Obstacle(why, step.number, roles=step.roles),)


def open_follow_up(context: WriteContext, request: OpenFollowUp) -> WriteOutcome:
    """Opens the child; the parent keeps its state. Facts and attachments of the request go to the child."""
    parent, decision = begin(context, request)
    if request.target not in decision.targets:
        raise BadInput(problem="unknown_choice", field=decision.label, value=str(request.target))
    reason = plain_text(request.reason, REASON_LIMIT, "Alasan")
    refuse(rules.obstacles(parent.sop, parent.standing(), decision, context.actor, reason))
    child = _child(context, parent, request.target)
    type_facts(context, child, request.facts)
    name_project(context, child, parent.row.team)
    documents = attach(context, child, request.attachments)
    details = {"decision": decision.code, "reason": reason, "child": child.row.number, "target": request.target}
    outcome = WriteOutcome("open_follow_up", [parent, child], dict(details), documents=documents, shown=child)
    outcome.number = child.row.number
    outcome.late_details = lambda: {"child_id": child.row.id}
    return outcome


def _child(context: WriteContext, parent: LiveProject, target: int) -> LiveProject:
    child = new_project(context, parent.sop, parent.row.sop_version_id, target)
    child.row.parent_id = parent.row.id
    child.row.requester_id = parent.row.requester_id
    for fact in parent.sop.facts:
        if fact.key in parent.facts and _is_inherited(fact, parent, target):
            child.set_fact(fact.key, parent.facts[fact.key])
    if target > parent.sop.steps[0].number:
        child.row.coordinator_id = parent.row.coordinator_id
        child.row.programmers = parent.row.programmers
    return child


def _is_inherited(fact: Fact, parent: LiveProject, target: int) -> bool:
    """What was settled before the child's first step; a child from the start brings its own nota dinas."""
    first = parent.sop.steps[0].number
    if fact.fresh or fact.binds == "wished_date":
        return False
    return fact.step < target or (fact.step == first and not fact.binds.startswith("letter_"))
