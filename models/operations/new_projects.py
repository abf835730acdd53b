"""Step 1: a new project, and what it has in common with the child of an earlier one."""

from __future__ import annotations

from models import rules
from models.board import ProjectState
from models.documents.file_names import project_folder
from models.errors import BadInput
from models.obstacles import Obstacle, Why
from models.operations.documents import attach
from models.operations.facts import bound_text, type_facts
from models.operations.visits import enter
from models.operations.write_context import Outcome, Turn, refuse
from models.records.live_project import LiveProject
from models.requests import RequestProject
from models.rules import Standing
from models.sop.procedure import Sop
from models.storage.tables import ProjectRow
from models.worktime import Counting

PREFIX = "PRJ"


def request_project(turn: Turn, request: RequestProject) -> Outcome:
    """Opens a project at the first step for a person who performs it."""
    version_id, sop = turn.procedures.newest(turn.connection)
    live = new_project(turn, sop, version_id, sop.steps[0].number)
    type_facts(turn, live, request.facts)
    name_project(turn, live, turn.actor.team)
    refuse(_requester_obstacles(turn, live))
    documents = attach(turn, live, request.attachments)
    return Outcome("request_project", [live], documents=documents, number=live.row.number)


def new_project(turn: Turn, sop: Sop, version_id: int, step: int) -> LiveProject:
    """A project without a name at `step`, its number taken."""
    row = ProjectRow(
        number=turn.number(PREFIX),
        name="",
        team="",
        requester_id=turn.actor.id,
        step=step,
        sop_version_id=version_id,
        start_step=step,
        folder="",
        entered_at=turn.at,
        counting=Counting.CALENDAR.value,
        created_at=turn.at,
    )
    live = LiveProject(row, sop)
    enter(turn, live, step)
    return live


def name_project(turn: Turn, live: LiveProject, team: str) -> None:
    """Copies name, team and wished date from the bound facts; `team` where no fact names one. BadInput if blank."""
    row = live.row
    row.name = bound_text(live.sop, live.facts, "project_name")
    row.team = bound_text(live.sop, live.facts, "team") or team
    row.wished = bound_text(live.sop, live.facts, "wished_date")
    for binding, value in (("project_name", row.name), ("team", row.team)):
        if not value:
            label = next((fact.label for fact in live.sop.facts if fact.binds == binding), binding)
            raise BadInput(problem="blank", field=label)
    row.folder = project_folder(row.number, row.name, turn.today.year).as_posix()


def _requester_obstacles(turn: Turn, live: LiveProject) -> tuple[Obstacle, ...]:
    """Only who performs the first step may ask for a project, a head only for the own team."""
    step = live.sop.steps[0]
    standing = Standing(ProjectState.RUNNING, step.number, 1, live.row.team, frozenset(), {})
    at = rules.situation(live.sop, standing, turn.actor)
    if at.may & set(step.roles):
        return ()
    why = Why.OTHER_TEAM if at.other_team & set(step.roles) else Why.ROLE_MISSING
    return (Obstacle(why, step.number, roles=step.roles),)
