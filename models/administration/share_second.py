"""The second workstation of a share check: finds the first one's folder and does what its notes say."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Callable
from dataclasses import asdict
from io import BufferedReader
from pathlib import Path

from models.administration import share_probes
from models.administration.share_probes import (
    TRIAL_DATABASE,
    Mailbox,
    NoReply,
    Note,
    TrialDatabase,
    is_listed,
    wait_until,
)
from models.errors import ShareUnavailable
from models.storage.leftovers import ROOM
from models.storage.share import Place, look_at

INVITATION = "undangan.json"
WATCH = 15.0
"""Seconds after which something that should have been seen counts as not seen."""


def newest_invitation(folder: Path) -> Path | None:
    """The folder of the check that was begun last and that nobody has joined."""
    open_ones = [
        each.parent for each in folder.glob(f"{ROOM}*/{INVITATION}") if not (each.parent / "kedua-0001.json").exists()
    ]
    return max(open_ones, key=lambda each: (each / INVITATION).stat().st_mtime, default=None)


def join(
    folder: Path,
    wait: float,
    look: Callable[[Path], Place] = look_at,
    stopped: Callable[[], bool] = lambda: False,
) -> str:
    """Serves the first workstation until it says goodbye; answers its name.

    wait: seconds to look for it. Raises ShareUnavailable(problem=check_not_found|check_same_machine|check_cut_off), or
    Stopped.
    """
    found: list[Path] = []

    def invited() -> bool:
        with contextlib.suppress(OSError):
            place = newest_invitation(folder)
            found.extend([place] if place else [])
        return bool(found)

    if not wait_until(invited, wait, 0.2, stopped):
        raise ShareUnavailable(problem="check_not_found", path=str(folder))
    invitation = json.loads((found[0] / INVITATION).read_bytes())
    if invitation["machine"] == share_probes.machine():
        raise ShareUnavailable(problem="check_same_machine", path=str(folder))
    try:
        SecondWorkstation(found[0], look(folder), stopped).serve()
    except (NoReply, OSError) as error:
        raise ShareUnavailable(problem="check_cut_off", path=str(folder)) from error
    return str(invitation["workstation"])


class SecondWorkstation:
    """Obeys notes. Each word is a method; its answer is a note of the same word."""

    def __init__(self, folder: Path, place: Place, stopped: Callable[[], bool] = lambda: False) -> None:
        self._folder, self._place = folder, place
        self._mail = Mailbox(folder, "kedua", "pertama", stopped=stopped)
        self._database: TrialDatabase | None = None
        self._begun = b""
        self._stream: BufferedReader | None = None

    def serve(self) -> None:
        """Until the first one says goodbye. Raises NoReply, Stopped or OSError."""
        self._mail.send("hello", **asdict(share_probes.described(self._place)), machine=share_probes.machine())
        words = {
            "refused": self._refused,
            "hold": self._hold,
            "release": self._release,
            "watch_row": self._watch_row,
            "watch_file": self._watch_file,
            "watch_gone": self._watch_gone,
            "open": self._open,
            "read_rest": self._read_rest,
            "watch_content": self._watch_content,
            "measure": self._measure,
        }
        with contextlib.ExitStack() as stack:
            stack.callback(self._close)
            while (note := self._mail.receive(120))["word"] != "goodbye":
                try:
                    answer = words[note["word"]](note)
                except (sqlite3.Error, OSError) as error:
                    answer = {"trouble": share_probes.trouble(error)}
                self._mail.send("answer", **answer)
        self._mail.send("goodbye")

    def _trial_database(self) -> TrialDatabase:
        if self._database is None:
            self._database = TrialDatabase(self._folder / TRIAL_DATABASE, self._place)
        return self._database

    def _refused(self, note: Note) -> Note:
        return {"refused": self._trial_database().is_refused(note["how"])}

    def _hold(self, note: Note) -> Note:
        self._trial_database().hold(note["how"])
        return {}

    def _release(self, _note: Note) -> Note:
        self._trial_database().release()
        return {}

    def _watch_row(self, note: Note) -> Note:
        database, seen = self._trial_database(), note["seen"]

        def arrived() -> bool:
            with contextlib.suppress(sqlite3.OperationalError):
                return database.count() > seen
            return False

        return self._watched(arrived)

    def _watch_file(self, note: Note) -> Note:
        path = self._folder / note["name"]
        return self._watched(lambda: is_listed(path))

    def _watch_gone(self, note: Note) -> Note:
        path = self._folder / note["name"]
        return self._watched(lambda: not path.exists())

    def _watch_content(self, note: Note) -> Note:
        path, wanted = self._folder / note["name"], note["content"].encode()

        def changed() -> bool:
            with contextlib.suppress(OSError):
                return path.read_bytes() == wanted
            return False

        return self._watched(changed)

    def _watched(self, condition: Callable[[], bool]) -> Note:
        """Says first that it is looking, so that the first one begins only then."""
        condition()
        self._mail.send("watching")
        return {"seen": wait_until(condition, WATCH)}

    def _open(self, note: Note) -> Note:
        self._stream = stream = (self._folder / note["name"]).open("rb")
        self._begun = os.read(stream.fileno(), 1)
        return {}

    def _read_rest(self, _note: Note) -> Note:
        if self._stream is None:
            return {"trouble": "io"}
        with self._stream as stream:
            return {"content": (self._begun + stream.read()).decode(errors="replace")}

    def _measure(self, _note: Note) -> Note:
        return {"skew": share_probes.skew(self._folder), "writes": share_probes.write_times(self._folder)}

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
        if self._stream is not None:
            self._stream.close()
