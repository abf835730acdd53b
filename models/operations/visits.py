"""Leaving one step and entering another: the visits of a project, never deleted."""

from __future__ import annotations

from models.operations.write_context import Turn
from models.records.live_project import LiveProject
from models.storage.tables import VisitRow
from models.worktime import Counting


def leave(turn: Turn, live: LiveProject, result: str, reason: str) -> VisitRow:
    """Ends the present visit and gives it."""
    visit = live.visit
    live.alter(visit, left_at=turn.at, left_by=turn.actor.id, result=result, reason=reason)
    return visit


def enter(turn: Turn, live: LiveProject, step: int) -> VisitRow:
    """Begins a visit to `step`, in its next round; the step clock starts."""
    counting = Counting.CALENDAR.value
    visit = VisitRow(
        project_id=live.row.id,
        step=step,
        round=_next_round(live, step),
        counting=counting,
        entered_at=turn.at,
        entered_by=turn.actor.id,
    )
    live.add(visit)
    row = live.row
    row.step, row.round, row.entered_at, row.counting, row.pauses = step, visit.round, turn.at, counting, "[]"
    return visit


def skip(turn: Turn, live: LiveProject, step: int, decision: str, reason: str) -> VisitRow:
    """Records a step as not needed ("tidak diperlukan"): a visit of no length."""
    visit = VisitRow(
        project_id=live.row.id,
        step=step,
        round=_next_round(live, step),
        counting=Counting.CALENDAR.value,
        entered_at=turn.at,
        entered_by=turn.actor.id,
        left_at=turn.at,
        left_by=turn.actor.id,
        result=decision,
        reason=reason,
        skipped=True,
    )
    live.add(visit)
    return visit


def _next_round(live: LiveProject, step: int) -> int:
    """One more than the rounds really begun: what was taken back or never needed does not count."""
    return 1 + sum(v.step == step and not v.skipped and v.result != "undone" for v in live.visits)
