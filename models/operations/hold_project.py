"""Ditunda: the step clock stops, the card stays in its column."""

from __future__ import annotations

import json

from models import rules
from models.board import ProjectState
from models.errors import BadInput
from models.facts import LATEST, REASON_LIMIT, plain_text
from models.operations.write_context import Outcome, Turn, refuse
from models.records.live_project import LiveProject
from models.requests import HoldProject
from models.storage.tables import PauseRow


def hold_project(turn: Turn, request: HoldProject) -> Outcome:
    """Stops the clock of the present visit. BadInput where the expected day is not after today."""
    live = turn.project(request)
    reason = plain_text(request.reason, REASON_LIMIT, "Alasan")
    refuse(rules.hold_obstacles(live.sop, live.standing(), turn.actor, reason))
    expected = request.expected
    if expected is not None and not turn.today <= expected <= LATEST:
        raise BadInput(problem="bad_date", field="Perkiraan dilanjutkan", value=expected.isoformat())
    live.add(
        PauseRow(
            project_id=live.row.id,
            visit_id=live.visit.id,
            since=turn.at,
            reason=reason,
            expected=expected.isoformat() if expected else "",
        )
    )
    live.row.state, live.row.held_since = ProjectState.HELD.value, turn.at
    keep_pauses(live)
    return Outcome("hold_project", [live], {"reason": reason, "expected": expected.isoformat() if expected else ""})


def keep_pauses(live: LiveProject) -> None:
    """Writes the pauses of the present visit on the row, where the board finds them."""
    present = live.visit.id
    live.row.pauses = json.dumps([[each.since, each.until] for each in live.pauses if each.visit_id == present])
