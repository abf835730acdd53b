"""Answers requests about the office's file: backups, checks. For the records child and the command line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from models.administration.backup import Backups
from models.administration.repair import look_over, repair
from models.administration.upkeep_by import UpkeepBy, must_be_administrator
from models.documents.store import DocumentStore
from models.errors import NotFound
from models.requests import BackUp, BackUpIfDue, EndMaintenance, ListBackups, RunCheck
from models.storage.dialects import OfficeDatabase, file_of
from models.storage.maintenance import end_left_maintenance
from models.upkeep import Pace, Report

Request = BackUp | BackUpIfDue | ListBackups | RunCheck | EndMaintenance


class Upkeep:
    """Looks after one open office. Raises ShareUnavailable(problem="on_server") for what only a file needs."""

    def __init__(self, database: OfficeDatabase, store: DocumentStore, workstation: str) -> None:
        self._database = database
        self._store = store
        self._workstation = workstation

    def answer(self, request: Request, login: str, pace: Pace) -> object:
        """What each request promises (models/requests.py)."""
        by = UpkeepBy(login, self._workstation, datetime.now(UTC), uuid4().hex)
        match request:
            case RunCheck():
                return self.check(by, pace, repairing=request.repair)
            case BackUp():
                return self._backups().make(file_of(self._database), by.now, by.who, pace)
            case BackUpIfDue():
                return self._backups().make_if_due(file_of(self._database), by.now, by.who, pace)
            case ListBackups():
                return self._backups().all()
            case EndMaintenance():
                self._administrator_only(login)
                return end_left_maintenance(file_of(self._database), by.who)
            case _:
                raise NotFound(what="request", key=type(request).__name__)

    def check(self, by: UpkeepBy, pace: Pace, *, repairing: bool) -> Report:
        """A look at everything; leftovers put in order where wished."""
        if repairing:
            self._administrator_only(by.login)
        report = look_over(self._database, self._store, by.now, pace)
        if not repairing or not report.untidy:
            return report
        return repair(file_of(self._database), self._store, report, by.who, by.now, pace)

    def _backups(self) -> Backups:
        return Backups(file_of(self._database).path)

    def _administrator_only(self, login: str) -> None:
        with self._database.reading() as connection:
            must_be_administrator(connection, login)


def backup_at(database: Path, source: str) -> Path:
    """A backup by its path, or by its name among the office's own."""
    own = Backups(database).folder / source
    return own if Path(source).name == source and own.is_file() else Path(source).absolute()
