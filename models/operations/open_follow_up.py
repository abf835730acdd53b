"""A later development of a system in use: a child project with its parent's number, at step 1 or further on."""

from __future__ import annotations

from models import rules
from models.errors import BadInput
from models.facts import REASON_LIMIT, plain_text
from models.operations.decisions import begin
from models.operations.documents import attach
from models.operations.facts import type_facts
from models.operations.new_projects import name_project, new_project
from models.operations.write_context import Outcome, Turn, refuse
from models.records.live_project import LiveProject
from models.requests import OpenFollowUp
from models.sop.procedure import DecisionKind, Fact

KINDS = frozenset({DecisionKind.FOLLOW_UP})


def open_follow_up(turn: Turn, request: OpenFollowUp) -> Outcome:
    """Opens the child; the parent keeps its state. Facts and attachments of the request go to the child."""
    parent, decision = begin(turn, request, KINDS)
    if request.target not in decision.targets:
        raise BadInput(problem="unknown_choice", field=decision.label, value=str(request.target))
    reason = plain_text(request.reason, REASON_LIMIT, "Alasan")
    refuse(rules.obstacles(parent.sop, parent.standing(), decision, turn.actor, reason))
    child = _child(turn, parent, request.target)
    type_facts(turn, child, request.facts)
    name_project(turn, child, parent.row.team)
    documents = attach(turn, child, request.attachments)
    details = {"decision": decision.code, "reason": reason, "child": child.row.number, "target": request.target}
    outcome = Outcome("open_follow_up", [parent, child], dict(details), documents=documents, shown=child)
    outcome.number = child.row.number
    outcome.late_details = lambda: {"child_id": child.row.id}
    return outcome


def _child(turn: Turn, parent: LiveProject, target: int) -> LiveProject:
    child = new_project(turn, parent.sop, parent.row.sop_version_id, target)
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
