"""Every decision on a project: the work typed with it, the rules asked again, the visit left and the one entered.

Forward, skip, return, reject, cancel, close, hold and resume. Returns, skips, holds and endings are rules of the
program; the published SOP has no symbol for them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from models import rules
from models.board import ProjectState
from models.consequences import ENDINGS, ONWARD, consequences, next_round
from models.decision_requests import REQUEST_OF
from models.errors import BadInput, NotFound, RuleBroken
from models.facts import LATEST, REASON_LIMIT, plain_text
from models.obstacles import Obstacle, Why
from models.operations.documents import attach
from models.operations.facts import bind_persons, bound_members, bound_text, type_facts
from models.operations.findings import note_all
from models.operations.numbers import form_number
from models.operations.write_context import WriteContext, WriteOutcome, refuse
from models.project_file import FactValue
from models.records.live_project import LiveProject
from models.requests import (
    CloseProject,
    EndProject,
    HoldProject,
    MoveProject,
    ResumeProject,
    ReturnProject,
    TakeDecision,
)
from models.sop.forms import RELEASE_NOTICE
from models.sop.procedure import Decision
from models.storage.tables import DispositionRow, DocumentRow, FindingRow, PauseRow, ReleaseRow, Row, VisitRow
from models.storage.timestamps import from_text
from models.worktime import Counting


def apply_bindings(
    context: WriteContext,
    live: LiveProject,
    decision: Decision,
    made: list[Row],
) -> None:
    """Applies the bound facts of the step that `decision` leaves; adds to `made`."""
    for fact in live.sop.step(decision.step).facts:
        if fact.binds == "coordinator":
            bind_persons(context, live, fact)
            made += [_disposition(context, live, member) for member in bound_members(context, live, fact)[:1]]
        elif fact.binds == "programmers":
            bind_persons(context, live, fact)
        elif fact.binds == "release_version":
            made += _release(context, live, decision)
    for row in made:
        live.add(row)


def _disposition(context: WriteContext, live: LiveProject, member_id: int) -> DispositionRow:
    return DispositionRow(
        project_id=live.row.id,
        round=live.row.round,
        member_id=member_id,
        instruction=bound_text(live.sop, live.facts, "disposition_instruction"),
        given=bound_text(live.sop, live.facts, "disposition_date") or context.today.isoformat(),
        given_by=context.actor.id,
    )


def _release(context: WriteContext, live: LiveProject, decision: Decision) -> list[Row]:
    """The release, numbered like its notice; a notice that people brought gets its number now."""
    number, fresh = form_number(context, live, RELEASE_NOTICE)
    with_notes = not decision.refuses_open_findings
    open_now = "\n".join(f"{each.number}. {each.description}" for each in live.open_findings)
    release = ReleaseRow(
        project_id=live.row.id,
        number=number,
        version=bound_text(live.sop, live.facts, "release_version"),
        released=bound_text(live.sop, live.facts, "release_date") or context.today.isoformat(),
        with_notes=with_notes,
        notes=open_now if with_notes else "",
        by=context.actor.id,
    )
    return [*fresh, release]


def leave(context: WriteContext, live: LiveProject, result: str, reason: str) -> VisitRow:
    """Ends the present visit and gives it."""
    visit = live.visit
    live.alter(visit, left_at=context.at, left_by=context.actor.id, result=result, reason=reason)
    return visit


def enter(context: WriteContext, live: LiveProject, step: int) -> VisitRow:
    """Begins a visit to `step`, in its next round; the step clock starts."""
    counting = Counting.CALENDAR.value
    visit = VisitRow(
        project_id=live.row.id,
        step=step,
        round=next_round(live.visits, step),
        counting=counting,
        entered_at=context.at,
        entered_by=context.actor.id,
    )
    live.add(visit)
    row = live.row
    row.step, row.round, row.entered_at, row.counting, row.pauses = step, visit.round, context.at, counting, "[]"
    return visit


def skip(context: WriteContext, live: LiveProject, step: int, decision: str, reason: str) -> VisitRow:
    """Records a step as not needed ("tidak diperlukan"): a visit of no length."""
    visit = VisitRow(
        project_id=live.row.id,
        step=step,
        round=next_round(live.visits, step),
        counting=Counting.CALENDAR.value,
        entered_at=context.at,
        entered_by=context.actor.id,
        left_at=context.at,
        left_by=context.actor.id,
        result=decision,
        reason=reason,
        skipped=True,
    )
    live.add(visit)
    return visit


@dataclass(slots=True)
class Effects:
    """What a decision itself did, beside the work typed with it; enough to take it back exactly."""

    before: dict[str, object]
    left: VisitRow
    entered: list[VisitRow] = field(default_factory=list)
    statuses: list[tuple[DocumentRow, str]] = field(default_factory=list)
    findings: list[tuple[FindingRow, str]] = field(default_factory=list)
    cleared: dict[str, FactValue] = field(default_factory=dict)
    made: list[Row] = field(default_factory=list)

    def details(self) -> dict[str, object]:
        """As the ledger keeps it, once every row has its id."""
        return {
            "before": self.before,
            "left": self.left.id,
            "entered": [visit.id for visit in self.entered],
            "effects": {str(row.id): old for row, old in self.statuses},
            "known_issues": {str(row.id): old for row, old in self.findings},
            "cleared": self.cleared,
            "made": [[type(row).table().name, getattr(row, "id", 0)] for row in self.made],
        }


def begin(context: WriteContext, request: TakeDecision) -> tuple[LiveProject, Decision]:
    """The project and the decision asked for. RuleBroken where that decision is asked by another request."""
    live = context.project(request)
    try:
        decision = live.sop.decision(request.decision)
    except KeyError:
        raise NotFound(what="decision", key=request.decision) from None
    if REQUEST_OF.get(decision.kind) is not type(request):
        raise RuleBroken((Obstacle(Why.NO_PATH, live.row.step),))
    return live, decision


def work_and_rules(
    context: WriteContext, live: LiveProject, decision: Decision, request: TakeDecision
) -> tuple[str, WriteOutcome]:
    """Writes what came with the decision, then asks the rules. Gives the cleaned reason and the outcome so far."""
    type_facts(context, live, request.facts)
    note_all(live, request.findings)
    documents = attach(context, live, request.attachments)
    reason = plain_text(request.reason, REASON_LIMIT, "Alasan")
    refuse(rules.obstacles(live.sop, live.standing(), decision, context.actor, reason))
    return reason, WriteOutcome("", [live], {"decision": decision.code, "reason": reason}, documents=documents)


def go(context: WriteContext, live: LiveProject, decision: Decision, reason: str) -> Effects:
    """Leaves the step, does what the decision does (models/consequences.py), and enters the decision's target."""
    follows = consequences(live.sop, decision, live.visits, live.documents, live.facts, live.findings)
    effects = Effects(before_of(live), leave(context, live, decision.code, reason))
    if decision.kind in ONWARD:
        apply_bindings(context, live, decision, effects.made)
    for finding in follows.known_issues:
        effects.findings.append((finding, finding.status))
        live.alter(finding, status="known_issue")
    effects.entered = [skip(context, live, step, decision.code, reason) for step in follows.skipped]
    effects.entered.append(enter(context, live, decision.target))
    for documents, status in ((follows.returned, "returned"), (follows.superseded, "superseded")):
        for document in documents:
            effects.statuses.append((document, document.status))
            live.alter(document, status=status)
    for fact in follows.cleared:
        effects.cleared[fact.key] = live.facts[fact.key]
        live.set_fact(fact.key, None)
    return effects


