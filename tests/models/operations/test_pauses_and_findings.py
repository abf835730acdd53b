"""Holding, findings, numbers of papers, comments, maintenance, and later developments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from models.board import ProjectState
from models.errors import BadInput, DamageFound, NotFound, RuleBroken
from models.obstacles import Why
from models.requests import (
    AddComment,
    FindingNote,
    HoldProject,
    LogMaintenance,
    NoteFindings,
    PublishRelease,
    ResumeProject,
    UndoMove,
)
from models.worktime import Status
from tests.models.office import FORWARD, REASON, Office, operation


def write(office: Office, kind: type[Any], project: int, login: str = "semua", **values: Any):
    version = office.card(project).version
    return office.ask(kind(operation_id=operation(), project_id=project, version=version, **values), login)


def note(office: Office, project: int, **values: Any) -> None:
    values = {"description": "Tombol simpan mati", **values}
    write(office, NoteFindings, project, findings=(FindingNote(**values),))


def test_a_held_project_stops_its_clock_and_goes_on(office: Office):
    card = office.walk(office.new(), *FORWARD[:2])
    office.pass_days(3)
    held = write(office, HoldProject, card.id, reason="Menunggu data", expected=date(2026, 4, 1)).cards[0]
    assert (held.state, held.step, held.clock.status) == (ProjectState.HELD, 3, Status.PAUSED)
    office.pass_days(10)
    assert office.card(card.id).clock.day == held.clock.day
    going = write(office, ResumeProject, card.id).cards[0]
    assert (going.state, going.clock.day, going.clock.paused_days) == (ProjectState.RUNNING, 3, 10)
    assert card.clock.due is not None
    assert going.clock.due is not None
    assert going.clock.due >= card.clock.due + timedelta(days=10)
    visit = office.project(card.id).visits[-1]
    assert visit.clock.paused_days == 10


def test_a_second_pause_leaves_the_first_as_it_was(office: Office):
    card = office.walk(office.new(), *FORWARD[:2])
    for _ in range(2):
        office.pass_days(2)
        write(office, HoldProject, card.id, reason=REASON)
        office.pass_days(3)
        write(office, ResumeProject, card.id)
    assert office.card(card.id).clock.paused_days == 6


def test_findings_made_known_issues_open_again_when_the_release_is_taken_back(office: Office):
    card = office.walk(office.new(), *FORWARD[:7])
    note(office, card.id)
    note(office, card.id, status="deferred", reason="Rilis berikut")
    office.finish(office.card(card.id), "release_with_notes")
    write(office, UndoMove, card.id)
    assert [finding.status for finding in office.project(card.id).findings] == ["open", "deferred"]
    assert office.card(card.id).step == 8


def test_a_project_whose_present_visit_was_removed_is_damage(office: Office):
    card = office.walk(office.new(), "submit_request")
    with office.database.writing() as connection:
        connection.execute(text("UPDATE visit SET left_at = entered_at"))
    with pytest.raises(DamageFound):
        write(office, HoldProject, card.id, reason=REASON)


def test_holding_needs_a_reason_a_later_step_and_a_day_to_come(office: Office):
    card = office.new()
    with pytest.raises(RuleBroken):
        write(office, HoldProject, card.id, reason=REASON)
    card = office.walk(card, "submit_request")
    with pytest.raises(RuleBroken) as caught:
        write(office, HoldProject, card.id, reason="  ")
    assert caught.value.obstacles[0].why is Why.REASON_MISSING
    with pytest.raises(BadInput):
        write(office, HoldProject, card.id, reason=REASON, expected=date(2026, 1, 1))
    with pytest.raises(RuleBroken):
        write(office, ResumeProject, card.id)
    write(office, HoldProject, card.id, reason=REASON)
    with pytest.raises(RuleBroken):
        write(office, HoldProject, card.id, reason=REASON)
    with pytest.raises(RuleBroken) as caught:
        office.finish(office.card(card.id), "forward_disposition")
    assert caught.value.obstacles[0].why is Why.PROJECT_HELD


def test_open_findings_stop_the_final_test_until_settled(office: Office):
    card = office.walk(office.new(), *FORWARD[:5])
    note(office, card.id, severity="major")
    with pytest.raises(RuleBroken):
        office.finish(office.card(card.id), "no_findings")
    card = office.finish(office.card(card.id), "proceed_to_repair")
    with pytest.raises(RuleBroken) as caught:
        office.finish(card, "submit_final_test")
    assert [each.why for each in caught.value.obstacles] == [Why.FINDING_OPEN]
    finding = office.project(card.id).findings[0]
    card = office.finish(
        card,
        "submit_final_test",
        findings=(FindingNote(id=finding.id, description=finding.description, severity="major", status="done"),),
    )
    settled = office.project(card.id).findings[0]
    assert (card.step, settled.status, settled.version, settled.number) == (8, "done", 2, 1)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"description": "  "}, "blank"),
        ({"severity": "parah"}, "unknown_choice"),
        ({"status": "known_issue"}, "unknown_choice"),
        ({"status": "deferred"}, "blank"),
        ({"description": "a" * 30_000}, "too_long"),
    ],
)
def test_findings_that_say_too_little_are_refused(office: Office, values: dict[str, str], problem: str):
    card = office.walk(office.new(), *FORWARD[:5])
    with pytest.raises(BadInput) as caught:
        note(office, card.id, **values)
    assert caught.value.facts["problem"] == problem
    with pytest.raises(NotFound):
        note(office, card.id, id=77)


def test_a_release_with_notes_turns_open_findings_into_known_issues(office: Office):
    card = office.walk(office.new(), *FORWARD[:7])
    note(office, card.id, severity="minor")
    note(office, card.id, severity="minor", status="deferred", reason="Rilis berikut")
    with pytest.raises(RuleBroken) as caught:
        office.finish(office.card(card.id), "release")
    assert [each.why for each in caught.value.obstacles] == [Why.FINDING_OPEN]
    released = office.finish(office.card(card.id), "release_with_notes")
    project = office.project(card.id)
    assert [finding.status for finding in project.findings] == ["known_issue", "deferred"]
    release = project.releases[0]
    assert (released.step, release.with_notes, release.notes) == (9, True, "1. Tombol simpan mati")
    assert release.number == "RN-2026-001"


def test_a_critical_finding_forbids_a_release_with_notes(office: Office):
    card = office.walk(office.new(), *FORWARD[:7])
    note(office, card.id, severity="critical")
    with pytest.raises(RuleBroken) as caught:
        office.finish(office.card(card.id), "release_with_notes")
    assert [each.why for each in caught.value.obstacles] == [Why.CRITICAL_FINDING_OPEN]


def test_a_paper_keeps_its_number_until_the_next_round(office: Office):
    card = office.walk(office.new(), *FORWARD[:7])
    first = write(office, PublishRelease, card.id, form="release_notice").number
    assert write(office, PublishRelease, card.id, form="release_notice").number == first == "RN-2026-001"
    assert write(office, PublishRelease, card.id, form="completion_report").number == "LP-2026-001"
    assert write(office, PublishRelease, card.id, form="test_record").number == "BA-2026-001"
    assert write(office, PublishRelease, card.id, form="disposition").number == "DSP-2026-001"
    card = office.walk(office.card(card.id), "fail_final_test", "submit_final_test")
    assert write(office, PublishRelease, card.id, form="release_notice").number == "RN-2026-002"
    assert office.project(card.id).numbers["release_notice"] == "RN-2026-002"
    with pytest.raises(BadInput):
        write(office, PublishRelease, card.id, form="tiada")


def test_anybody_may_comment_but_not_with_nothing(office: Office):
    card = office.new()
    changed = write(office, AddComment, card.id, "tamu", text="  Mohon dipercepat \u202e ")
    assert (changed.cards[0].comments, changed.undoable) == (1, False)
    assert office.project(card.id).history[-1].facts["text"] == "Mohon dipercepat"
    with pytest.raises(BadInput):
        write(office, AddComment, card.id, text=" \n ")


def test_maintenance_is_logged_only_in_maintenance_and_by_its_people(office: Office):
    card = office.walk(office.new(), *FORWARD)
    with pytest.raises(RuleBroken) as caught:
        write(office, LogMaintenance, card.id, text="Ganti sertifikat")
    assert caught.value.obstacles[0].why is Why.NOT_IN_MAINTENANCE
    office.finish(card, "close_development")
    write(office, LogMaintenance, card.id, "rina", text="Ganti sertifikat")
    with pytest.raises(RuleBroken):
        write(office, LogMaintenance, card.id, "tamu", text="Ganti sertifikat")
    with pytest.raises(BadInput):
        write(office, LogMaintenance, card.id, text="")
    assert office.card(card.id).state is ProjectState.MAINTENANCE


@pytest.mark.parametrize("target", [1, 5])
def test_a_later_development_is_a_child_with_a_number_of_its_own(office: Office, target: int):
    parent = office.walk(office.new("SI-LADU"), *FORWARD, "close_development")
    changed = office.decide(parent, "open_follow_up", target=target)
    child = office.project(changed.project_id)
    assert (child.card.number, child.card.name, child.card.step) == ("PRJ-2026-002", "SI-LADU", target)
    assert (child.parent, changed.number) == (parent.number, "PRJ-2026-002")
    assert office.project(parent.id).children == ("PRJ-2026-002",)
    assert office.card(parent.id).state is ProjectState.MAINTENANCE
    assert ("letter_number" in child.facts) == (target == 5)
    assert [visit.step for visit in child.visits] == [target]
    assert "release_version" not in child.facts


def test_a_child_begun_at_five_walks_on_from_there(office: Office):
    parent = office.walk(office.new(), *FORWARD)
    changed = office.decide(parent, "open_follow_up", target=5, facts={"project_name": "SI-LADU 2"})
    child = office.walk(office.card(changed.project_id), *FORWARD[4:], "close_development")
    assert (child.name, child.state) == ("SI-LADU 2", ProjectState.MAINTENANCE)


def test_a_child_begins_only_where_the_procedure_says_and_with_a_reason(office: Office):
    parent = office.walk(office.new(), *FORWARD)
    with pytest.raises(BadInput):
        office.decide(parent, "open_follow_up", target=3)
    with pytest.raises(RuleBroken):
        office.decide(parent, "open_follow_up", target=1, reason=" ")
    with pytest.raises(RuleBroken):
        office.decide(office.card(parent.id), "open_follow_up", "tamu", target=1)
