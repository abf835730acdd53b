"""Writing files so that what is reported as written is written: flush, fsync, read back, rename."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import stat
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.documents import contents
from models.documents.file_names import numbered, same_name
from models.errors import ShareUnavailable

CHUNK = 1024 * 1024
RENAME_ATTEMPTS = 6
"""Windows: a virus scanner or an indexer may hold a new file for a moment."""

_BINARY = getattr(os, "O_BINARY", 0)
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_UNREACHABLE = frozenset({15, 53, 67})
"""Windows: drive, network path or network name not found. Python makes FileNotFoundError of them (PC/errmap.h)."""


class SourceTrouble(Exception):
    """The file to be copied cannot be read; `error` says why. Troubles of the target stay OSError."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied. steady: the source was the same file before and after, of the size that was read."""

    size: int
    sha256: str
    media: str
    steady: bool


def is_absent(error: OSError) -> bool:
    """True where there certainly is no such file. Any other error only says that the share did not answer: False."""
    absent = isinstance(error, FileNotFoundError | NotADirectoryError)
    return absent and getattr(error, "winerror", None) not in _UNREACHABLE


def share_trouble(error: OSError, path: Path) -> ShareUnavailable:
    """What an OSError means for a share, as the `problem` of a ShareUnavailable: full, readonly, missing or io."""
    codes = ((_FULL, "full"), (_DENIED, "readonly"))
    other = "missing" if is_absent(error) else "io"
    problem = next((name for numbers, name in codes if error.errno in numbers), other)
    return ShareUnavailable(problem=problem, path=str(path))


def copy_hashed(source: Path, part: Path, tell: Callable[[int], object] = lambda _bytes: None) -> Copied:
    """Copies to the new file `part`, durable, with the source's time of change; the hash is read back from the copy.

    tell: called with the number of bytes after each piece that was written or read back.
    """
    with _opened(source) as reading:
        before = os.fstat(reading)
        digest, size, head = hashlib.sha256(), 0, b""
        with part.open("xb", buffering=0) as writing:
            for chunk in _chunks(reading):
                head = head or chunk[: contents.HEAD]
                digest.update(chunk)
                _write_whole(writing.fileno(), chunk)
                size += len(chunk)
                tell(len(chunk))
            os.fsync(writing.fileno())
        after = os.fstat(reading)
    if hash_of(part, from_disk=True, tell=tell) != digest.hexdigest():
        raise OSError(errno.EIO, "the copy reads back differently", str(part))
    os.utime(part, ns=(after.st_atime_ns, after.st_mtime_ns))
    steady = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and size == after.st_size
    return Copied(size, digest.hexdigest(), contents.sniff(head), steady)


def hash_of(path: Path, *, from_disk: bool = False, tell: Callable[[int], object] = lambda _bytes: None) -> str:
    """SHA-256 in hex. from_disk: asks the system to forget its cached pages first, where it can."""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        if from_disk and sys.platform == "linux":
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            tell(len(chunk))
    return digest.hexdigest()


def publish(part: Path, folder: Path, name: str) -> Path:
    """Gives a finished part its name in `folder`, or "name (2)"…, and makes it read-only; never overwrites."""
    final = _reserved(folder, name)
    try:
        rename(part, final)
    except OSError:
        final.unlink(missing_ok=True)
        raise
    # A share may refuse to set the attribute; the hash in the row is what protects the file.
    with contextlib.suppress(OSError):
        final.chmod(0o444)
    return final


def publish_new(part: Path, final: Path) -> None:
    """Gives a finished file a name that nobody uses yet.

    Raises ShareUnavailable, with problem="exists" where it is in use. Killed in between, an empty file keeps the name.
    """
    try:
        final.touch(exist_ok=False)
    except FileExistsError as error:
        raise ShareUnavailable(problem="exists", path=str(final)) from error
    except OSError as error:
        raise share_trouble(error, final) from error
    try:
        rename(part, final)
    except OSError as error:
        with contextlib.suppress(OSError):
            if not final.stat().st_size:
                final.unlink()
        raise share_trouble(error, final) from error
    sync_folder(final.parent)


def replace_durably(path: Path, data: bytes, *, sync: bool = True) -> Path:
    """Writes a whole small file in one step: readers see the old or the new one. OSError leaves the old one.

    sync: it is on the disk when this returns; without, a power cut may bring the old one back.
    """
    part = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        if sync:
            write_durably(part, data)
        else:
            part.write_bytes(data)
        rename(part, path)
    finally:
        part.unlink(missing_ok=True)
    if sync:
        sync_folder(path.parent)
    return path


def write_durably(path: Path, data: bytes) -> None:
    """A new file, on the disk when this returns."""
    with path.open("xb", buffering=0) as file:
        _write_whole(file.fileno(), data)
        os.fsync(file.fileno())


def make_folders(folder: Path) -> None:
    """Creates a folder and what is missing above it, each made durable in its parent."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in missing:
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Makes new names in a folder durable. Windows and some shares cannot and do it by themselves."""
    if sys.platform == "win32":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):
            os.fsync(opened)
    finally:
        os.close(opened)


def rename(part: Path, final: Path) -> None:
    """os.replace, patient with a program that has just looked at the file."""
    for attempt in range(1, RENAME_ATTEMPTS + 1):
        try:
            part.replace(final)
        except PermissionError:
            if sys.platform != "win32" or attempt == RENAME_ATTEMPTS:
                raise
            time.sleep(0.02 * 2**attempt)
        else:
            return


def _reserved(folder: Path, name: str) -> Path:
    """Make an empty file under a free name, compared without regard to case. No two programs can get the same one."""
    taken = {same_name(each.name) for each in folder.iterdir()}
    number = 1
    while True:
        candidate = name if number == 1 else numbered(name, number)
        number += 1
        if same_name(candidate) in taken:
            continue
        try:
            os.close(os.open(folder / candidate, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o644))
        except FileExistsError:
            continue
        return folder / candidate


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[int]:
    # Without waiting: what became a pipe since it was inspected must not hold the program.
    try:
        opened = os.open(source, os.O_RDONLY | _BINARY | _NO_WAITING)
    except OSError as error:
        raise SourceTrouble(error) from error
    try:
        if not stat.S_ISREG(os.fstat(opened).st_mode):
            raise SourceTrouble(OSError(errno.EINVAL, "not a regular file", str(source)))
        yield opened
    finally:
        os.close(opened)


def _chunks(reading: int) -> Iterator[bytes]:
    while True:
        try:
            chunk = os.read(reading, CHUNK)
        except OSError as error:
            raise SourceTrouble(error) from error
        if not chunk:
            return
        yield chunk


def _write_whole(writing: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(writing, rest) :]
