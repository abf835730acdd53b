"""Main room of the records child, and of the command line: the one desk that has the database open. No Qt."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from desktop import identity
from desktop.paths import resource
from models import calendar_file, sop_file
from models.operations.desk import Desk
from models.records.database import Database, open_office
from models.records.documents import DocumentStore

SOP = "sop-057-17000-2025.toml"
DOCUMENTS = "Dokumen"
"""Folder of the attachments, beside the database."""


def documents_beside(place: str) -> DocumentStore:
    """The document store of the office at `place`."""
    return DocumentStore(Path(place).parent / DOCUMENTS)


def desk_over(database: Database, place: str) -> Desk:
    """A desk for an open database, with today's clock and this computer's name."""
    sop = sop_file.read(resource("sop", SOP))
    calendar = calendar_file.read(resource("calendars"))
    return Desk(database, documents_beside(place), sop, calendar, lambda: datetime.now(UTC), identity.workstation())


class OfficeDesk:
    """The desk as a lane serves it."""

    def __init__(self, place: str) -> None:
        self._database = open_office(place)
        self._desk = desk_over(self._database, place)

    def answer(self, request: object, login: str) -> object:
        """See Desk.answer."""
        return self._desk.answer(request, login)

    def close(self) -> None:
        """Give the file back."""
        self._database.close()


def open_desk(place: str) -> OfficeDesk:
    """What the records child opens; its target is "desktop.records_lane:open_desk"."""
    return OfficeDesk(place)
