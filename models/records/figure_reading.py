"""The office's whole history in three queries, as plain values: the ground of figures and forecasts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Executable, select

from models.board import ProjectState
from models.figures.history import History, PastProject, PastRelease, PastVisit, Stay
from models.performers import named_by_role
from models.records.people import People
from models.records.procedures import Procedures
from models.sop.procedure import Sop
from models.storage.tables import PauseRow, ProjectRow, ReleaseRow, VisitRow
from models.storage.timestamps import from_text
from models.worktime import Calendar, Counting, wib_date

_P, _V, _W, _R = ProjectRow.table().c, VisitRow.table().c, PauseRow.table().c, ReleaseRow.table().c
_PROJECTS = select(
    _P.id, _P.number, _P.name, _P.team, _P.state, _P.sop_version_id, _P.requester_id, _P.coordinator_id,
    _P.programmers, _P.created_at,
).order_by(_P.id)  # fmt: skip
_VISITS = (
    select(
        _V.project_id, _V.id, _V.step, _V.round, _V.entered_at, _V.left_at, _V.result, _V.reason, _V.skipped,
        _V.counting,
    )
    .where(_V.result != "undone")
    .order_by(_V.id)
)  # fmt: skip
_PAUSES = select(_W.visit_id, _W.since, _W.until, _W.reason).order_by(_W.since, _W.id)
_RELEASES = (
    select(_R.project_id, _R.number, _R.version, _R.released, _R.with_notes).where(_R.undone.is_(False)).order_by(_R.id)
)


class HistoryReader:
    """Reads the history once, on one connection. Days that many rows share are computed once."""

    def __init__(self, connection: Connection, procedures: Procedures, people: People, calendar: Calendar) -> None:
        self._connection = connection
        self._procedures = procedures
        self._people = people
        self._calendar = calendar
        self._days: dict[str, date] = {}
        self._counting = {each.value: each for each in Counting}
        self._states = {each.value: each for each in ProjectState}
        self._people_of: dict[tuple[object, ...], tuple[tuple[str, str], ...]] = {}

    def read(self, today: date) -> History:
        """Every project of the office with its visits, pauses and releases."""
        _, sop = self._procedures.newest(self._connection)
        stays, releases = self._stays(), self._releases()
        projects = tuple(
            self._project(row, stays[row[0]], tuple(releases.get(row[0], ())))
            for row in self._rows(_PROJECTS)
            if row[0] in stays
        )
        return History(sop, self._calendar, today, projects, self._holders(sop))

    def _rows(self, statement: Executable) -> Sequence[Any]:
        """The driver's own tuples: a row object for each of tens of thousands of visits costs more than the query."""
        cursor = self._connection.execute(statement).cursor
        assert cursor is not None
        return cursor.fetchall()

    def _project(self, row: Sequence[Any], stays: list[Stay], releases: tuple[PastRelease, ...]) -> PastProject:
        id_, number, name, team, state_, version_id, *named, created = row
        state, requested = self._states[state_], self._day(created)
        ended = max((stay.left for stay in stays if stay.left), default=requested) if state.ended else None
        return PastProject(
            id_,
            number,
            name,
            team,
            state,
            self._procedures.of(self._connection, version_id),
            requested,
            max(ended, requested) if ended else None,
            self._named(version_id, *named),
            tuple(stays),
            releases,
        )

    def _named(
        self, version_id: int, requester: int, coordinator: int | None, programmers: str
    ) -> tuple[tuple[str, str], ...]:
        """Role and name of everybody whom the project names; the same for all projects of the same people."""
        key = (version_id, requester, coordinator, programmers)
        if key not in self._people_of:
            sop = self._procedures.of(self._connection, version_id)
            named = named_by_role(sop, requester, coordinator, json.loads(programmers))
            names = ((role, self._people.name(member)) for role, members in named.items() for member in members)
            self._people_of[key] = tuple(each for each in names if each[1])
        return self._people_of[key]

    def _stays(self) -> dict[int, list[Stay]]:
        stops = {visit: tuple(found) for visit, found in self._stops().items()}
        found: dict[int, list[Stay]] = defaultdict(list)
        known, day, countings = self._days, self._day, self._counting
        for project, visit, step, round_, entered, left, result, reason, skipped, counting in self._rows(_VISITS):
            first = known.get(entered[:13]) or day(entered)
            last = (known.get(left[:13]) or day(left)) if left else None
            paused = stops.get(visit, ())
            stay = Stay(step, round_, first, last, result, reason, bool(skipped), countings[counting], paused)
            found[project].append(stay)
        return found

    def _stops(self) -> dict[int, list[PastVisit]]:
        found: dict[int, list[PastVisit]] = defaultdict(list)
        for visit, since, until, reason in self._rows(_PAUSES):
            found[visit].append(PastVisit(self._day(since), self._day(until) if until else None, reason))
        return dict(found)

    def _releases(self) -> dict[int, list[PastRelease]]:
        found: dict[int, list[PastRelease]] = defaultdict(list)
        for project, number, version, released, with_notes in self._rows(_RELEASES):
            found[project].append(PastRelease(number, version, date.fromisoformat(released), bool(with_notes)))
        return found

    def _holders(self, sop: Sop) -> dict[str, str]:
        """First holder of each role today."""
        pairs = ((role.code, self._people.holder(role.code)) for role in sop.roles)
        return {code: person.name for code, person in pairs if person is not None}

    def _day(self, text: str) -> date:
        """The office's day of a moment as the tables write it; equal within an hour."""
        key = text[:13]
        day = self._days.get(key)
        if day is None:
            day = self._days[key] = wib_date(from_text(text))
        return day
