"""The number of a paper, before it is printed."""

from __future__ import annotations

from models import rules
from models.operations.numbers import form_number
from models.operations.write_context import Outcome, Turn, refuse
from models.requests import PublishRelease


def publish_release(turn: Turn, request: PublishRelease) -> Outcome:
    """Gives the form its number for this round; asked again, the same number."""
    live = turn.project(request)
    refuse(rules.edit_obstacles(live.sop, live.standing(), turn.actor))
    number, fresh = form_number(turn, live, request.form)
    for row in fresh:
        live.add(row)
    return Outcome("publish_release", [live], {"form": request.form, "form_number": number}, number=number)
