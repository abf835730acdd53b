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
    """How long a worker waits for its child process before it acts, in seconds.

    slow, gone: silence after which the person is told that the office is slow, or gone. The window asks for news at
    least once a second, so a lost share is told within 5 s. A read with a deadline of its own is expected to take
    long: its silence counts only after it has told its progress once.
    request: deadline of a request that names none, and of opening the office.
    lookup: a write was cut off; after so long without knowing what became of it, it is told as unknown and kept.
    queueing: other people save at the same time; a write is tried again for so long before it is told as "busy".
    start: deadline for the operating system to start the child. start_grace: part of a start that counts as no
    silence, since loading the program takes that long anyway. The deadline `start` is counted after it.
    close: the longest that closing the window waits for writes that are not finished.
    """

    slow: float = 2.0
    gone: float = 3.9
    request: float = 10.0
    lookup: float = 2.0
    queueing: float = 25.0
    start: float = 60.0
    start_grace: float = 4.0
    close: float = 15.0


@dataclass(frozen=True, slots=True)
class QueuedRequest:
    """One request and who is told the answer. deadline: seconds from the moment it is sent.

    office: the only one that may answer it, None for any. long: the deadline was named by who asked. lookup: it asks
    what became of a write. kept: a write that the person was told of before as kept; it stays in the outbox until it
    is saved or thrown away. asked: monotonic time.
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
        """Closing the window waits for it: it is a write, or asks for the outcome of one."""
        return bool(self.operation_id) or self.lookup

    @property
    def waited(self) -> float:
        """Seconds since it was asked."""
        return time.monotonic() - self.asked

    def tell(self, answer: Answer) -> None:
        """Tell whoever asked, unless that object was deleted meanwhile."""
        if still_there(self.then):
            self.then(answer)

    @property
    def no_answer(self) -> Failed:
        """The answer to a read that nobody serves now."""
        return Failed(NoAnswer(request=type(self.request).__name__))

    @property
    def not_saved(self) -> Failed:
        """The answer to a write that is certainly not in the database."""
        return Failed(NotSaved(operation_id=self.operation_id, request=type(self.request).__name__))

    @property
    def in_doubt(self) -> Failed:
        """The answer to a write whose outcome is unknown: it waits in the outbox until the office answers again."""
        return Failed(UnknownOutcome(operation_id=self.operation_id, request=type(self.request).__name__))


class RequestQueue:
    """First come, first served; requests asked at leisure come after all others.

    usual_deadline: seconds, for a request that names none.
    """

    def __init__(self, usual_deadline: float) -> None:
        self._usual_deadline = usual_deadline
        self._tickets = count(1)
        self._waiting: deque[QueuedRequest] = deque()
        self._leisure: deque[QueuedRequest] = deque()

    def __bool__(self) -> bool:
        return bool(self._waiting or self._leisure)

    @property
    def pending(self) -> int:
        """How many of the requests that wait are such that closing the window waits for them."""
        return sum(each.matters for each in self._waiting)

    def new(
        self,
        login: str,
        request: object,
        then: Then,
        deadline: float | None = None,
        office: OfficeMark | None = None,
        **marks: bool,
    ) -> QueuedRequest:
        """A request with its own ticket, not in the queue yet. marks: `lookup` or `kept`, see QueuedRequest."""
        seconds = self._usual_deadline if deadline is None else deadline
        return QueuedRequest(
            next(self._tickets), login, request, then, seconds, office, long=deadline is not None, **marks
        )

    def put(self, queued: QueuedRequest, *, leisure: bool = False) -> None:
        """Behind all others. leisure: taken only when nothing else waits."""
        (self._leisure if leisure else self._waiting).append(queued)

    def put_first(self, queued: QueuedRequest) -> None:
        """Before all others."""
        self._waiting.appendleft(queued)

    def put_before_writes(self, queued: QueuedRequest) -> None:
        """Behind the reads that wait before the first write, but before every write: those were asked for later."""
        writes = (place for place, each in enumerate(self._waiting) if each.operation_id)
        self._waiting.insert(next(writes, len(self._waiting)), queued)

    def drop(self, queued: QueuedRequest) -> None:
        """Take it out, if it is still there."""
        if queued in self._waiting:
            self._waiting.remove(queued)

    def take(self) -> QueuedRequest:
        """Take the next one. IndexError where none waits."""
        return (self._waiting or self._leisure).popleft()

    def take_all(self) -> tuple[QueuedRequest, ...]:
        """Take everything, in order."""
        taken = (*self._waiting, *self._leisure)
        self._waiting, self._leisure = deque(), deque()
        return taken

    def take_late_writes(self, seconds: float) -> tuple[QueuedRequest, ...]:
        """Take the writes that were asked for at least so long ago, in order."""
        late = tuple(each for each in self._waiting if each.operation_id and each.waited >= seconds)
        self._waiting = deque(each for each in self._waiting if each not in late)
        return late

    def drop_reads(self) -> None:
        """Forget what closing the window does not wait for."""
        self._leisure.clear()
        self._waiting = deque(each for each in self._waiting if each.matters)
