"""Every request of a workstation is answered here, reads and writes alike."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection

from models.board import Board, Changed, News, PastBoard, Waiting
from models.documents.store import DocumentStore
from models.errors import NotFound
from models.figures.compute import Reading, figures
from models.figures.evidence import Evidence, evidence
from models.figures.forecast import Forecast, forecast
from models.figures.history import History
from models.figures.values import Figures
from models.office import OfficeSettings
from models.operations.write_context import WriteContext
from models.operations.writing import Writer
from models.project_file import ProjectFile
from models.records import ledger
from models.records.calendar import OfficeCalendar
from models.records.cards import CardMaker, all_cards, cards_since
from models.records.figure_reading import HistoryReader
from models.records.past_reading import PastReader
from models.records.people import Membership, head_of
from models.records.procedures import Procedures
from models.records.project_reading import ProjectReader
from models.records.settings import from_json, read_office
from models.records.waiting import read_waiting
from models.requests import (
    CopyDocument,
    FindOperation,
    ReadBoard,
    ReadCalendar,
    ReadEvidence,
    ReadFigures,
    ReadForecast,
    ReadNews,
    ReadOffice,
    ReadPastBoard,
    ReadProject,
    ReadWaiting,
    Write,
)
from models.sop.procedure import Sop
from models.storage import rows
from models.storage.change_mark import ChangeMark
from models.storage.dialects import OfficeDatabase, write_access
from models.storage.tables import DocumentRow, PauseRow, ProjectRow
from models.worktime import Calendar, wib_date

Question = ReadFigures | ReadForecast | ReadEvidence


def reckon(context: WriteContext, question: Question, calendar: Calendar) -> Figures | Forecast | Evidence:
    """The answer, on what the ledger's newest line says. Raises NotFound, or RuleBroken for a project that is over."""
    match question:
        case ReadForecast(project_id=project_id):
            if rows.one(context.connection, ProjectRow, id=project_id) is None:
                raise NotFound(what="project", key=project_id)
            return forecast(_history(context, calendar), project_id, _expected(context, project_id))
        case ReadEvidence():
            return evidence(_history(context, calendar))
        case ReadFigures(period=period, team=team):
            history = _history(context, calendar)
            sequence, newest_hash = ledger.newest(context.connection)
            reading = Reading(context.now, sequence, newest_hash, head_of(history.sop, context.people))
            return figures(history, period, team, reading)


def _history(context: WriteContext, calendar: Calendar) -> History:
    return HistoryReader(context.connection, context.procedures, context.people, calendar).read(context.today)


def _expected(context: WriteContext, project_id: int) -> date | None:
    """When a held project is to go on, if somebody said so."""
    still = [each for each in rows.many(context.connection, PauseRow, project_id=project_id) if not each.until]
    return date.fromisoformat(still[-1].expected) if still and still[-1].expected else None


BELIEVED = 40.0
"""Seconds that looks for news believe the mark of the file; then the database is asked all the same."""


