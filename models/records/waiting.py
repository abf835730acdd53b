"""Which projects wait, and for what: one query over open pauses, one over visits that ended in a return."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, func, select

from models.board import ProjectState, Waiting, WaitingCause
from models.records.people import People
from models.records.procedures import Procedures
from models.sop.procedure import DecisionKind, Sop
from models.storage.tables import LedgerRow, PauseRow, ProjectRow, VisitRow
from models.storage.timestamps import from_text

_P, _V, _S, _L = PauseRow.table().c, VisitRow.table().c, ProjectRow.table().c, LedgerRow.table().c
_HELD = select(_P.project_id, _P.reason, _P.since, _P.expected).where(_P.until == "").order_by(_P.id)
_HOLDERS = (
    select(_L.project_id, _L.person)
    .where(_L.sequence.in_(select(func.max(_L.sequence)).where(_L.deed == "hold_project").group_by(_L.project_id)))
    .order_by(_L.project_id)
)
_LAST = (
    select(func.max(_V.id))
    .where(_V.left_at != "", _V.skipped.is_(False), _V.result != "undone")
    .group_by(_V.project_id)
)
_LEFT = (
    select(_V.project_id, _V.step, _V.result, _V.reason, _V.left_at, _V.left_by, _S.sop_version_id)
    .join_from(VisitRow.table(), ProjectRow.table(), _S.id == _V.project_id)
    .where(_V.id.in_(_LAST), _S.state == ProjectState.RUNNING.value)
    .order_by(_V.id)
)


def read_waiting(connection: Connection, procedures: Procedures, people: People) -> tuple[Waiting, ...]:
    """Held projects, then those that stand where a return sent them."""
    holders = {row.project_id: row.person for row in connection.execute(_HOLDERS)}
    held = [
        Waiting(
            row.project_id,
            WaitingCause.HELD,
            row.reason,
            from_text(row.since),
            holders.get(row.project_id, ""),
            date.fromisoformat(row.expected) if row.expected else None,
        )
        for row in connection.execute(_HELD)
    ]
    returned = [
        Waiting(
            row.project_id,
            WaitingCause.RETURNED,
            row.reason,
            from_text(row.left_at),
            people.name(row.left_by),
            from_step=row.step,
        )
        for row in connection.execute(_LEFT)
        if _is_return(procedures.of(connection, row.sop_version_id), row.result)
    ]
    return (*held, *returned)


def _is_return(sop: Sop, result: str) -> bool:
    decisions = (each for step in sop.steps for each in step.decisions)
    return any(each.code == result and each.kind is DecisionKind.RETURN for each in decisions)
