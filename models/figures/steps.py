"""How long steps took against their standard, and how often they sent projects back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from models.figures.clocks import Clocks
from models.figures.history import ENDING, PastProject, Stay, kinds_of
from models.figures.values import ReturnLine, StepRounds, StepTime, median, spread
from models.sop.procedure import DecisionKind, Sop, Step
from models.worktime import Calendar, Clock, TimeOutcome, run

Left = tuple[PastProject, Stay, DecisionKind]
"""A visit left in the period, and by what kind of decision."""


def left_between(projects: Iterable[PastProject], first: date, until: date) -> list[Left]:
    """Visits left from `first` to `until` that completed their step's work: neither skipped nor given up."""
    kinds: dict[int, dict[str, DecisionKind]] = {}
    found: list[Left] = []
    for project in projects:
        if project.requested > until or (project.ended is not None and project.ended < first):
            continue
        sop = project.sop
        known = kinds.get(sop.version)
        if known is None:
            known = kinds[sop.version] = kinds_of(sop)
        for stay in project.stays:
            left = stay.left
            if left is not None and first <= left <= until and not stay.skipped:
                kind = known.get(stay.result, DecisionKind.FORWARD)
                if kind not in ENDING:
                    found.append((project, stay, kind))
    return found


def times(sop: Sop, left: Sequence[Left], first: date, clocks: Clocks, calendar: Calendar) -> tuple[StepTime, ...]:
    """Every step of the SOP, those without visits too."""
    by_step: defaultdict[int, list[Clock]] = defaultdict(list)
    for project, stay, _ in left:
        assert stay.left is not None
        by_step[stay.step].append(clocks.on(project, stay, stay.left))
    return tuple(_time(step, by_step[step.number], first, calendar) for step in sop.steps)


def _time(step: Step, clocks: Sequence[Clock], first: date, calendar: Calendar) -> StepTime:
    outcomes = [clock.outcome for clock in clocks]
    early, late = outcomes.count(TimeOutcome.EARLY), outcomes.count(TimeOutcome.LATE)
    usual = run(step.standard, first, first, (), calendar)
    return StepTime(
        step=step.number,
        count=len(clocks),
        early=early,
        on_time=early + outcomes.count(TimeOutcome.ON_TIME),
        late=late,
        working_days=usual.working_days,
        minimum=round(_middle([clock.minimum for clock in clocks], usual.minimum)),
        limit=round(_middle([clock.limit for clock in clocks], usual.limit)),
        net=spread(clock.gross - clock.paused_days for clock in clocks),
        gross=spread(clock.gross for clock in clocks),
        shares=spread(clock.share for clock in clocks),
    )


def _middle(lengths: list[int], otherwise: int) -> float:
    return median(sorted(lengths)) if lengths else otherwise


def rounds(sop: Sop, left: Sequence[Left]) -> tuple[StepRounds, ...]:
    """Steps that have a return decision, in order."""
    by_step: defaultdict[int, list[tuple[int, bool]]] = defaultdict(list)
    for _, stay, kind in left:
        by_step[stay.step].append((stay.round, kind is DecisionKind.RETURN))
    found: list[StepRounds] = []
    for step in sop.steps:
        if any(each.kind is DecisionKind.RETURN for each in step.decisions):
            visits = by_step[step.number]
            firsts = [returned for number, returned in visits if number == 1]
            returns = sum(returned for _, returned in visits)
            most = max((number for number, _ in visits), default=0)
            found.append(StepRounds(step.number, len(firsts), firsts.count(False), returns, most))
    return tuple(found)


def returns(left: Sequence[Left]) -> tuple[ReturnLine, ...]:
    """Every return, oldest first."""
    lines = [_return(project, stay) for project, stay, kind in left if kind is DecisionKind.RETURN]
    return tuple(sorted(lines, key=lambda line: (line.day, line.number, line.round)))


def _return(project: PastProject, stay: Stay) -> ReturnLine:
    assert stay.left is not None
    target = project.sop.decision(stay.result).target
    reason, code = stay.reason, stay.result
    return ReturnLine(stay.left, project.number, project.name, stay.step, target, stay.round, code, reason)
