"""Writes kept on this computer until their answer is known, so that no typed word is lost with a share. No Qt.

They are put there as soon as they are asked for, on a thread of their own: a disk may take its time.
"""

from __future__ import annotations

import json
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from desktop.workers.plain_values import from_plain, to_plain
from desktop.workers.request_queue import QueuedRequest
from models.office_mark import OfficeMark
from models.requests import Write
from models.storage.durable import replace_durably

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptWrite:
    """One write that waits. login: who asked for it; office: for which one, None where nobody knew."""

    login: str
    request: Write
    office: OfficeMark | None = None


class Outbox:
    """A folder with one JSON file for each write of one database (`place`)."""

    def __init__(self, folder: Path, place: str) -> None:
        self._folder = folder
        self._place = place

    def keep(self, kept: KeptWrite) -> None:
        """Durable when this returns. OSError if the local disk is full or gone."""
        self._folder.mkdir(parents=True, exist_ok=True)
        request, office = to_plain(kept.request, named=True), to_plain(kept.office)
        content = {"place": self._place, "office": office, "login": kept.login, "request": request}
        path = self._path(kept.request.operation_id)
        replace_durably(path, json.dumps(content, ensure_ascii=False).encode())

    def drop(self, operation_id: str) -> None:
        """The outcome is known. OSError if the local disk refuses."""
        self._path(operation_id).unlink(missing_ok=True)

    def leftovers(self) -> tuple[KeptWrite, ...]:
        """What an earlier run left for this database, oldest first. A file that cannot be read is left alone."""
        try:
            found = [self._read(path) for path in self._folder.glob("*.json")]
        except OSError:
            return ()
        return tuple(kept for _, kept in sorted((each for each in found if each is not None), key=itemgetter(0)))

    def _read(self, path: Path) -> tuple[float, KeptWrite] | None:
        """With the moment at which it was kept."""
        try:
            content, at = json.loads(path.read_text("utf-8")), path.stat().st_mtime
            if content["place"] != self._place:
                return None
            request, office = from_plain(content["request"]), content.get("office")
            mark = OfficeMark(str(office["uuid"]), int(office["epoch"])) if office else None
            return (at, KeptWrite(str(content["login"]), request, mark)) if isinstance(request, Write) else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            log.warning("The kept write %s cannot be read", path.name)
            return None

    def _path(self, operation_id: str) -> Path:
        return self._folder / f"{operation_id}.json"


class OutboxWriter:
    """For one lane. A full disk costs only the copy: the write is sent all the same."""

    def __init__(self, outbox: Outbox | None) -> None:
        self._outbox = outbox
        self._thread = ThreadPoolExecutor(1, "outbox")
        self._under_way: dict[str, Future[None]] = {}
        self._meant: dict[str, OfficeMark | None] = {}

    def begin(self, kept: KeptWrite) -> None:
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

    def drop_if_known(self, entry: QueuedRequest, *, saved: bool) -> None:
        """Saved, or refused to somebody who still has every word of it on the screen; a read is not kept at all."""
        if entry.operation_id and (saved or not entry.kept):
            self.drop(entry.operation_id)

    def leftovers(self, login: str) -> tuple[KeptWrite, ...]:
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
