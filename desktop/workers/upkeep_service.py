"""The service of the upkeep child: opens the office a second time, for long work that must not delay the window."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from desktop import identity
from desktop.paths import Folders
from desktop.workers.records_service import RecordsService
from desktop.workers.upkeep import backup_at
from models.administration.restore_office import restore_office
from models.administration.share_check import check_share
from models.administration.share_second import join
from models.administration.upkeep_by import UpkeepBy, must_be_administrator
from models.requests import CheckShare, HoldMaintenance, JoinShareCheck, RestoreBackup
from models.storage.dialects import file_of
from models.storage.maintenance import maintenance
from models.upkeep import Pace, Restored

LOOK, SIGN = 0.2, 2.0
"""Seconds between two looks whether maintenance may end, and between two signs of life."""


class UpkeepService(RecordsService):
    """Answers what RecordsService does; besides RestoreBackup, HoldMaintenance, CheckShare and JoinShareCheck.

    Restoring is done here alone: it brings Alembic along, which no records child needs.
    """

    def answer(self, request: object, login: str) -> object:
        """See models/requests.py."""
        match request:
            case RestoreBackup(source=source):
                return self._restore(source, login)
            case HoldMaintenance():
                return self._hold_maintenance(login)
            case CheckShare(wait=wait):
                return check_share(self._folder(), datetime.now(UTC), wait, self._tell, stopped=self._stopped)
            case JoinShareCheck(wait=wait):
                return join(self._folder(), wait, stopped=self._stopped)
            case _:
                return super().answer(request, login)

    def _restore(self, source: str, login: str) -> Restored:
        """The present office put back; this connection goes on with what was restored."""
        database = file_of(self.database)
        by = UpkeepBy(login, identity.workstation(), datetime.now(UTC), uuid4().hex)
        pace = Pace(self._tell, self._stopped)
        source_file, turns = backup_at(database.path, source), Folders.find().turns
        restored = restore_office(database.path, source_file, self.store, by, pace, turns)
        database.verify()
        return restored

    def _hold_maintenance(self, login: str) -> None:
        with self.database.reading() as connection:
            must_be_administrator(connection, login)
        who = f"{login} ({identity.workstation()})"
        with maintenance(file_of(self.database), "manual", who, datetime.now(UTC)):
            signed = 0.0
            while not self._stopped():
                if time.monotonic() - signed > SIGN:
                    signed = time.monotonic()
                    self._tell("maintenance")
                time.sleep(LOOK)

    def _folder(self) -> Path:
        return file_of(self.database).path.parent


def open_upkeep(place: str) -> UpkeepService:
    """What the upkeep child opens; its target is "desktop.workers.upkeep_service:open_upkeep"."""
    return UpkeepService(place)
