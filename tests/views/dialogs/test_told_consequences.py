"""What a dialog says that a decision does is what the operation then does, on any walk through both procedures."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.board import Card
from models.consequences import Consequences, consequences
from models.errors import RuleBroken
from models.project_file import DocumentVersion, Finding, ProjectFile
from models.requests import FindingNote, NoteFindings
from models.sop import reading
from models.sop.procedure import Decision, DecisionKind, Sop
from tests.models.office import SOP, Office, operation
from views.dialogs.reason_dialog import told_return

SECOND = reading.read(Path(__file__).parents[2] / "models" / "second_sop.toml")
PREFERRED = (DecisionKind.RETURN, DecisionKind.FORWARD, DecisionKind.SKIP, DecisionKind.FORWARD)


def foretold(project: ProjectFile, decision: Decision) -> Consequences[DocumentVersion, Finding]:
    return consequences(project.sop, decision, project.visits, project.documents, project.facts, project.findings)


def happened(before: ProjectFile, after: ProjectFile, decision: Decision) -> Consequences[int, int]:
    """The same, read off the project as it was and is."""
    status = {each.id: each.status for each in after.documents}
    changed = {each.id: status[each.id] for each in before.documents if status[each.id] != each.status}
    known = {each.id for each in before.findings if each.status == "known_issue"}
    left = len(before.visits)
    return Consequences(
        after.card.state,
        after.card.round if decision.target else 0,
        tuple(visit.step for visit in after.visits[left:] if visit.skipped),
        tuple(key for key, new in changed.items() if new == "returned"),
        tuple(key for key, new in changed.items() if new == "superseded"),
        tuple(fact for fact in before.sop.facts if fact.key in before.facts and fact.key not in after.facts),
        tuple(each.id for each in after.findings if each.status == "known_issue" and each.id not in known),
    )


def same(told: Consequences[DocumentVersion, Finding], done: Consequences[int, int]) -> None:
    assert (told.state, told.round, told.skipped, told.cleared) == (done.state, done.round, done.skipped, done.cleared)
    assert {each.id for each in told.returned} == set(done.returned)
    assert {each.id for each in told.superseded} == set(done.superseded)
    assert {each.id for each in told.known_issues} == set(done.known_issues)


def complete(office: Office, card: Card, decision: Decision) -> Card:
    """The project with everything that the decision demands, so that the decision itself brings nothing along."""
    project = office.project(card.id)
    held = {each.kind for each in project.documents if each.status == "current"}
    wanted = [each for each in office.attachments(card.step) if each.kind not in held]
    card = office.attach(card, *wanted) if wanted else card
    return office.set_facts(card, **office.facts(card.step, decision))


def note(office: Office, card: Card) -> Card:
    finding = FindingNote(description="Tombol tidak bekerja", severity="minor")
    return office.ask(
        NoteFindings(operation_id=operation(), project_id=card.id, version=card.version, findings=(finding,))
    ).cards[0]


def walk(sop: Sop, data: st.DataObject) -> set[DecisionKind]:
    """Takes up to twelve decisions and compares each; gives the kinds that were taken."""
    taken: set[DecisionKind] = set()
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder), sop)
        card = office.new()
        for _ in range(12):
            ways = [d for d in sop.step(card.step).decisions if d.kind is not DecisionKind.FOLLOW_UP]
            kind = data.draw(st.sampled_from(PREFERRED))
            decision = data.draw(st.sampled_from([d for d in ways if d.kind is kind] or ways))
            if data.draw(st.booleans()) and data.draw(st.booleans()):
                card = note(office, card)
            card = complete(office, card, decision)
            before = office.project(card.id)
            told = foretold(before, decision)
            try:
                card = office.decide(card, decision.code, reason="Alasan yang cukup panjang untuk dicatat").cards[0]
            except RuleBroken:
                continue
            taken.add(decision.kind)
            same(told, happened(before, office.project(card.id), decision))
            if decision.kind is DecisionKind.RETURN:
                said = "\n".join(told_return(sop, decision, told))
                assert all(f"{each.kind_name} versi {each.version}" in said for each in told.returned + told.superseded)
                assert f"sebagai putaran {card.round}." in said
            if card.state.ended:
                break
        office.close()
    return taken


@pytest.mark.parametrize("sop", [SOP, SECOND], ids=["own", "second"])
def test_whatever_the_dialog_says_the_operation_does(sop: Sop):
    taken: set[DecisionKind] = set()

    @settings(max_examples=6, deadline=None, derandomize=True)
    @given(st.data())
    def walks(data: st.DataObject) -> None:
        taken.update(walk(sop, data))

    walks()
    assert {DecisionKind.FORWARD, DecisionKind.RETURN} <= taken
