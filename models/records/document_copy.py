"""Copies a whole document folder, every file hashed on both sides. Cut off, it goes on where it was."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from models.errors import DamageFound, ShareUnavailable
from models.records.durable import SourceTrouble, copy_hashed, hash_of, make_folders, rename, share_trouble, sync_folder


@dataclass(frozen=True, slots=True)
class DocumentsCopied:
    """files: now in the target, those of an earlier try included. size: bytes."""

    files: int
    size: int


def copy_documents(
    source: Path, target: Path, recorded: Mapping[str, str], tell: Callable[[int, int], None]
) -> DocumentsCopied:
    """Copies every file under `source` to the same place under `target`.

    recorded: relative POSIX path to the SHA-256 that the office knows; manifests and other files are compared with
    their source. tell(done, total) may raise to stop. Raises DamageFound(problem=document_missing|document_changed) or
    ShareUnavailable(problem=exists|full|…). Nothing that is there is overwritten but manifests.
    """
    names = sorted({*recorded, *_files(source)})
    size = 0
    for done, name in enumerate(names):
        tell(done, len(names))
        size += _copy(source, target, name, recorded.get(name, ""))
    tell(len(names), len(names))
    return DocumentsCopied(len(names), size)


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
