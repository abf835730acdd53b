"""Puts writes into the outbox as soon as they are asked for, on its own thread: a disk may take its time. No Qt."""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor

from desktop.workers.outbox import Kept, Outbox
from desktop.workers.request_queue import Entry
from models.office_mark import OfficeMark

log = logging.getLogger(__name__)


class OutboxKeeper:
    """For one lane. A full disk costs only the copy: the write is sent all the same."""

    def __init__(self, outbox: Outbox | None) -> None:
        self._outbox = outbox
        self._thread = ThreadPoolExecutor(1, "outbox")
        self._under_way: dict[str, Future[None]] = {}
        self._meant: dict[str, OfficeMark | None] = {}

    def begin(self, kept: Kept) -> None:
        """Keep it from now on; returns at once."""
        if self._outbox is not None:
            self._meant[kept.request.operation_id] = kept.office
            self._under_way[kept.request.operation_id] = self._thread.submit(self._outbox.keep, kept)

    def certain(self, operation_id: str) -> None:
        """Wait until it is kept. Not for the GUI thread."""
        kept = self._under_way.get(operation_id)
        error = kept.exception() if kept is not None else None
        if error is not None:
            log.error("The outbox cannot keep a write; it is sent all the same", exc_info=error)

    def drop(self, operation_id: str) -> None:
        """The outcome is known, or the person threw it away."""
        kept = self._under_way.pop(operation_id, None)
        self._meant.pop(operation_id, None)
        if kept is not None and not kept.done():
            kept.add_done_callback(lambda _kept: self._remove(operation_id))
        else:
            self._remove(operation_id)

    def drop_if_known(self, entry: Entry, *, saved: bool) -> None:
        """Saved, or refused to somebody who still has every word of it on the screen; a read is not kept at all."""
        if entry.operation_id and (saved or not entry.kept):
            self.drop(entry.operation_id)

    def leftovers(self, login: str) -> tuple[Kept, ...]:
        """What an earlier run of `login` left, oldest first; writes of this run are none."""
        found = self._outbox.leftovers() if self._outbox is not None else ()
        left = tuple(each for each in found if each.login == login and each.request.operation_id not in self._under_way)
        self._meant.update((each.request.operation_id, each.office) for each in left)
        return left

    def meant_for(self, operation_id: str) -> OfficeMark | None:
        """The office for which that kept write was meant, None where nobody knows."""
        return self._meant.get(operation_id)

    def _remove(self, operation_id: str) -> None:
        """A copy that stays is looked up at the next start: done twice is done once."""
        try:
            if self._outbox is not None:
                self._outbox.drop(operation_id)
        except OSError:
            log.exception("The outbox cannot let go of a write")

    def close(self) -> None:
        """Waits until everything that was begun is on the disk."""
        self._thread.shutdown()
