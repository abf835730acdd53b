"""Findings of a test, added or settled."""

from __future__ import annotations

from typing import Any

from models import rules
from models.errors import BadInput, NotFound
from models.facts import LONG_TEXT_LIMIT, plain_text
from models.operations.write_context import WriteContext, WriteOutcome, refuse
from models.records.live_project import LiveProject
from models.requests import FindingNote, NoteFindings
from models.storage.tables import FindingRow

SEVERITIES = ("critical", "major", "minor")
STATUSES = ("open", "done", "deferred")

DESCRIPTION, ACTION, REASON = "Uraian temuan", "Tindak lanjut", "Alasan penundaan"
"""Names of the fields on the form, for the sentence of a refusal."""


def note_all(live: LiveProject, notes: tuple[FindingNote, ...]) -> list[FindingRow]:
    """Adds new findings and settles known ones; gives the rows touched. Raises BadInput or NotFound(what="finding")."""
    return [_note(live, note) for note in notes]


def _note(live: LiveProject, note: FindingNote) -> FindingRow:
    if note.severity not in SEVERITIES:
        raise BadInput(problem="unknown_choice", field="Tingkat temuan", value=note.severity[:80])
    if note.status not in STATUSES:
        raise BadInput(problem="unknown_choice", field="Status temuan", value=note.status[:80])
    values: dict[str, Any] = {
        "description": _required(note.description, DESCRIPTION),
        "severity": note.severity,
        "status": note.status,
        "action": plain_text(note.action, LONG_TEXT_LIMIT, ACTION),
        "reason": plain_text(note.reason, LONG_TEXT_LIMIT, REASON),
    }
    if note.status == "deferred":
        _required(note.reason, REASON)
    if note.id:
        row = next((each for each in live.findings if each.id == note.id), None)
        if row is None:
            raise NotFound(what="finding", key=note.id)
        live.alter(row, **values, version=row.version + 1)
        return row
    number = 1 + max((each.number for each in live.findings), default=0)
    row = FindingRow(project_id=live.row.id, number=number, step=live.row.step, round=live.row.round, **values)
    live.add(row)
    return row


def _required(text: str, field: str) -> str:
    cleaned = plain_text(text, LONG_TEXT_LIMIT, field)
    if not cleaned:
        raise BadInput(problem="blank", field=field)
    return cleaned


def note_findings(context: WriteContext, request: NoteFindings) -> WriteOutcome:
    """Writes findings, by somebody with a part in the present step."""
    live = context.project(request)
    refuse(rules.edit_obstacles(live.sop, live.standing(), context.actor))
    note_all(live, request.findings)
    return WriteOutcome("note_findings", [live])
