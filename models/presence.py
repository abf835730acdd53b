"""Who has the office open: frozen values for the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Present:
    """One open window. since: UTC, by the clock of that workstation. own: this very window."""

    login: str
    workstation: str
    since: datetime
    own: bool = False
