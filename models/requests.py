"""What crosses from the window or the command line to the records child: frozen requests with plain values.

Every write carries an `operation_id` (uuid4 hex) so that done twice is done once, and the `version` of the project
it was shown. Every read answers with a frozen value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.figures.periods import Period
from models.project_file import FactValue


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file (or link) to attach. source: path on this computer, "" for a link. confirmed: warnings were shown and
    accepted."""

    kind: str
    source: str = ""
    name: str = ""
    link: str = ""
    letter_number: str = ""
    letter_date: date | None = None
    letter_subject: str = ""
    confirmed: bool = False


# reads ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReadBoard:
    """Answers Board."""


@dataclass(frozen=True, slots=True)
class ReadNews:
    """Answers News: cards changed after ledger line `sequence` (empty when nothing is new)."""

    sequence: int


@dataclass(frozen=True, slots=True)
class ReadProject:
    """Answers ProjectFile. check: hash every document again and fill DocumentVersion.intact."""

    project_id: int
    check: bool = False


@dataclass(frozen=True, slots=True)
class ReadOffice:
    """Answers OfficeSettings."""


@dataclass(frozen=True, slots=True)
class FindOperation:
    """Answers Changed if that operation was committed, None if not."""

    sought: str


@dataclass(frozen=True, slots=True)
class ReadFigures:
    """Answers models.figures.values.Figures. team: "" for the projects of all teams."""

    period: Period
    team: str = ""


@dataclass(frozen=True, slots=True)
class ReadPastBoard:
    """Answers models.board.PastBoard: the board in the evening of `day` (WIB). Raises BadInput (future_date)."""

    day: date


@dataclass(frozen=True, slots=True)
class ReadForecast:
    """Answers a Forecast (models/figures) of a project. Raises RuleBroken (PROJECT_ENDED) for one that is over."""

    project_id: int


@dataclass(frozen=True, slots=True)
class ReadEvidence:
    """Answers an Evidence (models/figures): the standard time of every step against the office's whole history."""


@dataclass(frozen=True, slots=True)
class CopyDocument:
    """Copies an attachment to `folder` on this computer, read-only; answers the path as str. Fails DamageFound if
    its hash differs."""

    document_id: int
    folder: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class InspectFile:
    """Looks at a file of this computer before it is attached; answers models.documents.attachments.Inspection
    or raises BadDocument."""

    path: str
    required: bool = False


