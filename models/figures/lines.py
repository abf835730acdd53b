"""The lines of a period's figures: one person, one late project, one return, one release, one cause, one project."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.board import ProjectState


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """One person in one role. open: open projects that name the person; active: those standing in a step of that
    role; late: of the active ones; finished: closed in the period; visits: visits of that role's steps left in it."""

    person: str
    role: str
    open: int
    active: int
    late: int
    finished: int
    visits: int


class CauseKind(StrEnum):
    """Why a project is late, as far as the records tell."""

    HELD = "held"
    RETURNED = "returned"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class Cause:
    """HELD: `days` held in this visit, `reason` as typed. RETURNED: `count` is the round. SLOW: nothing else."""

    kind: CauseKind
    days: int = 0
    count: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LateProject:
    """A project over its limit at the end of the period. over, day, limit: days as `working_days` says."""

    project_id: int
    number: str
    name: str
    team: str
    step: int
    round: int
    day: int
    limit: int
    over: int
    working_days: bool
    due: date
    held: bool
    person: str
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One return in the period. round: the one that ended with it."""

    day: date
    number: str
    name: str
    step: int
    target: int
    round: int
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One release in the period. number: RN-…; project: PRJ-…"""

    released: date
    number: str
    project: str
    name: str
    version: str
    with_notes: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Time held for one cause. days: calendar days inside the period, of all pauses; longest: one pause's;
    still: projects held for it at the end."""

    reason: str
    projects: int
    pauses: int
    days: int
    longest: int
    still: int


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project that was open in the period, as it stood at its end.

    days: calendar days from the request to `ended` or to the end. late: over the limit of the step where it stands.
    """

    project_id: int
    number: str
    name: str
    team: str
    step: int
    round: int
    state: ProjectState
    requested: date
    ended: date | None
    days: int
    late: bool
    person: str
