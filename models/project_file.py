"""One project whole, frozen: what the project panel shows and the papers print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from models.board import Card
from models.people import Person
from models.sop.procedure import Sop
from models.worktime import Clock

FactValue = str | list[str] | list[dict[str, str]]
"""A fact's value as JSON: text and dates (ISO) as str, lists for checklists and members, rows as dicts of str."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay in one step. left is None while it lasts. result: decision code, "" while open, "undone" if taken back.

    skipped: the step was recorded as not needed and never entered by hand.
    """

    step: int
    round: int
    entered: datetime
    left: datetime | None
    result: str
    reason: str
    entered_by: str
    left_by: str
    clock: Clock
    skipped: bool = False


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One attached file (or link), immutable. status: current, superseded, returned or withdrawn.

    path: relative to the document folder, POSIX. letter_*: of an official letter, "" where not asked.
    """

    id: int
    kind: str
    kind_name: str
    step: int
    round: int
    version: int
    name: str
    size: int
    sha256: str
    media: str
    status: str
    attached: datetime
    attached_by: str
    path: str
    link: str = ""
    letter_number: str = ""
    letter_date: date | None = None
    letter_subject: str = ""
    intact: bool | None = None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One ledger line about the project. deed: operation name; facts: its details as strings."""

    sequence: int
    at: datetime
    person: str
    workstation: str
    deed: str
    facts: Mapping[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of a test (steps 6, 8). severity: critical, major, minor. status: open, done, deferred, known_issue."""

    id: int
    number: int
    step: int
    round: int
    description: str
    severity: str
    status: str
    action: str
    reason: str
    version: int = 1


@dataclass(frozen=True, slots=True)
class Disposition:
    """The order of the head of TIP to the coordinator."""

    to: str
    instruction: str
    given: date
    given_by: str
    round: int


@dataclass(frozen=True, slots=True)
class Release:
    """One release. number: RN-…; with_notes: open findings became known issues."""

    number: str
    version: str
    released: date
    with_notes: bool
    notes: str
    by: str


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """The whole dossier. facts: key to FactValue. ledger_hash: hash of the newest ledger line, printed on papers."""

    card: Card
    sop: Sop
    facts: Mapping[str, FactValue]
    visits: tuple[Visit, ...]
    documents: tuple[DocumentVersion, ...]
    history: tuple[HistoryLine, ...]
    findings: tuple[Finding, ...]
    dispositions: tuple[Disposition, ...]
    releases: tuple[Release, ...]
    people: tuple[Person, ...]
    created: datetime
    folder: str
    requester: Person | None = None
    coordinator: Person | None = None
    programmers: tuple[Person, ...] = ()
    head: Person | None = None
    parent: str = ""
    children: tuple[str, ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict[str, str])
    sequence: int = 0
    ledger_hash: str = ""

    def text(self, key: str) -> str:
        """A text fact, "" when it is not there."""
        value = self.facts.get(key, "")
        return value if isinstance(value, str) else ""

    def rows(self, key: str) -> list[dict[str, str]]:
        """A ROWS fact, [] when it is not there."""
        value = self.facts.get(key, [])
        return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