# writes --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """Every write. `note` is free text for the ledger."""

    operation_id: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestProject(Write):
    """Step 1: a new project with its facts and, if at hand, its nota dinas. Answers Changed."""

    facts: Mapping[str, FactValue] = field(default_factory=dict[str, FactValue])
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectWrite(Write):
    """A write on one project, shown at `version`."""

    project_id: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFacts(ProjectWrite):
    """Writes facts of the project; only the keys given."""

    facts: Mapping[str, FactValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachDocument(ProjectWrite):
    """Attaches one or more documents."""

    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDocument(ProjectWrite):
    """Marks a document version as withdrawn; the file stays."""

    document_id: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeDecision(ProjectWrite):
    """Any decision of the SOP. The facts, findings and attachments come with it in the same transaction."""

    decision: str
    reason: str = ""
    facts: Mapping[str, FactValue] = field(default_factory=dict[str, FactValue])
    attachments: tuple[Attachment, ...] = ()
    findings: tuple[FindingNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveProject(TakeDecision):
    """Forward or skip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnProject(TakeDecision):
    """Back to an earlier step, a new round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndProject(TakeDecision):
    """Reject or cancel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseProject(TakeDecision):
    """Close into maintenance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFollowUp(TakeDecision):
    """A new child project at step `target` (1 or 5). Answers Changed with the child as project_id."""

    target: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldProject(ProjectWrite):
    """The clock stops. expected: date it should go on, if known."""

    reason: str
    expected: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeProject(ProjectWrite):
    """The clock runs again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingNote:
    """One finding as typed. id 0: new. status: open, done, deferred."""

    id: int = 0
    description: str = ""
    severity: str = "minor"
    status: str = "open"
    action: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFindings(ProjectWrite):
    """Adds or settles findings of a test."""

    findings: tuple[FindingNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRelease(ProjectWrite):
    """Gives the project the next number of a form (form "release_notice" gives RN-…) for use on its paper."""

    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddComment(ProjectWrite):
    """Free text kept in the history."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogMaintenance(ProjectWrite):
    """A maintenance entry of a system in use."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoMove(ProjectWrite):
    """Takes back one's own last move while nobody else has touched the project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddMember(Write):
    """Administrator: a new member, or new roles for the one of that login."""

    login: str
    name: str
    roles: tuple[str, ...]
    team: str = ""
    title: str = ""
    nip: str = ""
    administrator: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOffice(Write):
    """Administrator: letterhead, limits and contact. Values as in OfficeSettings, by field name."""

    values: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptSop(Write):
    """Administrator: the procedure for new projects. content: a SOP file as bytes; name: its file name."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True)
class ReadWaiting:
    """Answers a tuple of models.board.Waiting: held projects and those that were sent back."""


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """Answers models.worktime.Calendar: the office's days off, with former editions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCalendar(Write):
    """Administrator: days off. added: (day, name, kind "libur" or "cuti"). removed: work is done then after all.

    source: path on this computer of a calendar file (TOML or CSV), which says what one whole year is like; or that
    file as `content` with its `name`.
    """

    added: tuple[tuple[date, str, str], ...] = ()
    removed: tuple[date, ...] = ()
    source: str = ""
    content: bytes = b""
    name: str = ""


@dataclass(frozen=True, slots=True)
class BackUp:
    """Answers models.upkeep.BackupMade."""


@dataclass(frozen=True, slots=True)
class BackUpIfDue:
    """The automatic backup of the day. Answers BackupMade, or None where there is one or another workstation is at it.

    To be asked some minutes after the start and then every hour."""


@dataclass(frozen=True, slots=True)
class ListBackups:
    """Answers a tuple of models.upkeep.BackupFile, newest first."""


@dataclass(frozen=True, slots=True)
class RestoreBackup:
    """Administrator. source: a path, or a name of ListBackups. Answers models.upkeep.Restored; the board is to be read
    anew afterwards."""

    source: str


@dataclass(frozen=True, slots=True)
class RunCheck:
    """Answers models.upkeep.Report. repair: put leftovers in order as well (administrator)."""

    repair: bool = False


@dataclass(frozen=True, slots=True)
class EndMaintenance:
    """Administrator: ends what a crash left. Answers True, or False where nothing was left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequireProgram(Write):
    """Administrator: programs older than this version ("1.2.0", "" for none) may only read from now on."""

    program: str


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """Who acts here? account: of the operating system. wished: member to play in a training office, "" for anyone."""

    account: str
    wished: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """Answer to OpenSeat. login: goes with every request. training: `login` may be anybody."""

    login: str
    training: bool


@dataclass(frozen=True, slots=True)
class Attend:
    """Says that this window is open, for the person of its login; answers tuple[models.board.Present, ...]."""


@dataclass(frozen=True, slots=True)
class KeepBoard:
    """Keeps the board answered last as the one last seen on this computer (desktop/last_seen.py); answers None."""

    folder: str
    place: str
    login: str


@dataclass(frozen=True, slots=True)
class CheckPiece:
    """Reads the next piece of a stored document; answers None until all is read, then whether it is as attached."""

    path: str
    sha256: str
    size: int


# of the upkeep child only --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HoldMaintenance:
    """Administrator: nobody else writes until this request is stopped; answers None then. Tells "maintenance"."""


@dataclass(frozen=True, slots=True)
class CheckShare:
    """Leads the check of the office's folder by two workstations; answers models.share_report.ShareReport.

    wait: seconds for the second one to come. Tells the codes of the trials.
    """

    wait: float


@dataclass(frozen=True, slots=True)
class JoinShareCheck:
    """Serves the check that another workstation leads; answers its name. wait: seconds to look for it."""

    wait: float
