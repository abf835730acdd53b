"""Numbers of papers: one for each form and round of its step, given before the paper is printed."""

from __future__ import annotations

from models import rules
from models.errors import BadInput
from models.operations.write_context import WriteContext, WriteOutcome, refuse
from models.records.live_project import LiveProject
from models.requests import PublishRelease
from models.sop.forms import number_series
from models.storage import rows
from models.storage.tables import FormNumberRow


def form_number(context: WriteContext, live: LiveProject, form: str) -> tuple[str, list[FormNumberRow]]:
    """The number of `form` in this round, and the new row if it had none yet. BadInput(problem="unknown_form").

    A form without a series of its own is numbered by its document's code.
    """
    kinds = [kind for step in live.sop.steps for kind in step.documents if kind.form == form]
    prefix = number_series(form) or (kinds[0].code if kinds else "")
    if not prefix:
        raise BadInput(problem="unknown_form", field=form[:80])
    step = kinds[0].step if kinds else live.row.step
    reached = [v.round for v in live.visits if v.step == step and v.result != "undone" and not v.skipped]
    turn_of_step = max(reached, default=1)
    known = rows.many(context.connection, FormNumberRow, project_id=live.row.id, form=form, round=turn_of_step)
    if known:
        return known[-1].number, []
    number = context.number(prefix)
    return number, [FormNumberRow(project_id=live.row.id, form=form, round=turn_of_step, number=number)]


def publish_release(context: WriteContext, request: PublishRelease) -> WriteOutcome:
    """Gives the form its number for this round; asked again, the same number."""
    live = context.project(request)
    refuse(rules.edit_obstacles(live.sop, live.standing(), context.actor))
    number, fresh = form_number(context, live, request.form)
    for row in fresh:
        live.add(row)
    return WriteOutcome("publish_release", [live], {"form": request.form, "form_number": number}, number=number)
