"""The service of the records child, and of the command line: the only one that has the database open. No Qt."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop import identity
from desktop.diary import program_version
from desktop.last_seen import LastSeen
from desktop.paths import Folders, resource
from desktop.workers.upkeep import Upkeep
from models import calendar_file, places
from models.board import Board
from models.documents.attachments import Inspection
from models.documents.piecewise import PieceByPiece
from models.documents.store import DocumentStore
from models.errors import NotFound, ShareUnavailable
from models.office_mark import OfficeMark
from models.operations.service import OfficeService
from models.records.people import People, read_people
from models.records.presence import Attendance
from models.records.settings import from_json, read_office
from models.requests import (
    Attend,
    BackUp,
    BackUpIfDue,
    CheckPiece,
    EndMaintenance,
    InspectFile,
    KeepBoard,
    ListBackups,
    OpenSeat,
    ReadBoard,
    RunCheck,
    Seat,
)
from models.sop import reading
from models.sop.procedure import Sop
from models.storage.database import PATIENCE
from models.storage.dialects import OfficeDatabase, open_place
from models.storage.postgres import ServerDatabase
from models.upkeep import Pace
from models.worktime import wib_date

SOP = "sop-057-17000-2025.toml"
DOCUMENTS = "Dokumen"
"""Folder of the attachments, beside the database."""
DOCUMENTS_HERE = "LAJUR_DOCUMENTS"
"""Environment variable: where this computer reaches the folder that the office names for its documents."""
TURN = 1.5
"""Seconds that a save of the window waits for the write lock. Then reads get through, and the client tries again."""


def documents_beside(place: str | Path) -> DocumentStore:
    """The document store of the office at `place`."""
    return DocumentStore(Path(place).parent / DOCUMENTS)


def documents_of(database: OfficeDatabase, here: str = "") -> DocumentStore:
    """The document store of an office: the folder that it names, else the one beside its file.

    here: the same folder as this computer reaches it, "" where that is as named. Raises ShareUnavailable(problem=
    documents_unnamed|documents_missing): a folder that is named is never made, for it may be a share that is not there.
    """
    with database.reading() as connection:
        named = from_json(read_office(connection).settings).documents
    on_server = places.is_address(database.path)
    if not named and not on_server:
        return documents_beside(database.path)
    folder = Path(here or named)
    if not (here or named):
        raise ShareUnavailable(problem="documents_unnamed", path=str(database.path))
    if not folder.is_dir():
        raise ShareUnavailable(problem="documents_missing", path=str(folder))
    return DocumentStore(folder, must_exist=True)


def attendance_beside(store: DocumentStore, place: str | Path) -> Path:
    """The folder with the signs of those who are in, beside the documents: every workstation reaches it."""
    name = store.root.name if places.is_address(place) else Path(place).name
    return store.root.with_name(f"{name}.hadir")


def shipped_sop() -> Sop:
    """The procedure that comes with the program."""
    return reading.read(resource("sop", SOP))


class RecordsService:
    """Answers the requests of a window and of the command line. turn: seconds that a save waits for the write lock."""

    def __init__(self, place: str, turn: float = PATIENCE) -> None:
        program, workstation = program_version(), identity.workstation()
        patience = turn if places.is_address(place) else PATIENCE
        who = f"{identity.login()} ({workstation})"
        self.database = open_place(place, patience, program, who, Folders.find().turns)
        try:
            self.store = documents_of(self.database, os.environ.get(DOCUMENTS_HERE, ""))
        except BaseException:
            self.database.close()
            raise
        self._pieces = PieceByPiece(self.store)
        self._board: Board | None = None
        calendar = calendar_file.read(resource("calendars"))
        self.attendance = Attendance(attendance_beside(self.store, place), workstation)
        self.upkeep = Upkeep(self.database, self.store, workstation)
        self._tell: Callable[[object], None] = lambda progress: None
        self._stopped: Callable[[], bool] = lambda: False
        self._office_service = OfficeService(
            self.database, self.store, shipped_sop(), calendar, lambda: datetime.now(UTC), workstation, program, turn
        )

    def answer(self, request: object, login: str) -> object:
        """Answers the requests of models/requests.py, and InspectFile."""
        match request:
            case OpenSeat():
                return self.seat(request)
            case InspectFile():
                return self.inspect(request)
            case ReadBoard():
                self._board = self._office_service.board(login)
                return self._board
            case KeepBoard(folder=folder, place=place, login=seen_by):
                return self._keep_board(LastSeen(Path(folder), place, seen_by))
            case Attend():
                return self.attendance.beat(login)
            case CheckPiece(path=path, sha256=sha256, size=size):
                return self._pieces.check(path, sha256, size)
            case BackUp() | BackUpIfDue() | ListBackups() | RunCheck() | EndMaintenance():
                return self.upkeep.answer(request, login, Pace(self._tell, self._stopped))
            case _:
                return self._office_service.answer(request, login)

    def _keep_board(self, copy: LastSeen) -> None:
        """Here, because packing thousands of cards would make the window wait."""
        if self._board is not None:
            copy.write(self._board)

    def must_be_for(self, office: OfficeMark, request: object) -> None:
        """Raises ShareUnavailable(problem=replaced|restored), but never for what a window asks to know where it is."""
        if not isinstance(request, OpenSeat | ReadBoard):
            office.must_be(self.database.office, str(self.database.path))

    def report_to(self, progress: Callable[[object], None]) -> None:
        """Where models.upkeep.Progress of long work goes, and the bytes of each piece of a file that is attached."""
        self._tell = progress
        self.store.report_to(progress)

    def stop_when(self, stopped: Callable[[], bool]) -> None:
        """`stopped` is asked often during long work."""
        self._stopped = stopped

    def seat(self, wish: OpenSeat) -> Seat:
        """In a training office anybody may be played: the wished one, oneself, else the first member.

        On a server, who logged in there under the name of a member is that member, whatever this computer says.
        """
        with self.database.reading() as connection:
            training = read_office(connection).training
            people = read_people(connection, wib_date(datetime.now(UTC)))
        if isinstance(self.database, ServerDatabase) and self.database.account in _logins(people):
            wish = replace(wish, account=self.database.account)
        if not training:
            return Seat(wish.account, training=False)
        return Seat(_played(people, wish), training=True)

    def inspect(self, request: InspectFile) -> Inspection:
        """Look at a file before it is attached. Raises BadDocument."""
        office = self._office_service.office()
        limits = office.attachment_warning, office.attachment_limit
        return self.store.inspect(Path(request.path), request.required, *limits)

    def close(self) -> None:
        """Close the office."""
        self.attendance.leave()
        self._pieces.close()
        self._office_service.close()
        self.database.close()


def _played(people: People, wish: OpenSeat) -> str:
    logins = _logins(people)
    for login in (wish.wished, wish.account):
        if login in logins:
            return login
    if wish.wished or not logins:
        raise NotFound(what="member", key=wish.wished or wish.account)
    return logins[0]


def _logins(people: People) -> list[str]:
    return [person.login for person in sorted(people.present, key=lambda person: person.id)]


def open_records(place: str) -> RecordsService:
    """What the records child opens; its target is "desktop.workers.records_service:open_records"."""
    return RecordsService(place, TURN)
