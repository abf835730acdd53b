"""Working days of the office, and mutu baku as clocks: due dates, pauses, how a running visit stands. Pure.

Working days are Monday to Friday less national holidays less cuti bersama. Source: ARCHITECTURE.md, "Time".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from models.sop.procedure import StandardTime, TimeUnit


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off. kind: "libur" (national holiday) or "cuti" (cuti bersama)."""

    name: str
    kind: str = "libur"


@dataclass(frozen=True)
class Calendar:
    """Days off by date. years: those whose days off are known; in any other year only weekends are off.

    former: (last day, calendar in force until then), oldest first: what was finished by that day stays counted by it.
    """

    days: Mapping[date, Holiday] = field(default_factory=dict[date, Holiday])
    years: frozenset[int] = frozenset()
    former: tuple[tuple[date, Calendar], ...] = ()
    _off: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the ordinals of the days off that fall from Monday to Friday."""
        off = sorted(day.toordinal() for day in self.days if day.weekday() < 5)
        object.__setattr__(self, "_off", tuple(off))

    def as_of(self, day: date) -> Calendar:
        """The calendar by which a visit finished on that day is counted."""
        for last, calendar in self.former:
            if day <= last:
                return calendar
        return self

    def is_working(self, day: date) -> bool:
        """True where the office works."""
        return day.weekday() < 5 and day not in self.days

    def knows(self, first: date, last: date) -> bool:
        """True where every year from `first` to `last` has its days off."""
        years = self.years
        if first.year == last.year:
            return first.year in years
        return all(year in years for year in range(first.year, last.year + 1))

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to and including `last`; negative if `last` is earlier."""
        return self._count(last.toordinal()) - self._count(first.toordinal())

    def roll(self, day: date) -> date:
        """The day itself where the office works, else the next one on which it does."""
        if self.is_working(day):
            return day
        return self.add_working_days(day, 1)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which is day 0; count 0 gives the day itself, rolled."""
        if count <= 0:
            return self.roll(day)
        wanted = self._count(day.toordinal()) + count
        passed = bisect_right(self._off, day.toordinal())
        while True:
            found = _nth_weekday(wanted + passed)
            now = bisect_right(self._off, found)
            if now == passed:
                return date.fromordinal(found)
            passed = now

    def _count(self, ordinal: int) -> int:
        """Working days from the beginning of time to that day, included; ordinal 1 is a Monday."""
        weeks, rest = divmod(ordinal, 7)
        return weeks * 5 + min(rest, 5) - bisect_right(self._off, ordinal)


def _nth_weekday(count: int) -> int:
    """Ordinal of the `count`-th day from Monday to Friday since the beginning of time."""
    weeks, rest = divmod(count - 1, 5)
    return weeks * 7 + rest + 1


WIB_OFFSET = timedelta(hours=7)
"""Office time of Bengkulu: UTC+7 all year round."""

NEAR_PERCENT = 80
"""From this share of the limit on, a running clock is near it."""

WORKING_DAYS = {TimeUnit.DAY: 1, TimeUnit.WEEK: 5, TimeUnit.MONTH: 20}
"""Working days of a unit where everything is counted in working days (Counting.WORKING)."""


SHORTEST_MONTH = 28
"""Days that every month has."""

Pause = tuple[date, date | None]
"""Day the clock stopped and day it went on, None while it still stands."""


class Status(StrEnum):
    """How a running clock stands to its standard time."""

    INSIDE = "inside"
    NEAR = "near"
    LATE = "late"
    PAUSED = "paused"
    NONE = "none"


class TimeOutcome(StrEnum):
    """How a finished visit kept its standard time."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    NONE = "none"


class Counting(StrEnum):
    """How units are counted; stored with every visit."""

    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Clock:
    """One visit's clock. All numbers count `working_days` or else calendar days; entry is day 0.

    day: days used net of pauses. limit 0: no limit. over: days past the due date. due: last day of the standard time,
    None without a limit. gross: days from entry including pauses. uncharted: a year of it has no calendar.

    limit is counted before the due date rolls to a working day ("Hari ke-101 dari 122", always 14 for two weeks); days
    given by the roll use up nothing, so `day` stays at the limit over a weekend and `over` is `day - limit` when late.
    The true length of a visit is `gross - paused_days`.
    """

    status: Status
    day: int
    minimum: int
    limit: int
    over: int
    unit: TimeUnit
    working_days: bool
    entered: date
    due: date | None
    gross: int = 0
    paused_days: int = 0
    uncharted: bool = False

    @property
    def share(self) -> float:
        """Part of the limit used, 0.0 without a limit; over 1.0 when late."""
        return self.day / self.limit if self.limit else 0.0

    @property
    def outcome(self) -> TimeOutcome:
        """How the visit kept its standard time, if it ended on the day this clock was read."""
        if not self.limit:
            return TimeOutcome.NONE
        if self.over:
            return TimeOutcome.LATE
        return TimeOutcome.EARLY if self.day < self.minimum else TimeOutcome.ON_TIME


