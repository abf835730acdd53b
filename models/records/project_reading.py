"""One project whole, as the panel shows it and the papers print it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection

from models.board import ProjectState
from models.documents.store import DocumentStore
from models.people import Person
from models.project_file import (
    Disposition,
    DocumentVersion,
    Finding,
    HistoryLine,
    ProjectFile,
    Release,
    Visit,
)
from models.records import ledger
from models.records.cards import CardMaker, clock_of
from models.records.live_project import LiveProject, load_project
from models.records.people import People, head_of
from models.records.procedures import Procedures
from models.sop.procedure import Sop
from models.storage import rows
from models.storage.tables import (
    DispositionRow,
    DocumentRow,
    FormNumberRow,
    LedgerRow,
    PauseRow,
    ProjectRow,
    ReleaseRow,
    VisitRow,
)
from models.storage.timestamps import day_or_none, from_text
from models.worktime import Calendar, Clock, Counting, wib_date


class ProjectReader:
    """Reads projects for one person on one day."""

    def __init__(
        self, connection: Connection, procedures: Procedures, people: People, calendar: Calendar, today: date
    ) -> None:
        self._connection = connection
        self._procedures = procedures
        self._people = people
        self._calendar = calendar
        self._today = today

    def read(self, project_id: int, maker: CardMaker) -> ProjectFile:
        """The project; NotFound(what="project")."""
        connection = self._connection
        live = load_project(connection, self._procedures, project_id)
        row = live.row
        programmers: list[int] = json.loads(row.programmers)
        sequence, newest_hash = ledger.newest(connection)
        return ProjectFile(
            card=maker.card(row),
            sop=live.sop,
            facts=live.facts,
            visits=tuple(self._visit(live, visit) for visit in live.visits),
            documents=tuple(self._document(live.sop, document) for document in live.documents),
            history=tuple(_line(line) for line in ledger.of_project(connection, project_id)),
            findings=_findings(live),
            dispositions=self._dispositions(project_id),
            releases=self._releases(project_id),
            people=self._people.present,
            created=from_text(row.created_at),
            folder=row.folder,
            requester=self._person(row.requester_id),
            coordinator=self._person(row.coordinator_id),
            programmers=tuple(p for p in map(self._person, programmers) if p is not None),
            head=head_of(live.sop, self._people),
            parent=self._number(row.parent_id),
            children=tuple(child.number for child in rows.many(connection, ProjectRow, parent_id=project_id)),
            numbers={each.form: each.number for each in rows.many(connection, FormNumberRow, project_id=project_id)},
            sequence=sequence,
            ledger_hash=newest_hash,
        )

    def checked(self, found: ProjectFile, store: DocumentStore) -> ProjectFile:
        """The same project with every document's file read again."""
        documents = tuple(
            replace(each, intact=store.verify(each.path, each.sha256, each.size) == "intact") if each.path else each
            for each in found.documents
        )
        return replace(found, documents=documents)

    def _visit(self, live: LiveProject, visit: VisitRow) -> Visit:
        entered = from_text(visit.entered_at)
        left = from_text(visit.left_at) if visit.left_at else None
        return Visit(
            step=visit.step,
            round=visit.round,
            entered=entered,
            left=left,
            result=visit.result,
            reason=visit.reason,
            entered_by=self._people.name(visit.entered_by),
            left_by=self._people.name(visit.left_by),
            clock=self._clock(live, visit),
            skipped=visit.skipped,
        )

    def _clock(self, live: LiveProject, visit: VisitRow) -> Clock:
        last = wib_date(from_text(visit.left_at)) if visit.left_at else self._today
        state = live.state if not visit.left_at else ProjectState.RUNNING
        pauses = tuple(_pause(each) for each in live.pauses if each.visit_id == visit.id)
        step, counting = live.sop.step(visit.step), Counting(visit.counting)
        calendar = self._calendar.as_of(last) if visit.left_at else self._calendar
        return clock_of(step, from_text(visit.entered_at), last, pauses, counting, calendar, state)

    def _document(self, sop: Sop, row: DocumentRow) -> DocumentVersion:
        return DocumentVersion(
            id=row.id,
            kind=row.kind,
            kind_name=sop.document(row.kind).name,
            step=row.step,
            round=row.round,
            version=row.version,
            name=row.name,
            size=row.size,
            sha256=row.sha256,
            media=row.media,
            status=row.status,
            attached=from_text(row.attached_at),
            attached_by=self._people.name(row.attached_by),
            path=row.path,
            link=row.link,
            letter_number=row.letter_number,
            letter_date=day_or_none(row.letter_date),
            letter_subject=row.letter_subject,
        )

    def _dispositions(self, project_id: int) -> tuple[Disposition, ...]:
        return tuple(
            Disposition(
                to=self._people.name(row.member_id),
                instruction=row.instruction,
                given=date.fromisoformat(row.given),
                given_by=self._people.name(row.given_by),
                round=row.round,
            )
            for row in rows.many(self._connection, DispositionRow, project_id=project_id)
            if not row.undone
        )

    def _releases(self, project_id: int) -> tuple[Release, ...]:
        return tuple(
            Release(
                number=row.number,
                version=row.version,
                released=date.fromisoformat(row.released),
                with_notes=row.with_notes,
                notes=row.notes,
                by=self._people.name(row.by),
            )
            for row in rows.many(self._connection, ReleaseRow, project_id=project_id)
            if not row.undone
        )

    def _person(self, member_id: int | None) -> Person | None:
        return self._people.by_id.get(member_id or 0)

    def _number(self, project_id: int | None) -> str:
        row = rows.one(self._connection, ProjectRow, id=project_id) if project_id else None
        return row.number if row else ""


def _findings(live: LiveProject) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            id=row.id,
            number=row.number,
            step=row.step,
            round=row.round,
            description=row.description,
            severity=row.severity,
            status=row.status,
            action=row.action,
            reason=row.reason,
            version=row.version,
        )
        for row in live.findings
    )


def _line(line: LedgerRow) -> HistoryLine:
    return HistoryLine(
        sequence=line.sequence,
        at=from_text(line.at),
        person=line.person,
        workstation=line.workstation,
        deed=line.deed,
        facts=ledger.details(line),
    )


def _pause(row: PauseRow) -> tuple[date, date | None]:
    return wib_date(from_text(row.since)), wib_date(from_text(row.until)) if row.until else None
