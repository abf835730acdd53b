"""The rules as pure questions: where may this project go, who may take it there, and what stands in the way.

Asked twice: once to light the columns, once more inside the transaction. Sources: the SOP as data
(models/sop/procedure.py); returns, skips, holds and endings are rules of the program ("ketentuan aplikasi").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models import facts as fact_rules
from models import performers
from models.board import Move, ProjectState
from models.obstacles import Obstacle, Why
from models.people import Person
from models.project_file import FactValue
from models.sop.procedure import Decision, DecisionKind, Sop, Step

RETURN_REASON = 20
"""Letters that the reason of a return needs at least."""

HOLD, RESUME = "hold", "resume"


@dataclass(frozen=True, slots=True)
class Standing:
    """A project as the rules see it. documents: codes of the kinds that have a current version."""

    state: ProjectState
    step: int
    round: int
    team: str
    documents: frozenset[str]
    facts: Mapping[str, FactValue]
    open_findings: int = 0
    critical_findings: int = 0


@dataclass(frozen=True, slots=True)
class Situation:
    """A standing reduced to what decides its paths: hashable, and the same for many cards."""

    state: ProjectState
    step: int
    may: frozenset[str]
    other_team: frozenset[str]
    gaps: tuple[Obstacle, ...]
    met: tuple[str, ...]
    choices: tuple[tuple[str, str], ...]
    open_findings: int
    critical_findings: int


def situation(sop: Sop, standing: Standing, actor: Person) -> Situation:
    """What of `standing` and `actor` decides the paths."""
    step = sop.step(standing.step)
    gaps, met = _conditions(step, standing)
    keys = tuple(dict.fromkeys(key for decision in step.decisions for key, _ in decision.accepts))
    may, other_team = performers.roles_on(sop, actor, standing.team)
    return Situation(
        standing.state,
        standing.step,
        may,
        other_team,
        gaps,
        met,
        fact_rules.choices_made(standing.facts, keys),
        standing.open_findings,
        standing.critical_findings,
    )


def paths(sop: Sop, standing: Standing, actor: Person) -> tuple[Move, ...]:
    """Every way that card has: one Path for each decision, each column without one, and hold or resume."""
    return paths_of(sop, situation(sop, standing, actor))


def paths_of(sop: Sop, at: Situation) -> tuple[Move, ...]:
    """The paths of a situation; see `paths`."""
    step = sop.step(at.step)
    ways = [_path(sop, step, decision, at) for decision in step.decisions]
    led = {way.step for way in ways}
    ways += [
        Move(other.number, obstacles=(_no_way(sop, step, other, at),))
        for other in sop.steps
        if other.number not in led and other.number != step.number
    ]
    return (*ways, _pause_path(sop, at))


def obstacles(
    sop: Sop, standing: Standing, decision: Decision, actor: Person, reason: str = ""
) -> tuple[Obstacle, ...]:
    """What stands in the way of that decision now, with that reason; () when it may be taken."""
    return _obstacles(sop, decision, situation(sop, standing, actor), reason)


def hold_obstacles(sop: Sop, standing: Standing, actor: Person, reason: str) -> tuple[Obstacle, ...]:
    """What forbids holding the project; a reason is required."""
    found = _pause_obstacles(sop, situation(sop, standing, actor), HOLD)
    return found if reason.strip() else (*found, _reason_missing(standing.step, 1))


def resume_obstacles(sop: Sop, standing: Standing, actor: Person) -> tuple[Obstacle, ...]:
    """What forbids letting a held project go on."""
    return _pause_obstacles(sop, situation(sop, standing, actor), RESUME)


def edit_obstacles(sop: Sop, standing: Standing, actor: Person) -> tuple[Obstacle, ...]:
    """What forbids attaching documents or writing facts: ended projects, persons with no part in the present step."""
    if standing.state.ended:
        return (Obstacle(Why.PROJECT_ENDED, standing.step),)
    step = sop.step(standing.step)
    return _role_obstacles(performers.roles_with_part(sop, step), situation(sop, standing, actor), step.number)


def _conditions(step: Step, standing: Standing) -> tuple[tuple[Obstacle, ...], tuple[str, ...]]:
    gaps: list[Obstacle] = []
    met: list[str] = []
    for kind in step.required_documents:
        if kind.code in standing.documents:
            met.append(kind.name)
        else:
            gaps.append(Obstacle(Why.DOCUMENT_MISSING, step.number, key=kind.code, label=kind.name))
    for fact in step.facts:
        if not fact.required:
            continue
        missing = fact_rules.gap(fact, standing.facts.get(fact.key), standing.open_findings)
        if missing is None:
            met.append(fact.label)
        else:
            gaps.append(missing)
    return tuple(gaps), tuple(met)


def _path(sop: Sop, step: Step, decision: Decision, at: Situation) -> Move:
    return Move(
        decision.target,
        decision.code,
        decision.kind.value,
        decision.label,
        decision.reason_required,
        _obstacles(sop, decision, at, ""),
        at.met if decision.demand else (),
    )


def _obstacles(sop: Sop, decision: Decision, at: Situation, reason: str) -> tuple[Obstacle, ...]:
    if decision.step != at.step:
        return (Obstacle(Why.NO_PATH, at.step),)
    step = sop.step(at.step)
    barred = _role_obstacles(decision.roles or step.roles, at, step.number) or _state_obstacles(decision, at)
    if barred:
        return barred
    found = list(at.gaps) if decision.demand else []
    found += _refused_choices(step, decision, at, found)
    found += _finding_obstacles(decision, at, found)
    wanted = RETURN_REASON if decision.kind is DecisionKind.RETURN else 1
    if decision.reason_required and len(reason.strip()) < wanted:
        found.append(_reason_missing(step.number, wanted))
    return tuple(found)


def _role_obstacles(roles: tuple[str, ...], at: Situation, step: int) -> tuple[Obstacle, ...]:
    if at.may & set(roles):
        return ()
    why = Why.OTHER_TEAM if at.other_team & set(roles) else Why.ROLE_MISSING
    return (Obstacle(why, step, roles=roles),)


def _state_obstacles(decision: Decision, at: Situation) -> tuple[Obstacle, ...]:
    if decision.kind is DecisionKind.FOLLOW_UP and at.state is ProjectState.MAINTENANCE:
        return ()
    if at.state.ended:
        return (Obstacle(Why.PROJECT_ENDED, at.step),)
    return (Obstacle(Why.PROJECT_HELD, at.step),) if at.state is ProjectState.HELD else ()


def _refused_choices(step: Step, decision: Decision, at: Situation, found: list[Obstacle]) -> list[Obstacle]:
    chosen = dict(at.choices)
    asked = {each.key for each in found}
    labels = {fact.key: fact.label for fact in step.facts}
    return [
        Obstacle(Why.FACT_REFUSED, step.number, key=key, label=labels.get(key, ""))
        for key, allowed in decision.accepts
        if key not in asked and chosen.get(key) not in allowed
    ]


def _finding_obstacles(decision: Decision, at: Situation, found: list[Obstacle]) -> list[Obstacle]:
    if decision.refuses_open_findings and at.open_findings:
        told = any(each.why is Why.FINDING_OPEN for each in found)
        return [] if told else [Obstacle(Why.FINDING_OPEN, at.step, count=at.open_findings)]
    if decision.refuses_critical_findings and at.critical_findings:
        return [Obstacle(Why.CRITICAL_FINDING_OPEN, at.step, count=at.critical_findings)]
    return []


def _no_way(sop: Sop, step: Step, other: Step, at: Situation) -> Obstacle:
    """Why no decision leads from `step` to `other`: role first, then path, then state."""
    if at.state.ended:
        return Obstacle(Why.PROJECT_ENDED, step.number)
    if other.number < step.number:
        return Obstacle(Why.NO_PATH, step.number)
    before = sop.step(other.number - 1)
    if not at.may & set(before.roles):
        return Obstacle(Why.ROLE_MISSING, before.number, roles=before.roles)
    return Obstacle(Why.STEP_UNFINISHED, before.number, label=before.title)


def _pause_path(sop: Sop, at: Situation) -> Move:
    kind = RESUME if at.state is ProjectState.HELD else HOLD
    found = _pause_obstacles(sop, at, kind)
    if kind == HOLD and not found:
        found = (_reason_missing(at.step, 1),)
    return Move(0, kind, kind, reason_required=kind == HOLD, obstacles=found)


def _pause_obstacles(sop: Sop, at: Situation, kind: str) -> tuple[Obstacle, ...]:
    if at.state.ended:
        return (Obstacle(Why.PROJECT_ENDED, at.step),)
    if kind == RESUME and at.state is not ProjectState.HELD:
        return (Obstacle(Why.PROJECT_NOT_HELD, at.step),)
    if kind == HOLD and at.state is ProjectState.HELD:
        return (Obstacle(Why.PROJECT_HELD, at.step),)
    if at.step == sop.steps[0].number:
        return (Obstacle(Why.NO_PATH, at.step),)
    return _role_obstacles(performers.pausing_roles(sop, sop.step(at.step)), at, at.step)


def _reason_missing(step: int, letters: int) -> Obstacle:
    return Obstacle(Why.REASON_MISSING, step, count=letters)
