"""Who looks after the whole file: an administrator of the office that the file holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, text

from models.errors import NotFound
from models.operations.write_context import administrator_only
from models.people import Person
from models.records import ledger
from models.records.ledger import LedgerEntry

_MEMBER = text("SELECT id, name, active, administrator FROM member WHERE login = :login")


@dataclass(frozen=True, slots=True)
class UpkeepBy:
    """login: of the acting member. now: with its zone. operation_id: of the ledger line."""

    login: str
    workstation: str
    now: datetime
    operation_id: str

    @property
    def who(self) -> str:
        """Person and workstation, shown to those who wait meanwhile."""
        return f"{self.login} ({self.workstation})"


def must_be_administrator(connection: Connection, login: str) -> Person:
    """The member of that login; also in a file of an older program. Raises NotFound or RuleBroken."""
    row = connection.execute(_MEMBER, {"login": login}).first()
    if row is None or not row.active:
        raise NotFound(what="member", key=login)
    person = Person(row.id, login, row.name, administrator=bool(row.administrator))
    administrator_only(person)
    return person


def tell(connection: Connection, by: UpkeepBy, deed: str, details: dict[str, object]) -> None:
    """Append the ledger line of what was done."""
    member = must_be_administrator(connection, by.login)
    entry = LedgerEntry(by.now, member.id, member.name, by.workstation, by.operation_id, deed, details=details)
    ledger.append(connection, entry)
