"""The figures of a period, frozen: what the reports page shows, the periodic report prints and the workbook holds.

Days are counted as the standard time of each step counts them (working days or calendar days); `working_days` says
which. Percentiles are nearest-rank; a median of an even number lies between the two middle ones. Where a count is
below SMALL, counts are shown instead of percentages (`Share.small`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.board import ProjectState
from models.figures.periods import Period
from models.people import Person
from models.sop.procedure import Sop


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """One person in one role. open: open projects that name the person; active: those standing in a step of that
    role; late: of the active ones; finished: closed in the period; visits: visits of that role's steps left in it."""

    person: str
    role: str
    open: int
    active: int
    late: int
    finished: int
    visits: int


class CauseKind(StrEnum):
    """Why a project is late, as far as the records tell."""

    HELD = "held"
    RETURNED = "returned"
    SLOW = "slow"


@dataclass(frozen=True, slots=True)
class CauseLine:
    """HELD: `days` held in this visit, `reason` as typed. RETURNED: `count` is the round. SLOW: nothing else."""

    kind: CauseKind
    days: int = 0
    count: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LateProject:
    """A project over its limit at the end of the period. over, day, limit: days as `working_days` says."""

    project_id: int
    number: str
    name: str
    team: str
    step: int
    round: int
    day: int
    limit: int
    over: int
    working_days: bool
    due: date
    held: bool
    person: str
    causes: tuple[CauseLine, ...]


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One return in the period. round: the one that ended with it."""

    day: date
    number: str
    name: str
    step: int
    target: int
    round: int
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One release in the period. number: RN-…; project: PRJ-…"""

    released: date
    number: str
    project: str
    name: str
    version: str
    with_notes: bool


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """Time held for one cause. days: calendar days inside the period, of all pauses; longest: one pause's;
    still: projects held for it at the end."""

    reason: str
    projects: int
    pauses: int
    days: int
    longest: int
    still: int


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project that was open in the period, as it stood at its end.

    days: calendar days from the request to `ended` or to the end. late: over the limit of the step where it stands.
    """

    project_id: int
    number: str
    name: str
    team: str
    step: int
    round: int
    state: ProjectState
    requested: date
    ended: date | None
    days: int
    late: bool
    person: str


SMALL = 5
"""Below this many cases a percentage would mislead (reference: documents, 4 D)."""


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole`."""

    part: int
    whole: int

    @property
    def small(self) -> bool:
        """Too few for a percentage: show "2 dari 3"."""
        return self.whole < SMALL

    @property
    def percent(self) -> float:
        """0.0 to 100.0; 0.0 of nothing."""
        return 100 * self.part / self.whole if self.whole else 0.0


@dataclass(frozen=True, slots=True)
class Balance:
    """opening + entered - finished - rejected - cancelled = closing; each side is counted on its own."""

    opening: int
    entered: int
    finished: int
    rejected: int
    cancelled: int
    closing: int

    @property
    def even(self) -> bool:
        """The two sides agree."""
        return self.opening + self.entered - self.finished - self.rejected - self.cancelled == self.closing


