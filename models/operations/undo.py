"""Takes back one's own last decision while nobody else has touched the project.

What the decision did is reversed exactly; documents, facts and findings typed with it stay, so that no work is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.errors import RuleBroken
from models.obstacles import Obstacle, Why
from models.operations.decisions import keep_pauses
from models.operations.write_context import WriteContext, WriteOutcome
from models.records import ledger
from models.records.live_project import LiveProject
from models.requests import UndoMove
from models.storage import rows
from models.storage.tables import DispositionRow, LedgerRow, ReleaseRow, Row

UNDOABLE = frozenset({"move_project", "return_project", "end_project", "close_project"})


def undo_move(context: WriteContext, request: UndoMove) -> WriteOutcome:
    """Puts the project back to where it stood. RuleBroken where the last deed is another person's or no decision."""
    live = context.project(request)
    line = _own_decision(context, live)
    told = ledger.details(line)
    details: dict[str, object] = {
        "undone_sequence": line.sequence,
        "decision": told["decision"],
        "from_step": live.row.step,
        "to_step": told["before"]["step"],
    }
    _restore_visits(context, live, told)
    _restore_row(live, told["before"])
    _restore_work(live, told)
    for kind in (DispositionRow, ReleaseRow):
        _mark_undone(context, live, kind, told["made"])
    return WriteOutcome("undo_move", [live], details)


def _own_decision(context: WriteContext, live: LiveProject) -> LedgerRow:
    """The line of the project's last deed, if it is the actor's and a decision; else RuleBroken."""
    line = ledger.line(context.connection, live.row.changed_seq)
    if line is None or line.deed not in UNDOABLE:
        raise RuleBroken((Obstacle(Why.NOTHING_TO_UNDO, live.row.step),))
    if line.person_id != context.actor.id:
        raise RuleBroken((Obstacle(Why.NOT_YOURS_TO_UNDO, live.row.step),))
    return line


def _restore_visits(context: WriteContext, live: LiveProject, told: Mapping[str, Any]) -> None:
    for visit in live.visits:
        if visit.id in told["entered"]:
            left_at = visit.left_at or context.at
            live.alter(visit, result="undone", left_at=left_at, left_by=visit.left_by or context.actor.id)
        elif visit.id == told["left"]:
            live.alter(visit, result="", reason="", left_at="", left_by=None)


def _restore_row(live: LiveProject, before: Mapping[str, Any]) -> None:
    for name, value in before.items():
        setattr(live.row, name, value)
    keep_pauses(live)


def _restore_work(live: LiveProject, told: Mapping[str, Any]) -> None:
    """Statuses and facts that the decision changed by itself."""
    for document in live.documents:
        if str(document.id) in told["effects"]:
            live.alter(document, status=told["effects"][str(document.id)])
    for finding in live.findings:
        if str(finding.id) in told["known_issues"]:
            live.alter(finding, status=told["known_issues"][str(finding.id)])
    for key, value in told["cleared"].items():
        live.set_fact(key, value)


def _mark_undone(context: WriteContext, live: LiveProject, kind: type[Row], made: list[list[Any]]) -> None:
    for table, row_id in made:
        row = rows.one(context.connection, kind, id=row_id) if table == kind.table().name else None
        if row is not None:
            live.alter(row, undone=True)
