"""Members and their roles, read whole (an office has tens of people), and again only after somebody changed them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from models.errors import NotFound
from models.office import OfficeSettings
from models.people import Person
from models.performers import first_holder, head_step
from models.records.settings import from_json, read_office
from models.sop.procedure import Sop
from models.storage import rows
from models.storage.tables import MemberRoleRow, MemberRow


@dataclass(frozen=True, slots=True)
class People:
    """Everybody of the office with the roles in force on one day. `former` no longer act, but their names remain."""

    by_id: dict[int, Person]
    former: frozenset[int] = frozenset()

    @property
    def present(self) -> tuple[Person, ...]:
        """Those who may act, by name."""
        return tuple(sorted((p for p in self.by_id.values() if p.id not in self.former), key=lambda p: p.name))

    def of_login(self, login: str) -> Person:
        """The acting member of that account; NotFound(what="member") for anybody else."""
        wanted = login.strip().casefold()
        for person in self.by_id.values():
            if person.login == wanted and person.id not in self.former:
                return person
        raise NotFound(what="member", key=login)

    def name(self, member_id: int | None) -> str:
        """Name of a member, "" for nobody."""
        person = self.by_id.get(member_id or 0)
        return person.name if person else ""

    def holder(self, role: str) -> Person | None:
        """The first member, by number, that holds a role in its own right, else a deputy."""
        return first_holder((p for p in self.by_id.values() if p.id not in self.former), role)

    def find(self, text: str, role: str) -> Person | None:
        """The member meant by a login, a number or a full name, if he or she holds `role` ("" = any)."""
        wanted = text.strip().casefold()
        for person in self.present:
            meant = wanted in (person.login, str(person.id), person.name.casefold())
            if meant and (not role or role in person.roles):
                return person
        return None


def read_people(connection: Connection, today: date) -> People:
    """All members with the roles in force `today`."""
    roles: dict[int, list[MemberRoleRow]] = defaultdict(list)
    for row in rows.many(connection, MemberRoleRow):
        if row.since <= today.isoformat() and (not row.until or today.isoformat() <= row.until):
            roles[row.member_id].append(row)
    members = rows.many(connection, MemberRow)
    found = {member.id: _person(member, roles[member.id]) for member in members}
    return People(found, frozenset(member.id for member in members if not member.active))


def _person(row: MemberRow, roles: list[MemberRoleRow]) -> Person:
    return Person(
        id=row.id,
        login=row.login,
        name=row.name,
        team=row.team,
        title=row.title,
        nip=row.nip,
        roles=tuple(dict.fromkeys(each.role for each in roles)),
        acting=tuple((each.role, each.acting) for each in roles if each.acting),
        administrator=row.administrator,
    )


def head_of(sop: Sop, people: People) -> Person | None:
    """Who signs for the unit: the first holder of a role that performs the step which gives the disposition."""
    return next(filter(None, map(people.holder, head_step(sop).roles)), None)


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
