"""Has anybody committed? One small read of the database's header, without a lock.

SQLite counts its commits in bytes 24 to 27 of the file. Asking SQLite itself costs some fifteen requests to a share
each time: locks, a look for a journal, a look into it. The mark only ever saves that question; it never answers it.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

PLACE, LENGTH = 24, 16
"""Commit counter, size, free pages and schema counter: what SQLite itself reads first."""
KEPT_OPEN = 20.0
"""Seconds; then the name is asked again, for it may stand for another file or for none."""


class ChangeMark:
    """The header of one file, kept open for a while: closing it while SQLite holds a lock on the same file would free
    that lock, so that it is read between two transactions only.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: int | None = None
        self._which = b""
        self._due = 0.0

    def read(self) -> bytes | None:
        """Another value after every commit, and soon after an exchange of the file; None where it cannot be read, so
        that SQLite must be asked."""
        try:
            if self._opened is None or time.monotonic() >= self._due:
                self._open()
            assert self._opened is not None
            os.lseek(self._opened, PLACE, os.SEEK_SET)
            found = os.read(self._opened, LENGTH)
        except OSError:
            self.close()
            return None
        return found + self._which if len(found) == LENGTH else None

    def _open(self) -> None:
        self.close()
        self._opened = os.open(self._path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self._which = str(os.fstat(self._opened).st_ino).encode()
        self._due = time.monotonic() + KEPT_OPEN

    def close(self) -> None:
        """Gives the file back. Only between two transactions."""
        opened, self._opened = self._opened, None
        if opened is not None:
            with contextlib.suppress(OSError):
                os.close(opened)
