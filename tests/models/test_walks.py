"""Random walks through the rules on a real file: whatever people try, the office stays true to its procedure."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from models.administration.checking import check
from models.board import Card, Changed, ProjectState
from models.errors import BadInput, ChangedByOther, NotFound, RuleBroken
from models.records import ledger
from models.requests import (
    AddComment,
    AttachDocument,
    FindingNote,
    HoldProject,
    NoteFindings,
    ProjectWrite,
    ResumeProject,
    SetFacts,
    UndoMove,
    WithdrawDocument,
)
from models.sop import reading
from models.sop.procedure import DecisionKind, Sop
from tests.models.office import REASON, REQUESTS, SOP, Office, operation
from tests.postgres_server import PostgresServer

SECOND = reading.read(Path(__file__).parent / "second_sop.toml")
MOVING = {DecisionKind.FORWARD, DecisionKind.SKIP}


class Walks(RuleBasedStateMachine):
    """Anybody does anything to any project; refused or not, the invariants hold."""

    sop: Sop = SOP
    server: PostgresServer | None = None
    projects: Bundle[int] = Bundle("projects")
    deciding = st.data()

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        address = self.server.create() if self.server else ""
        self.office = Office(Path(self._folder.name), self.sop, address=address)
        self.logins = ["semua"]
        if self.sop is SOP:
            self.office.hire()
            self.logins = ["semua", "semua", "semua", "tono", "wati", "hendra", "rina", "arif", "tamu"]
        self.versions: dict[int, int] = {}
        self.visits: dict[int, list[tuple[int, int, str]]] = {}
        self.done: list[tuple[Any, str, Changed]] = []

    def teardown(self) -> None:
        report = check(self.office.database, self.office.store)
        assert report.findings == ()
        self._twice_is_once()
        self.office.close()
        self._folder.cleanup()
        if self.server:
            self.server.drop(self.office.address)

    @initialize(target=projects, steps=st.integers(0, 9))
    def the_first_project(self, steps: int) -> int:
        return self._advanced(self.office.new(), steps).id

    @rule(target=projects, name=st.text(min_size=1, max_size=20), steps=st.integers(0, 9))
    def another_project(self, name: str, steps: int) -> Any:
        try:
            return self._advanced(self.office.new(name), steps).id
        except BadInput:
            return multiple()

    @rule(project=projects, steps=st.integers(1, 9))
    def work_goes_well(self, project: int, steps: int) -> None:
        self._advanced(self.office.card(project), steps)

    def _advanced(self, card: Card, steps: int) -> Card:
        """The same project up to so many steps further, as far as its state and findings allow."""
        for _ in range(steps):
            decisions = self.sop.step(card.step).decisions
            forward = next((each for each in decisions if each.kind is DecisionKind.FORWARD), None)
            if forward is None:
                break
            try:
                card = self.office.finish(card, forward.code)
            except RuleBroken:
                break
        return card

    @rule(target=projects, project=projects, data=deciding)
    def somebody_decides(self, project: int, data: st.DataObject) -> Any:
        card = self.office.card(project)
        codes = [each.code for each in self.sop.step(card.step).decisions]
        forward = [each.code for each in self.sop.step(card.step).decisions if each.kind in MOVING] or codes
        every = [each.code for step in self.sop.steps for each in step.decisions]
        code = data.draw(st.sampled_from(data.draw(st.sampled_from([forward, forward, forward, codes, every]))))
        decision = self.sop.decision(code)
        wholly = data.draw(st.sampled_from([True, True, True, False]))
        given: dict[str, Any] = {"reason": data.draw(st.sampled_from([REASON, REASON, REASON, " ", "pendek"]))}
        if wholly:
            given["facts"] = self.office.facts(decision.step, decision)
            given["attachments"] = self.office.attachments(decision.step)
        if decision.kind is DecisionKind.FOLLOW_UP:
            given = {"reason": given["reason"], "target": data.draw(st.sampled_from(decision.targets))}
        request = REQUESTS[decision.kind](
            operation_id=operation(), project_id=project, version=card.version, decision=code, **given
        )
        changed = self._try(request, data)
        if changed is not None and changed.project_id != project:
            return changed.project_id
        return multiple()

    @rule(project=projects, data=deciding)
    def the_right_person_decides(self, project: int, data: st.DataObject) -> None:
        """Any decision of the present step, with all that it needs, by somebody who holds every role."""
        card = self.office.card(project)
        if card.state is ProjectState.HELD:
            card = self.office.ask(self._request(ResumeProject, project)).cards[0]
        decisions = [each for each in self.sop.step(card.step).decisions if each.kind is not DecisionKind.FOLLOW_UP]
        decision = data.draw(st.sampled_from(decisions))
        request = REQUESTS[decision.kind](
            operation_id=operation(),
            project_id=project,
            version=card.version,
            decision=decision.code,
            reason=REASON,
            facts=self.office.facts(card.step, decision),
            attachments=self.office.attachments(card.step),
        )
        self._try(request, data, "semua")

    @rule(project=projects, data=deciding)
    def somebody_attaches(self, project: int, data: st.DataObject) -> None:
        kinds = [kind.code for step in self.sop.steps for kind in step.documents]
        kind = data.draw(st.sampled_from(kinds))
        self._try(self._request(AttachDocument, project, attachments=(self.office.attachment(kind),)), data)

    @rule(project=projects, data=deciding)
    def somebody_withdraws(self, project: int, data: st.DataObject) -> None:
        documents = self.office.project(project).documents
        if documents:
            document = data.draw(st.sampled_from(documents))
            reason = data.draw(st.sampled_from([REASON, ""]))
            self._try(self._request(WithdrawDocument, project, document_id=document.id, reason=reason), data)

    @rule(project=projects, data=deciding)
    def somebody_notes_a_finding(self, project: int, data: st.DataObject) -> None:
        known = [finding.id for finding in self.office.project(project).findings]
        note = FindingNote(
            id=data.draw(st.sampled_from([0, *known])),
            description="Tombol tidak bekerja",
            severity=data.draw(st.sampled_from(["critical", "major", "minor"])),
            status=data.draw(st.sampled_from(["open", "done", "deferred"])),
            reason=REASON,
        )
        self._try(self._request(NoteFindings, project, findings=(note,)), data)

    @rule(project=projects, data=deciding)
    def somebody_writes_facts(self, project: int, data: st.DataObject) -> None:
        step = data.draw(st.sampled_from(self.sop.steps))
        facts = {key: value for key, value in self.office.facts(step.number).items() if data.draw(st.booleans())}
        self._try(self._request(SetFacts, project, facts=facts), data)

    @rule(project=projects, data=deciding)
    def somebody_holds(self, project: int, data: st.DataObject) -> None:
        self._try(self._request(HoldProject, project, reason=REASON), data)

    @rule(project=projects, data=deciding)
    def somebody_resumes(self, project: int, data: st.DataObject) -> None:
        self._try(self._request(ResumeProject, project), data)

    @rule(project=projects, data=deciding)
    def somebody_comments(self, project: int, data: st.DataObject) -> None:
        self._try(self._request(AddComment, project, text="Catatan"), data)

    @rule(project=projects, data=deciding)
    def somebody_takes_back(self, project: int, data: st.DataObject) -> None:
        self._try(self._request(UndoMove, project), data)

    @rule(days=st.floats(min_value=0.01, max_value=60))
    def time_passes(self, days: float) -> None:
        self.office.pass_days(days)

    @precondition(lambda self: self.done)
    @rule(data=deciding)
    def somebody_asks_twice(self, data: st.DataObject) -> None:
        request, login, before = data.draw(st.sampled_from(self.done))
        newest = self._sequence()
        again = self.office.ask(request, login)
        assert (again.sequence, again.project_id, again.deed, again.number) == (
            before.sequence,
            before.project_id,
            before.deed,
            before.number,
        )
        assert self._sequence() == newest

    @invariant()
    def versions_only_grow_and_no_visit_is_lost(self) -> None:
        for card in self.office.board().cards:
            assert card.version >= self.versions.get(card.id, 0)
            if card.version == self.versions.get(card.id):
                continue
            self.versions[card.id] = card.version
            visits = [(visit.step, visit.round, str(visit.entered)) for visit in self.office.project(card.id).visits]
            before = self.visits.get(card.id, [])
            assert visits[: len(before)] == before
            self.visits[card.id] = visits
            self._papers_are_there(card)

    def _papers_are_there(self, card: Card) -> None:
        """A project stands behind a step only with all that this step demands."""
        project = self.office.project(card.id)
        current = {document.kind for document in project.documents if document.status == "current"}
        left = [
            visit for visit in project.visits if visit.left and not visit.skipped and visit.result not in {"", "undone"}
        ]
        forward = {v.step for v in left if self.sop.decision(v.result).kind in MOVING}
        first = project.visits[0].step
        last = {visit.step: visit for visit in project.visits if visit.left and visit.result != "undone"}
        for step in range(first, card.step):
            if last[step].skipped:  # perhaps after a return: it may have been left forward in an earlier round
                continue
            assert step in forward
            assert {kind.code for kind in self.sop.step(step).required_documents} <= current

    def _twice_is_once(self) -> None:
        lines = self._sequence()
        for request, login, before in self.done[-10:]:
            assert self.office.ask(request, login).sequence == before.sequence
        assert self._sequence() == lines

    def _request(self, kind: type[Any], project: int, **values: Any) -> ProjectWrite:
        version = self.office.card(project).version
        return kind(operation_id=operation(), project_id=project, version=version, **values)

    def _try(self, request: ProjectWrite, data: st.DataObject, login: str = "") -> Changed | None:
        """Somebody asks; a refusal must change nothing."""
        login = login or data.draw(st.sampled_from(self.logins))
        before = self._sequence(), self.office.card(request.project_id)
        try:
            changed = self.office.ask(request, login)
        except (RuleBroken, BadInput, NotFound):
            assert (self._sequence(), self.office.card(request.project_id)) == before
            return None
        self.done.append((request, login, changed))
        return changed

    def _sequence(self) -> int:
        with self.office.database.reading() as connection:
            return ledger.newest(connection)[0]


class SecondWalks(Walks):
    """The same with a procedure of five steps and three roles that nobody wrote code for."""

    sop = SECOND


TestWalks = Walks.TestCase
TestWalks.settings = settings(max_examples=12, stateful_step_count=40, deadline=None)
TestSecondWalks = SecondWalks.TestCase
TestSecondWalks.settings = settings(max_examples=8, stateful_step_count=40, deadline=None)


@pytest.mark.laboratory
@pytest.mark.parametrize("walks", [Walks, SecondWalks])
def test_the_same_walks_on_a_server(walks: type[Walks], postgres_server: PostgresServer):
    on_server = type("ServerWalks", (walks,), {"server": postgres_server})
    run_state_machine_as_test(on_server, settings=settings(max_examples=6, stateful_step_count=40, deadline=None))


def test_nothing_can_be_decided_on_an_outdated_card(tmp_path: Path):
    office = Office(tmp_path)
    card = office.new()
    office.finish(card, "submit_request")
    with pytest.raises(ChangedByOther):
        office.decide(card, "submit_request")
    assert office.card(card.id).state is ProjectState.RUNNING
    with pytest.raises(RuleBroken):
        office.decide(office.card(card.id), "release")
    office.close()
