"""What looking after an office's file answers with: backups, restorations and checks. Frozen values, no sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.errors import Stopped


class Phase(StrEnum):
    """What long work is at."""

    COPYING = "copying"
    VERIFYING = "verifying"
    PUBLISHING = "publishing"
    DOCUMENTS = "documents"
    REPLACING = "replacing"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work is; total 0 where it is not known."""

    phase: Phase
    done: int
    total: int


class Pace:
    """Given to long work: it says how far it is, and hears whether the person wants it to stop."""

    def __init__(
        self, tell: Callable[[Progress], None] = lambda progress: None, stop: Callable[[], bool] = lambda: False
    ) -> None:
        self._tell = tell
        self._stop = stop

    def step(self, phase: Phase, done: int, total: int) -> None:
        """To be called often; raises Stopped where the person wants that. What is replaced whole cannot be stopped."""
        self._tell(Progress(phase, done, total))
        replaced = phase is Phase.REPLACING and done == total
        if not replaced and self._stop():
            raise Stopped


@dataclass(frozen=True, slots=True)
class Keep:
    """How many backups stay: the newest of each of so many days, weeks (ISO) and months (WIB) that have one."""

    daily: int = 14
    weekly: int = 8
    monthly: int = 12


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds. counts: rows of each table. sequence, hash: newest ledger line. schema: its number."""

    uuid: str
    epoch: int
    schema: int
    counts: Mapping[str, int]
    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup as it lies in the folder. at: UTC, from its name. size in bytes."""

    name: str
    at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that was made and read back. removed: older ones that were due to go."""

    path: str
    size: int
    sha256: str
    contents: Contents
    documents: int
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """An office put back. kept: where the file lies that it replaced, "" if there was none. missing: documents that
    the restored records name and that are no longer as they were.

    numbers: series ("PRJ-2026") of which numbers were given since the backup, with the last one; they go on behind it.
    numbers_sure: the replaced office itself said so; else only what it left behind was asked.
    """

    path: str
    backup: str
    kept: str
    contents: Contents
    missing: tuple[str, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict[str, int])
    numbers_sure: bool = True


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A file brought to a newer schema. kept: the backup made before, "" where nothing was to be done."""

    path: str
    before: int
    now: int
    kept: str


class Fault(StrEnum):
    """What can be wrong."""

    FILE = "file"
    REFERENCE = "reference"
    LEDGER_HASH = "ledger_hash"
    LEDGER_GAP = "ledger_gap"
    STORY = "story"
    PROJECT = "project"
    DOCUMENT_CHANGED = "document_changed"
    DOCUMENT_MISSING = "document_missing"


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong. subject: line, project or path."""

    fault: Fault
    subject: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is no damage but should be known. code: backup_none, backup_old, backup_damaged, share,
    maintenance_left, manifests, leftovers, unfinished, orphans, dossiers; facts for the sentence."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at and what was found.

    orphans: files that no row names, harmless leftovers of cut-off saves. dossiers: the same of cut-off closings, as
    "Arsip/PRJ-2026-001". manifests: project folders whose list of
    hashes is missing or older than the records. leftovers: what a crash left more than a day ago under a name that only
    Lajur gives. moved, rewritten, removed: what a repair did about them.
    """

    findings: tuple[Damage, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    orphans: tuple[str, ...] = ()
    manifests: tuple[str, ...] = ()
    notices: tuple[Remark, ...] = ()
    moved: tuple[str, ...] = ()
    rewritten: tuple[str, ...] = ()
    leftovers: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    dossiers: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Nothing is wrong."""
        return not self.findings

    @property
    def untidy(self) -> bool:
        """A repair has something to do."""
        return bool(self.orphans or self.dossiers or self.manifests or self.leftovers)
