"""The figures once more, in plain Python over exported visits: slow, naive, and without a line of the real ones.

It asks for every day by itself where the real ones count in one sweep.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from models.figures.history import History, PastProject, Stay
from models.worktime import Clock, TimeOutcome, run

GIVEN_UP = {"reject", "cancel"}


def open_on(project: PastProject, day: date) -> bool:
    """Requested, and not over in the evening."""
    return project.requested <= day and not (project.ended is not None and project.ended <= day)


def standing(project: PastProject, day: date) -> Stay | None:
    """The visit that lasts in the evening: the newest one begun that was not left by then."""
    begun = [
        s for s in project.stays if not s.skipped and s.entered <= day and not (s.left is not None and s.left <= day)
    ]
    return begun[-1] if begun else None


def clock(history: History, project: PastProject, stay: Stay, day: date) -> Clock:
    """Read without any memory."""
    last = min(stay.left or day, day)
    pauses = [(stop.since, stop.until) for stop in stay.stops if stop.since <= last]
    return run(project.sop.step(stay.step).standard, stay.entered, last, pauses, history.calendar, stay.counting)


def finished_visits(history: History, first: date, until: date) -> Iterable[tuple[PastProject, Stay]]:
    """Visits that completed a step in the period."""
    for project in history.projects:
        for stay in project.stays:
            if stay.left is None or not first <= stay.left <= until or stay.skipped:
                continue
            if project.sop.decision(stay.result).kind.value not in GIVEN_UP:
                yield project, stay


def days_of(first: date, until: date) -> list[date]:
    """Every day of the period."""
    return [first + timedelta(days=each) for each in range((until - first).days + 1)]


def balance(history: History, first: date, until: date) -> tuple[int, ...]:
    """Opening, entered, finished, rejected, cancelled, closing: told day by day."""
    ended = {"maintenance": 0, "rejected": 0, "cancelled": 0}
    entered = 0
    for day in days_of(first, until):
        entered += sum(p.requested == day for p in history.projects)
        for project in history.projects:
            if project.ended == day:
                ended[project.state.value] += 1
    eve = first - timedelta(days=1)
    return (sum(open_on(p, eve) for p in history.projects), entered, *ended.values(),
            sum(open_on(p, until) for p in history.projects))  # fmt: skip


def times(history: History, first: date, until: date) -> dict[int, tuple[object, ...]]:
    """Step to count, early, on time, late, and the ordered net and gross days."""
    found: dict[int, list[Clock]] = {step.number: [] for step in history.sop.steps}
    for project, stay in finished_visits(history, first, until):
        found[stay.step].append(clock(history, project, stay, stay.left))
    return {
        step: (
            len(clocks),
            sum(c.outcome is TimeOutcome.EARLY for c in clocks),
            sum(c.outcome in (TimeOutcome.EARLY, TimeOutcome.ON_TIME) for c in clocks),
            sum(c.outcome is TimeOutcome.LATE for c in clocks),
            sorted(c.gross - c.paused_days for c in clocks),
            sorted(c.gross for c in clocks),
        )
        for step, clocks in found.items()
    }


def late_on(history: History, day: date) -> set[str]:
    """Numbers of the projects over their limit in the evening."""
    found = set[str]()
    for project in history.projects:
        stay = standing(project, day) if open_on(project, day) else None
        if stay is not None and clock(history, project, stay, day).over:
            found.add(project.number)
    return found
