"""Decisions: what they demand, what they do, and how they are taken back."""

from __future__ import annotations

import pytest

from models.board import ProjectState
from models.errors import BadInput, ChangedByOther, NotFound, RuleBroken
from models.obstacles import Why
from models.requests import AddComment, EndProject, MoveProject, PublishRelease, UndoMove
from tests.models.office import FORWARD, REASON, Office, operation


def undo(office: Office, project: int, login: str = "semua") -> None:
    card = office.card(project)
    office.ask(UndoMove(operation_id=operation(), project_id=project, version=card.version), login)


def whys(caught: pytest.ExceptionInfo[RuleBroken]) -> set[Why]:
    return {obstacle.why for obstacle in caught.value.obstacles}


def test_a_project_without_its_srs_cannot_leave_step_three(office: Office):
    card = office.walk(office.new(), *FORWARD[:2])
    with pytest.raises(RuleBroken) as caught:
        office.decide(card, "submit_srs", facts=office.facts(3))
    assert [(each.why, each.key) for each in caught.value.obstacles] == [(Why.DOCUMENT_MISSING, "SRS")]
    assert office.card(card.id) == card


def test_a_move_writes_documents_facts_and_step_in_one_version(office: Office):
    card = office.new()
    moved = office.decide(card, "submit_request").cards[0]
    assert (moved.step, moved.version) == (2, card.version + 1)
    after = office.finish(moved, "forward_disposition")
    assert (after.step, after.version, after.attachments) == (3, moved.version + 1, 2)


def test_only_the_performer_may_decide(office: Office):
    card = office.walk(office.new(), "submit_request")
    for login in ("rina", "arif", "tono", "tamu"):
        with pytest.raises(RuleBroken) as caught:
            office.finish(card, "forward_disposition", login)
        assert whys(caught) == {Why.ROLE_MISSING}
    assert office.finish(card, "forward_disposition", "hendra").step == 3


def test_a_decision_of_another_step_or_kind_is_no_path(office: Office):
    card = office.new()
    with pytest.raises(RuleBroken) as caught:
        office.decide(card, "release")
    assert whys(caught) == {Why.NO_PATH}
    wrong = MoveProject(
        operation_id=operation(), project_id=card.id, version=card.version, decision="cancel_request", reason=REASON
    )
    with pytest.raises(RuleBroken):
        office.ask(wrong)
    unknown = EndProject(operation_id=operation(), project_id=card.id, version=card.version, decision="tiada")
    with pytest.raises(NotFound):
        office.ask(unknown)


def test_a_return_begins_a_new_round_and_sets_documents_back(office: Office):
    card = office.walk(office.new(), *FORWARD[:3])
    card = office.finish(card, "return_srs")
    assert (card.step, card.round, card.documents_done) == (3, 2, 0)
    project = office.project(card.id)
    statuses = {document.kind: document.status for document in project.documents}
    assert statuses == {"ND": "current", "DSP": "current", "SRS": "returned", "SRA": "superseded"}
    assert "review_result" not in project.facts
    assert project.visits[-2].result == "return_srs"
    card = office.finish(card, "submit_srs")
    versions = [(d.version, d.round, d.status) for d in office.project(card.id).documents if d.kind == "SRS"]
    assert versions == [(1, 1, "returned"), (2, 2, "current")]


@pytest.mark.parametrize("reason", ["", "    ", "terlalu pendek"])
def test_a_return_needs_a_reason_of_twenty_letters(office: Office, reason: str):
    card = office.walk(office.new(), "submit_request")
    with pytest.raises(RuleBroken) as caught:
        office.decide(card, "return_request", reason=reason)
    assert whys(caught) == {Why.REASON_MISSING}


def test_a_reason_of_100_000_letters_is_refused(office: Office):
    card = office.walk(office.new(), "submit_request")
    with pytest.raises(BadInput):
        office.decide(card, "return_request", reason="a" * 100_000)


def test_a_step_that_is_not_needed_is_recorded_as_skipped(office: Office):
    card = office.walk(office.new(), *FORWARD[:5])
    card = office.finish(card, "no_findings")
    assert (card.step, card.round) == (8, 1)
    skipped = office.project(card.id).visits[-2]
    assert (skipped.step, skipped.skipped, skipped.entered) == (7, True, skipped.left)
    card = office.decide(card, "fail_final_test").cards[0]
    assert (card.step, card.round) == (7, 1)


