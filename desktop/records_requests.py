"""What the window asks the records child about the office itself, before it knows who is sitting here. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """Who acts here? account: of the operating system. wished: member to play in a training office, "" for anyone."""

    account: str
    wished: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """Answer to OpenSeat. login: goes with every request. training: `login` may be anybody."""

    login: str
    training: bool


@dataclass(frozen=True, slots=True)
class Attend:
    """Says that this window is open, for the person of its login; answers tuple[models.presence.Present, ...]."""


@dataclass(frozen=True, slots=True)
class KeepBoard:
    """Keeps the board answered last as the one last seen on this computer (desktop/last_seen.py); answers None."""

    folder: str
    place: str
    login: str


@dataclass(frozen=True, slots=True)
class CheckPiece:
    """Reads the next piece of a stored document; answers None until all is read, then whether it is as attached."""

    path: str
    sha256: str
    size: int


# of the upkeep child only --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HoldMaintenance:
    """Administrator: nobody else writes until this request is stopped; answers None then. Tells "maintenance"."""


@dataclass(frozen=True, slots=True)
class CheckShare:
    """Leads the check of the office's folder by two workstations; answers models.share_report.ShareReport.

    wait: seconds for the second one to come. Tells the codes of the trials.
    """

    wait: float


@dataclass(frozen=True, slots=True)
class JoinShareCheck:
    """Serves the check that another workstation leads; answers its name. wait: seconds to look for it."""

    wait: float
