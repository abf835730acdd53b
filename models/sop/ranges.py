"""The SOP's own range: when a project would be over if every step took its least or its most. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.sop.procedure import DecisionKind, Sop, Step
from models.worktime import Calendar, Counting, due


def forward_steps(sop: Sop, number: int) -> tuple[Step, ...]:
    """The step of that number and those after it, by the first forward decision of each."""
    steps = [sop.step(number)]
    while (target := forward_target(steps[-1])) and all(step.number != target for step in steps):
        steps.append(sop.step(target))
    return tuple(steps)


def forward_target(step: Step) -> int:
    """Where its first forward decision leads, 0 at the end."""
    return next((each.target for each in step.decisions if each.kind is DecisionKind.FORWARD), 0)


def ending(step: Step, entered: date, calendar: Calendar, counting: Counting, longest: bool) -> date:
    """The last day of a stay that takes the most (or the least) of the step's standard time."""
    standard = step.standard if longest else replace(step.standard, maximum=step.standard.minimum)
    return due(standard, entered, calendar, counting) or entered


def span(sop: Sop, day: date, calendar: Calendar, counting: Counting = Counting.CALENDAR) -> tuple[int, int]:
    """Calendar days from request to closing in one pass that begins on `day`: least and most."""
    ends = [day, day]
    for step in forward_steps(sop, sop.steps[0].number):
        ends = [
            ending(step, end, calendar, counting, longest) for end, longest in zip(ends, (False, True), strict=True)
        ]
    return (ends[0] - day).days, (ends[1] - day).days
