"""The service of the child that founds an office or looks at one, before there is a records child. No Qt."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from desktop import identity
from desktop.training.create import create
from desktop.workers.founding_requests import FoundOffice, FoundTraining, LookAt, LookForRoom
from desktop.workers.new_office import create_real_office
from desktop.workers.records_service import RecordsService
from models import places
from models.errors import NotFound, ShareUnavailable
from models.migrations.founding import must_be_free


class FoundingService:
    """Answers FoundTraining, FoundOffice and LookAt."""

    def __init__(self) -> None:
        self._progress: Callable[[object], None] = lambda value: None

    def report_to(self, progress: Callable[[object], None]) -> None:
        """Where (done, total, words) goes while the training office is made."""
        self._progress = progress

    def answer(self, request: object, login: str) -> object:
        """The place as text. Raises what founding and opening raise."""
        match request:
            case FoundTraining(place=place):
                create(Path(place), lambda done, total, words: self._progress((done, total, words)))
            case FoundOffice(place=place, name=name):
                create_real_office(place, identity.login(), name or identity.login(), datetime.now(UTC))
            case LookAt(place=place):
                RecordsService(place).close()
            case LookForRoom(place=place):
                look_for_room(place)
            case _:
                raise NotFound(what="request", key=type(request).__name__)
        return place

    def close(self) -> None:
        """Nothing is held."""


def look_for_room(target: str) -> None:
    """Raises what must_be_free raises, or ShareUnavailable(problem=readonly|needs_documents)."""
    if places.is_address(target):
        raise ShareUnavailable(problem="needs_documents", path=places.without_password(target))
    must_be_free(target)
    folder = Path(target).parent
    if not os.access(folder, os.W_OK):
        raise ShareUnavailable(problem="readonly", path=str(folder))


def open_founder() -> FoundingService:
    """What the child opens; its target is "desktop.workers.founding_service:open_founder"."""
    return FoundingService()
