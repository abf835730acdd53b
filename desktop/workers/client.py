"""Lanes to child processes: ask and be answered on the GUI thread, and never be blocked by a share.

One request at a time crosses, in the order asked. A child that dies or passes a deadline is replaced; what became of a
write that it was doing is found out (pending_writes.py), so that the answer given is always the true one.
A write is in the outbox from the moment it is asked for until its outcome is known.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

from desktop.workers.answers import Answer, Ok, Refused, leaves_doubt, out_of_reach, problem_of
from desktop.workers.channel import AWAKE, PROGRESS, READY, ChildProcess, RequestMessage, ServiceOpening
from desktop.workers.outbox import KeptWrite, Outbox, OutboxWriter
from desktop.workers.pending_writes import PendingWrites
from desktop.workers.request_queue import Patience, QueuedRequest, RequestQueue
from desktop.workers.worker import Then, Worker
from models.requests import Write

DEATHS_IN_A_ROW = 3
TICK = 100


class WorkerClient(Worker):
    """A lane to one child process, started at once (`eager`) or at the first question, and anew whenever lost."""

    _arrived = Signal(int, int, object)
    _ended = Signal(int)

    def __init__(
        self,
        opening: ServiceOpening,
        login: str = "",
        outbox: Outbox | None = None,
        patience: Patience | None = None,
        parent: QObject | None = None,
        eager: bool = True,
    ) -> None:
        super().__init__(login, parent)
        self._opening = opening
        self._patience = patience or Patience()
        self._keeper = OutboxWriter(outbox)
        self._queue = RequestQueue(self._patience.request)
        self._doubts = PendingWrites(self, self._queue, self._keeper, self._patience.lookup, self._finish_if_done)
        self._flying: QueuedRequest | None = None
        self._serial = self._deaths = self._trouble = 0
        self._child: ChildProcess | None = None
        self._awake = self._ready = self._spoke = self._queueing = self._closing = self._closed = False
        self._since = 0.0
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
        """See Worker."""
        return self._queue.pending + (self._flying is not None and self._flying.matters)

    def ask(self, request: object, then: Then, deadline: float | None = None, *, leisure: bool = False) -> None:
        """See Worker."""
        if isinstance(request, Write):
            self._keeper.begin(KeptWrite(self.login, request, self.office))
        self._queue.put(self._queue.entry(self.login, request, then, deadline, self.office), leisure=leisure)
        self._advance()

    def stop(self) -> None:
        """See Worker."""
        if self._flying is not None and self._child is not None:
            self._child.stop(self._flying.ticket)

    def look_for_leftovers(self) -> None:
        """See Worker."""
        self._doubts.look_for_leftovers()
        self._advance()

    def send_kept(self, request: Write) -> None:
        """See Worker."""
        self._doubts.send(request)
        self._advance()

    def throw_away(self, operation_id: str) -> None:
        """See Worker."""
        self._keeper.drop(operation_id)

    def close(self) -> None:
        """See Worker. Past `Patience.close` the writes stay in the outbox for the next start."""
        if self._closing:
            return
        self._closing = True
        self._queue.drop_reads()
        if self.pending_writes:
            QTimer.singleShot(int(self._patience.close * 1000), self, self._finish)
            self._advance()
        else:
            self._finish()

    def _start(self) -> None:
        self._serial += 1
        self._awake = self._ready = False
        self._since = time.monotonic()
        self._watch.start()
        arrived, ended = (partial(self._signal, each, self._serial) for each in (self._arrived, self._ended))
        self._child = ChildProcess(self._opening, arrived, ended, before_sending=self._make_certain)

    def _signal(self, told: SignalInstance, *values: object) -> None:
        with contextlib.suppress(RuntimeError):  # the thread of a child may outlive this object
            told.emit(*values)

    def _make_certain(self, parcel: RequestMessage) -> None:
        if isinstance(parcel.request, Write):
            self._keeper.certain(parcel.request.operation_id)

    def _advance(self) -> None:
        if self._child is None and self._queue and not self._closed:
            self._start()
        if self._flying is not None or not self._ready or not self._queue or self._child is None:
            return
        entry = self._flying = self._queue.take()
        self._spoke = False
        self._since = time.monotonic()
        self._watch.start()
        self._child.send(RequestMessage(entry.ticket, entry.login, entry.request, entry.office))

    def _take(self, serial: int, ticket: int, answer: Answer) -> None:
        if serial != self._serial or self._child is None:
            return
        if self._trouble and ticket not in (READY, AWAKE) and not out_of_reach(answer):
            self._trouble = 0
            self.back.emit()
        if ticket in (PROGRESS, AWAKE):
            self._since = time.monotonic()
            self._awake = self._spoke = True
            if ticket == PROGRESS:
                self.progress.emit(answer.value if isinstance(answer, Ok) else None)
            return
        self._deaths = 0
        self._ready = self._ready or ticket == READY
        entry, self._flying = self._flying, None
        self._watch.stop()
        if entry is not None and ticket == entry.ticket:
            self._answer(entry, answer)
        self._advance()
        self._finish_if_done()

    def _answer(self, entry: QueuedRequest, answer: Answer) -> None:
        if entry.operation_id and leaves_doubt(answer):
            self._doubt(entry, answer)
            return
        if entry.operation_id and problem_of(answer) == "busy" and entry.waited < self._patience.turn:
            self._try_again(entry, answer)
            return
        if entry.operation_id:
            self._end_queueing()
        self._keeper.drop_if_known(entry, saved=isinstance(answer, Ok))
        entry.tell(answer)
        if isinstance(answer, Ok) and not self._closing:
            self._doubts.settle()

    def _try_again(self, entry: QueuedRequest, answer: Answer) -> None:
        """Others save at the same time: for a while that is no answer. Done twice is done once."""
        self._queue.put_before_writes(entry)
        if entry.waited > self._patience.slow and isinstance(answer, Refused):
            self._queueing = True
            self.queueing.emit(True, str(answer.error.facts.get("holder", "")))

    def _doubt(self, entry: QueuedRequest, answer: Answer | None) -> None:
        self._end_queueing()
        self._doubts.look_up(entry, answer)

    def _end_queueing(self) -> None:
        if self._queueing:
            self._queueing = False
            self.queueing.emit(False, "")

    def _look_at_the_clock(self) -> None:
        waited = time.monotonic() - self._since - (0 if self._awake else self._patience.start_grace)
        entry = self._flying
        if entry is None or not entry.long or self._spoke or entry.operation_id:
            if waited > self._patience.slow and self._trouble < 1:
                self._trouble = 1
                self.slow.emit()
            if waited > self._patience.gone and self._trouble < 2:
                self._trouble = 2
                self.gone.emit()
        if not self._ready and not self._doubts.looking_up:
            self._keep_who_waits_too_long()
        limit = self._patience.request if self._awake else self._patience.start
        if waited > (entry.deadline if entry else limit):
            self._replace()
            if entry is None:  # the desk could not even be opened in time
                self._answer_all(self._doubts.keep)

    def _keep_who_waits_too_long(self) -> None:
        """Behind a question that was cut off no write waits longer than that one did."""
        late = self._queue.take_late_writes(self._patience.request + self._patience.lookup)
        for each in late:
            self._doubts.keep(each)
        if late:
            self._finish_if_done()

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
            self._doubt(entry, None)
        elif entry is not None:
            entry.tell(entry.no_answer)
        if self._deaths >= DEATHS_IN_A_ROW:
            self._give_up()
        elif not self._closed:
            self._start()
        self._finish_if_done()

    def _give_up(self) -> None:
        """The child does not even start: say so to everyone who waits. The next question tries again."""
        self._deaths, self._trouble = 0, 2
        self._answer_all(self._refuse)
        self.gone.emit()

    def _refuse(self, entry: QueuedRequest) -> None:
        self._keeper.drop_if_known(entry, saved=False)
        entry.tell(entry.not_saved)

    def _answer_all(self, write: Callable[[QueuedRequest], object]) -> None:
        """Nobody is served now: reads and look-ups go unanswered, `write` says what becomes of each write."""
        for entry in self._queue.take_all():
            if entry.operation_id:
                write(entry)
            else:
                entry.tell(entry.no_answer)

    def _finish_if_done(self) -> None:
        if self._closing and not self.pending_writes:
            self._finish()

    def _finish(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._doubts.stop()
        self._keeper.close()
        if self._child is not None:
            if self.pending_writes:
                self._child.kill()
            self._child.dismiss()
        self._child = None
        self._watch.stop()
        self.closed.emit()
