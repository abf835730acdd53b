"""The board as one frozen value: what the window paints and a card may do; today's and a past day's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.errors import OfficeError
from models.obstacles import Obstacle
from models.office import OfficeSettings
from models.office_mark import OfficeMark
from models.people import Person
from models.sop.procedure import Sop
from models.worktime import Clock


class ProjectState(StrEnum):
    """Where a project stands beside its step."""

    RUNNING = "running"
    HELD = "held"
    MAINTENANCE = "maintenance"
    REJECTED = "rejected"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Development is over: no step clock runs any more."""
        return self in (ProjectState.MAINTENANCE, ProjectState.REJECTED, ProjectState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Move:
    """One way a card could go: a column (`step` > 0) or an ending (`step` == 0).

    decision: code of the SOP decision, "" where none leads there. kind: that decision's kind
    ("forward", "skip", "return", "reject", "cancel", "close", "follow_up", "hold", "resume"), "" if none.
    met: labels of the conditions already fulfilled, for the box over a lit column.
    """

    step: int
    decision: str = ""
    kind: str = ""
    label: str = ""
    reason_required: bool = False
    obstacles: tuple[Obstacle, ...] = ()
    met: tuple[str, ...] = ()

    @property
    def barred(self) -> bool:
        """The person may not go there; the first obstacle says why."""
        return any(not each.suppliable for each in self.obstacles)

    @property
    def open(self) -> bool:
        """Nothing is missing."""
        return not self.obstacles

    @property
    def needs(self) -> tuple[Obstacle, ...]:
        """What the dialog must ask for before the card can go."""
        return () if self.barred else self.obstacles


@dataclass(frozen=True, slots=True)
class Card:
    """One project as the board shows it. `paths` holds one Path for every decision and every other step.

    named: ids of the members whom the project itself names for its present step, () where any holder of the role may.
    """

    id: int
    version: int
    number: str
    name: str
    team: str
    step: int
    round: int
    state: ProjectState
    clock: Clock
    documents_done: int
    documents_required: int
    attachments: int
    comments: int
    person_id: int
    person: str
    waiting: str
    moves: tuple[Move, ...]
    changed_at: datetime
    changed_by: str = ""
    sop_version: int = 1
    wished: date | None = None
    named: tuple[int, ...] = ()

    def paths_to(self, step: int) -> tuple[Move, ...]:
        """All ways to that column, lawful ones first (a step may be reached by two decisions, e.g. 8 to 9)."""
        return tuple(sorted((p for p in self.moves if p.step == step), key=lambda p: p.barred))

    @property
    def endings(self) -> tuple[Move, ...]:
        """Ways that lead to no column: cancel, reject, hold, resume, close, follow-up."""
        return tuple(p for p in self.moves if p.step == 0)


@dataclass(frozen=True, slots=True)
class LastChange:
    """The newest deed in the office. number: of its project, "" for the office itself. facts: as in the ledger."""

    person: str
    number: str
    deed: str
    at: datetime
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the window needs to paint and filter. `sequence` is the newest ledger line it contains.

    office: whose data these are; what is asked because of them is meant for that office only. settings:
    those in force, on a past day's board too. documents: the folder
    with the documents of all projects as this computer reaches it, "" where nobody knows.
    """

    sop: Sop
    actor: Person
    people: tuple[Person, ...]
    cards: tuple[Card, ...]
    sequence: int
    read_at: datetime
    today: date
    training: bool
    place: str
    settings: OfficeSettings
    last_change: LastChange | None = None
    office: OfficeMark | None = None
    documents: str = ""

    @property
    def columns(self) -> dict[int, tuple[Card, ...]]:
        """Running and held cards by step, each column in the order of `column_order`."""
        columns: dict[int, list[Card]] = {step.number: [] for step in self.sop.steps}
        for card in self.cards:
            if not card.state.ended and card.step in columns:
                columns[card.step].append(card)
        return {step: tuple(sorted(cards, key=column_order)) for step, cards in columns.items()}


_RANK = {"late": 0, "near": 1, "inside": 2, "paused": 3, "none": 4}


def column_order(card: Card) -> tuple[int, float, str]:
    """Late, near, in time, paused, no limit; then the share of the limit used; then the number."""
    return (_RANK[card.clock.status.value], -card.clock.share, card.number)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a write changed: `cards` are whole new values, `sequence` the ledger line, `project_id` the one acted on.

    undoable: the deed can be taken back with Ctrl+Z while nobody else has touched the project.
    """

    operation_id: str
    deed: str
    project_id: int
    sequence: int
    cards: tuple[Card, ...] = ()
    undoable: bool = False
    number: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What others (and oneself) changed since a ledger line: whole new cards, and who did the last deed.

    office_changed: members, roles or settings too; only a whole new board shows that. barred: why nothing may be
    written at present, though all can be read.
    """

    sequence: int
    cards: tuple[Card, ...] = ()
    last_change: LastChange | None = None
    office_changed: bool = False
    barred: OfficeError | None = None


@dataclass(frozen=True, slots=True)
class PastBoard:
    """`board` at the end of `day` (WIB); its cards carry no paths, for nothing can be moved there.

    first: day of the office's first request, `today` without any. ledger_hash: of the newest line that it contains,
    "" before the first.
    """

    day: date
    first: date
    today: date
    board: Board
    ledger_hash: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """One open window. since: UTC, by the clock of that workstation. own: this very window."""

    login: str
    workstation: str
    since: datetime
    own: bool = False


class WaitingCause(StrEnum):
    """Why a project waits. HELD: its clock stands still. RETURNED: sent back to an earlier step, whose clock runs."""

    HELD = "held"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One waiting project. since: UTC. expected: day on which a held one is to go on, if somebody said so.

    from_step: the step that sent it back, 0 for a held one. by: who held it or sent it back.
    """

    project_id: int
    cause: WaitingCause
    reason: str
    since: datetime
    by: str
    expected: date | None = None
    from_step: int = 0
