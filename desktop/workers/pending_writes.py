"""Writes whose outcome is not known yet: kept on this computer, looked up, sent again or offered to the person.

The life of one write:

    asked --> kept in the outbox --> sent --> saved or refused: told, and taken out of the outbox
                                      |
                                      +-- cut off: its operation id is looked up in the office
                                            there:       told as saved
                                            not there:   told as not saved
                                            no answer within Patience.lookup seconds, or another office lies there:
                                                         told as unknown (`waiting`); it stays in the outbox, and is
                                                         sent again by itself (`settled`) or looked up and offered
                                                         (`leftover`) once the office answers

Each write was meant for one office in one state (models/office_mark.py). It is never sent to another office, nor looked
up there, where its absence would prove nothing; after a restoration it is looked up and offered, never sent by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QTimer

from desktop.workers.answers import Answer, NoAnswer, Ok, out_of_reach, problem_of
from desktop.workers.outbox import KeptWrite, Outbox
from desktop.workers.request_queue import QueuedRequest, RequestQueue
from desktop.workers.worker import Worker
from models.office_mark import OfficeMark
from models.requests import FindOperation, RequestProject, Write

log = logging.getLogger(__name__)

NOT_THERE = frozenset({"cannot_open", "missing"})
"""The office went away again before a kept write reached it: it goes on waiting. Other troubles are for the person."""


class PendingWrites:
    """The writes of one worker, whose signals `waiting`, `leftover` and `settled` it emits.

    outbox: None keeps nothing. lookup_seconds: how long the person waits for a look-up. after_timeout: called when
    somebody was told because that time was over, and not because an answer came.
    """

    def __init__(
        self,
        worker: Worker,
        queue: RequestQueue,
        outbox: Outbox | None,
        lookup_seconds: float,
        after_timeout: Callable[[], object],
    ) -> None:
        self._worker, self._queue, self._outbox = worker, queue, outbox
        self._lookup_seconds, self._after_timeout = lookup_seconds, after_timeout
        self._disk = ThreadPoolExecutor(1, "outbox")
        self._copies: dict[str, Future[None]] = {}
        self._offices: dict[str, OfficeMark | None] = {}
        self._timeouts: dict[str, QTimer] = {}
        self._to_send: list[KeptWrite] = []
        self._to_look_up: list[KeptWrite] = []

    # the copy on this computer ---------------------------------------------------------------------------------------

    def begin(self, request: Write) -> None:
        """Keep it from now on; returns at once, for a disk may take its time. A full disk costs only the copy."""
        if self._outbox is None:
            return
        kept = KeptWrite(self._worker.login, request, self._worker.office)
        self._offices[request.operation_id] = kept.office
        self._copies[request.operation_id] = self._disk.submit(self._outbox.keep, kept)

    def wait_until_kept(self, request: Write) -> None:
        """Until its copy is on the disk, or cannot be had. Not for the GUI thread."""
        copy = self._copies.get(request.operation_id)
        error = copy.exception() if copy is not None else None
        if error is not None:
            log.error("The outbox cannot keep a write; it is sent all the same", exc_info=error)

    def end(self, queued: QueuedRequest, *, saved: bool) -> None:
        """Its outcome is told. The copy goes, unless a write of an earlier run was refused: nobody has its words else.

        A read has no copy.
        """
        if queued.operation_id and (saved or not queued.kept):
            self.throw_away(queued.operation_id)

    def throw_away(self, operation_id: str) -> None:
        """Delete the copy: the outcome is known, or the person does not want the write any more."""
        copy = self._copies.pop(operation_id, None)
        self._offices.pop(operation_id, None)
        if copy is not None and not copy.done():
            copy.add_done_callback(lambda _copy: self._delete(operation_id))
        else:
            self._delete(operation_id)

    def _delete(self, operation_id: str) -> None:
        """A copy that cannot be deleted is looked up at the next start: done twice is done once."""
        try:
            if self._outbox is not None:
                self._outbox.drop(operation_id)
        except OSError:
            log.exception("The outbox cannot let go of a write")

    def close(self) -> None:
        """Tell nobody anything any more; returns when every copy that was begun is on the disk."""
        for timeout in self._timeouts.values():
            timeout.stop()
        self._timeouts.clear()
        self._disk.shutdown()

    # a write that was cut off while the person waits for it ----------------------------------------------------------

    def look_up(self, write: QueuedRequest, cause: Answer | None) -> None:
        """Tell the person its true outcome, or after `lookup_seconds` that it is kept and not known yet.

        cause: the answer that left the outcome open, None where none came.
        """
        then = partial(self._tell_outcome, write, cause)
        question = self._queue.new(
            write.login, FindOperation(write.operation_id), then, office=write.office, lookup=True
        )
        self._queue.put_first(question)
        timeout = self._timeouts[write.operation_id] = QTimer(self._worker, singleShot=True)
        timeout.timeout.connect(partial(self._stop_looking_up, write, question))
        timeout.start(int(self._lookup_seconds * 1000))

    @property
    def looking_up(self) -> bool:
        """Somebody will soon be told what became of a write, one way or the other."""
        return bool(self._timeouts)

    def keep(self, write: QueuedRequest) -> None:
        """Tell that nobody knows; it stays in the outbox.

        A new project will only be offered, for two of the same kind cannot be told apart once they are there.
        """
        self._wait(_kept(write), offering=isinstance(write.request, RequestProject))
        write.tell(write.in_doubt)

    def _stop_looking_up(self, write: QueuedRequest, question: QueuedRequest) -> None:
        if not self._end_timeout(write):  # the same write, sent twice, was told of meanwhile
            return
        self._queue.drop(question)
        for each in (write, *self._queue.take_late_writes(0)):  # in the order in which they were asked for
            self.keep(each)
        self._after_timeout()

    def _tell_outcome(self, write: QueuedRequest, cause: Answer | None, found: Answer) -> None:
        if not self._end_timeout(write):  # told already that nobody knows
            return
        if isinstance(found, Ok):
            saved = found.value is not None
            self.end(write, saved=saved)
            write.tell(found if saved else cause or write.not_saved)
        elif problem_of(found) in ("restored", "replaced"):
            write.tell(write.in_doubt)
            self._meet_other_office(_kept(write), found)
        else:
            self.keep(write)

    def _end_timeout(self, write: QueuedRequest) -> bool:
        """Whether the person still waited."""
        timeout = self._timeouts.pop(write.operation_id, None)
        if timeout is None:
            return False
        timeout.stop()
        timeout.deleteLater()
        return True

    def _meet_other_office(self, kept: KeptWrite, refused: Answer) -> None:
        if problem_of(refused) == "restored":
            self._offer_or_settle(kept)
        else:
            self._worker.settled.emit(kept.request, refused)

    # writes of which the person was told that they wait --------------------------------------------------------------

    def settle(self) -> None:
        """The office answers: send what waits, and look up what may only be offered."""
        send, self._to_send = self._to_send, []
        look_up, self._to_look_up = self._to_look_up, []
        for each in send:
            self._send(each)
        for each in look_up:
            self._offer_or_settle(each)

    def look_for_leftovers(self) -> None:
        """Look up what an earlier run of the worker's login left, oldest first; writes of this run are none."""
        left = self._outbox.leftovers() if self._outbox is not None else ()
        for each in left:
            if each.login == self._worker.login and each.request.operation_id not in self._copies:
                self._offices[each.request.operation_id] = each.office
                self._offer_or_settle(each)

    def send(self, request: Write) -> None:
        """The person wants it to be sent: to the same office in whatever state, but to no other."""
        meant, here = self._offices.get(request.operation_id), self._worker.office
        if meant is None or (here is not None and here.uuid == meant.uuid):
            meant = here
        self._send(KeptWrite(self._worker.login, request, meant))

    def _send(self, kept: KeptWrite) -> None:
        then = partial(self._tell_sent, kept)
        self._queue.put(self._queue.new(kept.login, kept.request, then, office=kept.office, kept=True))

    def _tell_sent(self, kept: KeptWrite, answer: Answer) -> None:
        problem = problem_of(answer)
        if problem == "restored":
            self._offer_or_settle(kept)
        elif problem in NOT_THERE:
            self._wait(kept, offering=False)
        else:
            self._worker.settled.emit(kept.request, answer)

    def _offer_or_settle(self, kept: KeptWrite) -> None:
        """Look it up, in whatever state its office is."""
        office = OfficeMark(kept.office.uuid) if kept.office else None
        sought, then = FindOperation(kept.request.operation_id), partial(self._tell_found, kept)
        self._queue.put(self._queue.new(kept.login, sought, then, office=office, lookup=True))

    def _tell_found(self, kept: KeptWrite, found: Answer) -> None:
        if isinstance(found, Ok) and found.value is not None:
            self.throw_away(kept.request.operation_id)
            self._worker.settled.emit(kept.request, found)
        elif isinstance(found, Ok):
            self._worker.leftover.emit(kept.request)
        elif isinstance(found.error, NoAnswer) or out_of_reach(found) or problem_of(found) == "busy":
            self._wait(kept, offering=True)
        else:
            self._worker.settled.emit(kept.request, found)

    def _wait(self, kept: KeptWrite, *, offering: bool) -> None:
        """Until the office answers. offering: then it is only looked up, and offered if it is not there."""
        (self._to_look_up if offering else self._to_send).append(kept)
        self._worker.waiting.emit(kept.request)


def _kept(write: QueuedRequest) -> KeptWrite:
    assert isinstance(write.request, Write)
    return KeptWrite(write.login, write.request, write.office)
