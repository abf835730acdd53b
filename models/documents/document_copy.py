"""Copies a whole document folder, every file hashed on both sides. Cut off, it goes on where it was."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from models.errors import DamageFound, ShareUnavailable
from models.storage.durable import SourceTrouble, copy_hashed, hash_of, make_folders, rename, share_trouble, sync_folder


@dataclass(frozen=True, slots=True)
class DocumentsCopied:
    """files: now in the target, those of an earlier try included. size: bytes."""

    files: int
    size: int


class DocumentMove:
    """Copies every file under `source` to the same place under `target`. tell(done, total) may raise to stop."""

    def __init__(self, source: Path, target: Path, tell: Callable[[int, int], None]) -> None:
        self._source = source
        self._target = target
        self._tell = tell
        self._there: dict[str, int] = {}

    def copy(self, recorded: Mapping[str, str]) -> DocumentsCopied:
        """What has not been copied yet; called again, it only adds what came meanwhile.

        recorded: relative POSIX path to the SHA-256 that the office knows; other files are compared with their source.
        Raises DamageFound(problem=document_missing|document_changed|outside), ShareUnavailable(problem=exists|full|…).
        Nothing that is there is overwritten but manifests.
        """
        names = [each for each in sorted({*recorded, *_files(self._source)}) if each not in self._there]
        for done, name in enumerate(names):
            self._tell(done, len(names))
            self._there[name] = _copy(self._source, self._target, name, recorded.get(name, ""))
        self._tell(len(names), len(names))
        return DocumentsCopied(len(self._there), sum(self._there.values()))


def _copy(source: Path, target: Path, name: str, recorded: str) -> int:
    """Bytes of the file, which is now at its place."""
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise DamageFound(problem="outside", path=name)
    original, final = source / name, target / name
    try:
        wanted = recorded or hash_of(original)
        if final.is_file():
            if hash_of(final) == wanted:
                return final.stat().st_size
            if recorded:
                raise ShareUnavailable(problem="exists", path=str(final))
        make_folders(final.parent)
        return _written(original, final, name, wanted)
    except SourceTrouble as trouble:
        raise DamageFound(problem="document_missing", name=original.name, path=name) from trouble
    except OSError as error:
        raise share_trouble(error, final) from error


def _written(original: Path, final: Path, name: str, wanted: str) -> int:
    part = final.with_name(f".{uuid.uuid4().hex}.part")
    try:
        copied = copy_hashed(original, part)
        if copied.sha256 != wanted:
            raise DamageFound(problem="document_changed", name=original.name, path=name)
        rename(part, final)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(final.parent)
    return copied.size


def _files(root: Path) -> Iterator[str]:
    for folder, _folders, names in os.walk(root):
        for name in names:
            if not (name.startswith(".") and name.endswith(".part")):
                yield Path(folder, name).relative_to(root).as_posix()
