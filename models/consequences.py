"""What a decision does to a project, beside moving its card. Pure; the operation does it and the dialog tells it.

Returns, skips and endings are rules of the program; the published SOP has no symbol for them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Protocol

from models.board import ProjectState
from models.sop.procedure import Decision, DecisionKind, Fact, Sop

ONWARD = frozenset({DecisionKind.FORWARD, DecisionKind.SKIP})
ENDINGS = {
    DecisionKind.REJECT: ProjectState.REJECTED,
    DecisionKind.CANCEL: ProjectState.CANCELLED,
    DecisionKind.CLOSE: ProjectState.MAINTENANCE,
}
"""Kinds that end the development, and the state that they lead to."""


class AnyVisit(Protocol):
    """A visit, as a row or as a project file tells it."""

    @property
    def step(self) -> int: ...
    @property
    def skipped(self) -> bool: ...
    @property
    def result(self) -> str: ...


class AnyDocument(Protocol):
    """A version of a document, as a row or as a project file tells it."""

    @property
    def step(self) -> int: ...
    @property
    def status(self) -> str: ...


class AnyFinding(Protocol):
    """A finding, as a row or as a project file tells it."""

    @property
    def status(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Consequences[Document, Found]:
    """round: of the target step, 0 where the decision enters none. skipped: steps recorded as not needed.

    returned: documents in force of the step returned to; superseded: those of the later ones. cleared: facts that
    every round answers anew and that were answered. known_issues: open findings that a release leaves behind.
    state: where the project stands afterwards.
    """

    state: ProjectState
    round: int = 0
    skipped: tuple[int, ...] = ()
    returned: tuple[Document, ...] = ()
    superseded: tuple[Document, ...] = ()
    cleared: tuple[Fact, ...] = ()
    known_issues: tuple[Found, ...] = ()


def consequences[Document: AnyDocument, Found: AnyFinding](
    sop: Sop,
    decision: Decision,
    visits: Iterable[AnyVisit],
    documents: Iterable[Document],
    facts: Container[str],
    findings: Iterable[Found],
) -> Consequences[Document, Found]:
    """What `decision` does to a running project. facts: the keys that are answered.

    Not for a FOLLOW_UP, which leaves the project alone: KeyError.
    """
    if decision.kind in ONWARD:
        return Consequences(
            ProjectState.RUNNING,
            next_round(visits, decision.target),
            skipped=tuple(range(decision.step + 1, decision.target)) if decision.kind is DecisionKind.SKIP else (),
            known_issues=tuple(each for each in findings if each.status == "open") if releases(sop, decision) else (),
        )
    if decision.kind is DecisionKind.RETURN:
        passed = range(decision.target, decision.step + 1)
        in_force = [each for each in documents if each.status == "current" and each.step in passed]
        return Consequences(
            ProjectState.RUNNING,
            next_round(visits, decision.target),
            returned=tuple(each for each in in_force if each.step == decision.target),
            superseded=tuple(each for each in in_force if each.step != decision.target),
            cleared=tuple(fact for fact in sop.facts if fact.fresh and fact.step in passed and fact.key in facts),
        )
    return Consequences(ENDINGS[decision.kind])


def next_round(visits: Iterable[AnyVisit], step: int) -> int:
    """One more than the rounds really begun: what was taken back or never needed does not count."""
    return 1 + sum(each.step == step and not each.skipped and each.result != "undone" for each in visits)


def releases(sop: Sop, decision: Decision) -> bool:
    """Whether the decision leaves the step that makes the release."""
    return decision.kind in ONWARD and any(f.binds == "release_version" for f in sop.step(decision.step).facts)
