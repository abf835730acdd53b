"""The client of one child process: ask and be answered on the GUI thread, and never be blocked by a share.

One request at a time crosses, in the order asked. What happens to the child is noted in a state machine, which is drawn
in child_state.py:

    NO_CHILD -> STARTING -> OPENING -> IDLE <-> WORKING (-> REPORTING)

A child that dies or passes a deadline is replaced; what became of a write that it was doing is found out
(pending_writes.py), so that the answer given is always the true one. A write is in the outbox from the moment it is
asked for until its outcome is known.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance

from desktop.workers.answers import Answer, Ok, Refused, leaves_doubt, out_of_reach, problem_of
from desktop.workers.channel import AWAKE, PROGRESS, READY, ChildProcess, RequestMessage, ServiceOpening
from desktop.workers.child_state import BEFORE_SERVICE, ChildEvent, ChildState, ChildWatch, ClientPhase, OfficeReach
from desktop.workers.outbox import Outbox
from desktop.workers.pending_writes import PendingWrites
from desktop.workers.request_queue import Patience, QueuedRequest, RequestQueue
from desktop.workers.worker import Then, Worker
from models.requests import Write

TICK = 100
"""Milliseconds between two looks at the clock."""

EVENTS = {AWAKE: ChildEvent.AWAKE, READY: ChildEvent.READY, PROGRESS: ChildEvent.PROGRESS}
"""By the ticket of a message; any other ticket is that of the request which is answered."""


class WorkerClient(Worker):
    """A worker in a child process, started at once (`eager`) or at the first request, and anew whenever it is lost."""

    _heard = Signal(int, int, object)
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
        self._queue = RequestQueue(self._patience.request)
        self._pending = PendingWrites(self, self._queue, outbox, self._patience.lookup, self._finish_if_done)
        self._watch = ChildWatch(self._patience)
        self._phase = ClientPhase.OPEN
        self._child: ChildProcess | None = None
        self._child_number = 0
        self._current: QueuedRequest | None = None
        self._said_queueing = False
        self._heard.connect(self._take_message, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._child_ended, Qt.ConnectionType.QueuedConnection)
        self._clock = QTimer(self, interval=TICK)
        self._clock.timeout.connect(self._look_at_the_clock)
        if eager:
            self._start()

    @property
    def pid(self) -> int:
        """Process id of the present child, 0 while there is none."""
        return self._child.pid if self._child else 0

    @property
    def pending_writes(self) -> int:
        """See Worker."""
        return self._queue.pending + (self._current is not None and self._current.matters)

    def ask(self, request: object, then: Then, deadline: float | None = None, *, leisure: bool = False) -> None:
        """See Worker."""
        if isinstance(request, Write):
            self._pending.begin(request)
        self._queue.put(self._queue.new(self.login, request, then, deadline, self.office), leisure=leisure)
        self._advance()

    def stop(self) -> None:
        """See Worker."""
        if self._current is not None and self._child is not None:
            self._child.stop(self._current.ticket)

    def look_for_leftovers(self) -> None:
        """See Worker."""
        self._pending.look_for_leftovers()
        self._advance()

    def send_kept(self, request: Write) -> None:
        """See Worker."""
        self._pending.send(request)
        self._advance()

    def throw_away(self, operation_id: str) -> None:
        """See Worker."""
        self._pending.throw_away(operation_id)

    # closing ---------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """See Worker. Past `Patience.close` the writes stay in the outbox for the next start."""
        if self._phase is not ClientPhase.OPEN:
            return
        self._phase = ClientPhase.CLOSING
        self._queue.drop_reads()
        if self.pending_writes:
            QTimer.singleShot(int(self._patience.close * 1000), self, self._finish)
            self._advance()
        else:
            self._finish()

    def _finish_if_done(self) -> None:
        if self._phase is ClientPhase.CLOSING and not self.pending_writes:
            self._finish()

    def _finish(self) -> None:
        if self._phase is ClientPhase.CLOSED:
            return
        self._phase = ClientPhase.CLOSED
        self._pending.close()
        if self._child is not None:
            if self.pending_writes:
                self._child.kill()
            self._child.dismiss()
        self._child = None
        self._note(ChildEvent.KILLED)
        self.closed.emit()

    # the child and its one request -----------------------------------------------------------------------------------

    def _note(self, event: ChildEvent) -> None:
        self._watch.note(event)
        if not self._watch.awaited:
            self._clock.stop()
        elif not self._clock.isActive():
            self._clock.start()

    def _start(self) -> None:
        self._child_number += 1
        self._note(ChildEvent.STARTED)
        heard, ended = (partial(self._signal, each, self._child_number) for each in (self._heard, self._ended))
        self._child = ChildProcess(self._opening, heard, ended, before_sending=self._wait_until_kept)

    def _signal(self, signal: SignalInstance, *values: object) -> None:
        with contextlib.suppress(RuntimeError):  # the thread of a child may outlive this object
            signal.emit(*values)

    def _wait_until_kept(self, message: RequestMessage) -> None:
        if isinstance(message.request, Write):
            self._pending.wait_until_kept(message.request)

    def _advance(self) -> None:
        """Send the next request if the child is idle; start a child where there is none."""
        if not self._queue:
            return
        if self._child is None and self._phase is not ClientPhase.CLOSED:
            self._start()
        if self._child is None or self._watch.state is not ChildState.IDLE:
            return
        queued = self._current = self._queue.take()
        self._note(ChildEvent.SENT)
        self._child.send(RequestMessage(queued.ticket, queued.login, queued.request, queued.office))

    def _take_message(self, child_number: int, ticket: int, answer: Answer) -> None:
        if child_number != self._child_number or self._child is None:
            return
        if ticket not in (READY, AWAKE) and not out_of_reach(answer) and self._watch.back():
            self.back.emit()
        self._note(EVENTS.get(ticket, ChildEvent.ANSWERED))
        if ticket == PROGRESS:
            self.progress.emit(answer.value if isinstance(answer, Ok) else None)
        if ticket in (PROGRESS, AWAKE):
            return
        answered, self._current = self._current, None
        if answered is not None and ticket == answered.ticket:
            self._answer(answered, answer)
        self._advance()
        self._finish_if_done()

    def _answer(self, answered: QueuedRequest, answer: Answer) -> None:
        if answered.operation_id and leaves_doubt(answer):
            self._look_up(answered, answer)
            return
        if answered.operation_id and problem_of(answer) == "busy" and answered.waited < self._patience.queueing:
            self._try_again(answered, answer)
            return
        if answered.operation_id:
            self._end_queueing()
        self._pending.end(answered, saved=isinstance(answer, Ok))
        answered.tell(answer)
        if isinstance(answer, Ok) and self._phase is ClientPhase.OPEN:
            self._pending.settle()

    def _try_again(self, write: QueuedRequest, answer: Answer) -> None:
        """Others save at the same time: for a while that is no answer. Done twice is done once."""
        self._queue.put_before_writes(write)
        if write.waited > self._patience.slow and isinstance(answer, Refused):
            self._said_queueing = True
            self.queueing.emit(True, str(answer.error.facts.get("holder", "")))

    def _look_up(self, write: QueuedRequest, answer: Answer | None) -> None:
        self._end_queueing()
        self._pending.look_up(write, answer)

    def _end_queueing(self) -> None:
        if self._said_queueing:
            self._said_queueing = False
            self.queueing.emit(False, "")

    # when the child is silent or gone --------------------------------------------------------------------------------

    def _look_at_the_clock(self) -> None:
        current = self._current
        overdue = self._watch.overdue(current)
        for worse in self._watch.grown_worse(current):
            (self.slow if worse is OfficeReach.SLOW else self.gone).emit()
        if self._watch.state in BEFORE_SERVICE and not self._pending.looking_up:
            self._keep_late_writes()
        if overdue:
            self._replace(ChildEvent.KILLED)
            if current is None:  # the service could not even be opened in time
                self._answer_all(self._pending.keep)

    def _keep_late_writes(self) -> None:
        """Behind a request that was cut off no write waits longer than that one did."""
        late = self._queue.take_late_writes(self._patience.request + self._patience.lookup)
        for each in late:
            self._pending.keep(each)
        if late:
            self._finish_if_done()

    def _child_ended(self, child_number: int) -> None:
        if child_number == self._child_number and self._child is not None:
            self._replace(ChildEvent.DIED)

    def _replace(self, event: ChildEvent) -> None:
        """Let go of the child that died or is to be killed, say what became of its request, and start another."""
        child, self._child = self._child, None
        lost, self._current = self._current, None
        self._note(event)
        if child is not None:
            child.kill()
        if lost is not None and lost.operation_id:
            self._look_up(lost, None)
        elif lost is not None:
            lost.tell(lost.no_answer)
        if self._watch.give_up():
            self._answer_all(self._refuse)  # the next request tries again
            self.gone.emit()
        elif self._child is None and self._phase is not ClientPhase.CLOSED:  # who was told may have asked again
            self._start()
        self._finish_if_done()

    def _refuse(self, write: QueuedRequest) -> None:
        self._pending.end(write, saved=False)
        write.tell(write.not_saved)

    def _answer_all(self, answer_write: Callable[[QueuedRequest], object]) -> None:
        """Nobody is served now: reads and look-ups go unanswered, `answer_write` says what becomes of each write."""
        for queued in self._queue.take_all():
            if queued.operation_id:
                answer_write(queued)
            else:
                queued.tell(queued.no_answer)
