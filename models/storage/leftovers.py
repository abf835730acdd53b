"""What a crash leaves on a share: names that only Lajur gives, so old that nobody can be at work on them any more.

Age is counted by the share's own clock, against the later of a file's two times: a copy under way bears the time of
what it is a copy of.
"""

from __future__ import annotations

import re
import shutil
import stat
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.storage.durable import is_absent, share_trouble

ROOM = "lajur-periksa-"
"""Begin of the name of a folder in which two workstations try out a share."""
TRIAL = ".lajur-uji-"
"""Begin of the name of what is made for a moment, to try something out."""
_NEW = "baru"
OLD = 24 * 3600.0
"""Seconds."""

_MADE = "[0-9a-f]{32}"
_ROOM = re.compile(f"{ROOM}[0-9a-f]{{6}}")
_PART = re.compile(rf"\.(.+\.)?{_MADE}\.part")


def rooms_left(folder: Path) -> tuple[Path, ...]:
    """Folders of share checks inside `folder` that are older than a day. Raises ShareUnavailable."""
    return older_ones((each for each in _entries(folder) if _ROOM.fullmatch(each.name)), folder)


def made_beside(database: Path) -> Iterator[Path]:
    """Temporary files beside that database, of any age. Raises ShareUnavailable."""
    part = re.compile(rf"\.{re.escape(database.name)}\.({_NEW}\.)?{_MADE}\.part(-journal)?")
    trial = re.compile(re.escape(TRIAL) + _MADE)
    for each in _entries(database.parent):
        if any(name.fullmatch(each.name) for name in (_ROOM, part, trial)):
            yield each


def new_part(database: Path) -> Path:
    """A temporary name for a new office, until it is complete and gets its own."""
    return database.with_name(f".{database.name}.{_NEW}.{uuid.uuid4().hex}.part")


def new_parts(database: Path) -> tuple[Path, ...]:
    """Offices that are being made under such names, or were when a program ended. Raises ShareUnavailable."""
    name = re.compile(rf"\.{re.escape(database.name)}\.{_NEW}\.{_MADE}\.part")
    return tuple(each for each in _entries(database.parent) if name.fullmatch(each.name))


def is_unfinished(database: Path) -> bool:
    """Whether an empty file there only keeps the name for a new office, whose making was cut off just before it got it.

    Then its contents still lie beside it. Raises OSError or ShareUnavailable.
    """
    return is_empty(database) and bool(new_parts(database))


def is_empty(path: Path) -> bool:
    """Whether a file without contents lies there. Raises OSError."""
    try:
        found = path.stat()
    except OSError as error:
        if not is_absent(error):
            raise
        return False
    return stat.S_ISREG(found.st_mode) and not found.st_size


def older_ones(found: Iterable[Path], folder: Path) -> tuple[Path, ...]:
    """Those older than a day by the clock of the share that holds `folder`; none where that clock cannot be read.

    A part of a copy (".….part") is only believed to be Lajur's where its whole name says so.
    """
    there = sorted(each for each in found if each.suffix != ".part" or _PART.fullmatch(each.name))
    if not there:
        return ()
    try:
        now = time_there(folder)
    except OSError:
        return ()
    return tuple(each for each in there if now - _touched(each, now) > OLD)


def remove(path: Path) -> bool:
    """Delete it. True if it is gone afterwards."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return not path.exists()
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def time_there(folder: Path) -> float:
    """The share's own time, in seconds: that of a folder just made, for the times of files are set by the client that
    wrote them. Raises OSError."""
    path = folder / f"{TRIAL}{uuid.uuid4().hex}"
    path.mkdir()
    try:
        return path.stat().st_mtime
    finally:
        path.rmdir()


def _touched(path: Path, now: float) -> float:
    try:
        status = path.lstat()
    except OSError:
        return now
    return max(status.st_mtime, status.st_ctime)


def _entries(folder: Path) -> tuple[Path, ...]:
    try:
        return tuple(folder.iterdir())
    except OSError as error:
        if is_absent(error):
            return ()
        raise share_trouble(error, folder) from error
