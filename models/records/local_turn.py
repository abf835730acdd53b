"""The programs of one computer take turns at an office on a share: no two of them hold locks on its file at once.

Seen with Samba 4.17: where two handles of one connection hold read locks on the same bytes, the lock of the one that
lets go first stays behind on the server, until that handle locks and unlocks these bytes again with nobody beside it.
Every writer of the office is refused meanwhile (tests/share, "two programs on one computer").
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.records.write_lock import ByteLock

PATIENCE = 0.5
"""Seconds. Who has waited so long for a program beside it goes all the same, for that one may hang or read for long."""
PAUSE = 0.004
"""Seconds between two tries at most; the lock is on this computer's own disk."""


class LocalTurn:
    """The turn at the office `database`, a locked file in `folder` of this computer; None where nobody need wait."""

    def __init__(self, database: Path, folder: Path | None) -> None:
        name = hashlib.sha256(str(database.absolute()).encode()).hexdigest()[:24]
        self._folder = folder
        self._lock = ByteLock(folder / f"{name}.giliran") if folder is not None else None
        self.shared = False
        """Whether the last one went without its turn, and may have left a lock behind."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Never refuses; see PATIENCE."""
        if self._lock is None:
            yield
            return
        taken = self._wait(self._lock)
        self.shared = not taken
        try:
            yield
        finally:
            if taken:
                self._lock.free()

    def close(self) -> None:
        """Gives the file back."""
        if self._lock is not None:
            self._lock.close()

    def _wait(self, lock: ByteLock) -> bool:
        give_up = time.monotonic() + PATIENCE
        while not self._taken(lock):
            if time.monotonic() >= give_up:
                return False
            time.sleep(random.uniform(0, PAUSE))
        return True

    def _taken(self, lock: ByteLock) -> bool:
        try:
            return lock.take()
        except FileNotFoundError:
            assert self._folder is not None
            self._folder.mkdir(parents=True, exist_ok=True)
            return lock.take()
