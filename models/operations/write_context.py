"""One person's write: what an operation is given, and what it leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection

from models.errors import RuleBroken
from models.obstacles import Obstacle, Why
from models.office import OfficeSettings
from models.people import Person
from models.records import numbering
from models.records.live_project import LiveProject, load_project, shown_at
from models.records.people import People
from models.records.procedures import Procedures
from models.requests import ProjectWrite
from models.storage.tables import DocumentRow
from models.storage.timestamps import to_text
from models.worktime import Calendar


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """A file as it lies in the store, durable before any row names it. folder: the project's folder it was put in."""

    folder: str
    name: str
    path: str
    size: int
    sha256: str
    media: str


@dataclass(frozen=True, slots=True)
class WriteContext:
    """Connection, person and moment of one operation.

    edition: the newest line of the ledger about the office itself, of which people and settings are. rehearsal: nothing
    will be written; numbers are only looked at and files have no place yet. placed: the files of the request's
    attachments, by their order.
    """

    connection: Connection
    procedures: Procedures
    people: People
    actor: Person
    now: datetime
    today: date
    settings: OfficeSettings
    calendar: Calendar
    edition: int
    rehearsal: bool = False
    placed: Mapping[int, PlacedFile] = field(default_factory=dict)

    @property
    def at(self) -> str:
        """Now, as the tables write it."""
        return to_text(self.now)

    def project(self, request: ProjectWrite) -> LiveProject:
        """The project of a request. Raises NotFound, or ChangedByOther when it is not the version that was shown."""
        return shown_at(load_project(self.connection, self.procedures, request.project_id), request.version)

    def number(self, prefix: str) -> str:
        """The next number of a series of this year."""
        give = numbering.peek if self.rehearsal else numbering.take
        return give(self.connection, prefix, self.today.year)


@dataclass(slots=True)
class WriteOutcome:
    """What an operation did.

    projects: those to save, the one acted on first. details: for the ledger; late_details is asked after saving, when
    new rows have their ids. documents: new rows, by the order of the request's attachments. number: given to something.
    shown: the project to show afterwards, when it is not the first.
    """

    deed: str
    projects: list[LiveProject] = field(default_factory=list)
    details: dict[str, object] = field(default_factory=dict)
    late_details: Callable[[], Mapping[str, object]] = dict
    documents: list[DocumentRow] = field(default_factory=list)
    number: str = ""
    shown: LiveProject | None = None


def refuse(obstacles: tuple[Obstacle, ...]) -> None:
    """RuleBroken if anything stands in the way."""
    if obstacles:
        raise RuleBroken(obstacles)


def administrator_only(actor: Person) -> None:
    """RuleBroken for everybody but administrators."""
    if not actor.administrator:
        raise RuleBroken((Obstacle(Why.ADMINISTRATOR_ONLY),))
