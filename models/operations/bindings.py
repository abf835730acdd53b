"""What leaving a step forward does with the facts that the SOP binds: disposition, persons, release."""

from __future__ import annotations

from models.operations.facts import bind_persons, bound_members, bound_text
from models.operations.numbers import form_number
from models.operations.write_context import Turn
from models.records.live_project import LiveProject
from models.sop.procedure import Decision
from models.storage.tables import DispositionRow, FindingRow, ReleaseRow, Row

RELEASE_FORM = "release_notice"


def apply_bindings(
    turn: Turn, live: LiveProject, decision: Decision, made: list[Row], known_issues: list[tuple[FindingRow, str]]
) -> None:
    """Applies the bound facts of the step that `decision` leaves; adds to `made` and `known_issues` (old statuses)."""
    for fact in live.sop.step(decision.step).facts:
        if fact.binds == "coordinator":
            bind_persons(turn, live, fact)
            made += [_disposition(turn, live, member) for member in bound_members(turn, live, fact)[:1]]
        elif fact.binds == "programmers":
            bind_persons(turn, live, fact)
        elif fact.binds == "release_version":
            made += _release(turn, live, decision)
            known_issues += _known_issues(live)
    for row in made:
        live.add(row)


def _disposition(turn: Turn, live: LiveProject, member_id: int) -> DispositionRow:
    return DispositionRow(
        project_id=live.row.id,
        round=live.row.round,
        member_id=member_id,
        instruction=bound_text(live.sop, live.facts, "disposition_instruction"),
        given=bound_text(live.sop, live.facts, "disposition_date") or turn.today.isoformat(),
        given_by=turn.actor.id,
    )


def _release(turn: Turn, live: LiveProject, decision: Decision) -> list[Row]:
    """The release, numbered like its notice; a notice that people brought gets its number now."""
    number, fresh = form_number(turn, live, RELEASE_FORM)
    with_notes = not decision.refuses_open_findings
    open_now = "\n".join(f"{each.number}. {each.description}" for each in live.open_findings)
    release = ReleaseRow(
        project_id=live.row.id,
        number=number,
        version=bound_text(live.sop, live.facts, "release_version"),
        released=bound_text(live.sop, live.facts, "release_date") or turn.today.isoformat(),
        with_notes=with_notes,
        notes=open_now if with_notes else "",
        by=turn.actor.id,
    )
    return [*fresh, release]


def _known_issues(live: LiveProject) -> list[tuple[FindingRow, str]]:
    """Findings still open become known issues of the release."""
    found = [(finding, finding.status) for finding in live.open_findings]
    for finding, _ in found:
        live.alter(finding, status="known_issue")
    return found
