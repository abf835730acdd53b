"""People and settings, read again only after somebody changed them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from models.office import OfficeSettings
from models.records.people import People, read_people
from models.records.settings import from_json, read_office


class Membership:
    """Who belongs to the office and how it is set. Every change leaves a ledger line of no project (an edition)."""

    def __init__(self) -> None:
        self._read: tuple[int, date, People, OfficeSettings] | None = None

    def of(self, connection: Connection, today: date, edition: int) -> tuple[People, OfficeSettings]:
        """The people with their roles `today`, and the settings. edition: see ledger.newest_of_office."""
        if self._read is None or self._read[:2] != (edition, today):
            people, settings = read_people(connection, today), from_json(read_office(connection).settings)
            self._read = (edition, today, people, settings)
        return self._read[2], self._read[3]
