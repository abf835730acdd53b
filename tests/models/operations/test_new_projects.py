"""Step 1: who may ask for a project, and what the request must say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from models.errors import BadInput, NotFound, RuleBroken
from models.obstacles import Why
from models.project_file import FactValue
from models.requests import RequestProject, SetFacts
from models.sop.procedure import FactKind
from tests.models.office import Office, operation


def request(**facts: FactValue) -> RequestProject:
    return RequestProject(operation_id=operation(), facts=facts)


def test_a_head_requests_a_project_for_the_own_team(office: Office):
    changed = office.ask(request(project_name="SI-LADU"), "tono")
    card = changed.cards[0]
    assert (card.number, card.name, card.team, card.step, card.round) == ("PRJ-2026-001", "SI-LADU", "Tim Sosial", 1, 1)
    assert (changed.deed, changed.number, changed.project_id) == ("request_project", "PRJ-2026-001", card.id)
    assert card.person == "Tono Santoso"
    assert (card.documents_done, card.documents_required) == (0, 1)


def test_a_head_cannot_request_for_another_team(office: Office):
    with pytest.raises(RuleBroken) as caught:
        office.ask(request(project_name="SI-LADU", team="Tim Produksi"), "tono")
    assert caught.value.obstacles[0].why is Why.OTHER_TEAM
    assert office.board().cards == ()


def test_somebody_without_the_role_cannot_request(office: Office):
    with pytest.raises(RuleBroken) as caught:
        office.ask(request(project_name="SI-LADU"), "tamu")
    assert caught.value.obstacles[0].why is Why.ROLE_MISSING
    assert caught.value.obstacles[0].roles == ("ketua_tim_terkait",)


def test_an_unknown_account_is_told_so(office: Office):
    with pytest.raises(NotFound) as caught:
        office.ask(request(project_name="SI-LADU"), "orang_asing")
    assert caught.value.facts == {"what": "member", "key": "orang_asing"}


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u202e", "\n\t"])
def test_a_project_without_a_visible_name_is_refused(office: Office, name: str):
    with pytest.raises(BadInput) as caught:
        office.ask(request(project_name=name), "tono")
    assert caught.value.facts["problem"] == "blank"
    with pytest.raises(BadInput):
        office.ask(request())


@pytest.mark.parametrize("name", ["Sistem 😀 Ceria", "نظام الإحصاء", "統計システム", "'); DROP TABLE project;--"])
def test_names_of_every_script_are_kept(office: Office, name: str):
    assert office.ask(request(project_name=name)).cards[0].name == name


def test_a_text_of_100_000_characters_is_refused_and_nothing_is_written(office: Office):
    with pytest.raises(BadInput) as caught:
        office.ask(request(project_name="SI-LADU", background="a" * 100_000))
    assert caught.value.facts["problem"] == "too_long"
    assert office.board().cards == ()


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        ({"tiada": "x"}, "unknown_field"),
        ({"letter_date": "2026-03-03"}, "future_date"),
        ({"letter_date": "kemarin"}, "bad_date"),
        ({"background": ["x"]}, "wrong_type"),
        ({"urgency": "entah"}, "unknown_choice"),
    ],
)
def test_facts_that_make_no_sense_are_refused(office: Office, facts: dict[str, FactValue], problem: str):
    with pytest.raises(BadInput) as caught:
        office.ask(request(project_name="SI-LADU", **facts))
    assert caught.value.facts["problem"] == problem


def test_the_day_is_that_of_the_office_not_of_greenwich(office: Office):
    office.now = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    card = office.ask(request(project_name="SI-LADU", letter_date="2027-01-01")).cards[0]
    assert card.number == "PRJ-2027-001"


def test_numbers_are_given_once_and_start_anew_with_the_year(office: Office):
    numbers = [office.new().number for _ in range(3)]
    office.now += timedelta(days=400)
    assert [*numbers, office.new().number] == ["PRJ-2026-001", "PRJ-2026-002", "PRJ-2026-003", "PRJ-2027-001"]


def test_name_team_and_wish_follow_their_facts(office: Office):
    card = office.new()
    card = office.set_facts(card, project_name="Nama Baru", team="Tim Produksi", wished_date="2026-09-01")
    assert (card.name, card.team, str(card.wished)) == ("Nama Baru", "Tim Produksi", "2026-09-01")
    card = office.set_facts(card, team="", wished_date="")
    assert (card.team, card.wished) == ("Tim Produksi", None)
    with pytest.raises(BadInput):
        office.set_facts(card, project_name=" ")


def test_members_are_kept_by_login_whatever_names_them(office: Office):
    card = office.walk(office.new(), "submit_request")
    rina = next(person for person in office.board().people if person.login == "rina")
    for named in ("RINA", str(rina.id), "Rina Puspita"):
        office.set_facts(office.card(card.id), coordinator=named)
        assert office.project(card.id).facts["coordinator"] == "rina"
    with pytest.raises(BadInput) as caught:
        office.set_facts(office.card(card.id), coordinator="tono")
    assert caught.value.facts["problem"] == "bad_person"
    office.set_facts(office.card(card.id), coordinator="")
    assert "coordinator" not in office.project(card.id).facts


def test_persons_named_later_take_over_at_once(office: Office):
    card = office.walk(office.new(), "submit_request", "forward_disposition", "submit_srs", "approve_review")
    assert card.person == "Semua Peran"
    card = office.set_facts(card, programmers=["arif"], coordinator="rina")
    assert card.person == "Arif Hidayat"
    coordinator = office.project(card.id).coordinator
    assert coordinator is not None
    assert coordinator.name == "Rina Puspita"
    card = office.set_facts(card, coordinator="", programmers=[])
    assert office.project(card.id).programmers == ()


def test_facts_of_findings_cannot_be_typed(office: Office):
    key = next(fact.key for fact in office.sop.facts if fact.kind is FactKind.FINDINGS)
    card = office.new()
    with pytest.raises(BadInput):
        office.set_facts(card, **{key: "selesai"})


def test_a_guest_cannot_write_facts(office: Office):
    card = office.new()
    with pytest.raises(RuleBroken):
        office.ask(SetFacts(operation_id=operation(), project_id=card.id, version=card.version, facts={}), "tamu")
