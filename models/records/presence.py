"""Who is in: one small file for each open window in a folder beside the office, outside its ledger and its locks.

Whoever beats rewrites its own file; the others see its time of change move. No clock of another computer is believed:
a window counts as open as long as its file goes on changing. It is only shown, nothing rests on it, so every trouble
of the share is passed over.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from models.board import Present

PATIENCE = 125.0
"""Seconds without a change after which a window is taken for closed: three beats of 40 s."""
LEFTOVER = 7 * 24 * 3600.0
"""Age in seconds at which the file of a window that died is removed: more than any clock is wrong."""
SUFFIX = ".hadir"
SIZE_LIMIT = 2_000
TEXT_LIMIT = 100


@dataclass(slots=True)
class _Seen:
    present: Present
    changed: int
    at: float


class Attendance:
    """The sign of one window, and what it sees of the others. clock: now, with its zone. ticks: seconds that pass."""

    def __init__(
        self,
        folder: Path,
        workstation: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folder, self._workstation, self._clock, self._ticks = folder, workstation, clock, ticks
        self._own = folder / f"{uuid.uuid4().hex}{SUFFIX}"
        self._login, self._since = "", clock()
        self._others: dict[str, _Seen] = {}

    def beat(self, login: str) -> tuple[Present, ...]:
        """Says that `login` is here, and answers who else is, oneself first; costs some ten requests to a share."""
        if login != self._login:
            self._login, self._since = login, self._clock()
        own = Present(login, self._workstation, self._since, own=True)
        try:
            self._write(own)
            now = self._own.stat().st_mtime
            found = {entry.name: entry for entry in os.scandir(self._folder) if entry.name.endswith(SUFFIX)}
        except OSError:
            return (own,)
        found.pop(self._own.name, None)
        self._others = {name: seen for name, seen in self._others.items() if name in found}
        for name, entry in found.items():
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                self._look_at(name, entry, now)
        fresh = self._ticks() - PATIENCE
        return (own, *(seen.present for _, seen in sorted(self._others.items()) if seen.at > fresh))

    def leave(self) -> None:
        """Takes the sign away."""
        with contextlib.suppress(OSError):
            self._own.unlink(missing_ok=True)

    def _write(self, own: Present) -> None:
        content = {"login": own.login, "workstation": own.workstation, "since": own.since.isoformat()}
        try:
            self._own.write_text(json.dumps(content), "utf-8")
        except FileNotFoundError:
            self._folder.mkdir()
            self._own.write_text(json.dumps(content), "utf-8")

    def _look_at(self, name: str, entry: os.DirEntry[str], now: float) -> None:
        status = entry.stat()
        age = now - status.st_mtime
        known = self._others.get(name)
        if known is None:
            if age > LEFTOVER:
                Path(entry.path).unlink(missing_ok=True)
                return
            before = self._ticks() if age < PATIENCE else self._ticks() - PATIENCE
            self._others[name] = _Seen(_read(Path(entry.path)), status.st_mtime_ns, before)
        elif status.st_mtime_ns != known.changed:
            known.present, known.changed, known.at = _read(Path(entry.path)), status.st_mtime_ns, self._ticks()


def _read(path: Path) -> Present:
    with path.open("rb") as file:
        content = json.loads(file.read(SIZE_LIMIT))
    since = datetime.fromisoformat(content["since"])
    return Present(_text(content["login"]), _text(content["workstation"]), since if since.tzinfo else _utc(since))


def _text(value: object) -> str:
    return "".join(each for each in str(value)[:TEXT_LIMIT] if each.isprintable())


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC)
