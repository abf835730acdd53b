"""Members, roles and the office's settings: administrators only, and in force at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from models.administration.create_office import create_office
from models.errors import BadInput, NotFound, RuleBroken, ShareUnavailable
from models.obstacles import Why
from models.office import Letterhead, OfficeSettings
from models.requests import AddMember, ReadOffice, SetOffice
from models.storage.durable import publish_new
from tests.models.office import SOP, START, Office, operation

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def hire(office: Office, by: str = "semua", **values: Any) -> None:
    values = {"login": "baru", "name": "Orang Baru", "roles": ("programmer",), **values}
    office.ask(AddMember(operation_id=operation(), **values), by)


def roles(office: Office, login: str) -> tuple[str, ...]:
    return office.board(login).actor.roles


def settings(office: Office) -> OfficeSettings:
    found = office.service.answer(ReadOffice(), "semua")
    assert isinstance(found, OfficeSettings)
    return found


def test_a_new_member_may_act_at_once(office: Office):
    hire(office, login=" BARU ", nip="199001012015011001", title="Pranata Komputer", team="Tim TIP")
    person = office.board("Baru").actor
    assert (person.login, person.roles, person.title, person.administrator) == (
        "baru",
        ("programmer",),
        "Pranata Komputer",
        False,
    )


def test_roles_are_replaced_and_the_ones_taken_end(office: Office):
    hire(office, login="arif", name="Arif Hidayat", roles=("pjk",))
    assert roles(office, "arif") == ("pjk",)
    office.pass_days(1)
    hire(office, login="arif", name="Arif Hidayat", roles=("pjk", "programmer"))
    assert roles(office, "arif") == ("pjk", "programmer")


def test_another_service_sees_new_roles_at_its_next_question(office: Office):
    other = office.another_service("PC-2")
    other.board("arif")
    hire(office, login="arif", name="Arif Hidayat", roles=("pjk",))
    assert other.board("arif").actor.roles == ("pjk",)


def test_only_administrators_hire_and_set(office: Office):
    for wish in (lambda: hire(office, "hendra"), lambda: change(office, "hendra", support_contact="x")):
        with pytest.raises(RuleBroken) as caught:
            wish()
        assert [each.why for each in caught.value.obstacles] == [Why.ADMINISTRATOR_ONLY]


@pytest.mark.parametrize("values", [{"login": " "}, {"name": "\u200b"}, {"roles": ("raja",)}, {"name": "a" * 400}])
def test_members_without_account_name_or_known_roles_are_refused(office: Office, values: dict[str, Any]):
    with pytest.raises(BadInput):
        hire(office, **values)
    with pytest.raises(NotFound):
        office.board("baru")


def change(office: Office, by: str = "semua", **values: Any) -> None:
    office.ask(SetOffice(operation_id=operation(), values=values), by)


def test_settings_are_kept_whole_and_others_stay(office: Office):
    change(office, letterhead={"lines": ["BPS", "BENGKULU"], "logo": PNG}, attachment_limit=1_000)
    change(office, support_contact="Ruang TIP")
    found = settings(office)
    assert found.letterhead == Letterhead(("BPS", "BENGKULU"), (), PNG, "Bengkulu")
    assert (found.attachment_limit, found.support_contact) == (1_000, "Ruang TIP")
    change(office, letterhead=Letterhead(place="Curup"))
    assert settings(office).letterhead == Letterhead(place="Curup")


def test_the_board_carries_the_settings_and_news_tell_that_they_changed(office: Office):
    before = office.board()
    change(office, letterhead={"logo": PNG})
    news = office.service.news(before.sequence, "semua")
    assert news.office_changed
    assert office.board().settings == settings(office) != before.settings


@pytest.mark.parametrize(
    "values",
    [
        {"tiada": 1},
        {"attachment_limit": -1},
        {"attachment_limit": True},
        {"attachment_warning": "besar"},
        {"support_contact": 5},
        {"letterhead": "BPS"},
        {"letterhead": {"lines": "BPS"}},
        {"letterhead": {"tiada": ""}},
        {"letterhead": {"logo": b"bukan gambar"}},
        {"letterhead": {"logo": "***"}},
        {"letterhead": {"logo": 5}},
    ],
)
def test_settings_that_make_no_sense_are_refused(office: Office, values: dict[str, Any]):
    before = settings(office)
    with pytest.raises(BadInput):
        change(office, **values)
    assert settings(office) == before


def test_the_limit_set_by_the_office_holds_for_attachments(office: Office):
    change(office, attachment_limit=10)
    with pytest.raises(Exception, match="too_large"):
        office.new()


def founder(**values: Any) -> AddMember:
    return AddMember(**{"operation_id": "", "login": "a", "name": "A", "roles": (), **values})


def test_an_office_is_made_whole_or_not_at_all(tmp_path: Path):
    place = tmp_path / "kantor.lajur"
    with pytest.raises(BadInput):
        create_office(place, sop=SOP, now=START, first=founder(name=""))
    with pytest.raises(ShareUnavailable) as caught:
        create_office(tmp_path / "tiada" / "kantor.lajur", sop=SOP, now=START, first=founder())
    assert caught.value.facts["problem"] == "no_folder"
    assert list(tmp_path.iterdir()) == []
    create_office(place, sop=SOP, now=START, first=founder())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kantor.lajur", "kantor.lajur.pemeliharaan.wlock"]


def test_an_office_is_never_made_over_something_else(tmp_path: Path):
    place = tmp_path / "surat.docx"
    place.write_bytes(b"penting")
    with pytest.raises(ShareUnavailable) as caught:
        create_office(place, sop=SOP, now=START, first=founder())
    assert caught.value.facts["problem"] == "exists"
    assert place.read_bytes() == b"penting"
    with pytest.raises(ShareUnavailable):
        create_office(tmp_path, sop=SOP, now=START, first=founder())


def test_a_name_taken_while_the_office_was_being_made_is_left_alone(tmp_path: Path):
    part, place = tmp_path / "baru.part", tmp_path / "kantor.lajur"
    part.write_bytes(b"baru")
    place.write_bytes(b"penting")
    with pytest.raises(ShareUnavailable) as caught:
        publish_new(part, place)
    assert (caught.value.facts["problem"], place.read_bytes()) == ("exists", b"penting")
    with pytest.raises(ShareUnavailable):
        publish_new(part, tmp_path / "tiada" / "kantor.lajur")
    part.unlink()
    place.unlink()
    with pytest.raises(ShareUnavailable):
        publish_new(part, place)
    assert list(tmp_path.iterdir()) == []