class OfficeService:
    """Answers requests for the person of a login.

    clock: the present moment with its zone. sop: the procedure shipped; the office runs on those it stored. program:
    version of this program, "" where none is required. turn: seconds that a save waits for its turn, None: as long as
    the database does. Every answer is a frozen value; every known trouble is an
    OfficeError.
    """

    def __init__(
        self,
        database: OfficeDatabase,
        store: DocumentStore,
        sop: Sop,
        calendar: Calendar,
        clock: Callable[[], datetime],
        workstation: str,
        program: str = "",
        turn: float | None = None,
    ) -> None:
        self._database = database
        self._program = program
        self._mark = ChangeMark(database.path) if isinstance(database.path, Path) else None
        self._quiet = (b"", 0, News(0))
        self._asked = 0.0
        self._store = store
        self._calendars = OfficeCalendar(calendar)
        self._calendar = calendar
        self._clock = clock
        self._procedures = Procedures(sop)
        self._members = Membership()
        self._writer = Writer(database, store, self._context, self._cards, workstation, turn)

    def answer(self, request: object, login: str) -> object:
        """Board, News, ProjectFile, OfficeSettings, Changed, str or None, as each request says. Raises OfficeError."""
        match request:
            case Write():
                return self._writer.write(request, login)
            case ReadBoard():
                return self.board(login)
            case ReadNews():
                return self.news(request.sequence, login)
            case ReadProject():
                return self.project(request.project_id, login, request.check)
            case ReadOffice():
                return self.office()
            case FindOperation():
                return self.find(request.sought, login)
            case ReadPastBoard(day=day):
                return self.past_board(day, login)
            case CopyDocument():
                return self.copy(request)
            case ReadFigures() | ReadForecast() | ReadEvidence():
                return self.reckon(request, login)
            case ReadCalendar():
                return self.calendar(login)
            case ReadWaiting():
                return self.waiting(login)
            case _:
                raise NotFound(what="request", key=type(request).__name__)

    def close(self) -> None:
        """Give back what is held beside the database."""
        if self._mark is not None:
            self._mark.close()

    def board(self, login: str) -> Board:
        """Everything the window needs."""
        with self._database.reading() as connection:
            context = self._context(connection, login)
            office = read_office(connection)
            _, sop = self._procedures.newest(connection)
            sequence, last_change = ledger.last_change(connection)
            return Board(
                sop=sop,
                actor=context.actor,
                people=context.people.present,
                cards=all_cards(connection, self._cards(context)),
                sequence=sequence,
                read_at=context.now,
                today=context.today,
                training=office.training,
                place=str(self._database.path),
                last_change=last_change,
                settings=from_json(office.settings),
                office=self._database.office,
                documents=str(self._store.root),
            )

    def news(self, sequence: int, login: str) -> News:
        """Cards changed after a ledger line; without a query while nobody has committed since the last one."""
        mark = self._mark.read() if self._mark is not None else None
        now = time.monotonic()
        if mark is not None and self._quiet[:2] == (mark, sequence) and now < self._asked + BELIEVED:
            return self._quiet[2]
        with self._database.reading() as connection:
            newest, last_change = ledger.last_change(connection)
            barred = write_access(self._database, self._program)
            if newest == sequence:
                self._quiet, self._asked = (mark or b"", newest, News(newest, barred=barred)), now
                return self._quiet[2]
            if newest < sequence:
                sequence = 0  # the office was put back from a backup
            context = self._context(connection, login)
            cards = cards_since(connection, self._cards(context), sequence)
            return News(newest, cards, last_change, context.edition > sequence, barred)

    def project(self, project_id: int, login: str, check: bool = False) -> ProjectFile:
        """One project whole; with `check`, every document is read again."""
        with self._database.reading() as connection:
            context = self._context(connection, login)
            reader = ProjectReader(connection, self._procedures, context.people, self._calendar, context.today)
            found = reader.read(project_id, self._cards(context))
        return reader.checked(found, self._store) if check else found

    def office(self) -> OfficeSettings:
        """The office's settings."""
        with self._database.reading() as connection:
            return from_json(read_office(connection).settings)

    def reckon(self, question: Question, login: str) -> Figures | Forecast | Evidence:
        """Figures of a period, a forecast, or evidence for the SOP."""
        with self._database.reading() as connection:
            return reckon(self._context(connection, login), question, self._calendar)

    def past_board(self, day: date, login: str) -> PastBoard:
        """The board in the evening of a day, told again from the ledger."""
        with self._database.reading() as connection:
            context = self._context(connection, login)
            place = str(self._database.path)
            reader = PastReader(connection, self._procedures, self._calendar, context.actor, context.now, place)
            return reader.read(day)

    def calendar(self, login: str) -> Calendar:
        """The office's days off."""
        with self._database.reading() as connection:
            return self._context(connection, login).calendar

    def waiting(self, login: str) -> tuple[Waiting, ...]:
        """Held projects and those that were sent back."""
        with self._database.reading() as connection:
            return read_waiting(connection, self._procedures, self._context(connection, login).people)

    def find(self, operation_id: str, login: str) -> Changed | None:
        """What that operation changed, None if it was never committed."""
        return self._writer.found(operation_id, login)

    def copy(self, request: CopyDocument) -> str:
        """Path of a read-only copy of a stored document on this computer."""
        with self._database.reading() as connection:
            row = rows.one(connection, DocumentRow, id=request.document_id)
        if row is None or not row.path:
            raise NotFound(what="document", key=request.document_id)
        return str(self._store.fetch(row.path, row.sha256, Path(request.folder), request.name or row.name))

    def _context(self, connection: Connection, login: str) -> WriteContext:
        now = self._clock()
        today = wib_date(now)
        edition = ledger.newest_of_office(connection)
        people, settings = self._members.of(connection, today, edition)
        self._calendar = self._calendars.of(connection, edition)
        return WriteContext(
            connection=connection,
            procedures=self._procedures,
            people=people,
            actor=people.of_login(login),
            now=now,
            today=today,
            settings=settings,
            calendar=self._calendar,
            edition=edition,
        )

    def _cards(self, context: WriteContext) -> CardMaker:
        return CardMaker(
            context.connection, self._procedures, context.people, self._calendar, context.actor, context.today
        )
