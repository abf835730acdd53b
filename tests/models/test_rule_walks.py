"""Any procedure, walked at random through the rules: nobody gets on without what the steps demand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import rules
from models.board import ProjectState
from models.people import Person
from models.project_file import FactValue
from models.rules import Standing
from models.sop import reading
from models.sop.procedure import Decision, DecisionKind, Fact, FactKind, Sop

OFFICE = reading.read(Path(__file__).parents[2] / "resources" / "sop" / "sop-057-17000-2025.toml")
SECOND = reading.read(Path(__file__).parent / "second_sop.toml")
REASON = "Alasan yang cukup panjang untuk dibaca orang."
ENDINGS = {
    DecisionKind.REJECT: ProjectState.REJECTED,
    DecisionKind.CANCEL: ProjectState.CANCELLED,
    DecisionKind.CLOSE: ProjectState.MAINTENANCE,
}


class Walk:
    """One project in memory: what it holds, where it has been, which steps it left forward."""

    def __init__(self, sop: Sop) -> None:
        self.sop = sop
        self.step = 1
        self.state = ProjectState.RUNNING
        self.documents: set[str] = set()
        self.facts: dict[str, FactValue] = {}
        self.left: set[int] = set()
        self.skipped: set[int] = set()

    @property
    def standing(self) -> Standing:
        return Standing(self.state, self.step, 1, "Tim A", frozenset(self.documents), self.facts)

    def supply(self, sop_part: int, choice: int) -> None:
        """One document or fact of the present step."""
        step = self.sop.step(self.step)
        things = (*step.documents, *(fact for fact in step.facts if fact.kind is not FactKind.FINDINGS))
        if not things:
            return
        thing = things[sop_part % len(things)]
        if isinstance(thing, Fact):
            self.facts[thing.key] = answer(thing, choice)
        else:
            self.documents.add(thing.code)

    def supply_all(self, choice: int) -> None:
        """Everything of the present step but, now and then, one thing."""
        step = self.sop.step(self.step)
        count = len(step.documents) + len(step.facts)
        for place in range(count):
            if place != choice % (2 * count + 1):
                self.supply(place, 1 if choice % 5 else choice)
        for fact in step.facts:
            if fact.kind is FactKind.CHECKLIST:
                self.facts[fact.key] = [code for code, _ in fact.choices]

    def decide(self, decision: Decision, actor: Person) -> None:
        """Takes the decision if the rules allow it."""
        if rules.obstacles(self.sop, self.standing, decision, actor, REASON):
            return
        if decision.kind in ENDINGS:
            self.state = ENDINGS[decision.kind]
        if decision.target:
            if decision.demand:
                self.left.add(self.step)
                self.skipped |= set(range(self.step + 1, decision.target))
            else:
                self.left -= set(range(decision.target, self.step + 1))
            self.step = decision.target


def answer(fact: Fact, choice: int) -> FactValue:
    codes = [code for code, _ in fact.choices]
    match fact.kind:
        case FactKind.CHOICE:
            return codes[choice % len(codes)]
        case FactKind.CHECKLIST:
            return codes[: choice % (len(codes) + 1)]
        case FactKind.MEMBERS:
            return ["sari"] if choice % 2 else []
        case FactKind.ROWS:
            columns = fact.columns
            cell = {column.key: column.choices[0][0] if column.choices else "isi" for column in columns}
            return [cell] if choice % 2 else []
        case FactKind.DATE:
            return "2026-11-20"
        case _:
            return "isi" if choice % 3 else " "


def actors(sop: Sop) -> tuple[Person, ...]:
    return (
        *(Person(n, role.code, role.title, "Tim A", roles=(role.code,)) for n, role in enumerate(sop.roles, 1)),
        Person(50, "lain", "Tim Lain", "Tim B", roles=(sop.roles[0].code,)),
        Person(51, "tamu", "Tamu"),
    )


ACTS = st.lists(
    st.tuples(st.sampled_from([0, 1, 2, 3, 3]), st.integers(0, 199), st.integers(0, 199)), min_size=80, max_size=120
)


@pytest.mark.parametrize("sop", [OFFICE, SECOND], ids=["office", "second"])
@settings(max_examples=120, deadline=None)
@given(acts=ACTS)
def test_no_walk_gets_past_a_step_without_its_required_documents_and_facts(
    sop: Sop, acts: list[tuple[int, int, int]]
) -> None:
    walk = Walk(sop)
    everybody = actors(sop)
    anybody = Person(60, "semua", "Semua Peran", "Tim A", roles=tuple(role.code for role in sop.roles))
    for kind, one, two in acts:
        decisions = sop.step(walk.step).decisions
        onward = [each for each in decisions if each.kind not in ENDINGS] or decisions
        match kind:
            case 0 if one % 8 == 7:
                walk.decide(decisions[two % len(decisions)], everybody[two % len(everybody)])
            case 0 | 1:
                walk.decide(onward[one % len(onward)], anybody)
            case 2:
                walk.supply(one, two)
            case _:
                walk.supply_all(two)
        for number in walk.left - walk.skipped:
            assert {each.code for each in sop.step(number).required_documents} <= walk.documents
        if walk.state.ended:
            break


@pytest.mark.parametrize("sop", [OFFICE, SECOND], ids=["office", "second"])
def test_every_procedure_can_be_walked_from_the_request_to_its_end(sop: Sop) -> None:
    walk = Walk(sop)
    people = {person.roles: person for person in reversed(actors(sop))}
    while not walk.state.ended:
        number, step = walk.step, sop.step(walk.step)
        decision = next(each for each in step.decisions if each.kind in (DecisionKind.FORWARD, DecisionKind.CLOSE))
        actor = people[decision.roles[:1] or (step.performers[0].role,)]
        accepted = {code for _, codes in decision.accepts for code in codes}
        for place in range(len(step.documents) + len(step.facts)):
            assert walk.step == number
            walk.supply(place, 1)
        for fact in step.facts:
            codes = [code for code, _ in fact.choices]
            if fact.kind is FactKind.CHECKLIST:
                walk.facts[fact.key] = list(codes)
            elif fact.kind is FactKind.CHOICE:
                walk.facts[fact.key] = next((code for code in codes if code in accepted), codes[0])
        assert rules.obstacles(sop, walk.standing, decision, actor, REASON) == ()
        walk.decide(decision, actor)
        assert walk.step != number or walk.state.ended
    assert walk.state is ProjectState.MAINTENANCE
    assert walk.left | {sop.last_step} == {step.number for step in sop.steps}


@pytest.mark.parametrize("sop", [OFFICE, SECOND], ids=["office", "second"])
def test_every_column_has_a_way_or_a_reason_for_everybody(sop: Sop) -> None:
    for step in sop.steps:
        standing = Standing(ProjectState.RUNNING, step.number, 1, "Tim A", frozenset(), {})
        for actor in actors(sop):
            ways = rules.paths(sop, standing, actor)
            columns = {way.step for way in ways if way.step}
            assert columns == {other.number for other in sop.steps} - {step.number}
            assert all(way.decision or way.obstacles for way in ways)
