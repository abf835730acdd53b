"""The board as last seen on this computer: painted at start and read when the share is gone. Never the truth."""

from __future__ import annotations

import hashlib
import io
import logging
import pickle
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import override

from models import board, obstacles, office, people, worktime
from models.board import Board
from models.sop import procedure
from models.storage.durable import replace_durably

log = logging.getLogger(__name__)


def _shapes() -> bytes:
    """The fields of everything a Board is made of, so that a copy of another shape is never taken for one."""
    shapes: list[object] = []
    for module in (board, obstacles, office, people, procedure, worktime):
        kinds = [each for each in vars(module).values() if isinstance(each, type) and is_dataclass(each)]
        shapes += [(kind.__name__, [(each.name, str(each.type)) for each in fields(kind)]) for kind in kinds]
    return hashlib.sha256(repr(shapes).encode()).hexdigest().encode()


MAGIC = b"LAJUR-PAPAN-2 " + _shapes() + b"\n"
"""First bytes of a copy."""


class _Packer(pickle.Pickler):
    """A frozen value is made anew by its class from its fields in order: faster than by dataclasses' own way."""

    @override
    def reducer_override(self, obj: object) -> tuple[type, tuple[object, ...]]:
        if not is_dataclass(obj) or isinstance(obj, type):
            return NotImplemented
        return type(obj), tuple(getattr(obj, each.name) for each in fields(obj))


class LastSeen:
    """One file under the user's own cache folder for each database and person.

    The content is a pickle: it is only read when it is this version's and its SHA-256 fits, and whoever can write
    there can already run programs as this user. Anything odd is forgotten, not reported.
    """

    def __init__(self, folder: Path, place: str, login: str) -> None:
        key = hashlib.sha256(f"{place}\n{login}".encode()).hexdigest()[:24]
        self._path = folder / f"{key}.papan"

    def read(self) -> Board | None:
        """The board, None if there is none that can be trusted."""
        try:
            content = self._path.read_bytes()
        except OSError:
            return None
        head, digest, body = content[: len(MAGIC)], content[len(MAGIC) : len(MAGIC) + 32], content[len(MAGIC) + 32 :]
        if head != MAGIC or digest != hashlib.sha256(body).digest():
            return None
        try:
            seen = pickle.loads(body)
        except Exception:
            log.warning("The board last seen cannot be read")
            return None
        return seen if isinstance(seen, Board) else None

    def write(self, seen: Board) -> None:
        """Replace the copy; a full disk costs only the copy."""
        packed = io.BytesIO()
        _Packer(packed, protocol=pickle.HIGHEST_PROTOCOL).dump(seen)
        body = packed.getvalue()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_durably(self._path, MAGIC + hashlib.sha256(body).digest() + body, sync=False)
        except OSError:
            log.warning("The board last seen cannot be kept")
