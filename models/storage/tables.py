"""The tables and the numbers of their schema. Constraint names are explicit: migrations need them. Times are text.

What the board shows is kept on the project row itself and written in the same transaction as its cause, so that one
query without a join reads a whole board.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Index, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.orm import declared_attr, registry
from sqlalchemy.orm.attributes import instance_dict
from sqlmodel import Field, SQLModel

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel, registry=registry(metadata=MetaData(naming_convention=CONVENTION))):
    """What every table has in common: one set of names, one catalogue. ProjectRow is the table "project"."""

    __table__: ClassVar[Table]

    # SQLModel types the name as an attribute of its own kind; SQLAlchemy documents this form.
    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 # pyright: ignore[reportIncompatibleVariableOverride]
        """The class's name without Row, in small letters with underscores."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__.removesuffix("Row")).lower()

    @classmethod
    def table(cls) -> Table:
        """The table behind the class."""
        return cls.__table__


class OfficeRow(Row, table=True):
    """One row: this office.

    min_writer, min_reader: the oldest schema numbers that may still write or read. min_program: the oldest version of
    the program that may write, "" for any. epoch: grows with each restoration.
    """

    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(primary_key=True)
    uuid: str
    name: str
    training: bool
    settings: str = Field(sa_type=Text)
    min_writer: int
    created_at: str
    min_reader: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    min_program: str = Field(default="", sa_column_kwargs={"server_default": ""})
    epoch: int = Field(default=1, sa_column_kwargs={"server_default": "1"})


class MemberRow(Row, table=True):
    """A person of the office; `login` is the account of the operating system, in lower case."""

    __table_args__ = (UniqueConstraint("login"),)

    id: int = Field(default=None, primary_key=True)
    login: str
    name: str
    team: str
    title: str
    nip: str
    administrator: bool
    active: bool = True
    version: int = 1


class MemberRoleRow(Row, table=True):
    """A role held by a member from `since` to `until` (ISO dates, "" = open); acting: "", "Plh." or "Plt."."""

    id: int = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    role: str
    acting: str = ""
    since: str = ""
    until: str = ""


class SopVersionRow(Row, table=True):
    """A procedure as this office adopted it, word for word; projects keep the version they began with."""

    __table_args__ = (UniqueConstraint("number"), UniqueConstraint("hash"))

    id: int = Field(default=None, primary_key=True)
    number: int
    hash: str
    text: str = Field(sa_type=Text)
    adopted_at: str


class ProjectRow(Row, table=True):
    """A project and all that its card shows.

    programmers: JSON list of member ids. pauses: JSON list of [from, until or ""] of the present visit. documents_held:
    codes of the kinds with a current version, space-separated. step_facts: JSON of the facts that decide the present
    step's paths. start_step: where it began (a child may begin later). changed_seq: its newest ledger line.
    """

    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("state IN ('running', 'held', 'maintenance', 'rejected', 'cancelled')", name="state"),
        CheckConstraint("version >= 1 AND round >= 1 AND step >= 1", name="counted"),
    )

    id: int = Field(default=None, primary_key=True)
    version: int = 1
    number: str
    name: str
    team: str
    requester_id: int = Field(foreign_key="member.id")
    coordinator_id: int | None = Field(default=None, foreign_key="member.id")
    programmers: str = "[]"
    step: int
    round: int = 1
    state: str = "running"
    held_since: str = ""
    sop_version_id: int = Field(foreign_key="sop_version.id")
    parent_id: int | None = Field(default=None, foreign_key="project.id", index=True)
    start_step: int
    folder: str
    entered_at: str
    counting: str
    pauses: str = "[]"
    documents_held: str = ""
    documents_done: int = 0
    documents_required: int = 0
    attachments: int = 0
    comments: int = 0
    open_findings: int = 0
    critical_findings: int = 0
    step_facts: str = Field(default="{}", sa_type=Text)
    wished: str = ""
    created_at: str
    changed_seq: int = Field(default=0, index=True)
    changed_at: str = ""
    changed_by: str = ""


class FactRow(Row, table=True):
    """One fact of a project; value: JSON of a FactValue."""

    project_id: int = Field(primary_key=True, foreign_key="project.id")
    key: str = Field(primary_key=True)
    value: str = Field(sa_type=Text)


class VisitRow(Row, table=True):
    """One stay in one step; never deleted. left_at "" while it lasts; result "undone" when taken back."""

    __table_args__ = (CheckConstraint("round >= 1", name="counted"),)

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    step: int
    round: int
    counting: str
    entered_at: str
    entered_by: int = Field(foreign_key="member.id")
    left_at: str = ""
    left_by: int | None = Field(default=None, foreign_key="member.id")
    result: str = ""
    reason: str = Field(default="", sa_type=Text)
    skipped: bool = False


