"""The programs of one computer (window, upkeep child, command line) use an office on a share one after the other.

Seen with Samba 4.17: where two handles of one connection hold read locks on the same bytes, the lock of the one that
lets go first stays behind on the server as long as its handle is open, and every writer of the office is refused
(tests/share/test_two_programs.py). So two programs should not hold locks on the file at once, and one that did have
another beside it has to close its handle afterwards.
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
"""Seconds that a program waits for another one. Then it uses the office all the same, for the other one may hang."""
SHORT = 1.0
"""Seconds. A transaction that took longer counts as not alone: a program that waited may have lost its patience."""
PAUSE = 0.004
"""The longest pause between two tries, in seconds; the lock is on this computer's own disk."""


class LocalQueue:
    """The queue for the office `database`, kept by locks on two files in `folder`, a folder of this computer.

    folder None: this program does not queue, and always counts as alone.
    """

    def __init__(self, database: Path, folder: Path | None) -> None:
        name = hashlib.sha256(str(database.absolute()).encode()).hexdigest()[:24]
        self._folder = folder
        self._turn, self._long = (ByteLock((folder or Path()) / f"{name}{suffix}") for suffix in (".giliran", ".lama"))

    @contextmanager
    def held(self) -> Iterator[Callable[[], bool]]:
        """A place for a short transaction. Waits at most PATIENCE seconds, then goes on without; never raises for that.

        It does not wait for a program inside `held_for_long`. Yields a function to be called at the end of the
        transaction: True if no other program of this computer can have held a lock on the office's file meanwhile.
        """
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
        """A place for a long read. The other programs do not wait for it; they are told that they were not alone.

        Yields a function like that of `held`, which answers False.
        """
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
        """Close the lock files."""
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
