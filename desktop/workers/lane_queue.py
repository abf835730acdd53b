"""What waits for its turn in one lane: in the order asked; leisurely questions let all others pass. No Qt."""

from __future__ import annotations

from collections import deque
from itertools import count

from desktop.workers.request_queue import Entry
from desktop.workers.worker import Then
from models.office_mark import OfficeMark


class LaneQueue:
    """usual: deadline in seconds of an entry that names none."""

    def __init__(self, usual: float) -> None:
        self._usual = usual
        self._tickets = count(1)
        self._waiting: deque[Entry] = deque()
        self._leisure: deque[Entry] = deque()

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
    ) -> Entry:
        """A new one with its own ticket; it does not wait here yet. marks: see Entry."""
        seconds = self._usual if deadline is None else deadline
        return Entry(next(self._tickets), login, request, then, seconds, office, long=deadline is not None, **marks)

    def put(self, entry: Entry, *, leisure: bool = False) -> None:
        """Behind all others; leisure: behind all that will ever come without."""
        (self._leisure if leisure else self._waiting).append(entry)

    def put_first(self, entry: Entry) -> None:
        """Next."""
        self._waiting.appendleft(entry)

    def put_before_writes(self, entry: Entry) -> None:
        """Reads pass, but no write that was asked for later."""
        writes = (place for place, each in enumerate(self._waiting) if each.operation_id)
        self._waiting.insert(next(writes, len(self._waiting)), entry)

    def drop(self, entry: Entry) -> None:
        """It waits no more, if it still did."""
        if entry in self._waiting:
            self._waiting.remove(entry)

    def take(self) -> Entry:
        """The next one. IndexError where none waits."""
        return (self._waiting or self._leisure).popleft()

    def take_all(self) -> tuple[Entry, ...]:
        """Everything."""
        taken = (*self._waiting, *self._leisure)
        self._waiting, self._leisure = deque(), deque()
        return taken

    def take_late_writes(self, seconds: float) -> tuple[Entry, ...]:
        """Those that were asked for longer ago."""
        late = tuple(each for each in self._waiting if each.operation_id and each.waited >= seconds)
        self._waiting = deque(each for each in self._waiting if each not in late)
        return late

    def drop_reads(self) -> None:
        """Only what matters at closing stays."""
        self._leisure.clear()
        self._waiting = deque(each for each in self._waiting if each.matters)
