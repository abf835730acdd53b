"""How many projects came, went and stand where: balance, stock, flow and throughput of a period."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from models.board import ProjectState
from models.figures.clocks import Clocks
from models.figures.history import PastProject, held_on
from models.figures.values import Balance, FlowPoint, StepStock, Throughput
from models.sop.procedure import Sop
from models.worktime import add_months

DAILY, WEEKLY = 62, 740
"""Up to so many days a flow has a point each day, or each week; longer ones each month."""

WEEKS = 100
"""Up to so many days throughput is counted by week."""

_ONE_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


def balance(projects: Sequence[PastProject], first: date, until: date) -> Balance:
    """Opening, movements and closing, each counted on its own."""
    out = [p.state for p in projects if p.ended is not None and first <= p.ended <= until]
    return Balance(
        opening=sum(p.requested < first and (p.ended is None or p.ended >= first) for p in projects),
        entered=sum(first <= p.requested <= until for p in projects),
        finished=out.count(ProjectState.MAINTENANCE),
        rejected=out.count(ProjectState.REJECTED),
        cancelled=out.count(ProjectState.CANCELLED),
        closing=sum(p.requested <= until and (p.ended is None or p.ended > until) for p in projects),
    )


def stock(sop: Sop, projects: Sequence[PastProject], until: date, clocks: Clocks) -> tuple[StepStock, ...]:
    """What stands in each step in the evening of `until`."""
    found = {step.number: [0, 0, 0] for step in sop.steps}
    for project in projects:
        stay = project.stay_on(until)
        if stay is not None and stay.step in found:
            counts = found[stay.step]
            counts[0] += 1
            counts[1] += held_on(stay, until)
            counts[2] += clocks.on(project, stay, until).over > 0
    return tuple(StepStock(step, *counts) for step, counts in found.items())


def flow_days(first: date, until: date) -> tuple[date, ...]:
    """The evenings at which a flow is counted: the one before the period, then evenly up to `until`."""
    start = first - _ONE_DAY
    length = (until - start).days
    if length > WEEKLY:
        days = [until]
        while (earlier := add_months(until, -len(days))) > start:
            days.append(earlier)
        return (start, *reversed(days))
    pace = 1 if length <= DAILY else 7
    back = range(0, length - pace // 2, pace)
    return (start, *(until - timedelta(days=each) for each in reversed(back)))


def flow(sop: Sop, projects: Sequence[PastProject], first: date, until: date, clocks: Clocks) -> tuple[FlowPoint, ...]:
    """Projects in each step, ended ones and late ones at every point."""
    days = flow_days(first, until)
    index = {step.number: place for place, step in enumerate(sop.steps)}
    place = _Places(days)
    rises = [[0] * (len(days) + 1) for _ in range(len(index) + 2)]
    ended, late = rises[-2], rises[-1]
    for project in projects:
        if project.ended is not None and first <= project.ended <= until:
            ended[place[project.ended]] += 1
        for stay in project.stays:
            begins = place[stay.entered]
            ends = len(days) if stay.left is None else place[stay.left]
            if begins >= ends or stay.step not in index:
                continue
            _mark(rises[index[stay.step]], begins, ends)
            clock = clocks.on(project, stay, until)
            onset = clocks.late_from(clock) if clock.over else None
            if onset is not None:
                _mark(late, max(begins, place[onset]), ends)
    totals = [_running(each) for each in rises]
    rows = zip(*totals, strict=True)
    return tuple(FlowPoint(day, row[:-2], row[-2], row[-1]) for day, row in zip(days, rows, strict=False))


class _Places(dict[date, int]):
    """A day to the first evening that is not before it; each day is sought once."""

    def __init__(self, days: Sequence[date]) -> None:
        super().__init__()
        self._days = days

    def __missing__(self, day: date) -> int:
        found = self[day] = bisect_left(self._days, day)
        return found


def _mark(rises: list[int], begins: int, ends: int) -> None:
    if begins < ends:
        rises[begins] += 1
        rises[ends] -= 1


def _running(rises: list[int]) -> list[int]:
    total, sums = 0, list[int]()
    for rise in rises:
        total += rise
        sums.append(total)
    return sums


def throughput(projects: Sequence[PastProject], first: date, until: date) -> tuple[Throughput, ...]:
    """Projects entered and ended by week (from Monday) or by month."""
    starts = [first]
    while starts[-1] <= until:
        last = starts[-1]
        by_week = (until - first).days < WEEKS
        following = last - timedelta(days=last.weekday()) + _WEEK if by_week else add_months(last.replace(day=1), 1)
        starts.append(following)
    counts = [[0, 0, 0] for _ in starts]
    for project in projects:
        if first <= project.requested <= until:
            counts[bisect_right(starts, project.requested) - 1][0] += 1
        if project.ended is not None and first <= project.ended <= until:
            finished = project.state is ProjectState.MAINTENANCE
            counts[bisect_right(starts, project.ended) - 1][1 if finished else 2] += 1
    ends = [min(following - _ONE_DAY, until) for following in starts[1:]]
    return tuple(Throughput(begin, end, *count) for begin, end, count in zip(starts, ends, counts, strict=False))