@dataclass(frozen=True, slots=True)
class StepStock:
    """Projects that stand in a step at the end of the period. held and late are parts of `projects`."""

    step: int
    projects: int
    held: int
    late: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How a number of lengths lies. All in days, 0 where count is 0."""

    count: int = 0
    median: float = 0.0
    p85: float = 0.0
    worst: float = 0.0


@dataclass(frozen=True, slots=True)
class StepTime:
    """Visits to a step that were left in the period, against its standard time; visits ended by rejection or
    cancellation, taken back or skipped do not count.

    net: without the time the project was held; gross: with it. minimum, limit: the standard in the same days (the
    usual one where months differ), limit 0 without one. shares: net use of each visit's own limit, 1.0 = the limit;
    over 1.0 exactly where late. on_time includes early.
    """

    step: int
    count: int
    early: int
    on_time: int
    late: int
    working_days: bool
    minimum: int
    limit: int
    net: Spread
    gross: Spread
    shares: Spread

    @property
    def kept(self) -> Share:
        """Part that kept the limit."""
        return Share(self.on_time, self.count if self.limit else 0)


@dataclass(frozen=True, slots=True)
class StepRounds:
    """Rounds of a step that can send the project back. first_tries: first visits left in the period; first_passes:
    those that went on; returns: of any round; most_rounds: the highest round left in the period."""

    step: int
    first_tries: int
    first_passes: int
    returns: int
    most_rounds: int

    @property
    def passed(self) -> Share:
        """First-pass rate."""
        return Share(self.first_passes, self.first_tries)


@dataclass(frozen=True, slots=True)
class FlowPoint:
    """Evening of `day`: projects in each step (by order of the SOP), ended since the period began, and late ones."""

    day: date
    steps: tuple[int, ...]
    ended: int
    late: int

    @property
    def open(self) -> int:
        """All that run or are held."""
        return sum(self.steps)


@dataclass(frozen=True, slots=True)
class Throughput:
    """One week or month (cut to the period). ended: rejected or cancelled."""

    first: date
    last: date
    entered: int
    finished: int
    ended: int


@dataclass(frozen=True, slots=True)
class Headline:
    """Five figures of a period, each to be set beside the period before.

    lead: calendar days from request to closing of projects finished in it. kept: visits within their limit. passed:
    first-pass rate of `test_step`, the last step that can send a project back (0: the SOP has none).
    """

    finished: int
    open: int
    late: int
    near: int
    kept: Share
    lead: Spread
    test_step: int
    passed: Share


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything about one period. until: the day the figures stand at, the last of the period or today.

    usual: (shortest, longest) calendar days from request to closing by the SOP, in one pass. team: "" for all.
    charted: the calendar knows every year concerned; else working days of unknown years count weekends only.
    flow: one point a day, or a week over two months. ledger_hash, sequence: the newest line the figures contain.
    """

    period: Period
    until: date
    today: date
    read_at: datetime
    sop: Sop
    team: str
    teams: tuple[str, ...]
    charted: bool
    balance: Balance
    now: Headline
    before: Headline
    usual: tuple[int, int]
    stock: tuple[StepStock, ...]
    times: tuple[StepTime, ...]
    rounds: tuple[StepRounds, ...]
    flow: tuple[FlowPoint, ...]
    throughput: tuple[Throughput, ...]
    load: tuple[PersonLoad, ...]
    late: tuple[LateProject, ...]
    returns: tuple[ReturnLine, ...]
    releases: tuple[ReleaseLine, ...]
    waiting: tuple[WaitingLine, ...]
    projects: tuple[ProjectLine, ...]
    head: Person | None = None
    sequence: int = 0
    ledger_hash: str = ""

    @property
    def empty(self) -> bool:
        """No project was open on any day: "Tidak ada proyek pada periode ini."."""
        return not self.projects

    @property
    def running(self) -> bool:
        """The period is not over yet."""
        return self.today <= self.period.last


def percentile(ordered: Sequence[float], percent: int) -> float:
    """Nearest rank: the smallest value that at least `percent` of all do not exceed. `ordered` is not empty."""
    return ordered[-(-len(ordered) * percent // 100) - 1]


def median(ordered: Sequence[float]) -> float:
    """The middle value, or half-way between the two middle ones."""
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def spread(lengths: Iterable[float]) -> Spread:
    """Count, median, P85 and the longest."""
    ordered = sorted(lengths)
    if not ordered:
        return Spread()
    return Spread(len(ordered), median(ordered), percentile(ordered, 85), ordered[-1])


class Chart(StrEnum):
    """TIMES: length of each step against its standard. ON_TIME: part within the limit. OPEN: open and late projects
    over time. FLOW: the same by step, stacked. THROUGHPUT: entered and ended. ROUNDS: first-pass rate. LOAD: persons.
    """

    TIMES = "times"
    ON_TIME = "on_time"
    OPEN = "open"
    FLOW = "flow"
    THROUGHPUT = "throughput"
    ROUNDS = "rounds"
    LOAD = "load"
