"""What stands between a card and another column: a code and its facts, never a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Codes of obstacles. The first group can be supplied by the person in the drop dialog."""

    DOCUMENT_MISSING = "document_missing"
    FACT_MISSING = "fact_missing"
    FACT_REFUSED = "fact_refused"
    CHECKLIST_OPEN = "checklist_open"
    REASON_MISSING = "reason_missing"
    FINDING_OPEN = "finding_open"
    # from here on: barred, the person cannot mend it in the dialog
    ROLE_MISSING = "role_missing"
    OTHER_TEAM = "other_team"
    NO_PATH = "no_path"
    STEP_UNFINISHED = "step_unfinished"
    PROJECT_HELD = "project_held"
    PROJECT_NOT_HELD = "project_not_held"
    PROJECT_ENDED = "project_ended"
    CRITICAL_FINDING_OPEN = "critical_finding_open"
    DOCUMENT_DAMAGED = "document_damaged"
    DOCUMENT_RELIED_ON = "document_relied_on"
    NOT_YOURS_TO_UNDO = "not_yours_to_undo"
    NOTHING_TO_UNDO = "nothing_to_undo"
    ADMINISTRATOR_ONLY = "administrator_only"
    NOT_IN_MAINTENANCE = "not_in_maintenance"


SUPPLIABLE = frozenset(
    {
        Why.DOCUMENT_MISSING,
        Why.FACT_MISSING,
        Why.FACT_REFUSED,
        Why.CHECKLIST_OPEN,
        Why.REASON_MISSING,
        Why.FINDING_OPEN,
    }
)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way.

    step: the step it belongs to (0 = none). roles: codes of the roles that may. key: document
    code, fact key or finding number. count: how many are open. label: the SOP's own name of it.
    """

    why: Why
    step: int = 0
    roles: tuple[str, ...] = ()
    key: str = ""
    label: str = ""
    count: int = 0

    @property
    def suppliable(self) -> bool:
        """True where the drop dialog can ask for it."""
        return self.why in SUPPLIABLE
