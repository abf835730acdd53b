"""The procedure: steps, roles, documents, facts, decisions, standard times. Data, never code.

The values come from resources/sop/*.toml through models/sop/reading.py. A project keeps the version it began with.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class TimeUnit(StrEnum):
    """Units of a standard time. `MINUTE` is effort and never a deadline."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class StandardTime:
    """Mutu baku. `text` is the SOP's own wording ("1-2 Minggu"); minimum and maximum count `unit`."""

    minimum: int
    maximum: int
    unit: TimeUnit
    text: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role column of the SOP. `own_team_only`: acts only on projects of the person's own team."""

    code: str
    title: str
    own_team_only: bool = False


@dataclass(frozen=True, slots=True)
class Performer:
    """Who performs a step. `confidence` below 1 and `proposal` mark what the published text leaves open."""

    role: str
    confidence: float = 1.0
    proposal: bool = True


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A document of a step. `form`: name of the paper that the program makes ("release_notice"), "" if people bring it.

    link: an address may stand in for a file (prototype, repository). letter: number, date and subject are asked for.
    """

    code: str
    name: str
    step: int
    required: bool = True
    form: str = ""
    link: bool = False
    letter: bool = False


class FactKind(StrEnum):
    """How a fact is typed in and checked. Values are JSON: str, list of str, or list of {column: str}."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    CHOICE = "choice"
    CHECKLIST = "checklist"
    MEMBER = "member"
    MEMBERS = "members"
    ROWS = "rows"
    FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class FactColumn:
    """One column of a ROWS fact. `choices` empty = free text."""

    key: str
    label: str
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()


BINDINGS = frozenset(
    {
        "project_name", "team", "letter_number", "letter_date", "letter_subject", "wished_date",
        "coordinator", "programmers", "disposition_instruction", "disposition_date",
        "test_conclusion", "candidate_version", "release_version", "release_date",
    }
)  # fmt: skip
"""What a fact may be bound to: the program copies its value into the project, disposition or release record."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the SOP wants to know at a step.

    choices: (code, label) of CHOICE and CHECKLIST; a CHECKLIST is complete when every item is ticked. role: for
    MEMBER(S), only holders of it. future: a DATE may lie after today. binds: what the program itself does with it
    (see BINDINGS). fresh: a return that passes its step clears it, so each round answers anew. FINDINGS is complete
    when no finding of the project is open.
    """

    key: str
    label: str
    kind: FactKind
    step: int
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    columns: tuple[FactColumn, ...] = ()
    role: str = ""
    future: bool = False
    binds: str = ""
    example: str = ""
    fresh: bool = False


class DecisionKind(StrEnum):
    """What a decision does to the card."""

    FORWARD = "forward"
    SKIP = "skip"
    RETURN = "return"
    REJECT = "reject"
    CANCEL = "cancel"
    CLOSE = "close"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Decision:
    """One way out of a step.

    target: the step it leads to, 0 for an ending. targets: where a FOLLOW_UP's child project may begin. demand: the
    documents and facts of the step are required first. accepts: (fact key, allowed codes) pairs, e.g. the conclusion
    of a test must be "accepted". refuses_critical_findings: a release with notes may leave small findings open, never
    a critical one. roles: who may take it; empty = the performers of the step. from_sop: False = a rule of the
    program, said so wherever it is shown.
    """

    code: str
    step: int
    label: str
    kind: DecisionKind
    target: int = 0
    reason_required: bool = False
    demand: bool = False
    accepts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    refuses_open_findings: bool = False
    refuses_critical_findings: bool = False
    roles: tuple[str, ...] = ()
    from_sop: bool = False
    drop_label: str = ""
    done_label: str = ""
    meaning: str = ""
    targets: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One column of the board. `activity` and `output` are the SOP's words; `title` is the column's short name."""

    number: int
    title: str
    activity: str
    output: str
    standard: StandardTime
    performers: tuple[Performer, ...]
    involved: tuple[str, ...] = ()
    documents: tuple[DocumentKind, ...] = ()
    facts: tuple[Fact, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def required_documents(self) -> tuple[DocumentKind, ...]:
        """Documents without which the step cannot be left forward."""
        return tuple(each for each in self.documents if each.required)

    @property
    def roles(self) -> tuple[str, ...]:
        """Codes of the performing roles."""
        return tuple(each.role for each in self.performers)


@dataclass(frozen=True, slots=True)
class Identity:
    """Head of the published SOP, word for word."""

    agency: str
    unit: str
    number: str
    name: str
    created: str
    revised: str
    effective: str
    approved_by: str
    approver_title: str
    approver_nip: str
    legal_basis: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sop:
    """A whole procedure. `holders`: roles that may hold and resume any project.

    hash: SHA-256 of its canonical text without `version` (models/sop/reading.py), so equal content has an equal hash.
    """

    code: str
    identity: Identity
    roles: tuple[Role, ...]
    steps: tuple[Step, ...]
    holders: tuple[str, ...] = ()
    version: int = 1
    hash: str = ""

    def step(self, number: int) -> Step:
        """The step of that number; KeyError if there is none."""
        for each in self.steps:
            if each.number == number:
                return each
        raise KeyError(number)

    def role(self, code: str) -> Role:
        """The role of that code; KeyError if there is none."""
        for each in self.roles:
            if each.code == code:
                return each
        raise KeyError(code)

    def decision(self, code: str) -> Decision:
        """The decision of that code; KeyError if there is none."""
        for step in self.steps:
            for each in step.decisions:
                if each.code == code:
                    return each
        raise KeyError(code)

    def document(self, code: str) -> DocumentKind:
        """The document kind of that code; KeyError if there is none."""
        for step in self.steps:
            for each in step.documents:
                if each.code == code:
                    return each
        raise KeyError(code)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts of all steps, in order."""
        return tuple(fact for step in self.steps for fact in step.facts)

    @property
    def last_step(self) -> int:
        """Number of the last column."""
        return self.steps[-1].number
