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
"""Seconds. Then the file is opened again, for its name may stand for another file by now, or for none."""


class ChangeMark:
    """The header of one file, which is kept open for a while. Use it only between two transactions.

    On POSIX, closing a file frees every lock of the process on it, so also one that SQLite holds at that moment.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: int | None = None
        self._which = b""
        self._due = 0.0

    def read(self) -> bytes | None:
        """A value that is different after every commit, and at most KEPT_OPEN seconds after the file was exchanged.

        None where it cannot be read: then SQLite has to be asked.
        """
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
        """Close the file. Only between two transactions, for the reason above."""
        opened, self._opened = self._opened, None
        if opened is not None:
            with contextlib.suppress(OSError):
                os.close(opened)
