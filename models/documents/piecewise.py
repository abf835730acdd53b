"""Hashes a stored document a megabyte at a time, so that nobody waits behind it."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Generator
from pathlib import Path

from models.documents.store import DocumentStore
from models.storage.durable import is_absent, share_trouble

PIECE = 1024 * 1024
"""Bytes read by one call."""


class PieceByPiece:
    """One document at a time; beginning another forgets the one before."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store
        self._key: tuple[str, str] | None = None
        self._reading: Generator[bool | None] | None = None

    def check(self, path: str, sha256: str, size: int) -> bool | None:
        """None until all is read, then whether the file is as it was. Raises ShareUnavailable where the share fails."""
        if self._key != (path, sha256) or self._reading is None:
            self.close()
            self._key, self._reading = (path, sha256), _read(self._store.where(path), sha256, size)
        try:
            found = next(self._reading)
        except OSError as error:
            self.close()
            raise share_trouble(error, self._store.where(path)) from error
        if found is not None:
            self.close()
        return found

    def close(self) -> None:
        """Gives the file back."""
        if self._reading is not None:
            self._reading.close()
        self._key = self._reading = None


def _read(path: Path, sha256: str, size: int) -> Generator[bool | None]:
    try:
        found = path.stat()
    except OSError as error:
        if not is_absent(error):
            raise
        yield False
        return
    if not stat.S_ISREG(found.st_mode) or found.st_size != size:
        yield False
        return
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            yield None
    yield digest.hexdigest() == sha256
