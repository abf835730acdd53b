"""Mutu baku as clocks: working days, due dates, pauses. Pure; no database, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.sop import Unit


class Status(StrEnum):
    """How a running clock stands to its standard time."""

    INSIDE = "inside"
    NEAR = "near"
    LATE = "late"
    PAUSED = "paused"
    NONE = "none"


class Counting(StrEnum):
    """How units are counted; stored with every visit."""

    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Clock:
    """One visit's clock. day, minimum, limit and over count `unit_days` ("hari" or "hari kerja"); entry is day 0.

    day: days used net of pauses. limit 0: no limit. over: days past the limit. due: last day of the standard time,
    None without a limit. gross: days from entry including pauses. uncharted: a year of it has no calendar.
    """

    status: Status
    day: int
    minimum: int
    limit: int
    over: int
    unit: Unit
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