def stop(context: WriteContext, live: LiveProject, decision: Decision, reason: str) -> Effects:
    """Leaves the last visit for good; the step stays what it was."""
    effects = Effects(before_of(live), leave(context, live, decision.code, reason))
    live.row.state, live.row.held_since = ENDINGS[decision.kind].value, ""
    return effects


def before_of(live: LiveProject) -> dict[str, object]:
    """What the row said before the decision."""
    row = live.row
    return {
        "step": row.step,
        "round": row.round,
        "state": row.state,
        "entered_at": row.entered_at,
        "counting": row.counting,
        "pauses": row.pauses,
        "coordinator_id": row.coordinator_id,
        "programmers": row.programmers,
    }


def finished(outcome: WriteOutcome, deed: str, effects: Effects) -> WriteOutcome:
    """The outcome of a decision with everything that the ledger needs."""
    live = outcome.projects[0]
    outcome.deed = deed
    outcome.details |= {
        "from_step": effects.before["step"],
        "from_round": effects.before["round"],
        "from_state": effects.before["state"],
        "to_step": live.row.step,
    }
    outcome.late_details = effects.details
    return outcome


def move_project(context: WriteContext, request: MoveProject) -> WriteOutcome:
    """Moves the project to the decision's target. RuleBroken lists what is still missing."""
    return _taken(context, request, "move_project", go)


