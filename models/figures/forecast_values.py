"""When a project will probably be over: the answer of a forecast, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StepBasis:
    """What the forecast rests on for one step still ahead.

    cases: visits in the office's history that could be drawn. from_standard: fewer than THIN, so the SOP's own range
    was drawn instead. overrun: the project has been there longer than any case.
    """

    step: int
    cases: int
    from_standard: bool
    overrun: bool = False


@dataclass(frozen=True, slots=True)
class Forecast:
    """Days on which the project is over with a probability of 50, 85 and 95 per cent, all working days.

    sop_first, sop_last: by the SOP's own range, in one pass from where the project stands; both are in the past where
    it is over due. thin: at least one step rests on the standard. held: the clock stands; it is taken to go on on
    `from_day`. charted: the calendar knows every year up to p95. finished_cases: closed projects in the history.
    """

    project_id: int
    number: str
    name: str
    step: int
    from_day: date
    p50: date
    p85: date
    p95: date
    sop_first: date
    sop_last: date
    runs: int
    finished_cases: int
    basis: tuple[StepBasis, ...]
    held: bool
    charted: bool

    @property
    def thin(self) -> bool:
        """History is too short for at least one step."""
        return any(each.from_standard for each in self.basis)
