"""One project inside an operation: all its rows, changed in memory and saved at once.

Nothing here is written before `save`, so the same operation can be rehearsed on a project that is only read.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import Connection, and_, bindparam, delete

from models.board import ProjectState
from models.errors import ChangedByOther, DamageFound, NotFound
from models.project_file import FactValue
from models.records.cards import deciding_facts
from models.records.procedures import Procedures
from models.rules import Standing
from models.sop.procedure import Sop
from models.storage import rows
from models.storage.tables import DocumentRow, FactRow, FindingRow, PauseRow, ProjectRow, Row, VisitRow
from models.storage.timestamps import from_text

_PROJECT = ProjectRow.table()
_FACT = FactRow.table()
_KEPT = tuple(column.name for column in _PROJECT.columns if column.name not in {"id", "number", "created_at"})
_FORGET = delete(_FACT).where(and_(_FACT.c.project_id == bindparam("project"), _FACT.c.key == bindparam("fact")))

Change = tuple[object, object]
"""Old and new value."""


class LiveProject:
    """A project's rows. New rows have no id until `save`; altered ones remember what they were."""

    def __init__(self, row: ProjectRow, sop: Sop) -> None:
        self.row = row
        self.sop = sop
        self.facts: dict[str, FactValue] = {}
        self.documents: list[DocumentRow] = []
        self.findings: list[FindingRow] = []
        self.visits: list[VisitRow] = []
        self.pauses: list[PauseRow] = []
        self.replaced: list[DocumentRow] = []
        self.fact_changes: dict[str, Change] = {}
        self._seen = row.version
        self._new: list[Row] = []
        self._altered: dict[int, tuple[Row, set[str]]] = {}

    @property
    def state(self) -> ProjectState:
        """Where it stands beside its step."""
        return ProjectState(self.row.state)

    @property
    def visit(self) -> VisitRow:
        """The stay that lasts. DamageFound where there is none; ended projects have none and are not asked."""
        for visit in self.visits:
            if not visit.left_at:
                return visit
        raise DamageFound(problem="malformed", path="")

    @property
    def current_documents(self) -> list[DocumentRow]:
        """The versions in force."""
        return [document for document in self.documents if document.status == "current"]

    @property
    def open_findings(self) -> list[FindingRow]:
        """Findings neither done nor put off."""
        return [finding for finding in self.findings if finding.status == "open"]

    @property
    def critical_findings(self) -> list[FindingRow]:
        """Open findings that are critical."""
        return [each for each in self.open_findings if each.severity == "critical"]

    @property
    def added(self) -> list[Row]:
        """New rows, in order."""
        return list(self._new)

    @property
    def altered(self) -> list[Row]:
        """Rows that were there before and have changed."""
        return [row for row, _ in self._altered.values()]

    def standing(self) -> Standing:
        """The project as the rules see it now."""
        return Standing(
            state=self.state,
            step=self.row.step,
            round=self.row.round,
            team=self.row.team,
            documents=frozenset(document.kind for document in self.current_documents),
            facts=self.facts,
            open_findings=len(self.open_findings),
            critical_findings=len(self.critical_findings),
        )

    def set_fact(self, key: str, value: FactValue | None) -> None:
        """Writes a fact; None or an empty value forgets it."""
        old = self.facts.get(key)
        value = value or None
        if old == value:
            return
        first, _ = self.fact_changes.get(key, (old, None))
        self.fact_changes[key] = (first, value)
        if value is None:
            del self.facts[key]
        else:
            self.facts[key] = value

    def add(self, row: Row) -> None:
        """A new row of this project."""
        self._new.append(row)
        match row:
            case VisitRow():
                self.visits.append(row)
            case DocumentRow():
                self.documents.append(row)
            case FindingRow():
                self.findings.append(row)
            case PauseRow():
                self.pauses.append(row)
            case _:
                pass

    def alter(self, row: Row, **values: object) -> None:
        """Changes columns of a row of this project."""
        for name, value in values.items():
            setattr(row, name, value)
        if all(each is not row for each in self._new):
            self._altered.setdefault(id(row), (row, set()))[1].update(values)

    def save(self, connection: Connection, sequence: int, at: str, by: str) -> None:
        """Writes everything, one version further. ChangedByOther if the row is no longer the one that was read."""
        row = self.row
        self._count()
        row.changed_seq, row.changed_at, row.changed_by = sequence, at, by
        if row.id:
            row.version = self._seen + 1
            if not rows.change(connection, row, *_KEPT, version=self._seen):
                raise ChangedByOther(project=row.number, by="", at=None)
        else:
            rows.add(connection, row)
        self._save_facts(connection)
        for each in self._new:
            cast("Any", each).project_id = row.id
            rows.add(connection, each)
        for each, names in self._altered.values():
            rows.change(connection, each, *sorted(names))

    def _count(self) -> None:
        """Keeps on the row what its card shows."""
        row, step = self.row, self.sop.step(self.row.step)
        held = {document.kind for document in self.current_documents}
        required = [kind.code for kind in step.required_documents]
        row.documents_held = " ".join(sorted(held))
        row.documents_required = len(required)
        row.documents_done = sum(code in held for code in required)
        row.attachments = len(self.current_documents)
        row.open_findings = len(self.open_findings)
        row.critical_findings = len(self.critical_findings)
        row.step_facts = json.dumps(deciding_facts(step, self.facts), ensure_ascii=False)

    def _save_facts(self, connection: Connection) -> None:
        for key, (old, new) in self.fact_changes.items():
            if old is not None:
                connection.execute(_FORGET, {"project": self.row.id, "fact": key})
            if new is not None:
                text = json.dumps(new, ensure_ascii=False)
                rows.add(connection, FactRow(project_id=self.row.id, key=key, value=text))


def load_project(connection: Connection, procedures: Procedures, project_id: int) -> LiveProject:
    """The project of that id; NotFound(what="project")."""
    row = rows.one(connection, ProjectRow, id=project_id)
    if row is None:
        raise NotFound(what="project", key=project_id)
    live = LiveProject(row, procedures.of(connection, row.sop_version_id))
    live.facts = read_facts(connection, project_id)
    live.documents = rows.many(connection, DocumentRow, project_id=project_id)
    live.findings = rows.many(connection, FindingRow, project_id=project_id)
    live.visits = rows.many(connection, VisitRow, project_id=project_id)
    live.pauses = rows.many(connection, PauseRow, project_id=project_id)
    return live


def shown_at(live: LiveProject, version: int) -> LiveProject:
    """The project, if it still has the version that the person was shown; else ChangedByOther(project, by, at)."""
    if live.row.version != version:
        raise ChangedByOther(project=live.row.number, by=live.row.changed_by, at=from_text(live.row.changed_at))
    return live


def read_facts(connection: Connection, project_id: int) -> dict[str, FactValue]:
    """All facts of a project."""
    found: Mapping[str, str] = {row.key: row.value for row in rows.many(connection, FactRow, project_id=project_id)}
    return {key: json.loads(value) for key, value in found.items()}
