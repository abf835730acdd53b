"""A project's dossier as a BagIt 1.0 bag (RFC 8493): readable and checkable for decades without Lajur."""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from models.errors import DamageFound
from models.storage.durable import copy_hashed, make_folders, rename, share_trouble, sync_folder, write_durably

MANIFEST = "manifest-sha256.txt"
DOSSIERS = "Arsip"
"""Folder of the dossiers, beside the document folder, so that the store's own folders hold documents only."""
ASIDE = "_yatim"
"""Folder, there and in the store, of what no row knew when the office was repaired."""
HISTORY = "riwayat.json"
"""In every dossier: the ledger lines of its project."""
TAG_MANIFEST = "tagmanifest-sha256.txt"
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def write_bag(
    target: Path,
    files: Mapping[str, tuple[Path, str]],
    entries: Mapping[str, bytes],
    metadata: Mapping[str, str],
    tell: Callable[[int], object] = lambda _bytes: None,
) -> Path:
    """Writes the bag under a hidden name beside `target`, then renames it: a bag that is there is whole.

    files: path in the bag → (file, recorded SHA-256); entries: path in the bag → content made now; metadata: bag-info
    labels in order (Payload-Oxum and Bag-Size are counted here); tell: see copy_hashed. Raises FileExistsError,
    DamageFound, OSError.
    """
    if target.exists():
        raise FileExistsError(str(target))
    make_folders(target.parent)
    building = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        (building / "data").mkdir(parents=True)
        payload = {path: _copy(building, path, file, sha256, tell) for path, (file, sha256) in files.items()}
        payload |= {path: _write(building, path, content) for path, content in entries.items()}
        _write_tags(building, payload, metadata)
        for folder in {building, *(path.parent for path in building.rglob("*"))}:
            sync_folder(folder)
        rename(building, target)
    finally:
        if building.exists():
            shutil.rmtree(building)
    sync_folder(target.parent)
    return target


def unknown_bags(documents: Path, known: set[str], hashes: set[str]) -> tuple[str, ...]:
    """Dossiers of this office beside its document folder, as "Arsip/PRJ-2026-001", that are not among `known`.

    hashes: of the office's ledger; a bag whose history has none of them is somebody else's. Raises ShareUnavailable.
    """
    folder = documents.parent / DOSSIERS
    try:
        histories = [(history.parents[1].name, history) for history in folder.glob(f"*/data/{HISTORY}")]
        found = {f"{DOSSIERS}/{name}": history for name, history in histories if not name.startswith(".")}
        return tuple(sorted(name for name in found.keys() - known if hashes & _hashes(found[name])))
    except OSError as error:
        raise share_trouble(error, folder) from error


def _hashes(history: Path) -> set[str]:
    try:
        return {str(line["hash"]) for line in json.loads(history.read_bytes())}
    except (ValueError, TypeError, KeyError):
        return set()


def set_bag_aside(documents: Path, name: str) -> str:
    """Moves that dossier to the folder of such ones and gives its new name; nothing is deleted.

    Raises ShareUnavailable.
    """
    bag = documents.parent / name
    aside = bag.parent / ASIDE
    try:
        make_folders(aside)
        moved = unused(aside, bag.name)
        rename(bag, moved)
        for folder in (aside, bag.parent):
            sync_folder(folder)
    except OSError as error:
        raise share_trouble(error, bag) from error
    return moved.relative_to(documents.parent).as_posix()


def unused(folder: Path, name: str) -> Path:
    """A place for a dossier of that name, "name (2)" where it is taken."""
    target, count = folder / name, 1
    while target.exists():
        count += 1
        target = folder / f"{name} ({count})"
    return target


def _copy(building: Path, path: str, file: Path, sha256: str, tell: Callable[[int], object]) -> tuple[str, int]:
    place = _payload_place(building, path)
    copied = copy_hashed(file, place, tell)
    if copied.sha256 != sha256:
        raise DamageFound(problem="document_changed", name=file.name, path=path)
    return copied.sha256, copied.size


def _write(building: Path, path: str, content: bytes) -> tuple[str, int]:
    write_durably(_payload_place(building, path), content)
    return hashlib.sha256(content).hexdigest(), len(content)


def _payload_place(building: Path, path: str) -> Path:
    relative = PurePosixPath(path)
    if relative.is_absolute() or ".." in relative.parts or not relative.parts:
        raise DamageFound(problem="outside", path=path)
    place = building.joinpath("data", *relative.parts)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _write_tags(building: Path, payload: Mapping[str, tuple[str, int]], metadata: Mapping[str, str]) -> None:
    octets = sum(size for _sha256, size in payload.values())
    labels = dict(metadata) | {"Bag-Size": _readable(octets), "Payload-Oxum": f"{octets}.{len(payload)}"}
    information = "".join(f"{label}: {' '.join(value.split())}\n" for label, value in labels.items())
    manifest = "".join(sorted(f"{sha256}  data/{_encoded(path)}\n" for path, (sha256, _size) in payload.items()))
    tags = {"bagit.txt": _DECLARATION, "bag-info.txt": information.encode(), MANIFEST: manifest.encode()}
    for name, content in tags.items():
        write_durably(building / name, content)
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in tags.items())
    write_durably(building / TAG_MANIFEST, "".join(lines).encode())


def _encoded(path: str) -> str:
    """RFC 8493, 2.1.3: per cent, CR and LF are percent-encoded."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _readable(octets: int) -> str:
    for unit in ("B", "KB", "MB"):
        if octets < 1000:
            return f"{octets} {unit}"
        octets = -(-octets // 1000)
    return f"{octets} GB"
