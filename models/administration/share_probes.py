"""What one workstation can measure of a share by itself, and what two need to try it together: notes and a database."""

from __future__ import annotations

import json
import os
import platform
import random
import shutil
import socket
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from models.errors import Stopped
from models.share_report import Workstation
from models.storage import smb_locking
from models.storage.faults import fault
from models.storage.leftovers import time_there
from models.storage.share import Place, PlaceKind
from models.storage.smb_locking import SHARED_FIRST, SHARED_SIZE

Note = dict[str, Any]

POLL = 0.02
"""Seconds between two looks into the folder."""


class NoReply(Exception):
    """The other workstation did not answer in time."""


class Mailbox:
    """One side of a conversation in `folder`; each note is a file that appears whole and is never changed.

    stopped: asked while a note is waited for; True ends that with Stopped.
    """

    def __init__(
        self, folder: Path, me: str, other: str, patience: float = 30, stopped: Callable[[], bool] = lambda: False
    ) -> None:
        self._folder, self._me, self._other, self._patience = folder, me, other, patience
        self._stopped = stopped
        self._sent = self._received = 0

    def send(self, word: str, **facts: object) -> None:
        """A note to the other. Raises OSError."""
        self._sent += 1
        name = f"{self._me}-{self._sent:04d}.json"
        put_whole(self._folder / name, json.dumps({"word": word, **facts}).encode())

    def receive(self, seconds: float = 0) -> Note:
        """The other's next note, waited for so long (0: as long as the patience is). Raises NoReply or Stopped."""
        path = self._folder / f"{self._other}-{self._received + 1:04d}.json"
        if not wait_until(lambda: is_listed(path), seconds or self._patience, stopped=self._stopped):
            raise NoReply(path.name)
        self._received += 1
        return json.loads(path.read_bytes())

    def ask(self, word: str, **facts: object) -> Note:
        """A note and its answer. Raises NoReply, Stopped or OSError."""
        self.send(word, **facts)
        return self.receive()


def is_listed(path: Path) -> bool:
    """Whether its folder lists it. Not asked by name: for a second, Linux's client believes that a name which was not
    there still is not, whatever the options of the mount."""
    try:
        return path.name in os.listdir(path.parent)  # noqa: PTH208 (names are enough)
    except OSError:
        return False


def wait_until(
    condition: Callable[[], bool], seconds: float, pause: float = POLL, stopped: Callable[[], bool] = lambda: False
) -> bool:
    """Looks again and again until it is true or the time is over. Raises Stopped where nobody wants that any more."""
    end = time.monotonic() + seconds
    while not condition():
        if stopped():
            raise Stopped
        if time.monotonic() >= end:
            return False
        time.sleep(pause * random.uniform(0.5, 1.5))
    return True


def put_whole(path: Path, content: bytes) -> None:
    """A file that others see whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


TRIAL_DATABASE = "uji.db"
ROUNDS = 25
"""How often the time of a durable write is measured."""


def described(place: Place) -> Workstation:
    """Facts about this workstation, and about the place as it sees it."""
    options = ",".join(f"{name}={value}" if value else name for name, value in place.options.items())
    system = f"{platform.system()} {platform.release()}"
    return Workstation(socket.gethostname(), place.kind.value, place.filesystem, place.mount, options, system)


def machine() -> str:
    """A name for this computer: the same for two of its programs, different for two computers."""
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
        if place.kind is PlaceKind.CIFS:
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
        """Close the file."""
        self._raw.close()


if sys.platform != "win32":
    import fcntl

if sys.platform == "win32":

    @contextmanager
    def read_together(database: Path) -> Iterator[None]:
        """Two handles have read at the same time, both let go, and are open inside the block. Raises sqlite3.Error."""
        with ExitStack() as stack:
            both = [stack.enter_context(closing(sqlite3.connect(database, isolation_level=None))) for _ in range(2)]
            for statement in ("BEGIN", "SELECT count(*) FROM trial", "ROLLBACK"):
                for each in both:
                    each.execute(statement).fetchone()
            yield

else:

    @contextmanager
    def read_together(database: Path) -> Iterator[None]:
        """Two handles have read at the same time, both let go, and are open inside the block. Raises OSError.

        By hand, for SQLite takes one lock for all its connections in a process.
        """
        with ExitStack() as stack:
            # Linux gives openings with the same flags the same handle; SQLite itself uses neither of these.
            both = [os.open(database, os.O_RDWR | flag) for flag in (os.O_APPEND, os.O_NONBLOCK)]
            for each in both:
                stack.callback(os.close, each)
            for kind in (fcntl.LOCK_SH | fcntl.LOCK_NB, fcntl.LOCK_UN):
                for each in both:
                    fcntl.lockf(each, kind, SHARED_SIZE, SHARED_FIRST)
            yield
