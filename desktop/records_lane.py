"""Main room of the records child, and of the command line: the one desk that has the database open. No Qt."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from desktop import identity
from desktop.paths import resource
from desktop.records_requests import Attend, CheckPiece, OpenSeat, Seat
from models import calendar_file, sop_file
from models.attachments import Inspection
from models.errors import NotFound
from models.operations.desk import Desk
from models.records.database import open_office
from models.records.documents import DocumentStore
from models.records.people import People, read_people
from models.records.piecewise import PieceByPiece
from models.records.presence import Attendance
from models.records.settings import read_office
from models.requests import InspectFile
from models.sop import Sop
from models.worktime import wib_date

SOP = "sop-057-17000-2025.toml"
DOCUMENTS = "Dokumen"
"""Folder of the attachments, beside the database."""


def documents_beside(place: str | Path) -> DocumentStore:
    """The document store of the office at `place`."""
    return DocumentStore(Path(place).parent / DOCUMENTS)


def attendance_beside(store: DocumentStore, place: str | Path) -> Path:
    """The folder with the signs of those who are in, beside the documents: every workstation reaches it."""
    return store.root.with_name(f"{Path(place).name}.hadir")


def shipped_sop() -> Sop:
    """The procedure that comes with the program."""
    return sop_file.read(resource("sop", SOP))


class OfficeDesk:
    """The desk as a lane serves it: the office's own, and who sits at it."""

    def __init__(self, place: str) -> None:
        self.database = open_office(place)
        self.store = documents_beside(place)
        self._pieces = PieceByPiece(self.store)
        calendar = calendar_file.read(resource("calendars"))
        workstation = identity.workstation()
        self.attendance = Attendance(attendance_beside(self.store, place), workstation)
        self._desk = Desk(self.database, self.store, shipped_sop(), calendar, lambda: datetime.now(UTC), workstation)

    def answer(self, request: object, login: str) -> object:
        """See Desk.answer; besides those of desktop/records_requests.py and InspectFile."""
        match request:
            case OpenSeat():
                return self.seat(request)
            case InspectFile():
                return self.inspect(request)
            case Attend():
                return self.attendance.beat(login)
            case CheckPiece(path=path, sha256=sha256, size=size):
                return self._pieces.check(path, sha256, size)
            case _:
                return self._desk.answer(request, login)

    def seat(self, wish: OpenSeat) -> Seat:
        """In a training office anybody may be played: the wished one, oneself, else the first member."""
        with self.database.reading() as connection:
            training = read_office(connection).training
            people = read_people(connection, wib_date(datetime.now(UTC)))
        if not training:
            return Seat(wish.account, training=False)
        return Seat(_played(people, wish), training=True)

    def inspect(self, request: InspectFile) -> Inspection:
        """Look at a file before it is attached. Raises BadDocument."""
        office = self._desk.office()
        limits = office.attachment_warning, office.attachment_limit
        return self.store.inspect(Path(request.path), request.required, *limits)

    def close(self) -> None:
        """Give the file back."""
        self.attendance.leave()
        self._pieces.close()
        self.database.close()


def _played(people: People, wish: OpenSeat) -> str:
    logins = [person.login for person in sorted(people.present, key=lambda person: person.id)]
    for login in (wish.wished, wish.account):
        if login in logins:
            return login
    if wish.wished or not logins:
        raise NotFound(what="member", key=wish.wished or wish.account)
    return logins[0]


def open_desk(place: str) -> OfficeDesk:
    """What the records child opens; its target is "desktop.records_lane:open_desk"."""
    return OfficeDesk(place)
