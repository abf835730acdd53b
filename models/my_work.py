"""What waits for one person: pure questions about the cards of a board. No database, no Qt.

A project waits for whoever performs its step (models/sop/procedure.py). Where the project names persons for that
step, it waits for them alone; deputies (Plh., Plt.) see it too, for they act while the named person is away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.board import Board, Card, Move, ProjectState
from models.people import Person
from models.sop.procedure import Sop
from models.worktime import Clock, Status

ONWARD = ("forward", "close", "skip", "return")
"""Kinds of decisions that get a project on, the preferred ones first."""


class Group(StrEnum):
    """The four counts at the head of the page."""

    LATE = "late"
    NEAR = "near"
    INSIDE = "inside"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Task:
    """One project that waits for the person. roles: by which of the person's roles. way: the next deed.

    left: days until the limit in the clock's own days, negative when late, None without a limit.
    """

    card: Card
    roles: tuple[str, ...]
    way: Move
    left: int | None

    @property
    def ready(self) -> bool:
        """Every condition is met: one press moves the card."""
        return self.way.open

    @property
    def group(self) -> Group:
        """Which count it belongs to."""
        return {Status.LATE: Group.LATE, Status.NEAR: Group.NEAR}.get(self.card.clock.status, Group.INSIDE)


@dataclass(frozen=True, slots=True)
class MyWork:
    """tasks: by remaining time. others: requests of the person's own team that somebody else must see to."""

    tasks: tuple[Task, ...]
    others: tuple[Card, ...]

    def count(self, group: Group) -> int:
        """How many of that count."""
        if group is Group.OTHERS:
            return len(self.others)
        return sum(task.group is group for task in self.tasks)


def my_work(board: Board, role: str = "") -> MyWork:
    """What waits for the board's person. role: only what waits for that role, "" for all of the person's roles."""
    held = frozenset(board.actor.roles)
    steps = {step.number for step in board.sop.steps if held & frozenset(step.roles)}
    running = ProjectState.RUNNING
    mine = [card for card in board.cards if card.step in steps and card.state is running]
    tasks = [task for card in mine if (task := task_of(card, board)) and (not role or role in task.roles)]
    others = _own_requests(board, role, {task.card.id for task in tasks})
    return MyWork(tuple(sorted(tasks, key=_urgency)), tuple(sorted(others, key=_due)))


def task_of(card: Card, board: Board) -> Task | None:
    """The card as a task of the board's person, None where it does not wait for him or her."""
    if card.state is not ProjectState.RUNNING:
        return None
    roles = _acting_roles(card, board.sop, board.actor)
    if not roles or not _meant(card, board.sop, board.actor, board.people, roles):
        return None
    ways = [path for path in card.moves if path.kind in ONWARD and not path.barred]
    if not ways:
        return None
    way = min(ways, key=lambda path: (ONWARD.index(path.kind), len(path.needs), path.step or board.sop.last_step))
    return Task(card, roles, way, days_left(card.clock, board.today))


def days_left(clock: Clock, today: date) -> int | None:
    """Days until the limit as the clock counts them; negative when it is over; None without a limit."""
    if clock.due is None:
        return None
    if clock.over:
        return -clock.over
    return clock.limit - clock.day if clock.working_days else (clock.due - today).days


def _acting_roles(card: Card, sop: Sop, actor: Person) -> tuple[str, ...]:
    """Roles of the person that perform the step of the card."""
    performing = sop.step(card.step).roles
    return tuple(code for code in actor.roles if code in performing and _own(code, card, sop, actor))


def _own(code: str, card: Card, sop: Sop, actor: Person) -> bool:
    return not sop.role(code).own_team_only or _same(actor.team, card.team)


def _meant(card: Card, sop: Sop, actor: Person, people: Iterable[Person], roles: tuple[str, ...]) -> bool:
    """True where the project names nobody who could do it, names the person, or the person deputises."""
    if not card.named or actor.id in card.named:
        return True
    performing = frozenset(sop.step(card.step).roles)
    named = {each.id for each in people if each.id in card.named and performing & frozenset(each.roles)}
    return not named or any(code in dict(actor.acting) for code in roles)


def _own_requests(board: Board, role: str, but: set[int]) -> list[Card]:
    """Requested by the person's team, still under way, in the hands of others."""
    if not any(code in board.actor.roles and role in ("", code) for code in board.sop.steps[0].roles):
        return []
    teams = {team for team in {card.team for card in board.cards} if _same(board.actor.team, team)}
    running = ProjectState.RUNNING
    return [card for card in board.cards if card.team in teams and card.state is running and card.id not in but]


def _urgency(task: Task) -> tuple[bool, int, date, str]:
    clock = task.card.clock
    return task.left is None, task.left or 0, clock.due or clock.entered, task.card.number


def _due(card: Card) -> tuple[bool, date, str]:
    return card.clock.due is None, card.clock.due or card.clock.entered, card.number


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold() != ""
