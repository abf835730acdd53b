"""The figures of a period, frozen: what the reports page shows, the periodic report prints and the workbook holds.

Days are counted as the standard time of each step counts them (working days or calendar days); `working_days` says
which. Percentiles are nearest-rank; a median of an even number lies between the two middle ones. Where a count is
below SMALL, counts are shown instead of percentages (`Share.small`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.figures.lines import LateProject, PersonLoad, ProjectLine, ReleaseLine, ReturnLine, Waiting
from models.figures.periods import Period
from models.people import Person
from models.sop.procedure import Sop

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
    waiting: tuple[Waiting, ...]
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
