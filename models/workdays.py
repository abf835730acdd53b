"""Working days of the office: Monday to Friday less national holidays less cuti bersama. Pure.

Every question is a closed formula and one or two bisections, so that 20,000 clocks cost a blink and no date is too far.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


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
