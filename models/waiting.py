"""Projects that wait for something, with the cause: held, or sent back. Frozen, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Cause(StrEnum):
    """Why a project waits. HELD: its clock stands still. RETURNED: sent back to an earlier step, whose clock runs."""

    HELD = "held"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One waiting project. since: UTC. expected: day on which a held one is to go on, if somebody said so.

    from_step: the step that sent it back, 0 for a held one. by: who held it or sent it back.
    """

    project_id: int
    cause: Cause
    reason: str
    since: datetime
    by: str
    expected: date | None = None
    from_step: int = 0
