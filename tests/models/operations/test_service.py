"""The service as a whole: done twice is done once, news, races between two desks, and what was never asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.administration.checking import check
from models.board import Changed, News
from models.errors import ChangedByOther, NotFound
from models.office_mark import OfficeMark
from models.operations import writing
from models.records import numbering
from models.requests import AddComment, FindOperation, MoveProject, ReadNews, ReadProject, RequestProject
from tests.models.office import FORWARD, Office, operation


def news(office: Office, sequence: int, login: str = "semua") -> News:
    answer = office.service.answer(ReadNews(sequence), login)
    assert isinstance(answer, News)
    return answer


def test_done_twice_is_done_once(office: Office):
    request = RequestProject(
        operation_id=operation(), facts={"project_name": "SI-LADU"}, attachments=(office.attachment("ND"),)
    )
    first = office.ask(request)
    assert office.ask(request) == first
    card = first.cards[0]
    move = AddComment(operation_id=operation(), project_id=card.id, version=card.version, text="x")
    assert office.ask(move).sequence == office.ask(move).sequence
    assert len(office.board().cards) == 1
    assert check(office.database, office.store).orphans == ()


def test_a_board_says_whose_it_is(office: Office):
    assert office.board().office == office.database.office
    assert office.board().office == OfficeMark(office.database.office.uuid, 1)


def test_the_outcome_of_an_operation_can_be_looked_up(office: Office):
    card = office.walk(office.new(), *FORWARD, "close_development")
    followed = office.decide(card, "open_follow_up", target=1)
    found = office.service.answer(FindOperation(followed.operation_id), "semua")
    assert isinstance(found, Changed)
    assert (found.project_id, found.number, found.deed) == (followed.project_id, "PRJ-2026-002", "open_follow_up")
    assert {each.id for each in found.cards} == {card.id, followed.project_id}
    assert office.service.answer(FindOperation(operation()), "semua") is None


def test_a_move_says_that_it_can_be_taken_back(office: Office):
    changed = office.decide(office.new(), "submit_request")
    assert changed.undoable
    found = office.service.answer(FindOperation(changed.operation_id), "semua")
    assert found == changed


def test_news_are_the_cards_changed_since_and_nothing_else(office: Office):
    one, two = office.new(), office.new()
    board = office.board()
    assert news(office, board.sequence) == News(board.sequence)
    office.decide(two, "submit_request")
    found = news(office, board.sequence)
    assert [card.id for card in found.cards] == [two.id]
    assert found.cards == (office.card(two.id),)
    assert found.last_change is not None
    assert (found.last_change.person, found.last_change.deed) == ("Semua Peran", "move_project")
    assert {card.id for card in news(office, 0).cards} == {one.id, two.id}


def test_two_desks_see_each_others_changes(office: Office):
    other = office.another_service("PC-2")
    card = office.new()
    assert office.board() == replace(other.board("semua"))
    request = MoveProject(operation_id=operation(), project_id=card.id, version=card.version, decision="submit_request")
    assert isinstance(other.answer(request, "tono"), Changed)
    line = office.project(card.id).history[-1]
    assert (line.person, line.workstation, line.deed) == ("Tono Santoso", "PC-2", "move_project")
    assert (line.facts["from_step"], line.facts["to_step"]) == (1, 2)


def test_files_are_placed_anew_when_somebody_took_the_number(office: Office, monkeypatch: pytest.MonkeyPatch):
    """Between the rehearsal and the transaction another workstation opens a project."""
    peeked: list[str] = []

    def late(connection: object, prefix: str, year: int) -> str:
        number = peek(connection, prefix, year)
        return "PRJ-2026-999" if not peeked and not peeked.append(number) else number

    peek = numbering.peek
    monkeypatch.setattr(numbering, "peek", late)
    card = office.new()
    assert card.number == "PRJ-2026-001"
    assert office.project(card.id).documents[0].path.startswith("2026/PRJ-2026-001 ")
    assert len(check(office.database, office.store).orphans) == 1


def test_who_is_overtaken_each_time_places_the_files_where_nobody_can_overtake(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    peeked: list[str] = []

    def late(connection: object, prefix: str, year: int) -> str:
        number = peek(connection, prefix, year)
        return "PRJ-2026-999" if len(peeked) < writing.RACES and not peeked.append(number) else number

    peek = numbering.peek
    monkeypatch.setattr(numbering, "peek", late)
    card = office.new()
    assert card.number == "PRJ-2026-001"
    assert office.project(card.id).documents[0].path.startswith("2026/PRJ-2026-001 ")
    assert len(check(office.database, office.store).orphans) == writing.RACES


def test_a_number_that_is_taken_again_and_again_is_no_endless_loop(office: Office, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(numbering, "peek", lambda *_: "PRJ-2026-999")
    with pytest.raises(writing.NumberTaken):
        office.new()
    assert office.board().cards == ()


def test_an_operation_committed_while_its_files_were_placed_is_not_done_again(office: Office):
    card = office.new()
    request = AddComment(operation_id=operation(), project_id=card.id, version=card.version, text="x", note=" catatan ")
    assert office.ask(request).sequence == office.ask(request).sequence
    assert office.project(card.id).history[-1].facts["note"] == "catatan"


def test_what_does_not_exist_is_not_found(office: Office):
    with pytest.raises(NotFound):
        office.project(99)
    with pytest.raises(NotFound):
        office.ask(AddComment(operation_id=operation(), project_id=99, version=1, text="x"))
    with pytest.raises(NotFound):
        office.service.answer("tiada", "semua")
    with pytest.raises(NotFound):
        office.service.answer(ReadProject(1), "orang_asing")


def test_a_refused_write_leaves_no_line_and_no_version(office: Office):
    card = office.new()
    sequence = office.board().sequence
    with pytest.raises(ChangedByOther):
        office.decide(replace(card, version=7), "submit_request")
    assert office.board().sequence == sequence
    assert office.card(card.id) == card


def test_the_project_file_tells_everything(office: Office):
    card = office.walk(office.new(), *FORWARD)
    project = office.project(card.id, check=True)
    assert project.card == office.card(card.id)
    assert all(document.intact for document in project.documents)
    assert [line.deed for line in project.history] == ["request_project"] + ["move_project"] * 8
    assert project.head is not None
    assert project.head.name == "Semua Peran"
    assert len(project.ledger_hash) == 64
    assert project.folder == "2026/PRJ-2026-001 Sistem Uji"
    assert project.sequence == office.board().sequence
