"""Clocks of past visits, each reading computed once: many projects enter and leave a step on the same days."""

from __future__ import annotations

from datetime import date, timedelta

from models.figures.history import PastProject, Stay, held_on
from models.sop.procedure import Sop, Step
from models.worktime import Calendar, Clock, run

_ONE_DAY = timedelta(days=1)


class Clocks:
    """Reads clocks on one calendar. It lives no longer than the history it reads: finished visits are known by id."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._steps: dict[tuple[int, int], Step] = {}
        self._finished: dict[int, Clock] = {}
        self._read: dict[tuple[object, ...], Clock] = {}
        self._onsets: dict[tuple[date, bool], date] = {}

    def on(self, project: PastProject, stay: Stay, day: date) -> Clock:
        """The visit's clock on that day, or on the day it was left if that is earlier."""
        left = stay.left
        if left is not None and left <= day:
            found = self._finished.get(id(stay))
            if found is None:
                found = self._finished[id(stay)] = self._reading(project, stay, left)
            return found
        return self._reading(project, stay, day)

    def _reading(self, project: PastProject, stay: Stay, last: date) -> Clock:
        key = (project.sop.version, stay.step, stay.entered, last, stay.counting, stay.stops)
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = self._run(project.sop, stay, last)
        return found

    def late_from(self, clock: Clock) -> date | None:
        """The first day on which a visit with that clock is over its limit, None without one.

        The clock's own days decide: over a weekend, one that counts working days is not late yet.
        """
        if clock.due is None:
            return None
        if not clock.working_days:
            return clock.due + _ONE_DAY
        key = (clock.due, True)
        if key not in self._onsets:
            self._onsets[key] = self._calendar.add_working_days(clock.due, 1)
        return self._onsets[key]

    def _run(self, sop: Sop, stay: Stay, last: date) -> Clock:
        step = self._steps.get((sop.version, stay.step))
        if step is None:
            step = self._steps[sop.version, stay.step] = sop.step(stay.step)
        pauses = tuple((stop.since, stop.until) for stop in stay.stops if stop.since <= last)
        held = bool(pauses) and stay.left != last and held_on(stay, last)
        calendar = self._calendar.as_of(last) if stay.left == last else self._calendar
        return run(step.standard, stay.entered, last, pauses, calendar, stay.counting, held)
