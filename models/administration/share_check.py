"""Two workstations try out a share: what one writes, the other must see; what one locks, the other cannot lock.

The first one leads, the second one obeys; they talk by notes in a folder of their own on the share. Times of "seen"
are taken by one clock, from the action to the arrival of the answer, so they contain the way there and back.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path

from models.administration import share_probes
from models.administration.share_probes import (
    TRIAL_DATABASE,
    Mailbox,
    NoReply,
    Note,
    TrialDatabase,
    percentile,
    put_whole,
    read_together,
)
from models.administration.share_second import INVITATION
from models.errors import ShareUnavailable
from models.share_report import LEFT_LOCK, MeasureUnit, ShareReport, Trial, TrialOutcome, Workstation
from models.storage import smb_locking
from models.storage.durable import share_trouble
from models.storage.leftovers import ROOM, remove, rooms_left
from models.storage.share import GOOD_OPTIONS, Place, PlaceKind, caution, look_at, refusal

SEEN_WITHIN = 1.0
CLOCK_APART = 60.0
SPACE_WANTED, SPACE_NEEDED = 1 << 30, 50 << 20
WRITE_WITHIN = 500.0
OLD, NEW = "isi lama " * 400, "isi baru " * 400

Told = Callable[[str], None]


def check_share(
    folder: Path,
    now: datetime,
    wait: float,
    told: Told,
    look: Callable[[Path], Place] = look_at,
    patience: float = 60,
    stopped: Callable[[], bool] = lambda: False,
) -> ShareReport:
    """Leads the check in `folder`.

    wait: seconds for the second workstation to come; patience: seconds for each of its answers; `told` hears the codes
    of the trials as they begin, first "waiting". Raises ShareUnavailable where not even a folder can be made, or
    Stopped. The folder of the check goes with it, as do those that crashed ones left more than a day ago.
    """
    place = look(folder)
    room = folder / f"{ROOM}{uuid.uuid4().hex[:6]}"
    try:
        room.mkdir()
        own = {"workstation": share_probes.described(place).name, "machine": share_probes.machine()}
        put_whole(room / INVITATION, json.dumps(own).encode())
    except OSError as error:
        shutil.rmtree(room, ignore_errors=True)
        raise share_trouble(error, folder) from error
    try:
        for left in rooms_left(folder):
            remove(left)
        return LeadingWorkstation(room, place, now, told, patience, stopped).lead(wait)
    finally:
        shutil.rmtree(room, ignore_errors=True)


class LeadingWorkstation:
    """The workstation that leads."""

    def __init__(
        self, room: Path, place: Place, now: datetime, told: Told, patience: float, stopped: Callable[[], bool]
    ) -> None:
        self._room, self._place, self._now, self._told = room, place, now, told
        self._mail = Mailbox(room, "pertama", "kedua", patience, stopped)
        self._name = share_probes.described(place).name

    def lead(self, wait: float) -> ShareReport:
        """Carry out all trials. One that cannot be run counts as unmeasured, as do all after the second one is lost."""
        refused = refusal(self._place)
        trials = [self._of_place(refused)]
        self._told("waiting")
        try:
            second = _workstation(self._mail.receive(wait))
        except NoReply:
            trials.append(Trial("second", TrialOutcome.UNMEASURED, note="timeout"))
            return self._report(None, trials, refused)
        try:
            for trial in self._all_trials():
                trials.append(trial)  # noqa: PERF402 (what was found before the other one was lost is kept)
            self._mail.ask("goodbye")
        except (NoReply, OSError) as error:
            trials.append(Trial("second", TrialOutcome.UNMEASURED, note=share_probes.trouble(error)))
        return self._report(second, trials, refused)

    def _all_trials(self) -> Iterator[Trial]:
        yield from self._with_database()
        for code, trial in (
            ("new_file", self._new_file),
            ("deletion", self._deletion),
            ("rename", self._rename),
        ):
            self._told(code)
            yield trial()
        self._told("measures")
        yield from self._measures()

    def _with_database(self) -> Iterator[Trial]:
        codes = ("lock_from_first", "lock_from_second", "reader", "left_lock", "new_row")
        try:
            database = TrialDatabase(self._room / TRIAL_DATABASE, self._place)
            database.make()
        except (sqlite3.Error, smb_locking.CannotOverride) as error:
            note = share_probes.trouble(error) if isinstance(error, sqlite3.Error) else "locks"
            yield Trial("database", TrialOutcome.FAILED, note=note)
            return
        trials = (self._lock_from_first, self._lock_from_second, self._reader, self._left_lock, self._new_row)
        try:
            for code, trial in zip(codes, trials, strict=True):
                self._told(code)
                try:
                    yield trial(database)
                except sqlite3.Error as error:
                    yield Trial(code, TrialOutcome.FAILED, note=share_probes.trouble(error))
        finally:
            database.close()

    def _lock_from_first(self, database: TrialDatabase) -> Trial:
        database.hold()
        try:
            held = self._mail.ask("refused", how="IMMEDIATE")
        finally:
            database.release()
        freed = self._mail.ask("refused", how="IMMEDIATE")
        return _of("lock_from_first", held.get("refused") is True and freed.get("refused") is False, held, freed)

    def _lock_from_second(self, database: TrialDatabase) -> Trial:
        held = self._mail.ask("hold", how="IMMEDIATE")
        refused = "trouble" in held or database.is_refused()
        freed = self._mail.ask("release")
        return _of("lock_from_second", refused and not database.is_refused(), held, freed)

    def _reader(self, database: TrialDatabase) -> Trial:
        """Nobody may read while the file is being changed."""
        database.hold("EXCLUSIVE")
        try:
            held = self._mail.ask("refused", how="DEFERRED")
        finally:
            database.release()
        return _of("reader", held.get("refused") is True, held)

    def _left_lock(self, _database: TrialDatabase) -> Trial:
        """The program gets along with such a server (local_queue.py), others may not: a note, and no more."""
        with read_together(self._room / TRIAL_DATABASE):
            asked = self._mail.ask("refused", how="EXCLUSIVE")
        if asked.get("refused") is True:
            return Trial("left_lock", TrialOutcome.WARNED, note=LEFT_LOCK)
        return _of("left_lock", True, asked)

    def _new_row(self, database: TrialDatabase) -> Trial:
        return self._seen("new_row", "watch_row", lambda: database.add(self._name, 1), seen=database.count())

    def _new_file(self) -> Trial:
        path = self._room / "baru.txt"
        return self._seen("new_file", "watch_file", lambda: put_whole(path, b"baru"), name=path.name)

    def _deletion(self) -> Trial:
        path = self._room / "baru.txt"
        return self._seen("deletion", "watch_gone", path.unlink, name=path.name)

    def _rename(self) -> Trial:
        """Over a file that the second one has open: it may be refused, but must never mix old and new."""
        path, part = self._room / "naskah.txt", self._room / "naskah.part"
        put_whole(path, OLD.encode())
        opened = self._mail.ask("open", name=path.name)
        part.write_bytes(NEW.encode())
        note = "allowed"
        try:
            part.replace(path)
        except OSError:
            note = "refused"
        rest = self._mail.ask("read_rest")
        mixed = rest.get("content", OLD) != OLD  # an error is no mixture
        if note == "refused":
            part.replace(path)
        seen = self._seen("rename", "watch_content", lambda: None, name=path.name, content=NEW)
        if "trouble" in opened or mixed:
            return Trial("rename", TrialOutcome.FAILED, note="mixed" if mixed else opened["trouble"])
        return Trial("rename", seen.outcome, seen.value, seen.limit, seen.unit, seen.note or note)

    def _measures(self) -> Iterator[Trial]:
        other = self._mail.ask("measure")
        own = share_probes.skew(self._room)
        for code, value in (("clock_first", own), ("clock_second", float(other.get("skew", 0.0)))):
            far = abs(value) > CLOCK_APART
            yield Trial(
                code, TrialOutcome.WARNED if far else TrialOutcome.PASSED, value, CLOCK_APART, MeasureUnit.SECONDS
            )
        free = share_probes.free_space(self._room)
        enough = TrialOutcome.PASSED if free >= SPACE_WANTED else TrialOutcome.WARNED
        yield Trial(
            "space", enough if free >= SPACE_NEEDED else TrialOutcome.FAILED, free, SPACE_WANTED, MeasureUnit.BYTES
        )
        times = {"first": share_probes.write_times(self._room), "second": list(other.get("writes", ()))}
        for who, taken in times.items():
            for name, part in (("p50", 0.5), ("p95", 0.95)):
                value = percentile(taken, part) if taken else 0.0
                slow = not taken or value > WRITE_WITHIN
                outcome = TrialOutcome.WARNED if slow else TrialOutcome.PASSED
                yield Trial(f"write_{name}_{who}", outcome, value, WRITE_WITHIN, MeasureUnit.MILLISECONDS)

    def _seen(self, code: str, word: str, deed: Callable[[], object], **facts: object) -> Trial:
        self._mail.send(word, **facts)
        watching = self._mail.receive()
        if "trouble" in watching:
            return Trial(code, TrialOutcome.FAILED, note=watching["trouble"])
        began = time.monotonic()
        deed()
        answer = self._mail.receive()
        taken = time.monotonic() - began
        passed = answer.get("seen") is True and taken <= SEEN_WITHIN
        outcome = TrialOutcome.PASSED if passed else TrialOutcome.FAILED
        return Trial(code, outcome, taken, SEEN_WITHIN, MeasureUnit.SECONDS, answer.get("trouble", ""))

    def _of_place(self, refused: ShareUnavailable | None) -> Trial:
        if refused is not None:
            return Trial("place", TrialOutcome.FAILED, note=str(refused.facts.get("found") or refused.facts["problem"]))
        unproven = caution(self._place) or (self._place.kind.value if self._place.kind is PlaceKind.LOCAL else "")
        return Trial("place", TrialOutcome.WARNED if unproven else TrialOutcome.PASSED, note=unproven)

    def _report(self, second: Workstation | None, trials: list[Trial], refused: ShareUnavailable | None) -> ShareReport:
        first = share_probes.described(self._place)
        remedy = (
            GOOD_OPTIONS
            if refused is not None and self._place.kind in {PlaceKind.CIFS, PlaceKind.GVFS, PlaceKind.FUSE}
            else ""
        )
        folder = str(self._room.parent)
        return ShareReport(folder, self._now, first, second, tuple(trials), remedy, sqlite3.sqlite_version)


def _of(code: str, passed: bool, *answers: Note) -> Trial:
    note = next((str(each["trouble"]) for each in answers if "trouble" in each), "")
    return Trial(code, TrialOutcome.PASSED if passed and not note else TrialOutcome.FAILED, note=note)


def _workstation(note: Note) -> Workstation:
    return Workstation(**{each.name: str(note[each.name]) for each in fields(Workstation)})
