"""Lets SQLite write on a Linux CIFS mount without giving up a lock.

To commit, SQLite's unix code turns the read lock that it holds on its shared range (510 bytes from 0x40000002) into
a write lock in place. POSIX allows that; locks of SMB belong to an open file and cannot be turned, so the server
refuses the write lock because of the reader's own read lock, and every write ends with "database is locked".

Here SQLite is given another `fcntl`, by its own interface for that (sqlite3_vfs.xSetSystemCall): it unlocks the range
first and then locks it anew, as SQLite itself does on Windows. The moment without the lock does no harm. At a commit
SQLite holds RESERVED and PENDING on other bytes, so nobody new gets in and nobody else becomes the writer; where a
reader is still in, the write lock is refused and the read lock is taken back. Of several that roll back a hot journal
at most one gets the write lock; the others get BUSY and begin anew. Not for WAL, which is refused anyway.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import sqlite3
import struct
import sys
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from models.storage.leftovers import TRIAL

SHARED_FIRST = 0x40000002
"""SQLite's PENDING_BYTE + 2."""
SHARED_SIZE = 510
F_RDLCK, F_WRLCK, F_UNLCK, F_SETLK = 0, 1, 2, 6  # of Linux

# SQLite calls fcntl(fd, command, argument) with a number or an address; a plain pointer carries both.
_Fcntl = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_void_p, use_errno=True)
_SetSystemCall = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
_VERSION_1 = "xOpen xDelete xAccess xFullPathname xDlOpen xDlError xDlSym xDlClose xRandomness xSleep xCurrentTime"
_POINTERS = f"{_VERSION_1} xGetLastError xCurrentTimeInt64".split()


class CannotOverride(Exception):
    """SQLite's locking cannot be mended here; its text is for the log."""


class _Flock(ctypes.Structure):
    _fields_ = (
        ("l_type", ctypes.c_short),
        ("l_whence", ctypes.c_short),
        ("l_start", ctypes.c_int64),
        ("l_len", ctypes.c_int64),
        ("l_pid", ctypes.c_int),
    )


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("iVersion", ctypes.c_int),
        ("szOsFile", ctypes.c_int),
        ("mxPathname", ctypes.c_int),
        ("pNext", ctypes.c_void_p),
        ("zName", ctypes.c_char_p),
        ("pAppData", ctypes.c_void_p),
        *((name, ctypes.c_void_p) for name in _POINTERS),
        ("xSetSystemCall", _SetSystemCall),
    )


# SQLite keeps the address of the function for as long as the process lives; so must this module.
_in_place: dict[str, object] = {}


def install() -> None:
    """Hangs the function in, before the first connection; done twice is done once. Raises CannotOverride."""
    if _in_place:
        return
    if sys.platform != "linux" or struct.calcsize("P") != 8:
        raise CannotOverride("only for 64-bit Linux")
    vfs = _sqlite().sqlite3_vfs_find(b"unix")
    if not vfs or vfs.contents.iVersion < 3 or vfs.contents.zName != b"unix":
        raise CannotOverride("SQLite's unix VFS was not found")
    function = _Fcntl(_unlock_then_lock(ctypes.CDLL(None, use_errno=True)))
    address = ctypes.cast(function, ctypes.c_void_p)
    code = vfs.contents.xSetSystemCall(ctypes.addressof(vfs.contents), b"fcntl", address)
    if code != 0:
        raise CannotOverride(f"xSetSystemCall answered {code}")
    _in_place.update(vfs=vfs, function=function)
    # SQLite may still unlock files while Python is taken down; by then it must call the C library again.
    atexit.register(lambda: vfs.contents.xSetSystemCall(ctypes.addressof(vfs.contents), b"fcntl", None))


def prove(folder: Path) -> None:
    """One write to a file of its own in `folder`. Raises sqlite3.Error (BUSY: the locks still do not work)."""
    scratch = folder / f"{TRIAL}{uuid.uuid4().hex}"
    try:
        with closing(sqlite3.connect(scratch, timeout=0, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("CREATE TABLE proof (x)")
    finally:
        scratch.unlink(missing_ok=True)


def _sqlite() -> ctypes.CDLL:
    """The very SQLite that Python's sqlite3 module uses: a library of its own, inside the module, or the program."""
    module = sys.modules.get("_sqlite3")
    for name in (*_loaded("libsqlite3"), getattr(module, "__file__", None), None):
        try:
            library = ctypes.CDLL(name)
            library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
            library.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
            library.sqlite3_libversion.restype = ctypes.c_char_p
        except (OSError, AttributeError):
            continue
        if library.sqlite3_libversion().decode() == sqlite3.sqlite_version:
            return library
    raise CannotOverride("this Python's SQLite does not show sqlite3_vfs_find")


def _loaded(name: str) -> list[str]:
    """Paths of the libraries of that name in this process."""
    table = Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape")
    paths = [fields[5] for line in table.splitlines() if len(fields := line.split(None, 5)) == 6]
    return list(dict.fromkeys(path for path in paths if Path(path).name.startswith(name)))


def _unlock_then_lock(libc: ctypes.CDLL) -> Callable[[int, int, int | None], int]:
    def real(fd: int, command: int, argument: int | None) -> int:
        return libc.fcntl(ctypes.c_int(fd), ctypes.c_int(command), ctypes.c_void_p(argument))

    def set_to(kind: int, lock: _Flock, fd: int, argument: int) -> int:
        lock.l_type = kind
        return real(fd, F_SETLK, argument)

    def override(fd: int, command: int, argument: int | None) -> int:
        if command != F_SETLK or not argument:
            return real(fd, command, argument)
        lock = _Flock.from_address(argument)
        wanted = lock.l_type
        of_range = (lock.l_whence, lock.l_start, lock.l_len) == (os.SEEK_SET, SHARED_FIRST, SHARED_SIZE)
        if not of_range or wanted not in {F_RDLCK, F_WRLCK}:
            return real(fd, command, argument)
        set_to(F_UNLCK, lock, fd, argument)
        result = set_to(wanted, lock, fd, argument)
        if result < 0 and wanted == F_WRLCK:
            error = ctypes.get_errno()
            set_to(F_RDLCK, lock, fd, argument)  # as it was before
            lock.l_type = wanted
            ctypes.set_errno(error)
        return result

    return override
