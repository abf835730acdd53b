"""Lanes to child processes: ask on the GUI thread, be answered on the GUI thread, and never be blocked by a share.

One request at a time crosses, in the order asked. A child that dies or passes a deadline is replaced; a write that it
was doing is then looked up by its operation id, so that the answer given is always the true one (share.md, 4.5-4.6).
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections import deque
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.answers import Answer, Failed, NoAnswer, NotSaved, Ok, Refused, UnknownOutcome
from desktop.any_lane import AnyLane, Then
from desktop.lane_entries import Entry, Patience
from desktop.lane_process import PROGRESS, Child, Opening, Parcel
from desktop.outbox import Outbox
from desktop.receivers import still_there
from models.errors import ShareUnavailable
from models.requests import FindOperation, Write

log = logging.getLogger(__name__)

DEATHS_IN_A_ROW = 3
TICK = 100


class Lane(AnyLane):
    """A lane to one child process, started at once (`eager`) or at the first question, and anew whenever lost."""

    _arrived = Signal(int, int, object)
    _ended = Signal(int)

    def __init__(
        self,
        opening: Opening,
        login: str = "",
        outbox: Outbox | None = None,
        patience: Patience | None = None,
        parent: QObject | None = None,
        eager: bool = True,
    ) -> None:
        super().__init__(login, parent)
        self._opening = opening
        self._outbox = outbox
        self._patience = patience or Patience()
        self._queue: deque[Entry] = deque()
        self._flying: Entry | None = None
        self._unsettled: list[Entry] = []
        self._tickets = 0
        self._serial = 0
        self._child: Child | None = None
        self._ready = False
        self._deaths = 0
        self._since = 0.0
        self._trouble = 0
        self._closing = False
        self._closed = False
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._mourn, Qt.ConnectionType.QueuedConnection)
        self._watch = QTimer(self, interval=TICK)
        self._watch.timeout.connect(self._look_at_the_clock)
        if eager:
            self._start()

    @property
    def pid(self) -> int:
        """Process id of the present child, 0 while there is none."""
        return self._child.pid if self._child else 0

    @property
    def pending_writes(self) -> int:
        """See AnyLane."""
        flying = (self._flying,) if self._flying else ()
        return sum(each.matters for each in (*flying, *self._queue))

    def ask(self, request: object, then: Then, deadline: float | None = None) -> None:
        """See AnyLane."""
        self._queue.append(self._entry(self.login, request, then, deadline))
        self._advance()

    def settle_leftovers(self) -> None:
        """Send again what an earlier run could not finish: saved once if it was not, refused if it no longer fits."""
        for kept in self._outbox.leftovers() if self._outbox else ():
            if kept.login == self.login:
                self._send_again(self._entry(kept.login, kept.request, lambda answer: None, None))
        self._advance()

    def close(self) -> None:
        """See AnyLane. Past `Patience.close` the writes stay in the outbox for the next start."""
        if self._closing:
            return
        self._closing = True
        self._queue = deque(each for each in self._queue if each.matters)
        if self.pending_writes:
            QTimer.singleShot(int(self._patience.close * 1000), self, self._finish)
            self._advance()
        else:
            self._finish()

    def _entry(self, login: str, request: object, then: Then, deadline: float | None, *, lookup: bool = False) -> Entry:
        self._tickets += 1
        seconds = self._patience.request if deadline is None else deadline
        return Entry(self._tickets, login, request, then, seconds, deadline is not None, lookup)

    def _start(self) -> None:
        self._serial += 1
        self._ready = False
        self._since = time.monotonic()
        self._watch.start()
        arrived, ended = partial(self._tell_arrived, self._serial), partial(self._tell_ended, self._serial)
        self._child = Child(self._opening, arrived, ended, before_sending=self._keep)

    def _tell_arrived(self, serial: int, ticket: int, answer: Answer) -> None:
        with contextlib.suppress(RuntimeError):
            self._arrived.emit(serial, ticket, answer)

    def _tell_ended(self, serial: int) -> None:
        with contextlib.suppress(RuntimeError):
            self._ended.emit(serial)

    def _keep(self, parcel: Parcel) -> None:
        if self._outbox is not None and isinstance(parcel.request, Write):
            try:
                self._outbox.keep(parcel.login, parcel.request)
            except OSError:
                log.exception("The outbox cannot keep a write; it is sent all the same")

    def _advance(self) -> None:
        if self._child is None and self._queue and not self._closed:
            self._start()
        if self._flying is not None or not self._ready or not self._queue or self._child is None:
            return
        entry = self._flying = self._queue.popleft()
        self._since = time.monotonic()
        self._watch.start()
        self._child.send(Parcel(entry.ticket, entry.login, entry.request))

    def _take(self, serial: int, ticket: int, answer: Answer) -> None:
        if serial != self._serial or self._child is None:
            return
        if ticket == PROGRESS:
            self._since = time.monotonic()
            self.progress.emit(answer.value if isinstance(answer, Ok) else None)
            return
        self._deaths = 0
        if ticket == 0:
            self._ready = True
        entry, self._flying = self._flying, None
        self._watch.stop()
        if self._trouble:
            self._trouble = 0
            self.back.emit()
        if entry is not None and ticket == entry.ticket:
            self._answer(entry, answer)
        self._advance()
        self._finish_if_done()

    def _answer(self, entry: Entry, answer: Answer) -> None:
        if entry.operation_id and _leaves_doubt(answer):
            self._look_up(entry, answer)
            return
        if entry.operation_id and self._outbox is not None:
            self._outbox.drop(entry.operation_id)
        if still_there(entry.then):
            entry.then(answer)
        if isinstance(answer, Ok) and self._unsettled and not self._closing:
            again, self._unsettled = self._unsettled, []
            for each in again:
                self._send_again(each)

    def _send_again(self, entry: Entry) -> None:
        request = entry.request
        self._queue.append(self._entry(entry.login, request, lambda answer: self.settled.emit(request, answer), None))

    def _look_up(self, entry: Entry, cause: Answer | None) -> None:
        then = partial(self._looked_up, entry, cause)
        self._queue.appendleft(self._entry(entry.login, FindOperation(entry.operation_id), then, None, lookup=True))

    def _looked_up(self, entry: Entry, cause: Answer | None, found: Answer) -> None:
        name = type(entry.request).__name__
        if not isinstance(found, Ok):
            self._unsettled.append(entry)
            entry.then(Failed(UnknownOutcome(operation_id=entry.operation_id, request=name)))
            return
        if self._outbox is not None:
            self._outbox.drop(entry.operation_id)
        if found.value is not None:
            entry.then(found)
        else:
            entry.then(cause or Failed(NotSaved(operation_id=entry.operation_id, request=name)))

    def _look_at_the_clock(self) -> None:
        waited = time.monotonic() - self._since - (0 if self._ready else self._patience.start_grace)
        entry = self._flying
        if entry is None or not entry.long:
            if waited > self._patience.slow and self._trouble < 1:
                self._trouble = 1
                self.slow.emit()
            if waited > self._patience.gone and self._trouble < 2:
                self._trouble = 2
                self.gone.emit()
        if waited > (entry.deadline if entry else self._patience.start):
            self._replace()

    def _mourn(self, serial: int) -> None:
        if serial == self._serial and self._child is not None:
            self._deaths += not self._ready
            self._replace()

    def _replace(self) -> None:
        child, self._child = self._child, None
        entry, self._flying = self._flying, None
        self._watch.stop()
        self._ready = False
        if child is not None:
            child.kill()
        if entry is not None and entry.operation_id:
            self._look_up(entry, None)
        elif entry is not None:
            entry.then(Failed(NoAnswer(request=type(entry.request).__name__)))
        if self._deaths >= DEATHS_IN_A_ROW:
            self._give_up()
        elif not self._closed:
            self._start()
        self._finish_if_done()

    def _give_up(self) -> None:
        """The child does not even start: say so to everyone who waits. The next question tries again."""
        self._deaths = 0
        waiting, self._queue = self._queue, deque()
        for entry in waiting:
            name = type(entry.request).__name__
            error = (
                NotSaved(operation_id=entry.operation_id, request=name)
                if entry.operation_id
                else NoAnswer(request=name)
            )
            entry.then(Failed(error))
        self._trouble = 2
        self.gone.emit()

    def _finish_if_done(self) -> None:
        if self._closing and not self.pending_writes:
            self._finish()

    def _finish(self) -> None:
        if self._closed:
            return
        self._closed = True
        for entry in self._queue:
            if entry.operation_id:
                self._keep(Parcel(entry.ticket, entry.login, entry.request))
        if self._child is not None:
            if self.pending_writes:
                self._child.kill()
            self._child.dismiss()
        self._child = None
        self._watch.stop()
        self.closed.emit()


def _leaves_doubt(answer: Answer) -> bool:
    """A write answered like this may or may not be in the database."""
    if isinstance(answer, Refused):
        return isinstance(answer.error, ShareUnavailable) and answer.error.facts.get("problem") in ("io", "vanished")
    return isinstance(answer, Failed)
