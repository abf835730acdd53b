"""Which file a name stands for, where the operating system answers that from the file that it has open.

Seen on Linux CIFS: while a process holds a file open, `stat` of its name asks the server about that open file, also
after somebody gave the name to another file or deleted it. Whoever trusted it would go on saving into a file that
nobody finds any more. The listing of the folder tells the truth (tests/share, "exchanged under the program").
"""

from __future__ import annotations

import os
import time
from pathlib import Path

PAUSE = 5.0
"""Seconds between two listings where nothing is written."""


class NamedFile:
    """The file `path` at the moment of `remember`."""

    def __init__(self, path: Path, listed: bool) -> None:
        self._path = path
        self._listed = listed
        self._identity: tuple[int, int] | None = None
        self._number = 0
        self._due = 0.0

    def remember(self) -> None:
        """From now on this is the file. Raises OSError where there is none."""
        found = self._path.stat()
        self._identity = found.st_dev, found.st_ino
        # A mount without the server's numbers makes up others for a listing.
        self._number = found.st_ino if self._listed and self._number_in_folder() == found.st_ino else 0
        self._due = time.monotonic() + PAUSE

    def forget(self) -> None:
        """No file is the same any more."""
        self._identity = None

    def is_the_same(self, *, surely: bool) -> bool:
        """Whether the name still stands for it. surely: ask the folder now. Raises OSError where the name is gone."""
        found = self._path.stat()
        if (found.st_dev, found.st_ino) != self._identity:
            return False
        if not self._number or (not surely and time.monotonic() < self._due):
            return True
        self._due = time.monotonic() + PAUSE
        return self._number_in_folder() == self._number

    def _number_in_folder(self) -> int:
        """The server does not tell capitals from small letters."""
        with os.scandir(self._path.parent) as entries:
            named = {entry.name: entry.inode() for entry in entries if entry.name.lower() == self._path.name.lower()}
        if not named:
            raise FileNotFoundError(self._path)
        return named.get(self._path.name, next(iter(named.values())))