class PauseRow(Row, table=True):
    """A time in which the clock of a visit stood still. until "" while it lasts; expected: ISO date or ""."""

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    visit_id: int = Field(foreign_key="visit.id")
    since: str
    until: str = ""
    reason: str = Field(default="", sa_type=Text)
    expected: str = ""


class DocumentRow(Row, table=True):
    """One attached file or link, immutable but for its status: current, superseded, returned or withdrawn."""

    __table_args__ = (
        UniqueConstraint("project_id", "kind", "version"),
        CheckConstraint("status IN ('current', 'superseded', 'returned', 'withdrawn')", name="status"),
    )

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id")
    kind: str
    step: int
    round: int
    version: int
    name: str
    size: int = Field(sa_type=BigInteger)
    sha256: str
    media: str
    status: str = "current"
    attached_at: str
    attached_by: int = Field(foreign_key="member.id")
    path: str
    link: str = ""
    letter_number: str = ""
    letter_date: str = ""
    letter_subject: str = ""


class DispositionRow(Row, table=True):
    """The order to the coordinator; undone when the decision was taken back."""

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    round: int
    member_id: int = Field(foreign_key="member.id")
    instruction: str = Field(sa_type=Text)
    given: str
    given_by: int = Field(foreign_key="member.id")
    undone: bool = False


class FindingRow(Row, table=True):
    """A finding of a test. status: open, done, deferred or known_issue."""

    __table_args__ = (
        UniqueConstraint("project_id", "number"),
        CheckConstraint("severity IN ('critical', 'major', 'minor')", name="severity"),
        CheckConstraint("status IN ('open', 'done', 'deferred', 'known_issue')", name="status"),
    )

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id")
    number: int
    step: int
    round: int
    description: str = Field(sa_type=Text)
    severity: str
    status: str
    action: str = Field(default="", sa_type=Text)
    reason: str = Field(default="", sa_type=Text)
    version: int = 1


class ReleaseRow(Row, table=True):
    """A release; undone when the decision was taken back (its number stays used)."""

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    number: str
    version: str
    released: str
    with_notes: bool
    notes: str = Field(default="", sa_type=Text)
    by: int = Field(foreign_key="member.id")
    undone: bool = False


class FormNumberRow(Row, table=True):
    """A number given to a paper of a project (RN-, LP-, BA-); one for each form and round of its step."""

    __table_args__ = (UniqueConstraint("number"),)

    id: int = Field(default=None, primary_key=True)
    project_id: int = Field(foreign_key="project.id", index=True)
    form: str
    round: int
    number: str


class CalendarDayRow(Row, table=True):
    """One edit of the office's calendar over the shipped one. day: ISO date. kind: "libur", "cuti" or "kerja" (no
    holiday after all). since: ISO date of the edit, "" where it made a year known: that holds from the beginning."""

    id: int = Field(default=None, primary_key=True)
    day: str
    name: str
    kind: str
    since: str


class CounterRow(Row, table=True):
    """The last number given of a series such as "PRJ-2026"."""

    series: str = Field(primary_key=True)
    last: int


class LedgerRow(Row, table=True):
    """One line for each operation; append-only by triggers. details: JSON. See ledger.py for the chain."""

    __table_args__ = (
        UniqueConstraint("operation_id"),
        Index("ix_ledger_project_id_sequence", "project_id", "sequence"),
    )

    sequence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: str
    person_id: int | None = Field(default=None, foreign_key="member.id")
    person: str
    workstation: str
    operation_id: str
    deed: str
    project_id: int | None = Field(default=None, foreign_key="project.id")
    details: str = Field(sa_type=Text)
    previous: str
    hash: str


def columns(row: Row) -> dict[str, Any]:
    """The row as column to value."""
    held = instance_dict(row)
    return {column.key: held[column.key] for column in row.table().columns}


class MaintenanceRow(Row, table=True):
    """One row while somebody works on the whole file; its holder also holds a lock (maintenance.py)."""

    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    holder: str
    operation: str
    nonce: str
    since: str


class BackupRow(Row, table=True):
    """Who makes the backup of a day (ISO date, WIB). name and sha256 are "" until it is there."""

    day: str = Field(primary_key=True)
    holder: str
    since: str
    name: str = ""
    sha256: str = ""


APPLICATION_ID = 0x4C414A55
"""PRAGMA application_id of an office file: "LAJU"."""

SCHEMA = 3
"""PRAGMA user_version that this program reads and writes; the newest step in models/migrations/versions."""

OLDEST_READER = 2
"""The oldest SCHEMA whose programs can still read a file of this one."""
