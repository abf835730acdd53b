"""The programs of one computer take turns at an office on a share: no two of them hold locks on its file at once.

Seen with Samba 4.17: where two handles of one connection hold read locks on the same bytes, the lock of the one that
lets go first stays behind on the server as long as its handle is open, and every writer of the office is refused
(tests/share/test_two_programs.py). So whoever had somebody beside it closes its handle afterwards.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.storage.write_lock import ByteLock

PATIENCE = 5.0
"""Seconds. Who has waited so long for a program beside it goes all the same, for that one may hang."""
SHORT = 1.0
"""Seconds. Who took longer may have had somebody beside it who did not wait until it was done."""
PAUSE = 0.004
"""Seconds between two tries at most; the lock is on this computer's own disk."""


class LocalQueue:
    """The turn at the office `database`: locked files in `folder` of this computer; None where nobody need wait."""

    def __init__(self, database: Path, folder: Path | None) -> None:
        name = hashlib.sha256(str(database.absolute()).encode()).hexdigest()[:24]
        self._folder = folder
        self._turn, self._long = (ByteLock((folder or Path()) / f"{name}{suffix}") for suffix in (".giliran", ".lama"))

    @contextmanager
    def held(self) -> Iterator[Callable[[], bool]]:
        """For a short transaction: waits for all but one who reads for long; never refuses. To be asked at its end: was
        it alone?"""
        if self._folder is None:
            yield lambda: True
            return
        taken = self._wait(self._folder)
        began = time.monotonic()
        alone = taken and not self._long.is_held()
        try:
            yield lambda: alone and time.monotonic() - began < SHORT
        finally:
            if taken:
                self._turn.free()

    @contextmanager
    def held_for_long(self) -> Iterator[Callable[[], bool]]:
        """For a long read: the others go on, and know that they are not alone."""
        if self._folder is None:
            yield lambda: True
            return
        with self.held(), suppress(OSError):
            self._long.take()
        try:
            yield lambda: False
        finally:
            self._long.free()

    def close(self) -> None:
        """Gives the files back."""
        self._turn.close()
        self._long.close()

    def _wait(self, folder: Path) -> bool:
        give_up = time.monotonic() + PATIENCE
        try:
            folder.mkdir(parents=True, exist_ok=True)
            while not self._turn.take():
                if time.monotonic() >= give_up:
                    return False
                time.sleep(random.uniform(0, PAUSE))
        except OSError:
            return False
        return True
