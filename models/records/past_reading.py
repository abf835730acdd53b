"""The board of any past day, told again from the ledger; the way of counting and the days' roles from their tables."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from models.board import Board, Card, PastBoard, ProjectState
from models.errors import BadInput
from models.people import Person
from models.records.cards import CardMaker
from models.records.people import People, read_people
from models.records.procedures import Procedures
from models.records.settings import from_json, read_office
from models.replay import LedgerLine, ReplayedCard, stands
from models.sop.procedure import Sop
from models.storage import rows
from models.storage.tables import LedgerRow, ProjectRow, SopVersionRow, VisitRow
from models.storage.timestamps import from_text, to_text
from models.worktime import WIB_OFFSET, Calendar, Counting, wib_date

_L, _P, _V = LedgerRow.table().c, ProjectRow.table().c, VisitRow.table().c
_LAST = (
    select(_L.project_id, func.max(_L.sequence).label("last"))
    .where(_L.project_id.is_not(None), _L.at < bindparam("end"))
    .group_by(_L.project_id)
    .subquery()
)
_LINES = (
    select(_L.project_id, _L.at, _L.person, _L.deed, _L.details)
    .join(_LAST, (_LAST.c.project_id == _L.project_id) & (_L.sequence <= _LAST.c.last))
    .order_by(_L.sequence)
)
_NEWEST = select(_L.sequence, _L.hash).where(_L.at < bindparam("end")).order_by(_L.sequence.desc()).limit(1)
_PROJECTS = select(_P.id, _P.team, _P.requester_id, _P.sop_version_id)
_COUNTED = select(_V.project_id, _V.step, _V.entered_at, _V.counting).where(_V.entered_at < bindparam("end"))
_FIRST = select(func.min(_P.created_at))


class PastReader:
    """Reads past boards on one connection. today: of the office; actor: who looks."""

    def __init__(
        self,
        connection: Connection,
        procedures: Procedures,
        calendar: Calendar,
        actor: Person,
        now: datetime,
        place: str,
    ) -> None:
        self._connection = connection
        self._procedures = procedures
        self._calendar = calendar
        self._actor = actor
        self._now = now
        self._place = place

    def read(self, day: date) -> PastBoard:
        """The board in the evening of `day`. BadInput (future_date) for a day that has not come."""
        today = wib_date(self._now)
        if day > today:
            raise BadInput(problem="future_date", field="Tanggal papan", value=day.isoformat(), day=today)
        end = {"end": to_text(_midnight_after(day))}
        people = read_people(self._connection, day)
        newest = self._connection.execute(_NEWEST, end).first()
        office = read_office(self._connection)
        board = Board(
            sop=self._procedure(end["end"]),
            actor=self._actor,
            people=people.present,
            cards=self._cards(day, end, people),
            sequence=int(newest.sequence) if newest else 0,
            read_at=self._now,
            today=day,
            training=office.training,
            place=self._place,
            settings=from_json(office.settings),
        )
        return PastBoard(day, self._first(today), today, board, str(newest.hash) if newest else "")

    def _first(self, today: date) -> date:
        text = self._connection.execute(_FIRST).scalar()
        return min(today, wib_date(from_text(text))) if text else today

    def _procedure(self, end: str) -> Sop:
        """The newest one adopted by then; the oldest for days before any."""
        stored = sorted(rows.many(self._connection, SopVersionRow), key=lambda row: row.number)
        adopted = [row for row in stored if row.adopted_at < end] or stored[:1]
        return self._procedures.of(self._connection, adopted[-1].id)

    def _cards(self, day: date, end: Mapping[str, str], people: People) -> tuple[Card, ...]:
        connection = self._connection
        known = {row[0]: row for row in connection.execute(_PROJECTS)}
        sops = {key: self._procedures.of(connection, row[3]) for key, row in known.items()}
        counted = {(row[0], row[1], row[2]): str(row[3]) for row in connection.execute(_COUNTED, end)}
        lines = (
            LedgerLine(row[0], row[1], row[2], row[3], json.loads(row[4])) for row in connection.execute(_LINES, end)
        )
        maker = CardMaker(connection, self._procedures, people, self._calendar, self._actor, day)
        logins = {person.login: person.id for person in people.by_id.values()}
        return tuple(
            replace(maker.card(_row(key, stand, known[key], sops[key], counted, logins)), moves=())
            for key, stand in stands(lines, sops).items()
        )


def _midnight_after(day: date) -> datetime:
    """The moment at which `day` is over in the office."""
    return datetime.combine(day + timedelta(days=1), time(), UTC) - WIB_OFFSET


def _row(
    key: int,
    stand: ReplayedCard,
    project: Any,
    sop: Sop,
    counted: Mapping[tuple[int, int, str], str],
    logins: dict[str, int],
) -> ProjectRow:
    """The project row as it was, as far as a card needs it."""
    kinds = stand.kinds
    required = [kind.code for kind in sop.step(stand.step).required_documents]
    ended = ProjectState(stand.state).ended
    return rows.loaded(
        ProjectRow,
        {
            "id": key,
            "version": stand.version,
            "number": stand.number,
            "name": stand.name,
            "team": stand.team or project[1],
            "requester_id": project[2],
            "coordinator_id": logins.get(stand.coordinator),
            "programmers": json.dumps([logins[login] for login in stand.programmers if login in logins]),
            "step": stand.step,
            "round": stand.round,
            "state": stand.state,
            "sop_version_id": project[3],
            "entered_at": stand.entered_at,
            "counting": counted.get((key, stand.step, stand.entered_at), Counting.CALENDAR.value),
            "pauses": "[]" if ended else json.dumps(stand.pauses),
            "documents_done": sum(code in kinds for code in required),
            "documents_required": len(required),
            "attachments": len(kinds),
            "comments": stand.comments,
            "wished": stand.wished,
            "changed_at": stand.changed_at,
            "changed_by": stand.changed_by,
            # What only paths need; of a past day none are told.
            "documents_held": "",
            "open_findings": 0,
            "critical_findings": 0,
            "step_facts": "{}",
        },
    )