def test_rejected_and_cancelled_projects_keep_their_step_and_rest(office: Office):
    rejected = office.decide(office.walk(office.new(), "submit_request"), "reject_request").cards[0]
    cancelled = office.decide(office.new(), "cancel_request").cards[0]
    assert (rejected.step, rejected.state) == (2, ProjectState.REJECTED)
    assert (cancelled.step, cancelled.state) == (1, ProjectState.CANCELLED)
    with pytest.raises(RuleBroken) as caught:
        office.set_facts(rejected, contact="x")
    assert whys(caught) == {Why.PROJECT_ENDED}


def test_an_older_view_of_the_card_is_a_conflict_that_names_the_other(office: Office):
    card = office.new()
    comment = AddComment(operation_id=operation(), project_id=card.id, version=card.version, text="Sudah saya periksa")
    office.ask(comment, "rina")
    with pytest.raises(ChangedByOther) as caught:
        office.finish(card, "submit_request")
    assert caught.value.facts == {"project": card.number, "by": "Rina Puspita", "at": office.now}


@pytest.mark.parametrize("steps", range(1, 9))
def test_taking_back_a_forward_move_restores_the_project_exactly(office: Office, steps: int):
    card = office.walk(office.new(), *FORWARD[: steps - 1])
    decision = office.sop.decision(FORWARD[steps - 1])
    card = office.set_facts(card, **office.facts(card.step, decision))
    for attachment in office.attachments(card.step):
        if attachment.kind not in {document.kind for document in office.project(card.id).documents}:
            card = office.attach(card, attachment)
    before = office.project(card.id)
    office.decide(card, FORWARD[steps - 1])
    undo(office, card.id)
    after = office.project(card.id)
    assert after.card.step == before.card.step
    for name in ("facts", "documents", "findings", "dispositions", "releases", "coordinator", "programmers"):
        assert getattr(after, name) == getattr(before, name), name
    assert after.visits[: len(before.visits)] == before.visits
    assert [visit.result for visit in after.visits[len(before.visits) :]] == ["undone"]
    same = ("step", "round", "state", "clock", "moves", "documents_done", "person")
    assert [getattr(after.card, name) for name in same] == [getattr(before.card, name) for name in same]


def test_taking_back_a_return_brings_documents_and_facts_back(office: Office):
    card = office.walk(office.new(), *FORWARD[:3])
    card = office.set_facts(card, **office.facts(4))
    before = office.project(card.id)
    office.decide(card, "return_srs")
    undo(office, card.id)
    after = office.project(card.id)
    assert (after.facts, after.documents) == (before.facts, before.documents)
    again = office.decide(office.card(card.id), "return_srs").cards[0]
    assert (again.step, again.round) == (3, 2)


def test_taking_back_a_skip_an_ending_and_a_closing(office: Office):
    card = office.walk(office.new(), *FORWARD[:5])
    office.finish(card, "no_findings")
    undo(office, card.id)
    assert office.card(card.id).step == 6
    assert [visit.result for visit in office.project(card.id).visits[-2:]] == ["undone", "undone"]
    other = office.new()
    office.decide(other, "cancel_request")
    undo(office, other.id)
    assert office.card(other.id).state is ProjectState.RUNNING
    last = office.walk(office.new(), *FORWARD, "close_development")
    undo(office, last.id)
    assert (office.card(last.id).step, office.card(last.id).state) == (9, ProjectState.RUNNING)
    assert office.finish(office.card(last.id), "close_development").state is ProjectState.MAINTENANCE
    assert len(list((office.folder / "Arsip").iterdir())) == 2


def test_only_the_own_last_decision_can_be_taken_back(office: Office):
    card = office.new()
    with pytest.raises(RuleBroken) as caught:
        undo(office, card.id)
    assert whys(caught) == {Why.NOTHING_TO_UNDO}
    office.decide(card, "submit_request", "tono")
    with pytest.raises(RuleBroken) as caught:
        undo(office, card.id)
    assert whys(caught) == {Why.NOT_YOURS_TO_UNDO}
    undo(office, card.id, "tono")
    with pytest.raises(RuleBroken) as caught:
        undo(office, card.id, "tono")
    assert whys(caught) == {Why.NOTHING_TO_UNDO}


def test_a_release_taken_back_keeps_its_number(office: Office):
    card = office.walk(office.new(), *FORWARD[:7])
    publish = PublishRelease(operation_id=operation(), project_id=card.id, version=card.version, form="release_notice")
    number = office.ask(publish).number
    office.finish(office.card(card.id), "release")
    assert office.project(card.id).releases[0].number == number
    undo(office, card.id)
    assert office.project(card.id).releases == ()
    office.decide(office.card(card.id), "release")
    assert [release.number for release in office.project(card.id).releases] == [number]
