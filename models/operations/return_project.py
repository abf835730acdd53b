"""Back to an earlier step: a new round of it. A rule of the program; the published SOP has no decision symbol."""

from __future__ import annotations

from models.operations.decisions import Effects, begin, finished, go, work_and_rules
from models.operations.write_context import Outcome, Turn
from models.records.live_project import LiveProject
from models.requests import ReturnProject
from models.sop.procedure import DecisionKind

KINDS = frozenset({DecisionKind.RETURN})


def return_project(turn: Turn, request: ReturnProject) -> Outcome:
    """Returns the project: documents of the target count as returned, later ones as superseded; fresh facts go."""
    live, decision = begin(turn, request, KINDS)
    reason, outcome = work_and_rules(turn, live, decision, request)
    source = live.row.step
    effects = go(turn, live, decision, reason)
    _set_documents_back(live, decision.target, source, effects)
    _clear_facts(live, decision.target, source, effects)
    return finished(outcome, "return_project", effects)


def _set_documents_back(live: LiveProject, target: int, source: int, effects: Effects) -> None:
    for document in live.current_documents:
        if target <= document.step <= source:
            effects.statuses.append((document, document.status))
            live.alter(document, status="returned" if document.step == target else "superseded")


def _clear_facts(live: LiveProject, target: int, source: int, effects: Effects) -> None:
    for fact in live.sop.facts:
        if fact.fresh and target <= fact.step <= source and fact.key in live.facts:
            effects.cleared[fact.key] = live.facts[fact.key]
            live.set_fact(fact.key, None)
