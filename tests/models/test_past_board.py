"""The board of a past day: as it was seen that evening, and as the ledger tells it."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.board import Board, Card, PastBoard, ProjectState
from models.errors import BadInput, RuleBroken
from models.records import ledger
from models.replay import replay
from models.requests import AddComment, HoldProject, ReadPastBoard, ResumeProject, UndoMove
from models.sop.procedure import DecisionKind
from models.storage.timestamps import from_text
from models.worktime import wib_date
from tests.models.office import FILE, FORWARD, REASON, SERVER, SOP, Office, operation

KINDS = (FILE, SERVER)
FIRST = date(2026, 3, 2)


def past(office: Office, day: date) -> PastBoard:
    answer = office.service.answer(ReadPastBoard(day), "semua")
    assert isinstance(answer, PastBoard)
    return answer


def without_paths(board: Board) -> dict[int, Card]:
    return {card.id: replace(card, moves=()) for card in board.cards}


def cards_of(found: PastBoard) -> dict[int, Card]:
    return {card.id: card for card in found.board.cards}


def told(office: Office, day: date) -> dict[int, tuple[str, int, int, int, str]]:
    """The same by the replay that checks the office, over the lines written until that evening."""
    with office.database.reading() as connection:
        lines = [line for line in ledger.every(connection) if wib_date(from_text(line.at)) <= day]
        stories = replay((line.project_id, ledger.details(line)) for line in lines)
    return {key: (each.number, each.version, each.step, each.round, each.state) for key, each in stories.items()}


def shape(found: PastBoard) -> dict[int, tuple[str, int, int, int, str]]:
    return {c.id: (c.number, c.version, c.step, c.round, c.state.value) for c in found.board.cards}


def request_of(kind: type[Any], card: Card, **values: Any) -> Any:
    return kind(operation_id=operation(), project_id=card.id, version=card.version, **values)


def test_before_the_first_request_the_board_is_empty(office: Office):
    office.pass_days(3)
    office.new()
    found = past(office, FIRST)
    assert (found.board.cards, found.first, found.today) == ((), date(2026, 3, 5), date(2026, 3, 5))


def test_a_day_that_has_not_come_is_refused(office: Office):
    with pytest.raises(BadInput) as caught:
        past(office, FIRST + timedelta(days=1))
    assert caught.value.facts["problem"] == "future_date"


def test_a_card_stands_where_it_stood_with_the_clock_of_that_day(office: Office):
    card = office.walk(office.new(), *FORWARD[:2])
    office.pass_days(10)
    office.walk(office.card(card.id), FORWARD[2])
    then = cards_of(past(office, FIRST + timedelta(days=9)))[card.id]
    assert (then.step, then.clock.day, then.clock.gross, then.moves) == (3, 9, 9, ())


def test_a_day_ends_at_midnight_in_bengkulu(office: Office):
    card = office.new()
    office.now = datetime.combine(FIRST, time(16, 59), UTC)
    office.walk(card, FORWARD[0])
    office.now = datetime.combine(FIRST, time(17, 0), UTC)
    office.walk(office.card(card.id), FORWARD[1])
    assert cards_of(past(office, FIRST))[card.id].step == 2
    assert cards_of(past(office, FIRST + timedelta(days=1)))[card.id].step == 3


def test_a_held_card_is_held_only_on_the_days_it_waited(office: Office):
    card = office.walk(office.new(), *FORWARD[:2])
    office.pass_days(2)
    office.ask(request_of(HoldProject, card, reason=REASON))
    office.pass_days(5)
    office.ask(request_of(ResumeProject, office.card(card.id)))
    office.pass_days(5)
    seen = [cards_of(past(office, FIRST + timedelta(days=day)))[card.id] for day in (1, 4, 8)]
    assert [each.state for each in seen] == [ProjectState.RUNNING, ProjectState.HELD, ProjectState.RUNNING]
    assert [each.clock.paused_days for each in seen] == [0, 2, 5]


def test_a_move_taken_back_later_is_still_seen_on_its_own_day(office: Office):
    card = office.walk(office.new(), *FORWARD[:3])
    office.pass_days(1)
    office.ask(request_of(UndoMove, office.card(card.id)))
    assert cards_of(past(office, FIRST))[card.id].step == 4
    assert cards_of(past(office, FIRST + timedelta(days=1))) == without_paths(office.board())


def test_a_renamed_project_keeps_the_name_of_the_day(office: Office):
    card = office.new("Nama lama")
    office.pass_days(1)
    name = next(fact.key for fact in SOP.facts if fact.binds == "project_name")
    office.set_facts(card, **{name: "Nama baru"})
    assert cards_of(past(office, FIRST))[card.id].name == "Nama lama"
    assert cards_of(past(office, FIRST + timedelta(days=1)))[card.id].name == "Nama baru"


def test_a_follow_up_is_on_the_board_from_its_own_first_day(office: Office):
    parent = office.walk(office.new(), *FORWARD, "close_development")
    office.pass_days(4)
    child = office.finish(parent, "open_follow_up", target=5, facts={}, attachments=())
    assert set(cards_of(past(office, FIRST))) == {parent.id}
    assert cards_of(past(office, FIRST + timedelta(days=4))) == without_paths(office.board())
    assert cards_of(past(office, FIRST + timedelta(days=4)))[child.id].person == office.card(child.id).person


def test_the_board_says_which_ledger_line_is_its_newest(office: Office):
    office.new()
    office.pass_days(1)
    before = past(office, FIRST)
    office.new()
    assert past(office, FIRST).ledger_hash == before.ledger_hash != past(office, wib_date(office.now)).ledger_hash


def somebody_acts(office: Office, draw: Any) -> None:
    """One deed of one person on one project, refused or not."""
    cards = office.board().cards
    card = draw(st.sampled_from(cards))
    codes = [each.code for each in SOP.step(card.step).decisions]
    forward = [each.code for each in SOP.step(card.step).decisions if each.kind is DecisionKind.FORWARD] or codes
    deed = draw(st.sampled_from(["forward", "forward", "forward", "any", "hold", "resume", "undo", "comment", "new"]))
    try:
        match deed:
            case "forward":
                office.finish(card, forward[0])
            case "any":
                office.finish(card, draw(st.sampled_from(codes)))
            case "hold":
                office.ask(request_of(HoldProject, card, reason=REASON))
            case "resume":
                office.ask(request_of(ResumeProject, card))
            case "undo":
                office.ask(request_of(UndoMove, card))
            case "comment":
                office.ask(request_of(AddComment, card, text="Catatan"))
            case _:
                office.new()
    except (RuleBroken, BadInput):
        return


@settings(max_examples=15)
@given(data=st.data(), days=st.integers(3, 12))
def test_every_past_day_is_what_was_seen_that_evening_and_what_the_ledger_tells(data: st.DataObject, days: int):
    # Hypothesis may end an example at any draw.
    with tempfile.TemporaryDirectory() as folder, closing(Office(Path(folder))) as office:
        seen: dict[date, dict[int, Card]] = {}
        office.new()
        for _ in range(days):
            for _ in range(data.draw(st.integers(0, 4))):
                somebody_acts(office, data.draw)
            seen[wib_date(office.now)] = without_paths(office.board())
            office.pass_days(data.draw(st.integers(1, 20)))
        for day, cards in seen.items():
            found = past(office, day)
            assert cards_of(found) == cards
            assert shape(found) == told(office, day)