def wib_date(moment: datetime) -> date:
    """The office's day of a moment. A moment without time zone is taken as UTC, as the records keep it."""
    utc = moment if moment.tzinfo is None else moment.astimezone(UTC)
    return (utc + WIB_OFFSET).date()


def due(standard: StandardTime, entered: date, calendar: Calendar, counting: Counting) -> date | None:
    """Last day of the standard time without any pause, a working day; None for minutes, which are effort."""
    if standard.unit is TimeUnit.MINUTE:
        return None
    limit = _length(standard.maximum, standard.unit, entered, counting)
    return _deadline(entered, limit, standard.unit is TimeUnit.DAY or counting is Counting.WORKING, calendar)


def run(
    standard: StandardTime,
    entered: date,
    today: date,
    pauses: Sequence[Pause],
    calendar: Calendar,
    counting: Counting = Counting.CALENDAR,
    held: bool = False,
) -> Clock:
    """The clock of a visit, read on `today`; for a finished visit that is the day it was left.

    entered, today: days in WIB. pauses: in any order; they move the due date by their length in the clock's own days,
    unless they began after it. held: the project waits now, so the status is PAUSED.
    """
    today = max(today, entered)
    unit = standard.unit
    working = unit in (TimeUnit.DAY, TimeUnit.MINUTE) or counting is Counting.WORKING
    gross = _days(entered, today, working, calendar)
    stops = _stops(pauses, entered, today) if pauses else ()
    paused = sum(_days(first, last, working, calendar) for first, last in stops)
    if unit is TimeUnit.MINUTE:
        status = Status.PAUSED if held else Status.NONE
        uncharted = not calendar.knows(entered, today)
        return Clock(status, gross - paused, 0, 0, 0, unit, working, entered, None, gross, paused, uncharted)
    limit = _length(standard.maximum, unit, entered, counting)
    minimum = _length(standard.minimum, unit, entered, counting)
    end = _deadline(entered, limit, working, calendar)
    extra = 0
    for first, last in stops:
        if first > end:
            break
        extra += _days(first, last, working, calendar)
        end = _deadline(entered, limit + extra, working, calendar)
    over = 0
    if today > end:
        over = max(0, _days(end, today, working, calendar) - (paused - extra))
    day = limit + over if over else min(gross - paused, limit)
    status = Status.PAUSED if held else _status(day, limit, over)
    uncharted = not calendar.knows(entered, max(end, today))
    return Clock(status, day, minimum, limit, over, unit, working, entered, end, gross, paused, uncharted)


def _status(day: int, limit: int, over: int) -> Status:
    if over:
        return Status.LATE
    return Status.NEAR if day * 100 >= limit * NEAR_PERCENT else Status.INSIDE


def _days(first: date, last: date, working: bool, calendar: Calendar) -> int:
    """Days after `first` up to and including `last`."""
    return calendar.between(first, last) if working else (last - first).days


def _length(count: int, unit: TimeUnit, entered: date, counting: Counting) -> int:
    """A number of units in the clock's own days, without any roll."""
    if unit is TimeUnit.DAY or counting is Counting.WORKING:
        return count * WORKING_DAYS[unit]
    if unit is TimeUnit.WEEK:
        return count * 7
    return (add_months(entered, count) - entered).days


def _deadline(entered: date, length: int, working: bool, calendar: Calendar) -> date:
    """The working day on which `length` of the clock's own days are over."""
    if working:
        return calendar.add_working_days(entered, length)
    return calendar.roll(entered + timedelta(days=length))


def _stops(pauses: Sequence[Pause], entered: date, today: date) -> tuple[tuple[date, date], ...]:
    """The pauses in order, cut to the visit and to each other, so that no day is given back twice."""
    stops: list[tuple[date, date]] = []
    reached = entered
    for first, last in sorted(pauses, key=lambda pause: pause[0]):
        start, end = max(first, reached), min(last or today, today)
        if start < end:
            stops.append((start, end))
            reached = end
    return tuple(stops)


def add_months(day: date, count: int) -> date:
    """The same date `count` months later, or the last day of that month if it has none."""
    years, month = divmod(day.month - 1 + count, 12)
    year = day.year + years
    if day.day <= SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    over = date(year, month + 1, SHORTEST_MONTH) + timedelta(days=day.day - SHORTEST_MONTH)
    return over if over.month == month + 1 else over - timedelta(days=over.day)
