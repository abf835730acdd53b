"""The board of a past day on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from models.board import PastBoard
from tests.views.dialog_hands import settle
from tests.views.sample_board import TODAY, sample_board
from views.look import Look
from views.reports.past_board import PastBoardPage

FIRST = date(2026, 1, 5)


def past_of(day: date) -> PastBoard:
    board = sample_board()
    cards = tuple(replace(card, moves=()) for card in board.cards)
    return PastBoard(day, FIRST, TODAY, replace(board, cards=cards, today=day), "a" * 64)


@pytest.fixture
def page(qtbot: QtBot, look: Look) -> PastBoardPage:
    made = PastBoardPage(look, today=TODAY)
    look.theme.setParent(made)
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    qtbot.waitExposed(made)
    made.show_board(past_of(TODAY))
    return made


def test_the_day_is_plain_to_see_and_nothing_can_be_moved(page: PastBoardPage):
    page.show_board(past_of(date(2026, 9, 3)))
    assert page.area.accessibleName() == "Papan per 3 September 2026, hanya baca"
    assert all(not each.list.dragEnabled() and not each.acceptDrops() for each in page.area.columns)
    shown = sum(each.items.rowCount() for each in page.area.columns)
    assert shown == sum(not card.state.ended for card in past_of(TODAY).board.cards)


def test_the_slider_asks_for_a_day_once_it_rests(page: PastBoardPage, qtbot: QtBot):
    asked: list[date] = []
    page.day_wished.connect(asked.append)
    for day in range(30):
        page.slider.setValue(day)
    assert asked == []
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == [FIRST + timedelta(days=29)]
    assert page.edit.date() == FIRST + timedelta(days=29)


def test_arrow_keys_go_day_by_day(page: PastBoardPage, qtbot: QtBot):
    page.slider.setFocus()
    with qtbot.waitSignal(page.day_wished) as wished:
        QTest.keyClick(page.slider, Qt.Key.Key_Left)
    assert wished.args == [TODAY - timedelta(days=1)]


def test_the_buttons_stop_at_both_ends(page: PastBoardPage):
    assert not page.after.isEnabled()
    page.go(FIRST - timedelta(days=9))
    assert page.day == FIRST
    assert not page.before.isEnabled()


def test_a_typed_day_is_taken(page: PastBoardPage, qtbot: QtBot):
    page.edit.line.setText("3-9-2026")
    with qtbot.waitSignal(page.day_wished) as wished:
        page.edit.line.editingFinished.emit()
    assert wished.args == [date(2026, 9, 3)]


@pytest.mark.parametrize("typed", ["kemarin", "", "1 Januari 2030", "1 Januari 2020"])
def test_a_day_that_cannot_be_shown_is_refused_in_words(page: PastBoardPage, qtbot: QtBot, typed: str):
    page.edit.line.setText(typed)
    with qtbot.waitSignal(page.refused) as told:
        page.edit.line.editingFinished.emit()
    assert len(told.args[0]) > 20
    assert page.edit.date() == TODAY


def test_an_answer_on_its_way_does_not_pull_the_slider_back(page: PastBoardPage):
    page.slider.setValue(40)
    page.show_board(past_of(FIRST + timedelta(days=3)))
    assert page.day == FIRST + timedelta(days=40)


def test_an_empty_day_says_so(page: PastBoardPage):
    empty = past_of(FIRST)
    page.show_board(replace(empty, board=replace(empty.board, cards=())))
    settle()
    assert all(each.empty_words for each in page.area.columns)
