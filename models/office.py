"""The office's own settings that papers and dialogs need: letterhead, signers, limits. Shared through the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Head of every paper. lines: agency lines in capitals; address: small lines below; logo: PNG or JPEG, or b""."""

    lines: tuple[str, ...] = ("BADAN PUSAT STATISTIK", "PROVINSI BENGKULU")
    address: tuple[str, ...] = ()
    logo: bytes = b""
    place: str = "Bengkulu"


@dataclass(frozen=True, slots=True)
class Signer:
    """A signature block. prefix: "a.n.", "u.b.", "Plh." or "Plt."; empty fields print as dots."""

    title: str = ""
    name: str = ""
    nip: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Printing:
    """Circumstances of one print. at: UTC, shown in WIB. paper: "A4" or "F4" (215 x 330 mm)."""

    at: datetime
    by: str
    paper: str = "A4"


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """What the office sets once. warn/limit in bytes for one attachment; backup_…: how many backups stay."""

    letterhead: Letterhead = Letterhead()
    attachment_warning: int = 25 * 1024 * 1024
    attachment_limit: int = 100 * 1024 * 1024
    support_contact: str = ""
    backup_daily: int = 14
    backup_weekly: int = 8
    backup_monthly: int = 12
    documents: str = ""
    """Folder of the documents as every workstation reaches it; "" for the one beside the database file."""
