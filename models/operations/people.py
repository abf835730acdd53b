"""People of the office and their roles."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from models.errors import BadInput
from models.facts import TEXT_LIMIT, plain_text
from models.operations.write_context import WriteContext, WriteOutcome, administrator_only
from models.requests import AddMember
from models.sop.procedure import Sop
from models.storage import rows
from models.storage.tables import MemberRoleRow, MemberRow


def add_member(context: WriteContext, request: AddMember) -> WriteOutcome:
    """A new member, or new roles and particulars for the one of that login. Administrators only."""
    administrator_only(context.actor)
    _, sop = context.procedures.newest(context.connection)
    login, values = checked(sop, request)
    save_member(context.connection, login, values, request.roles, context.today.isoformat())
    details: dict[str, object] = {"login": login, "roles": sorted(request.roles), **values}
    return WriteOutcome("add_member", details=details)


def checked(sop: Sop, request: AddMember) -> tuple[str, dict[str, Any]]:
    """Login and columns of a member as asked for. BadInput for a blank login or name and for unknown roles."""
    login = plain_text(request.login, TEXT_LIMIT, "Akun").casefold()
    name = " ".join(plain_text(request.name, TEXT_LIMIT, "Nama").split())
    for field, value in (("Akun", login), ("Nama", name)):
        if not value:
            raise BadInput(problem="blank", field=field)
    known = {role.code for role in sop.roles}
    for role in request.roles:
        if role not in known:
            raise BadInput(problem="unknown_choice", field="Peran", value=role[:80])
    return login, {
        "name": name,
        "team": " ".join(plain_text(request.team, TEXT_LIMIT, "Tim").split()),
        "title": plain_text(request.title, TEXT_LIMIT, "Jabatan"),
        "nip": plain_text(request.nip, TEXT_LIMIT, "NIP"),
        "administrator": request.administrator,
    }


def save_member(connection: Connection, login: str, values: dict[str, Any], roles: tuple[str, ...], today: str) -> int:
    """Writes the member and exactly these roles from `today` on; others end the day before. Gives the id."""
    member = rows.one(connection, MemberRow, login=login)
    if member is None:
        member = rows.add(connection, MemberRow(login=login, **values))
    else:
        for name, value in {**values, "active": True, "version": member.version + 1}.items():
            setattr(member, name, value)
        rows.change(connection, member, *values, "active", "version")
    held = [row for row in rows.many(connection, MemberRoleRow, member_id=member.id) if row.until == ""]
    for row in held:
        if row.role not in roles:
            row.until = _day_before(today)
            rows.change(connection, row, "until")
    for role in dict.fromkeys(roles):
        if role not in {row.role for row in held}:
            rows.add(connection, MemberRoleRow(member_id=member.id, role=role, since=today))
    return member.id


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
