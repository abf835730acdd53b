"""What two workstations found out about a share: values that window, command line and paper show alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LEFT_LOCK = "left_lock"
"""Note of a server that keeps a read lock which was given back."""


class TrialOutcome(StrEnum):
    """How one trial ended. UNMEASURED: it could not be carried out, so nothing is known."""

    PASSED = "passed"
    WARNED = "warned"
    FAILED = "failed"
    UNMEASURED = "unmeasured"


class MeasureUnit(StrEnum):
    """Of the value of a trial."""

    NONE = ""
    SECONDS = "seconds"
    MILLISECONDS = "milliseconds"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Trial:
    """One trial. code: see views/words/share_words.py; value and limit in `unit`; note: a code of what came in
    between ("busy", "malformed", "io", "timeout"…) or an option of the mount."""

    code: str
    outcome: TrialOutcome
    value: float = 0.0
    limit: float = 0.0
    unit: MeasureUnit = MeasureUnit.NONE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Workstation:
    """One of the two. kind and filesystem: of the place as it sees it; options: of its mount, in the system's words."""

    name: str
    kind: str
    filesystem: str = ""
    mount: str = ""
    options: str = ""
    system: str = ""


@dataclass(frozen=True, slots=True)
class ShareReport:
    """The result of one check. at: UTC. remedy: mount options to ask for, "" where they are good; sqlite: version."""

    folder: str
    at: datetime
    first: Workstation
    second: Workstation | None
    trials: tuple[Trial, ...]
    remedy: str = ""
    sqlite: str = ""

    @property
    def verdict(self) -> TrialOutcome:
        """The worst outcome of all; what was not measured is never good."""
        found = {trial.outcome for trial in self.trials}
        order = (TrialOutcome.FAILED, TrialOutcome.UNMEASURED, TrialOutcome.WARNED)
        return next((each for each in order if each in found), TrialOutcome.PASSED)

    @property
    def good(self) -> bool:
        """Whether an office may be kept there."""
        return self.verdict in {TrialOutcome.PASSED, TrialOutcome.WARNED}
