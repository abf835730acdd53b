"""What is known of one child process, of the office behind it and of the window before it: three small state machines.

The child process (TRANSITIONS; whatever is not drawn changes nothing):

    NO_CHILD --started--> STARTING --awake--> OPENING --ready--> IDLE --sent--> WORKING --progress--> REPORTING
                                                                  ^                |                      |
                                                                  +----answered----+-------answered-------+

    every state --died (it ended by itself) or killed (past its time)--> NO_CHILD

How the office answers: nothing heard for Patience.slow seconds: ANSWERING -> SLOW; for Patience.gone seconds: -> GONE;
an answer that came from the office itself: -> ANSWERING.

What the window wants: OPEN --close--> CLOSING (writes are finished, reads forgotten) --no write left, or
Patience.close seconds over--> CLOSED.

No Qt, no process: the client (client.py) says what happened, and does what follows from it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from enum import Enum, IntEnum, auto

from desktop.workers.request_queue import Patience, QueuedRequest

DEATHS_IN_A_ROW = 3


class ChildState(Enum):
    """What the child process is doing."""

    NO_CHILD = auto()
    STARTING = auto()
    """The operating system loads it."""
    OPENING = auto()
    """It runs and opens its service, which may hang over a share that does not answer."""
    IDLE = auto()
    """Its service is open, or was refused in good order; nothing is asked."""
    WORKING = auto()
    """It has one request and has said nothing since."""
    REPORTING = auto()
    """It has one request and has told how far it is."""


class ChildEvent(Enum):
    """What may happen to the child process."""

    STARTED = auto()
    AWAKE = auto()
    READY = auto()
    SENT = auto()
    PROGRESS = auto()
    ANSWERED = auto()
    DIED = auto()
    KILLED = auto()


TRANSITIONS = {
    (ChildState.NO_CHILD, ChildEvent.STARTED): ChildState.STARTING,
    (ChildState.STARTING, ChildEvent.AWAKE): ChildState.OPENING,
    (ChildState.OPENING, ChildEvent.READY): ChildState.IDLE,
    (ChildState.IDLE, ChildEvent.SENT): ChildState.WORKING,
    (ChildState.WORKING, ChildEvent.PROGRESS): ChildState.REPORTING,
    (ChildState.WORKING, ChildEvent.ANSWERED): ChildState.IDLE,
    (ChildState.REPORTING, ChildEvent.ANSWERED): ChildState.IDLE,
    **{(state, ChildEvent.DIED): ChildState.NO_CHILD for state in ChildState},
    **{(state, ChildEvent.KILLED): ChildState.NO_CHILD for state in ChildState},
}

BEFORE_SERVICE = frozenset({ChildState.STARTING, ChildState.OPENING})
AT_WORK = frozenset({ChildState.WORKING, ChildState.REPORTING})


class OfficeReach(IntEnum):
    """How the office answers; each worse one is told to the person once."""

    ANSWERING = 0
    SLOW = 1
    GONE = 2


class ClientPhase(Enum):
    """What the window wants of the client."""

    OPEN = auto()
    CLOSING = auto()
    CLOSED = auto()


class ChildWatch:
    """The state of the child and the reach of the office, with the time since something was last heard."""

    def __init__(self, patience: Patience) -> None:
        self.state = ChildState.NO_CHILD
        self.reach = OfficeReach.ANSWERING
        self._patience = patience
        self._since = time.monotonic()
        self._deaths = 0

    def note(self, event: ChildEvent) -> None:
        """Something happened just now."""
        if event is ChildEvent.READY:
            self._deaths = 0
        elif event is ChildEvent.DIED and self.state in BEFORE_SERVICE:
            self._deaths += 1
        self.state = TRANSITIONS.get((self.state, event), self.state)
        self._since = time.monotonic()

    @property
    def awaited(self) -> bool:
        """Something is expected of the child, so its time runs."""
        return self.state in BEFORE_SERVICE or self.state in AT_WORK

    @property
    def waited(self) -> float:
        """Seconds since something was heard of the child; of a starting one, seconds beyond those it needs anyway."""
        grace = self._patience.start_grace if self.state is ChildState.STARTING else 0.0
        return time.monotonic() - self._since - grace

    def overdue(self, request: QueuedRequest | None) -> bool:
        """The child has used up its time: to start, to open its service, or for `request`, which it has."""
        if request is not None:
            return self.waited > request.deadline
        return self.waited > (self._patience.start if self.state is ChildState.STARTING else self._patience.request)

    def grown_worse(self, request: QueuedRequest | None) -> Iterator[OfficeReach]:
        """What has to be told now. A long read may be silent until it has told once how far it is."""
        silence_is_usual = (
            request is not None and request.long and not request.operation_id and self.state is not ChildState.REPORTING
        )
        if silence_is_usual:
            return
        waited = self.waited
        for worse, limit in ((OfficeReach.SLOW, self._patience.slow), (OfficeReach.GONE, self._patience.gone)):
            if waited > limit and self.reach < worse:
                self.reach = worse
                yield worse

    def back(self) -> bool:
        """The office itself was heard. True where it had been slow or gone."""
        was, self.reach = self.reach, OfficeReach.ANSWERING
        return was is not OfficeReach.ANSWERING

    def give_up(self) -> bool:
        """True where so many children died in a row before they served that no other should be started by itself."""
        if self._deaths < DEATHS_IN_A_ROW:
            return False
        self._deaths, self.reach = 0, OfficeReach.GONE
        return True
