"""The board's cards out of project rows: clocks, persons and paths, each computed once for all cards that share it."""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Protocol, cast

from sqlalchemy import Connection, bindparam, select

from models import rules
from models.board import Card, Move, ProjectState
from models.people import Person
from models.performers import first_performer, named_by_role, named_for
from models.records.people import People
from models.records.procedures import Procedures
from models.rules import Situation, Standing
from models.sop.procedure import Fact, FactKind, Sop, Step
from models.storage import rows
from models.storage.tables import ProjectRow
from models.storage.timestamps import day_or_none, from_text
from models.worktime import Calendar, Clock, Counting, Pause, Status, run, wib_date

Pauses = tuple[Pause, ...]


class CardRow(Protocol):
    """The columns of a project row that a card needs, whether it comes from a query or from memory."""

    id: int
    version: int
    number: str
    name: str
    team: str
    requester_id: int
    coordinator_id: int | None
    programmers: str
    step: int
    round: int
    state: str
    sop_version_id: int
    entered_at: str
    counting: str
    pauses: str
    documents_held: str
    documents_done: int
    documents_required: int
    attachments: int
    comments: int
    open_findings: int
    critical_findings: int
    step_facts: str
    wished: str
    changed_at: str
    changed_by: str


class CardMaker:
    """Cards for one reader on one day."""

    def __init__(
        self,
        connection: Connection,
        procedures: Procedures,
        people: People,
        calendar: Calendar,
        actor: Person,
        today: date,
    ) -> None:
        self._connection = connection
        self._procedures = procedures
        self._people = people
        self._calendar = calendar
        self._actor = actor
        self._today = today
        self._paths: dict[tuple[int, Situation], tuple[Move, ...]] = {}
        self._clocks: dict[tuple[object, ...], Clock] = {}
        self._charge: dict[tuple[object, ...], tuple[Person | None, tuple[int, ...]]] = {}

    def card(self, row: CardRow) -> Card:
        """The card of a row."""
        sop = self._procedures.of(self._connection, row.sop_version_id)
        state = ProjectState(row.state)
        person, named = self._person(sop, row)
        return Card(
            id=row.id,
            version=row.version,
            number=row.number,
            name=row.name,
            team=row.team,
            step=row.step,
            round=row.round,
            state=state,
            clock=self._clock(sop, row, state),
            documents_done=row.documents_done,
            documents_required=row.documents_required,
            attachments=row.attachments,
            comments=row.comments,
            person_id=person.id if person else 0,
            person=person.name if person else "",
            waiting="",
            moves=self._ways(sop, row, state),
            changed_at=from_text(row.changed_at),
            changed_by=row.changed_by,
            sop_version=sop.version,
            wished=day_or_none(row.wished),
            named=named,
        )

    def _ways(self, sop: Sop, row: CardRow, state: ProjectState) -> tuple[Move, ...]:
        situation = rules.situation(sop, standing_of(row, state), self._actor)
        key = (row.sop_version_id, situation)
        if key not in self._paths:
            self._paths[key] = rules.paths_of(sop, situation)
        return self._paths[key]

    def _clock(self, sop: Sop, row: CardRow, state: ProjectState) -> Clock:
        key = (row.sop_version_id, row.step, row.entered_at[:13], row.counting, row.pauses, state)
        found = self._clocks.get(key)
        if found is None:
            found = self._clocks[key] = clock_of(
                sop.step(row.step),
                from_text(row.entered_at),
                self._today,
                pauses_of(row.pauses),
                Counting(row.counting),
                self._calendar,
                state,
            )
        return found

    def _person(self, sop: Sop, row: CardRow) -> tuple[Person | None, tuple[int, ...]]:
        key = (row.sop_version_id, row.step, row.requester_id, row.coordinator_id, row.programmers)
        if key not in self._charge:
            step, people = sop.step(row.step), self._people
            named = named_by_role(sop, row.requester_id, row.coordinator_id, json.loads(row.programmers))
            known = {
                role: tuple(people.by_id[each] for each in ids if each in people.by_id) for role, ids in named.items()
            }
            self._charge[key] = first_performer(step, known, people.holder), named_for(step, named)
        return self._charge[key]


def standing_of(row: CardRow, state: ProjectState) -> Standing:
    """The project as the rules see it, from its row alone."""
    return Standing(
        state=state,
        step=row.step,
        round=row.round,
        team=row.team,
        documents=frozenset(row.documents_held.split()),
        facts=json.loads(row.step_facts),
        open_findings=row.open_findings,
        critical_findings=row.critical_findings,
    )


def clock_of(
    step: Step,
    entered: datetime,
    today: date,
    pauses: Pauses,
    counting: Counting,
    calendar: Calendar,
    state: ProjectState,
) -> Clock:
    """The clock of a stay in `step` as it stands `today`; without a limit once the development is over."""
    if state.ended:
        day = wib_date(entered)
        return Clock(Status.NONE, 0, 0, 0, 0, step.standard.unit, False, day, None)
    held = state is ProjectState.HELD
    return run(step.standard, wib_date(entered), today, pauses, calendar, counting, held)


def pauses_of(text: str) -> Pauses:
    """The pauses kept on a project row, as days of the office."""
    return tuple(
        (wib_date(from_text(since)), wib_date(from_text(until)) if until else None) for since, until in json.loads(text)
    )


def deciding_facts(step: Step, facts: Mapping[str, object]) -> dict[str, object]:
    """The facts that decide the paths out of `step`: its own and those that its decisions look at."""
    asked = {key for decision in step.decisions for key, _ in decision.accepts}
    asked |= {fact.key for fact in step.facts if _decides(fact)}
    return {key: facts[key] for key in sorted(asked) if key in facts}


def _decides(fact: Fact) -> bool:
    return fact.required and fact.kind is not FactKind.FINDINGS


_PROJECT = ProjectRow.table()
_Found = namedtuple("_Found", CardRow.__annotations__)
_ALL = select(*(_PROJECT.c[name] for name in _Found._fields))
_SINCE = _ALL.where(_PROJECT.c.changed_seq > bindparam("sequence"))


def all_cards(connection: Connection, maker: CardMaker) -> tuple[Card, ...]:
    """Every project of the office, in no particular order."""
    return _cards(rows.found(connection, _ALL), maker)


def cards_since(connection: Connection, maker: CardMaker, sequence: int) -> tuple[Card, ...]:
    """The projects changed after that ledger line."""
    return _cards(rows.found(connection, _SINCE, sequence=sequence), maker)


def _cards(found: Iterable[tuple[Any, ...]], maker: CardMaker) -> tuple[Card, ...]:
    return tuple(maker.card(cast("CardRow", each)) for each in map(_Found._make, found))
