"""What happened in the office, as plain values without a database: the ground of figures, forecast and evidence.

All days are days of the office (WIB). What was taken back ("undone") is not in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from models.board import ProjectState
from models.performers import first_performer
from models.sop.procedure import DecisionKind, Sop
from models.worktime import Calendar, Counting

ENDING = frozenset({DecisionKind.REJECT, DecisionKind.CANCEL})
"""Decisions that give a step up; a visit left so says nothing about its standard time."""


class PastVisit(NamedTuple):
    """One pause of a visit. until: None while it lasts."""

    since: date
    until: date | None
    reason: str


class Stay(NamedTuple):
    """One visit. left: None while it lasts. result: decision code."""

    step: int
    round: int
    entered: date
    left: date | None
    result: str
    reason: str
    skipped: bool
    counting: Counting
    stops: tuple[PastVisit, ...]


class PastRelease(NamedTuple):
    """One release of a project."""

    number: str
    version: str
    released: date
    with_notes: bool


class PastProject(NamedTuple):
    """One project. state: of today; ended: the day it was closed, rejected or cancelled, never before `requested`.
    people: role code and name, as far as the project names somebody. stays: oldest first, at least one."""

    id: int
    number: str
    name: str
    team: str
    state: ProjectState
    sop: Sop
    requested: date
    ended: date | None
    people: tuple[tuple[str, str], ...]
    stays: tuple[Stay, ...]
    releases: tuple[PastRelease, ...] = ()

    def stay_on(self, day: date) -> Stay | None:
        """The visit that lasts in the evening of that day, None before the request and after the end."""
        for stay in reversed(self.stays):
            if stay.entered <= day and (stay.left is None or stay.left > day) and not stay.skipped:
                return stay
        return None


@dataclass(frozen=True, slots=True)
class History:
    """All projects. sop: the newest procedure; holders: role code to the name of its first holder."""

    sop: Sop
    calendar: Calendar
    today: date
    projects: tuple[PastProject, ...]
    holders: Mapping[str, str] = field(default_factory=dict[str, str])


def kinds_of(sop: Sop) -> dict[str, DecisionKind]:
    """Decision code to its kind."""
    return {each.code: each.kind for step in sop.steps for each in step.decisions}


def held_on(stay: Stay, day: date) -> bool:
    """The clock stands in the evening of that day."""
    return any(stop.since <= day and (stop.until is None or stop.until > day) for stop in stay.stops)


def in_charge(project: PastProject, step: int, holders: Mapping[str, str]) -> str:
    """Name of the person who performs a step, "" if nobody is known."""
    named = {role: (name,) for role, name in reversed(project.people)}
    return first_performer(project.sop.step(step), named, holders.get) or ""
