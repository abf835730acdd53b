"""What a driver was told, kept off the share: one JSON line a deed, on the disk before the next one begins."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


class Book:
    """Append-only. A kill may leave half a line at its end; whoever reads leaves that out."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)

    def note(self, **told: object) -> None:
        """Durable when this returns."""
        self._file.write(json.dumps(told).encode() + b"\n")
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Gives the file back."""
        self._file.close()


def lines_of(folder: Path, but: str = "/") -> Iterator[Mapping[str, Any]]:
    """Every whole line of every book in `folder`, but of those whose names begin so."""
    for path in sorted(folder.glob("*.jsonl")):
        if path.name.startswith(but):
            continue
        for line in path.read_bytes().split(b"\n")[:-1]:
            yield json.loads(line)
