"""All figures of one period out of the history. Pure: the same history and day give the same figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models.board import ProjectState
from models.figures import projects as each_project
from models.figures.balance import balance, flow, stock, throughput
from models.figures.clocks import Clocks
from models.figures.history import History, PastProject, held_on
from models.figures.periods import Period
from models.figures.steps import Left, left_between, returns, rounds, times
from models.figures.values import Figures, Headline, Share, Spread, StepRounds, StepTime, spread
from models.people import Person
from models.sop.ranges import span
from models.worktime import Status


@dataclass(frozen=True, slots=True)
class Reading:
    """Circumstances of the reading: when, up to which ledger line, and who signs."""

    at: datetime
    sequence: int = 0
    ledger_hash: str = ""
    head: Person | None = None


def figures(history: History, period: Period, team: str, reading: Reading) -> Figures:
    """Everything about the period. Where it is not over, it is counted up to today. team: "" for all."""
    sop, calendar, first = history.sop, history.calendar, period.first
    until = min(period.last, history.today)
    chosen = [each for each in history.projects if not team or each.team == team]
    clocks = Clocks(calendar)
    seen = [each for each in chosen if each.ended is None or each.ended >= first]
    left = left_between(seen, first, until)
    step_times, step_rounds = times(sop, left, first, clocks, calendar), rounds(sop, left)
    holders = history.holders
    started = first <= until
    before = period.before
    return Figures(
        period=period,
        until=until,
        today=history.today,
        read_at=reading.at,
        sop=sop,
        team=team,
        teams=tuple(sorted({each.team for each in history.projects if each.team})),
        charted=calendar.knows(min(before.first, until), until),
        balance=balance(chosen, first, until),
        now=_headline(chosen, step_times, step_rounds, (first, until), clocks),
        before=_past(history, chosen, before, clocks),
        usual=span(sop, first, calendar),
        stock=stock(sop, seen, until, clocks) if started else (),
        times=step_times,
        rounds=step_rounds,
        flow=flow(sop, seen, first, until, clocks) if started else (),
        throughput=throughput(seen, first, until),
        load=each_project.load(sop, seen, left, first, until, clocks),
        late=each_project.late(seen, until, clocks, holders) if started else (),
        returns=returns(left),
        releases=each_project.releases(chosen, first, until),
        waiting=each_project.waiting(seen, first, until),
        projects=each_project.listed(seen, first, until, clocks, holders) if started else (),
        head=reading.head,
        sequence=reading.sequence,
        ledger_hash=reading.ledger_hash,
    )


def _past(history: History, chosen: Sequence[PastProject], period: Period, clocks: Clocks) -> Headline:
    """The five figures of an earlier period."""
    first, until = period.first, min(period.last, history.today)
    left: list[Left] = left_between(chosen, first, until)
    step_times = times(history.sop, left, first, clocks, history.calendar)
    return _headline(chosen, step_times, rounds(history.sop, left), (first, until), clocks)


def _headline(
    chosen: Sequence[PastProject],
    step_times: Sequence[StepTime],
    step_rounds: Sequence[StepRounds],
    days: tuple[date, date],
    clocks: Clocks,
) -> Headline:
    first, until = days
    limited = [each for each in step_times if each.limit]
    statuses = _statuses(chosen, until, clocks)
    last = step_rounds[-1] if step_rounds else StepRounds(0, 0, 0, 0, 0)
    lead = _lead(chosen, first, until)
    return Headline(
        finished=lead.count,
        open=len(statuses),
        late=sum(over for _, over in statuses),
        near=sum(status is Status.NEAR for status, _ in statuses),
        kept=Share(sum(each.on_time for each in limited), sum(each.count for each in limited)),
        lead=lead,
        test_step=last.step,
        passed=last.passed,
    )


def _statuses(chosen: Sequence[PastProject], until: date, clocks: Clocks) -> list[tuple[Status, bool]]:
    """Status of every open project's clock and whether it is over its limit."""
    found: list[tuple[Status, bool]] = []
    for project in chosen:
        if project.requested <= until and (project.ended is None or project.ended > until):
            stay = project.stay_on(until)
            if stay is None:
                found.append((Status.NONE, False))
            else:
                clock = clocks.on(project, stay, until)
                status = Status.PAUSED if held_on(stay, until) else clock.status
                found.append((status, clock.over > 0))
    return found


def _lead(chosen: Sequence[PastProject], first: date, until: date) -> Spread:
    """Calendar days from request to closing of the projects finished in the period."""
    return spread(
        (each.ended - each.requested).days
        for each in chosen
        if each.ended is not None and first <= each.ended <= until and each.state is ProjectState.MAINTENANCE
    )
