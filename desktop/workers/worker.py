"""What controllers see of a lane, and the one that answers at once for tests. Knows no processes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.workers.answers import Answer, Ok, Refused
from models.errors import OfficeError
from models.office_mark import OfficeMark
from models.requests import Write

Then = Callable[[Answer], None]


class Worker(QObject):
    """What controllers see of a lane. `login` and `office` go with every request asked from then on.

    office: whose data the window shows; no other office is asked or written. None: whichever is there.
    """

    slow = Signal()
    gone = Signal()
    back = Signal()
    waiting = Signal(object)
    """A write whose outcome is unknown: it stays in the outbox and is sent again when the office answers."""
    leftover = Signal(object)
    """A write that is in the outbox and certainly not saved: only the person may send it again."""
    settled = Signal(object, object)
    """The Answer to a request that had been told by `waiting`, or was sent by `send_kept`.

    Refused(problem="replaced"): it was meant for another office than lies there now, and stays in the outbox.
    """
    queueing = Signal(bool, str)
    """A write waits longer for its turn because others save, and who that is ("" if not known); then: no more."""
    closed = Signal()
    progress = Signal(object)
    """How far a long request is, where the desk tells."""

    def __init__(self, login: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.login = login
        self.office: OfficeMark | None = None

    @property
    def pending_writes(self) -> int:
        """Writes not answered yet."""
        return 0

    def ask(self, request: object, then: Then, deadline: float | None = None, *, leisure: bool = False) -> None:
        """`then` is called once with the Answer. deadline in seconds from its turn, None for the usual one.

        leisure: it may wait until nothing else does.
        """
        raise NotImplementedError

    def stop(self) -> None:
        """The long work under way is not wanted any more: it is answered by Refused(Stopped) as soon as it can."""

    def look_for_leftovers(self) -> None:
        """Look up what an earlier run of this person left: `settled` if it was saved after all, else `leftover`."""

    def send_kept(self, request: Write) -> None:
        """Send what was told by `leftover`, or was refused, once more. Done twice is done once."""

    def throw_away(self, operation_id: str) -> None:
        """Nobody wants that write of the outbox any more."""

    def close(self) -> None:
        """Finish the writes, forget the reads, end the child, then emit `closed`."""
        raise NotImplementedError


class InlineWorker(Worker):
    """Answers at once in this process: for tests."""

    def __init__(self, answer: Callable[[object, str], object], login: str = "", parent: QObject | None = None) -> None:
        super().__init__(login, parent)
        self._answer = answer

    def ask(self, request: object, then: Then, deadline: float | None = None, *, leisure: bool = False) -> None:
        """See Worker."""
        try:
            answer: Answer = Ok(self._answer(request, self.login))
        except OfficeError as error:
            answer = Refused(error)
        then(answer)

    def send_kept(self, request: Write) -> None:
        """See Worker."""
        self.ask(request, lambda answer: self.settled.emit(request, answer))

    def close(self) -> None:
        """See Worker."""
        self.closed.emit()
