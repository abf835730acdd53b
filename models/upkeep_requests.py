"""Requests about the office's file itself, as in models/requests.py. All may take long: they tell how far they are
(models.upkeep.Progress), can be stopped (Stopped), and want a deadline of minutes.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.requests import Write


@dataclass(frozen=True, slots=True)
class BackUp:
    """Answers models.upkeep.BackupMade."""


@dataclass(frozen=True, slots=True)
class BackUpIfDue:
    """The automatic backup of the day. Answers BackupMade, or None where there is one or another workstation is at it.

    To be asked some minutes after the start and then every hour."""


@dataclass(frozen=True, slots=True)
class ListBackups:
    """Answers a tuple of models.upkeep.BackupFile, newest first."""


@dataclass(frozen=True, slots=True)
class RestoreBackup:
    """Administrator. source: a path, or a name of ListBackups. Answers models.upkeep.Restored; the board is to be read
    anew afterwards."""

    source: str


@dataclass(frozen=True, slots=True)
class RunCheck:
    """Answers models.upkeep.Report. repair: put leftovers in order as well (administrator)."""

    repair: bool = False


@dataclass(frozen=True, slots=True)
class EndMaintenance:
    """Administrator: ends what a crash left. Answers True, or False where nothing was left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequireProgram(Write):
    """Administrator: programs older than this version ("1.2.0", "" for none) may only read from now on."""

    program: str
