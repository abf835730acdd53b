"""What controllers see of a worker, and one that answers at once for tests. Knows no processes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.workers.answers import Answer, Ok, Refused
from models.errors import OfficeError
from models.office_mark import OfficeMark
from models.requests import Write

Then = Callable[[Answer], None]


class Worker(QObject):
    """Answers requests, one at a time, in the order asked.

    `login` (who asks) and `office` go with every request asked from then on. office: whose data the window shows; any
    other office refuses the request. None: whichever is there answers.
    slow, gone, back: the office has been silent for long, for so long that it counts as lost, and answers again.
    """

    slow = Signal()
    gone = Signal()
    back = Signal()
    waiting = Signal(object)
    """(Write) Its outcome is unknown. It stays in the outbox; `settled` or `leftover` follow later."""
    leftover = Signal(object)
    """(Write) It is in the outbox and certainly not saved: only the person may send it again."""
    settled = Signal(object, object)
    """(Write, Answer) What became of a write that was told by `waiting`, or sent by `send_kept`.

    Refused(problem="replaced"): it was meant for another office than lies there now, and stays in the outbox.
    """
    queueing = Signal(bool, str)
    """(True, who) A write waits because somebody else saves, "" if not known who. (False, "") It waits no longer."""
    closed = Signal()
    """After `close`: no write is under way any more."""
    progress = Signal(object)
    """(value) How far a long request is, as its service tells it."""

    def __init__(self, login: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.login = login
        self.office: OfficeMark | None = None

    @property
    def pending_writes(self) -> int:
        """Writes not answered yet."""
        return 0

    def ask(self, request: object, then: Then, deadline: float | None = None, *, leisure: bool = False) -> None:
        """`then` is called once with the Answer, unless its object is deleted before.

        deadline: seconds from the moment it is sent, None for the usual ones.
        leisure: it is sent only when nothing else waits.
        """
        raise NotImplementedError

    def stop(self) -> None:
        """The request under way is not wanted any more: its service answers Refused(Stopped) as soon as it notices."""

    def look_for_leftovers(self) -> None:
        """Look up the writes that an earlier run of this person left: each is `settled` if saved, else `leftover`."""

    def send_kept(self, request: Write) -> None:
        """Send a write once more that was told by `leftover`, or was refused. Sent twice, it is done once."""

    def throw_away(self, operation_id: str) -> None:
        """Delete a write from the outbox that nobody wants any more."""

    def close(self) -> None:
        """Finish the writes, forget the reads, end the child process, then emit `closed`."""
        raise NotImplementedError


class InlineWorker(Worker):
    """Answers at once, in this process: for tests."""

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
