"""The rules of the SOP, asked without a database."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from models import rules
from models.board import Move as Way
from models.board import ProjectState
from models.obstacles import Obstacle, Why
from models.people import Person
from models.project_file import FactValue
from models.rules import Standing
from models.sop.procedure import FactKind, Sop
from models.sop.reading import read

SOP_FILE = Path(__file__).parents[2] / "resources" / "sop" / "sop-057-17000-2025.toml"

REQUESTER = Person(1, "sari", "Sari Melati", team="Tim Statistik Sosial", roles=("ketua_tim_terkait",))
OTHER_TEAM = Person(2, "fitri", "Fitri Handayani", team="Tim Statistik Produksi", roles=("ketua_tim_terkait",))
HEAD = Person(3, "hendra", "Hendra Wijaya", roles=("ketua_tip",))
COORDINATOR = Person(4, "rina", "Rina Puspita", roles=("pjk",))
PROGRAMMER = Person(5, "arif", "Arif Hidayat", roles=("programmer",))
NOBODY = Person(6, "tamu", "Tamu")
EVERYBODY = {1: REQUESTER, 2: HEAD, 3: REQUESTER, 4: COORDINATOR, 5: PROGRAMMER, 6: COORDINATOR, 7: PROGRAMMER}


@pytest.fixture(scope="module")
def sop() -> Sop:
    return read(SOP_FILE)


def complete(sop: Sop, number: int) -> dict[str, FactValue]:
    """Every required fact of a step, as positive as can be."""
    values: dict[str, FactValue] = {}
    for fact in sop.step(number).facts:
        match fact.kind:
            case FactKind.CHECKLIST:
                values[fact.key] = [code for code, _ in fact.choices]
            case FactKind.CHOICE:
                values[fact.key] = fact.choices[0][0]
            case FactKind.MEMBERS:
                values[fact.key] = ["arif"]
            case FactKind.ROWS:
                values[fact.key] = [{column.key: "passed" for column in fact.columns}]
            case FactKind.FINDINGS:
                pass
            case _:
                values[fact.key] = "2026-11-01"
    return values


def standing(sop: Sop, step: int, *, bare: bool = False, **more: object) -> Standing:
    facts: Mapping[str, FactValue] = {} if bare else complete(sop, step)
    documents = frozenset() if bare else frozenset(kind.code for kind in sop.step(step).required_documents)
    values: dict[str, object] = {
        "state": ProjectState.RUNNING,
        "step": step,
        "round": 1,
        "team": "Tim Statistik Sosial",
        "documents": documents,
        "facts": facts,
    }
    return Standing(**(values | more))  # pyright: ignore[reportArgumentType]


def way(sop: Sop, at: Standing, actor: Person, decision: str) -> Way:
    return next(each for each in rules.paths(sop, at, actor) if each.decision == decision)


def whys(obstacles: tuple[Obstacle, ...]) -> list[Why]:
    return [each.why for each in obstacles]


def test_a_project_without_its_srs_cannot_leave_step_three(sop: Sop) -> None:
    at = standing(sop, 3, documents=frozenset())
    found = rules.obstacles(sop, at, sop.decision("submit_srs"), REQUESTER)
    assert [(each.why, each.key) for each in found] == [(Why.DOCUMENT_MISSING, "SRS")]
    assert rules.obstacles(sop, standing(sop, 3), sop.decision("submit_srs"), REQUESTER) == ()


@pytest.mark.parametrize("step", range(1, 10))
def test_every_step_can_be_left_forward_when_complete_and_only_then(sop: Sop, step: int) -> None:
    decision = next(each for each in sop.step(step).decisions if each.demand)
    actor = EVERYBODY.get(step, COORDINATOR)
    assert rules.obstacles(sop, standing(sop, step), decision, actor) == ()
    bare = rules.obstacles(sop, standing(sop, step, bare=True), decision, actor)
    assert {each.key for each in bare if each.why is Why.DOCUMENT_MISSING} == {
        kind.code for kind in sop.step(step).required_documents
    }
    assert all(each.suppliable for each in bare)


def test_each_card_has_one_way_for_every_decision_and_every_other_column(sop: Sop) -> None:
    for step in sop.steps:
        ways = rules.paths(sop, standing(sop, step.number), HEAD)
        columns = {each.step for each in ways} - {0}
        assert columns == {other.number for other in sop.steps} - {step.number}
        assert {each.decision for each in ways if each.kind not in ("", "hold", "resume")} == {
            decision.code for decision in step.decisions
        }
        assert all(each.barred for each in ways if not each.decision)


def test_only_the_performer_may_decide_and_a_requester_only_for_the_own_team(sop: Sop) -> None:
    at = standing(sop, 3)
    assert way(sop, at, REQUESTER, "submit_srs").open
    assert whys(way(sop, at, OTHER_TEAM, "submit_srs").obstacles) == [Why.OTHER_TEAM]
    assert whys(way(sop, at, COORDINATOR, "submit_srs").obstacles) == [Why.ROLE_MISSING]
    assert whys(way(sop, at, NOBODY, "submit_srs").obstacles) == [Why.ROLE_MISSING]


def test_a_team_without_a_name_is_nobodys_team(sop: Sop) -> None:
    homeless = Person(7, "x", "X", team=" ", roles=("ketua_tim_terkait",))
    at = standing(sop, 3, team="")
    assert whys(way(sop, at, homeless, "submit_srs").obstacles) == [Why.OTHER_TEAM]


def test_reasons_for_a_barred_column_name_role_then_path_then_state(sop: Sop) -> None:
    ways = {each.step: each for each in rules.paths(sop, standing(sop, 3), REQUESTER) if not each.decision}
    assert whys(ways[1].obstacles) == [Why.NO_PATH]
    assert whys(ways[7].obstacles) == [Why.ROLE_MISSING]
    coordinator = {each.step: each for each in rules.paths(sop, standing(sop, 3), COORDINATOR) if not each.decision}
    assert coordinator[5].obstacles == (Obstacle(Why.STEP_UNFINISHED, 4, label="Telaah SRS"),)


def test_a_return_wants_a_reason_of_twenty_letters(sop: Sop) -> None:
    decision = sop.decision("return_srs")
    for reason in ("", "   ", "kurang lengkap"):
        assert whys(rules.obstacles(sop, standing(sop, 4), decision, COORDINATOR, reason)) == [Why.REASON_MISSING]
    assert rules.obstacles(sop, standing(sop, 4), decision, COORDINATOR, "Kebutuhan belum bernomor.") == ()


def test_a_review_that_did_not_approve_does_not_open_step_five(sop: Sop) -> None:
    facts = complete(sop, 4) | {"review_result": "needs_revision"}
    found = rules.obstacles(sop, standing(sop, 4, facts=facts), sop.decision("approve_review"), COORDINATOR)
    assert [(each.why, each.key) for each in found] == [(Why.FACT_REFUSED, "review_result")]


def test_open_findings_forbid_a_clean_release_and_critical_ones_any_release(sop: Sop) -> None:
    at = standing(sop, 8, open_findings=2)
    assert whys(rules.obstacles(sop, at, sop.decision("release"), COORDINATOR)) == [Why.FINDING_OPEN]
    noted = complete(sop, 8) | {"final_test_conclusion": "accepted_with_notes"}
    decision = sop.decision("release_with_notes")
    assert rules.obstacles(sop, standing(sop, 8, facts=noted, open_findings=2), decision, COORDINATOR, "Kecil") == ()
    critical = standing(sop, 8, facts=noted, open_findings=2, critical_findings=1)
    assert whys(rules.obstacles(sop, critical, decision, COORDINATOR, "Kecil")) == [Why.CRITICAL_FINDING_OPEN]


def test_step_seven_asks_once_for_findings_that_are_still_open(sop: Sop) -> None:
    found = rules.obstacles(sop, standing(sop, 7, open_findings=3), sop.decision("submit_final_test"), PROGRAMMER)
    assert [(each.why, each.count) for each in found] == [(Why.FINDING_OPEN, 3)]


def test_a_fact_that_settles_findings_is_not_asked_twice_by_a_decision_that_refuses_them(sop: Sop) -> None:
    step = sop.step(6)
    assert sop.decision("no_findings").refuses_open_findings
    found = rules.obstacles(
        sop, standing(sop, 6, open_findings=1), sop.decision("no_findings"), COORDINATOR, "Tidak ada."
    )
    assert whys(found) == [Why.FINDING_OPEN]
    assert step.number == 6


def test_a_held_project_can_only_be_resumed(sop: Sop) -> None:
    at = standing(sop, 5, state=ProjectState.HELD)
    assert whys(way(sop, at, PROGRAMMER, "submit_first_test").obstacles) == [Why.PROJECT_HELD]
    assert way(sop, at, PROGRAMMER, "resume").open
    assert rules.resume_obstacles(sop, at, COORDINATOR) == ()
    assert whys(rules.hold_obstacles(sop, at, COORDINATOR, "Lagi")) == [Why.PROJECT_HELD]


def test_holding_wants_a_reason_and_a_part_in_the_step(sop: Sop) -> None:
    at = standing(sop, 5)
    assert rules.hold_obstacles(sop, at, COORDINATOR, "Menunggu server.") == ()
    assert whys(rules.hold_obstacles(sop, at, COORDINATOR, " ")) == [Why.REASON_MISSING]
    assert whys(rules.hold_obstacles(sop, at, REQUESTER, "Menunggu.")) == [Why.ROLE_MISSING]
    assert whys(rules.resume_obstacles(sop, at, COORDINATOR)) == [Why.PROJECT_NOT_HELD]
    assert way(sop, at, COORDINATOR, "hold").needs


def test_a_request_in_step_one_is_not_held(sop: Sop) -> None:
    assert whys(rules.hold_obstacles(sop, standing(sop, 1), HEAD, "Menunggu.")) == [Why.NO_PATH]


@pytest.mark.parametrize("state", [ProjectState.MAINTENANCE, ProjectState.REJECTED, ProjectState.CANCELLED])
def test_an_ended_project_goes_nowhere_but_into_a_follow_up_from_maintenance(sop: Sop, state: ProjectState) -> None:
    at = standing(sop, 9, state=state)
    for each in rules.paths(sop, at, COORDINATOR):
        if each.kind == "follow_up" and state is ProjectState.MAINTENANCE:
            assert whys(each.obstacles) == [Why.REASON_MISSING]
        else:
            assert whys(each.obstacles) == [Why.PROJECT_ENDED]
    assert whys(rules.edit_obstacles(sop, at, COORDINATOR)) == [Why.PROJECT_ENDED]


def test_a_decision_of_another_step_is_no_way(sop: Sop) -> None:
    assert whys(rules.obstacles(sop, standing(sop, 3), sop.decision("release"), COORDINATOR)) == [Why.NO_PATH]


def test_whoever_takes_part_in_the_step_may_write_and_attach(sop: Sop) -> None:
    at = standing(sop, 3)
    assert rules.edit_obstacles(sop, at, REQUESTER) == ()
    assert rules.edit_obstacles(sop, at, COORDINATOR) == ()
    assert whys(rules.edit_obstacles(sop, at, PROGRAMMER)) == [Why.ROLE_MISSING]


def test_cards_in_the_same_situation_share_one_answer(sop: Sop) -> None:
    one = rules.situation(sop, standing(sop, 4), COORDINATOR)
    other = rules.situation(sop, standing(sop, 4, team="Tim lain", round=3), COORDINATOR)
    assert one == other
    assert hash(one) == hash(other)
