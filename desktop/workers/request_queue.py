"""Requests that wait for a worker, in the order asked, and how long each may wait."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from PySide6.QtCore import QObject
from shiboken6 import isValid

from desktop.workers.answers import Answer, Failed, NoAnswer, NotSaved, UnknownOutcome
from desktop.workers.worker import Then
from models.office_mark import OfficeMark
from models.requests import Write


def still_there(then: Callable[..., object]) -> bool:
    """False when `then` is a method of a QObject that Qt has deleted."""
    while isinstance(then, partial):
        then = then.func
    owner = getattr(then, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds. A read with a deadline of its own may take long: it is only slow once it told how far it is.

    gone: with the longest pause between two looks for news (1 s) a lost share is said within 5 s. lookup: from the
    end of a write that was cut off until it is told as unknown. turn: while others save all the time, from the wish
    until "busy" is told.
    """

    slow: float = 2.0
    gone: float = 3.9
    request: float = 10.0
    lookup: float = 2.0
    turn: float = 25.0
    start: float = 60.0
    start_grace: float = 4.0
    close: float = 15.0


@dataclass(frozen=True, slots=True)
class QueuedRequest:
    """One question and who is told. office: the only one that may answer it, None for any.

    long: its deadline is its own. lookup: it asks for the outcome of another. kept: a write of before, which stays in
    the outbox until it is saved or thrown away. asked: monotonic time.
    """

    ticket: int
    login: str
    request: object
    then: Callable[[Answer], None]
    deadline: float
    office: OfficeMark | None = None
    long: bool = False
    lookup: bool = False
    kept: bool = False
    asked: float = field(default_factory=time.monotonic, compare=False)

    @property
    def operation_id(self) -> str:
        """Of a write, "" of a read."""
        return self.request.operation_id if isinstance(self.request, Write) else ""

    @property
    def matters(self) -> bool:
        """Closing the window waits for it."""
        return bool(self.operation_id) or self.lookup

    @property
    def waited(self) -> float:
        """Seconds since it was asked."""
        return time.monotonic() - self.asked

    def tell(self, answer: Answer) -> None:
        """Tell whoever asked, if that one is still there."""
        if still_there(self.then):
            self.then(answer)

    @property
    def no_answer(self) -> Failed:
        """A read that nobody serves now."""
        return Failed(NoAnswer(request=type(self.request).__name__))

    @property
    def not_saved(self) -> Failed:
        """A write that is certainly not in the database."""
        return Failed(NotSaved(operation_id=self.operation_id, request=type(self.request).__name__))

    @property
    def in_doubt(self) -> Failed:
        """A write that waits in the outbox until the office answers again."""
        return Failed(UnknownOutcome(operation_id=self.operation_id, request=type(self.request).__name__))


class RequestQueue:
    """usual: deadline in seconds of an entry that names none."""

    def __init__(self, usual: float) -> None:
        self._usual = usual
        self._tickets = count(1)
        self._waiting: deque[QueuedRequest] = deque()
        self._leisure: deque[QueuedRequest] = deque()

    def __bool__(self) -> bool:
        return bool(self._waiting or self._leisure)

    @property
    def pending(self) -> int:
        """How many wait that closing the window waits for."""
        return sum(each.matters for each in self._waiting)

    def entry(
        self,
        login: str,
        request: object,
        then: Then,
        deadline: float | None = None,
        office: OfficeMark | None = None,
        **marks: bool,
    ) -> QueuedRequest:
        """A new one with its own ticket; it does not wait here yet. marks: see Entry."""
        seconds = self._usual if deadline is None else deadline
        return QueuedRequest(
            next(self._tickets), login, request, then, seconds, office, long=deadline is not None, **marks
        )

    def put(self, entry: QueuedRequest, *, leisure: bool = False) -> None:
        """Behind all others; leisure: behind all that will ever come without."""
        (self._leisure if leisure else self._waiting).append(entry)

    def put_first(self, entry: QueuedRequest) -> None:
        """Next."""
        self._waiting.appendleft(entry)

    def put_before_writes(self, entry: QueuedRequest) -> None:
        """Reads pass, but no write that was asked for later."""
        writes = (place for place, each in enumerate(self._waiting) if each.operation_id)
        self._waiting.insert(next(writes, len(self._waiting)), entry)

    def drop(self, entry: QueuedRequest) -> None:
        """It waits no more, if it still did."""
        if entry in self._waiting:
            self._waiting.remove(entry)

    def take(self) -> QueuedRequest:
        """The next one. IndexError where none waits."""
        return (self._waiting or self._leisure).popleft()

    def take_all(self) -> tuple[QueuedRequest, ...]:
        """Everything."""
        taken = (*self._waiting, *self._leisure)
        self._waiting, self._leisure = deque(), deque()
        return taken

    def take_late_writes(self, seconds: float) -> tuple[QueuedRequest, ...]:
        """Those that were asked for longer ago."""
        late = tuple(each for each in self._waiting if each.operation_id and each.waited >= seconds)
        self._waiting = deque(each for each in self._waiting if each not in late)
        return late

    def drop_reads(self) -> None:
        """Only what matters at closing stays."""
        self._leisure.clear()
        self._waiting = deque(each for each in self._waiting if each.matters)
