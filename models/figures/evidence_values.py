"""Where the standard time and reality differ, step by step: grounds for revising the SOP. Frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Verdict(StrEnum):
    """What a step's history says about its standard time."""

    THIN = "thin"
    FITS = "fits"
    LONGER = "longer"
    SHORTER = "shorter"
    WIDER = "wider"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class StepEvidence:
    """One step. count, early, late: finished visits. minimum, limit: the standard; p15, median, p85: the net days
    that the middle seven of ten took, in the same days. Verdict NONE: a step without limit."""

    step: int
    count: int
    early: int
    late: int
    working_days: bool
    minimum: int
    limit: int
    p15: float
    median: float
    p85: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """All steps over the whole history from `first` to `until`."""

    first: date | None
    until: date
    projects: int
    steps: tuple[StepEvidence, ...]
