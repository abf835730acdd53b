"""When a project will probably be over: thousands of walks through the SOP, drawn from the office's own history. Pure.

Every walk takes, step after step, one visit that really happened: how many working days it took without pauses, and
where it led, returns and skips included. A step with fewer than THIN cases is drawn evenly from its standard time
instead. The project's number seeds the draw, so that the same history gives the same answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from models.board import ProjectState
from models.errors import RuleBroken
from models.figures.history import History, Stay, held_on
from models.figures.values import percentile
from models.obstacles import Obstacle, Why
from models.sop.procedure import DecisionKind, Sop, StandardTime, Step, TimeUnit
from models.sop.ranges import ending, forward_steps, forward_target
from models.worktime import WORKING_DAYS, Calendar, run


@dataclass(frozen=True, slots=True)
class StepBasis:
    """What the forecast rests on for one step still ahead.

    cases: visits in the office's history that could be drawn. from_standard: fewer than THIN, so the SOP's own range
    was drawn instead. overrun: the project has been there longer than any case.
    """

    step: int
    cases: int
    from_standard: bool
    overrun: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """Days on which the project is over with a probability of 50, 85 and 95 per cent, all working days.

    sop_first, sop_last: by the SOP's own range, in one pass from where the project stands; both are in the past where
    it is over due. thin: at least one step rests on the standard. held: the clock stands; it is taken to go on on
    `from_day`. charted: the calendar knows every year up to p95. finished_cases: closed projects in the history.
    """

    project_id: int
    number: str
    name: str
    step: int
    from_day: date
    p50: date
    p85: date
    p95: date
    sop_first: date
    sop_last: date
    runs: int
    finished_cases: int
    basis: tuple[StepBasis, ...]
    held: bool
    charted: bool

    @property
    def thin(self) -> bool:
        """History is too short for at least one step."""
        return any(each.from_standard for each in self.basis)


RUNS = 10_000
THIN = 5
"""Fewer cases of a step than this say nothing."""

LONGEST_WALK = 400
"""Visits after which a walk is taken to be over; only a history of endless returns gets there."""

Case = tuple[int, int]
"""Working days without pauses, and the step it led to (0: closed)."""

_ONWARD = frozenset({DecisionKind.FORWARD, DecisionKind.SKIP, DecisionKind.RETURN, DecisionKind.CLOSE})


@dataclass(frozen=True, slots=True)
class _Position:
    """Where a forecast begins. spent: working days already used in the step; start: the day the clock goes on."""

    step: int
    spent: int
    start: date
    held: bool


def forecast(history: History, project_id: int, expected: date | None = None, runs: int = RUNS) -> Forecast:
    """The forecast of an open project. expected: when a held one is to go on. Raises RuleBroken (PROJECT_ENDED)."""
    project = next((each for each in history.projects if each.id == project_id), None)
    stay = project.stay_on(history.today) if project is not None and not project.state.ended else None
    if project is None or stay is None:
        raise RuleBroken((Obstacle(Why.PROJECT_ENDED),))
    calendar, sop = history.calendar, project.sop
    cases = cases_of(history, sop)
    position = _position(stay, history.today, expected, calendar)
    lengths = _walks(sop, cases, position, Random(project.number), runs)
    p50, p85, p95 = (
        calendar.add_working_days(position.start, round(percentile(lengths, each))) for each in (50, 85, 95)
    )
    earliest, latest = _own_range(sop, stay, history, position.start)
    return Forecast(
        project_id=project.id,
        number=project.number,
        name=project.name,
        step=stay.step,
        from_day=position.start,
        p50=p50,
        p85=p85,
        p95=p95,
        sop_first=earliest,
        sop_last=latest,
        runs=runs,
        finished_cases=sum(each.state is ProjectState.MAINTENANCE for each in history.projects),
        basis=tuple(_basis(step, cases, position) for step in forward_steps(sop, stay.step)),
        held=position.held,
        charted=calendar.knows(position.start, p95),
    )


def cases_of(history: History, sop: Sop) -> dict[int, list[Case]]:
    """Step to all its cases: finished visits of projects of the same procedure, ordered by length."""
    between = history.calendar.between
    known: dict[int, Mapping[str, tuple[DecisionKind, int]]] = {}
    found: dict[int, list[Case]] = defaultdict(list)
    for project in history.projects:
        own = project.sop
        if own.code != sop.code:
            continue
        if own.version not in known:
            known[own.version] = {each.code: (each.kind, each.target) for step in own.steps for each in step.decisions}
        for stay in project.stays:
            kind, target = known[own.version].get(stay.result, (None, 0))
            if stay.left is not None and not stay.skipped and kind in _ONWARD:
                found[stay.step].append((_net(stay, stay.left, between), target))
    return {step: sorted(cases) for step, cases in found.items()}


def _net(stay: Stay, last: date, between: Callable[[date, date], int]) -> int:
    """Working days of a visit up to `last` without its pauses."""
    days = between(stay.entered, last)
    for stop in stay.stops:
        begin, end = max(stop.since, stay.entered), min(stop.until or last, last)
        if begin < end:
            days -= between(begin, end)
    return max(days, 0)


def _position(stay: Stay, today: date, expected: date | None, calendar: Calendar) -> _Position:
    held = held_on(stay, today)
    start = expected if held and expected is not None and expected > today else today
    return _Position(stay.step, _net(stay, today, calendar.between), start, held)


def _walks(sop: Sop, cases: Mapping[int, list[Case]], position: _Position, chance: Random, runs: int) -> list[int]:
    """Working days that remain, of every walk, ordered."""
    pools = {step.number: _pool(step, cases.get(step.number, [])) for step in sop.steps}
    first = _remaining(pools[position.step], position.spent)
    roll, lengths = chance.random, list[int]()
    sizes = {step: len(pool) for step, pool in pools.items()}
    starts = len(first)
    for _ in range(runs):
        length, step = first[int(roll() * starts)]
        visits = 1
        while step and visits < LONGEST_WALK:
            days, step = pools[step][int(roll() * sizes[step])]
            length += days
            visits += 1
        lengths.append(length)
    lengths.sort()
    return lengths


def _pool(step: Step, cases: list[Case]) -> list[Case]:
    """What is drawn for a step: its history, or its standard time where that is thin."""
    if is_enough(step, cases):
        return cases
    low, high = working_range(step.standard)
    target = forward_target(step)
    return [(days, target) for days in range(low, high + 1)]


def is_enough(step: Step, cases: Sequence[Case]) -> bool:
    """Enough to draw from: THIN cases, and one at least that led on."""
    return len(cases) >= THIN and any(target == 0 or target > step.number for _, target in cases)


def working_range(standard: StandardTime) -> tuple[int, int]:
    """Least and most working days of a standard time; effort in minutes takes none."""
    if standard.unit is TimeUnit.MINUTE:
        return 0, 0
    days = WORKING_DAYS[standard.unit]
    return standard.minimum * days, standard.maximum * days


def _remaining(pool: list[Case], spent: int) -> list[Case]:
    """Cases that lasted longer than what is spent, less that; if there are none, the visit is as good as new."""
    longer = [(days - spent, target) for days, target in pool if days > spent]
    return longer or pool


def _basis(step: Step, cases: Mapping[int, list[Case]], position: _Position) -> StepBasis:
    own = cases.get(step.number, [])
    enough = is_enough(step, own)
    overrun = step.number == position.step and enough and own[-1][0] <= position.spent
    return StepBasis(step.number, len(own), not enough, overrun)


def _own_range(sop: Sop, stay: Stay, history: History, start: date) -> tuple[date, date]:
    """Earliest and latest end by the SOP itself; the present step counts from its entry, pauses given back."""
    calendar, counting = history.calendar, stay.counting
    step, *rest = forward_steps(sop, stay.step)
    pauses = tuple((stop.since, stop.until) for stop in stay.stops)
    clock = run(step.standard, stay.entered, start, pauses, calendar, counting)
    latest = clock.due or start
    shift = (latest - ending(step, stay.entered, calendar, counting, longest=True)).days if clock.due else 0
    earliest = ending(step, stay.entered, calendar, counting, longest=False) + timedelta(days=shift)
    ends = [earliest, latest]
    for each in rest:
        ends = [ending(each, end, calendar, counting, most) for end, most in zip(ends, (False, True), strict=True)]
    return ends[0], ends[1]