def return_project(context: WriteContext, request: ReturnProject) -> WriteOutcome:
    """Returns the project: documents of the target count as returned, later ones as superseded; fresh facts go."""
    return _taken(context, request, "return_project", go)


def end_project(context: WriteContext, request: EndProject) -> WriteOutcome:
    """Ends the project; nothing of it is deleted."""
    return _taken(context, request, "end_project", stop)


def close_project(context: WriteContext, request: CloseProject) -> WriteOutcome:
    """Closes the project into maintenance."""
    return _taken(context, request, "close_project", stop)


def _taken(
    context: WriteContext,
    request: TakeDecision,
    deed: str,
    take: Callable[[WriteContext, LiveProject, Decision, str], Effects],
) -> WriteOutcome:
    live, decision = begin(context, request)
    reason, outcome = work_and_rules(context, live, decision, request)
    return finished(outcome, deed, take(context, live, decision, reason))


def hold_project(context: WriteContext, request: HoldProject) -> WriteOutcome:
    """Stops the clock of the present visit. BadInput where the expected day is not after today."""
    live = context.project(request)
    reason = plain_text(request.reason, REASON_LIMIT, "Alasan")
    refuse(rules.hold_obstacles(live.sop, live.standing(), context.actor, reason))
    expected = request.expected
    if expected is not None and not context.today <= expected <= LATEST:
        raise BadInput(problem="bad_date", field="Perkiraan dilanjutkan", value=expected.isoformat())
    live.add(
        PauseRow(
            project_id=live.row.id,
            visit_id=live.visit.id,
            since=context.at,
            reason=reason,
            expected=expected.isoformat() if expected else "",
        )
    )
    live.row.state, live.row.held_since = ProjectState.HELD.value, context.at
    keep_pauses(live)
    return WriteOutcome(
        "hold_project", [live], {"reason": reason, "expected": expected.isoformat() if expected else ""}
    )


def keep_pauses(live: LiveProject) -> None:
    """Writes the pauses of the present visit on the row, where the board finds them."""
    present = live.visit.id
    live.row.pauses = json.dumps([[each.since, each.until] for each in live.pauses if each.visit_id == present])


def resume_project(context: WriteContext, request: ResumeProject) -> WriteOutcome:
    """Ends the pause of a held project. BadInput(problem="before_hold") where this computer's clock says it was not
    held yet."""
    live = context.project(request)
    refuse(rules.resume_obstacles(live.sop, live.standing(), context.actor))
    for pause in live.pauses:
        if not pause.until:
            if context.at < pause.since:
                raise BadInput(problem="before_hold", field="Tunda", value=from_text(pause.since).isoformat())
            live.alter(pause, until=context.at)
    live.row.state, live.row.held_since = ProjectState.RUNNING.value, ""
    keep_pauses(live)
    return WriteOutcome("resume_project", [live])
