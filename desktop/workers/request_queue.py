"""How long a lane waits, and one question on its way through it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop.workers.answers import Answer, Failed, NoAnswer, NotSaved, UnknownOutcome
from desktop.workers.receivers import still_there
from models.office_mark import OfficeMark
from models.requests import Write


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
class Entry:
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
