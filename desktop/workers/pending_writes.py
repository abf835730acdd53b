"""Writes whose outcome nobody knows: asked about by their operation id, then told, sent again or offered.

Each was meant for one office in one state (models/office_mark.py). It is never sent to another office, nor looked up
there, where its absence would prove nothing; after a restoration it is looked up and offered, never sent by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer

from desktop.workers.answers import Answer, NoAnswer, Ok, out_of_reach, problem_of
from desktop.workers.outbox import KeptWrite, OutboxWriter
from desktop.workers.request_queue import QueuedRequest, RequestQueue
from desktop.workers.worker import Worker
from models.office_mark import OfficeMark
from models.requests import FindOperation, RequestProject, Write

NOT_THERE = frozenset({"cannot_open", "missing"})
"""The office went away again before a kept write reached it: it goes on waiting. Other troubles are for the person."""


class PendingWrites:
    """Of one lane, whose signals it gives. seconds: how long the person waits for a look-up.

    told: called when one was told by the clock and not by an answer.
    """

    def __init__(
        self, lane: Worker, queue: RequestQueue, keeper: OutboxWriter, seconds: float, told: Callable[[], object]
    ) -> None:
        self._lane, self._queue, self._keeper = lane, queue, keeper
        self._seconds, self._told = seconds, told
        self._clocks: dict[str, QTimer] = {}
        self._to_send: list[KeptWrite] = []
        self._to_look_for: list[KeptWrite] = []

    def look_up(self, entry: QueuedRequest, cause: Answer | None) -> None:
        """It was cut off: the person is told its true outcome, or after `seconds` that it is kept and not known yet.

        cause: the answer that left the doubt, None where none came.
        """
        then = partial(self._looked_up, entry, cause)
        question = self._queue.entry(
            entry.login, FindOperation(entry.operation_id), then, office=entry.office, lookup=True
        )
        self._queue.put_first(question)
        clock = self._clocks[entry.operation_id] = QTimer(self._lane, singleShot=True)
        clock.timeout.connect(partial(self._give_up, entry, question))
        clock.start(int(self._seconds * 1000))

    @property
    def looking_up(self) -> bool:
        """Somebody will soon be told what became of a write, one way or the other."""
        return bool(self._clocks)

    def keep(self, entry: QueuedRequest) -> None:
        """It stays in the outbox, and is settled when the office answers again."""
        self._wait(_kept(entry), offering=isinstance(entry.request, RequestProject))
        entry.tell(entry.in_doubt)

    def settle(self) -> None:
        """The office answers. A new project is never sent twice without the person's word."""
        send, self._to_send = self._to_send, []
        look, self._to_look_for = self._to_look_for, []
        for each in send:
            self._send(each)
        for each in look:
            self._look_for(each)

    def look_for_leftovers(self) -> None:
        """What an earlier run of the lane's login left."""
        for each in self._keeper.leftovers(self._lane.login):
            self._look_for(each)

    def send(self, request: Write) -> None:
        """The person wants it to be sent: to the same office in whatever state, but to no other."""
        meant, here = self._keeper.meant_for(request.operation_id), self._lane.office
        if meant is None or (here is not None and here.uuid == meant.uuid):
            meant = here
        self._send(KeptWrite(self._lane.login, request, meant))

    def stop(self) -> None:
        """Nobody is told anything any more."""
        for clock in self._clocks.values():
            clock.stop()
        self._clocks.clear()

    # looking up what the person waits for ----------------------------------------------------------------------------

    def _give_up(self, entry: QueuedRequest, question: QueuedRequest) -> None:
        if not self._end_clock(entry):  # the same write, sent twice, was told of meanwhile
            return
        self._queue.drop(question)
        for each in (entry, *self._queue.take_late_writes(0)):  # in the order in which they were asked for
            self.keep(each)
        self._told()

    def _looked_up(self, entry: QueuedRequest, cause: Answer | None, found: Answer) -> None:
        if not self._end_clock(entry):  # told already that nobody knows
            return
        if isinstance(found, Ok):
            saved = found.value is not None
            self._keeper.drop_if_known(entry, saved=saved)
            entry.tell(found if saved else cause or entry.not_saved)
        elif problem_of(found) in ("restored", "replaced"):
            entry.tell(entry.in_doubt)
            self._meet_other_data(_kept(entry), found)
        else:
            self.keep(entry)

    def _end_clock(self, entry: QueuedRequest) -> bool:
        """Whether the person still waited."""
        clock = self._clocks.pop(entry.operation_id, None)
        if clock is None:
            return False
        clock.stop()
        clock.deleteLater()
        return True

    # what is kept ----------------------------------------------------------------------------------------------------

    def _send(self, kept: KeptWrite) -> None:
        then = partial(self._sent, kept)
        self._queue.put(self._queue.entry(kept.login, kept.request, then, office=kept.office, kept=True))

    def _sent(self, kept: KeptWrite, answer: Answer) -> None:
        problem = problem_of(answer)
        if problem == "restored":
            self._look_for(kept)
        elif problem in NOT_THERE:
            self._wait(kept, offering=False)
        else:
            self._lane.settled.emit(kept.request, answer)

    def _look_for(self, kept: KeptWrite) -> None:
        office = OfficeMark(kept.office.uuid) if kept.office else None
        sought = FindOperation(kept.request.operation_id)
        self._queue.put(
            self._queue.entry(kept.login, sought, partial(self._looked_for, kept), office=office, lookup=True)
        )

    def _looked_for(self, kept: KeptWrite, found: Answer) -> None:
        if isinstance(found, Ok) and found.value is not None:
            self._keeper.drop(kept.request.operation_id)
            self._lane.settled.emit(kept.request, found)
        elif isinstance(found, Ok):
            self._lane.leftover.emit(kept.request)
        elif isinstance(found.error, NoAnswer) or out_of_reach(found) or problem_of(found) == "busy":
            self._wait(kept, offering=True)
        else:
            self._lane.settled.emit(kept.request, found)

    def _meet_other_data(self, kept: KeptWrite, refused: Answer) -> None:
        if problem_of(refused) == "restored":
            self._look_for(kept)
        else:
            self._lane.settled.emit(kept.request, refused)

    def _wait(self, kept: KeptWrite, *, offering: bool) -> None:
        """Until the office answers. offering: then it is only looked for, and offered if it is not there."""
        (self._to_look_for if offering else self._to_send).append(kept)
        self._lane.waiting.emit(kept.request)


def _kept(entry: QueuedRequest) -> KeptWrite:
    assert isinstance(entry.request, Write)
    return KeptWrite(entry.login, entry.request, entry.office)
