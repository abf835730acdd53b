"""What all decisions have in common: the work typed with them, the rules asked again, the effects on the project."""

from __future__ import annotations

from dataclasses import dataclass, field

from models import rules
from models.errors import NotFound, RuleBroken
from models.facts import REASON_LIMIT, plain_text
from models.obstacles import Obstacle, Why
from models.operations.bindings import apply_bindings
from models.operations.documents import attach
from models.operations.facts import type_facts
from models.operations.findings import note_all
from models.operations.visits import enter, leave, skip
from models.operations.write_context import Outcome, Turn, refuse
from models.project_file import FactValue
from models.records.live_project import LiveProject
from models.requests import TakeDecision
from models.sop.procedure import Decision, DecisionKind
from models.storage.tables import DocumentRow, FindingRow, Row, VisitRow


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


def begin(turn: Turn, request: TakeDecision, kinds: frozenset[DecisionKind]) -> tuple[LiveProject, Decision]:
    """The project and the decision asked for. RuleBroken where the decision is not of those kinds."""
    live = turn.project(request)
    try:
        decision = live.sop.decision(request.decision)
    except KeyError:
        raise NotFound(what="decision", key=request.decision) from None
    if decision.kind not in kinds:
        raise RuleBroken((Obstacle(Why.NO_PATH, live.row.step),))
    return live, decision


def work_and_rules(turn: Turn, live: LiveProject, decision: Decision, request: TakeDecision) -> tuple[str, Outcome]:
    """Writes what came with the decision, then asks the rules. Gives the cleaned reason and the outcome so far."""
    type_facts(turn, live, request.facts)
    note_all(live, request.findings)
    documents = attach(turn, live, request.attachments)
    reason = plain_text(request.reason, REASON_LIMIT, "Alasan")
    refuse(rules.obstacles(live.sop, live.standing(), decision, turn.actor, reason))
    return reason, Outcome("", [live], {"decision": decision.code, "reason": reason}, documents=documents)


def go(turn: Turn, live: LiveProject, decision: Decision, reason: str) -> Effects:
    """Leaves the step and enters the decision's target, skipped steps recorded on the way."""
    effects = Effects(before_of(live), leave(turn, live, decision.code, reason))
    source = live.row.step
    if decision.kind in {DecisionKind.FORWARD, DecisionKind.SKIP}:
        apply_bindings(turn, live, decision, effects.made, effects.findings)
    if decision.kind is DecisionKind.SKIP:
        between = range(source + 1, decision.target)
        effects.entered = [skip(turn, live, step, decision.code, reason) for step in between]
    effects.entered.append(enter(turn, live, decision.target))
    return effects


def stop(turn: Turn, live: LiveProject, decision: Decision, reason: str, state: str) -> Effects:
    """Leaves the last visit for good; the step stays what it was."""
    effects = Effects(before_of(live), leave(turn, live, decision.code, reason))
    live.row.state, live.row.held_since = state, ""
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


def finished(outcome: Outcome, deed: str, effects: Effects) -> Outcome:
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
