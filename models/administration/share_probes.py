"""What one workstation can measure of a share by itself, and the small database that two of them try out."""

from __future__ import annotations

import platform
import shutil
import socket
import sqlite3
import time
from pathlib import Path

from models.administration.share_mailbox import put_whole
from models.share_report import Workstation
from models.storage import smb_locking
from models.storage.faults import fault
from models.storage.leftovers import time_there
from models.storage.share import Kind, Place

TRIAL_DATABASE = "uji.db"
ROUNDS = 25
"""Times that a durable write is measured."""


def described(place: Place) -> Workstation:
    """This workstation, and the place as it sees it."""
    options = ",".join(f"{name}={value}" if value else name for name, value in place.options.items())
    system = f"{platform.system()} {platform.release()}"
    return Workstation(socket.gethostname(), place.kind.value, place.filesystem, place.mount, options, system)


def machine() -> str:
    """The same for two programs of one computer, and different for two computers."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    return f"{socket.gethostname()} {boot.read_text(encoding='ascii').strip() if boot.exists() else ''}"


def skew(folder: Path) -> float:
    """Seconds that this computer's clock is ahead of the server's."""
    before = time.time()
    there = time_there(folder)
    return (before + time.time()) / 2 - there


def free_space(folder: Path) -> int:
    """Bytes that are left."""
    return shutil.disk_usage(folder).free


def write_times(folder: Path) -> list[float]:
    """Milliseconds of small durable writes, shortest first."""
    taken: list[float] = []
    for number in range(ROUNDS):
        began = time.monotonic()
        put_whole(folder / f"ukur-{number % 2}", b"x" * 4096)
        taken.append((time.monotonic() - began) * 1000)
    return sorted(taken)


def percentile(sorted_values: list[float], part: float) -> float:
    """The value that `part` (0 to 1) of all do not exceed; nearest rank."""
    return sorted_values[max(0, -int(-part * len(sorted_values) // 1) - 1)]


def trouble(error: BaseException) -> str:
    """A code for the report: the office's word for SQLite's errors, the system's name of others."""
    if isinstance(error, sqlite3.Error):
        known = fault(error, "")
        return str(known.facts["problem"]) if known else "sqlite"
    if isinstance(error, OSError):
        return "io"
    return "timeout"


class TrialDatabase:
    """A database of two columns on the share, opened as the office's own is."""

    def __init__(self, path: Path, place: Place) -> None:
        if place.kind is Kind.CIFS:
            smb_locking.install()
        self._raw = sqlite3.connect(path, timeout=0, isolation_level=None)
        self._raw.execute("PRAGMA synchronous = EXTRA")

    def make(self) -> None:
        """Done by the first workstation."""
        self._raw.execute("PRAGMA busy_timeout = 5000")
        self._raw.execute("PRAGMA journal_mode = PERSIST")
        self._raw.execute("CREATE TABLE trial (who TEXT, number INTEGER)")
        self._raw.execute("PRAGMA busy_timeout = 0")

    def hold(self, how: str = "IMMEDIATE") -> None:
        """Takes the write lock and keeps it."""
        self._raw.execute(f"BEGIN {how}")

    def release(self) -> None:
        """Gives it back."""
        self._raw.execute("ROLLBACK")

    def is_refused(self, how: str = "IMMEDIATE") -> bool:
        """Whether the lock cannot be had now."""
        try:
            self.hold(how)
            if how == "DEFERRED":
                self.count()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            if self._raw.in_transaction:
                self.release()
            return True
        self.release()
        return False

    def add(self, who: str, number: int) -> float:
        """One row, saved; answers the milliseconds it took."""
        self._raw.execute("PRAGMA busy_timeout = 5000")
        began = time.monotonic()
        self._raw.execute("BEGIN IMMEDIATE")
        self._raw.execute("INSERT INTO trial VALUES (?, ?)", (who, number))
        self._raw.execute("COMMIT")
        taken = (time.monotonic() - began) * 1000
        self._raw.execute("PRAGMA busy_timeout = 0")
        return taken

    def count(self) -> int:
        """Rows that this workstation sees."""
        return int(self._raw.execute("SELECT count(*) FROM trial").fetchone()[0])

    def close(self) -> None:
        """Gives the file back."""
        self._raw.close()
