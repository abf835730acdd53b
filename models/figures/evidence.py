"""Where the standard time and reality differ, over the office's whole history. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.figures.clocks import Clocks
from models.figures.history import History
from models.figures.steps import left_between
from models.figures.values import SMALL, median, percentile
from models.sop.procedure import Step
from models.worktime import Clock, TimeOutcome, run


class Verdict(StrEnum):
    """What a step's history says about its standard time."""

    THIN = "thin"
    FITS = "fits"
    LONGER = "longer"
    SHORTER = "shorter"
    WIDER = "wider"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class StepEvidence:
    """One step. count, early, late: finished visits. minimum, limit: the standard; p15, median, p85: the net days
    that the middle seven of ten took, in the same days. Verdict NONE: a step without limit."""

    step: int
    count: int
    early: int
    late: int
    working_days: bool
    minimum: int
    limit: int
    p15: float
    median: float
    p85: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """All steps over the whole history from `first` to `until`."""

    first: date | None
    until: date
    projects: int
    steps: tuple[StepEvidence, ...]


OFTEN = 30
"""Per cent of visits outside the range from which on the range itself is in question: the middle seven of ten should
lie inside, so up to about 15 on either side is what any range would miss."""


def evidence(history: History) -> Evidence:
    """Every step of the newest procedure against all its finished visits."""
    clocks = Clocks(history.calendar)
    by_step: defaultdict[int, list[Clock]] = defaultdict(list)
    for project, stay, _ in left_between(history.projects, date.min, history.today):
        assert stay.left is not None
        by_step[stay.step].append(clocks.on(project, stay, stay.left))
    first = min((each.requested for each in history.projects), default=None)
    steps = tuple(_step(step, by_step[step.number], history) for step in history.sop.steps)
    return Evidence(first, history.today, len(history.projects), steps)


def _step(step: Step, clocks: list[Clock], history: History) -> StepEvidence:
    usual = run(step.standard, history.today, history.today, (), history.calendar)
    days = sorted(clock.gross - clock.paused_days for clock in clocks)
    outcomes = [clock.outcome for clock in clocks]
    early, late = outcomes.count(TimeOutcome.EARLY), outcomes.count(TimeOutcome.LATE)
    return StepEvidence(
        step=step.number,
        count=len(days),
        early=early,
        late=late,
        working_days=usual.working_days,
        minimum=usual.minimum,
        limit=usual.limit,
        p15=percentile(days, 15) if days else 0.0,
        median=median(days) if days else 0.0,
        p85=percentile(days, 85) if days else 0.0,
        verdict=_verdict(len(days), early, late, bool(usual.limit)),
    )


def _verdict(count: int, early: int, late: int, limited: bool) -> Verdict:
    if not limited:
        return Verdict.NONE
    if count < SMALL:
        return Verdict.THIN
    often_early, often_late = early * 100 >= count * OFTEN, late * 100 >= count * OFTEN
    match often_early, often_late:
        case True, True:
            return Verdict.WIDER
        case True, False:
            return Verdict.SHORTER
        case False, True:
            return Verdict.LONGER
        case _:
            return Verdict.FITS
