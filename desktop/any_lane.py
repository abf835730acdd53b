"""What controllers see of a lane, and the one that answers at once for tests. Knows no processes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.answers import Answer, Ok, Refused
from models.errors import OfficeError

Then = Callable[[Answer], None]


class AnyLane(QObject):
    """What controllers see of a lane. `login` goes with every request asked from then on."""

    slow = Signal()
    gone = Signal()
    back = Signal()
    settled = Signal(object, object)
    """A write whose outcome had been unknown: its request and its Answer."""
    closed = Signal()
    progress = Signal(object)
    """How far a long request is, where the desk tells."""

    def __init__(self, login: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.login = login

    @property
    def pending_writes(self) -> int:
        """Writes not answered yet."""
        return 0

    def ask(self, request: object, then: Then, deadline: float | None = None) -> None:
        """`then` is called once with the Answer. deadline in seconds from its turn, None for the usual one."""
        raise NotImplementedError

    def close(self) -> None:
        """Finish the writes, forget the reads, end the child, then emit `closed`."""
        raise NotImplementedError


class InlineLane(AnyLane):
    """Answers at once in this process: for tests."""

    def __init__(self, answer: Callable[[object, str], object], login: str = "", parent: QObject | None = None) -> None:
        super().__init__(login, parent)
        self._answer = answer

    def ask(self, request: object, then: Then, deadline: float | None = None) -> None:
        """See AnyLane."""
        try:
            answer: Answer = Ok(self._answer(request, self.login))
        except OfficeError as error:
            answer = Refused(error)
        then(answer)

    def close(self) -> None:
        """See AnyLane."""
        self.closed.emit()
