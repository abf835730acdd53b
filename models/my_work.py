"""What waits for one person: pure questions about the cards of a board. No database, no Qt.

Whom a project waits for is said in models/performers.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models import performers
from models.board import Board, Card, Move, ProjectState
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
    sop, actor, step = board.sop, board.actor, board.sop.step(card.step)
    if not performers.waits_for(sop, step, actor, card.team, card.named, board.people):
        return None
    roles = performers.performing_roles(sop, step, actor, card.team)
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


def _own_requests(board: Board, role: str, but: set[int]) -> list[Card]:
    """Requested by the person's team, still under way, in the hands of others."""
    if not any(code in board.actor.roles and role in ("", code) for code in board.sop.steps[0].roles):
        return []
    teams = {team for team in {card.team for card in board.cards} if performers.same_team(board.actor.team, team)}
    running = ProjectState.RUNNING
    return [card for card in board.cards if card.team in teams and card.state is running and card.id not in but]


def _urgency(task: Task) -> tuple[bool, int, date, str]:
    clock = task.card.clock
    return task.left is None, task.left or 0, clock.due or clock.entered, task.card.number


def _due(card: Card) -> tuple[bool, date, str]:
    return card.clock.due is None, card.clock.due or card.clock.entered, card.number
