"""The page Daftar: every project, sorted by what a column means, filtered by words and state."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.board import Board, ProjectState
from tests.views.dialog_hands import unreachable, without_name
from tests.views.sample_board import large_board, sample_board
from views.icons import Icons
from views.look import Look
from views.register.register_items import NAME, STEP, TIME
from views.register.register_view import RegisterView
from views.theme import Theme
from views.words.words import Words


@pytest.fixture
def board() -> Board:
    board = sample_board()
    ended = replace(board.cards[0], state=ProjectState.CANCELLED)
    return replace(board, cards=(ended, *board.cards[1:]))


@pytest.fixture
def view(qtbot, board) -> RegisterView:
    theme = Theme()
    made = RegisterView(Look(theme, Icons(theme), Words()))
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show_board(board)
    made.show()
    return made


def test_every_project_is_listed_also_those_that_ended(view, board):
    assert sorted(view.names()) == sorted(card.name for card in board.cards)


def test_columns_sort_by_what_they_mean(view, board):
    view.table.sortByColumn(NAME, Qt.SortOrder.AscendingOrder)
    assert view.names() == sorted((card.name for card in board.cards), key=str.casefold)
    view.table.sortByColumn(STEP, Qt.SortOrder.AscendingOrder)
    assert view.items.index(0, STEP).data().startswith("1")
    view.table.sortByColumn(TIME, Qt.SortOrder.DescendingOrder)
    latest = max((card for card in board.cards if not card.state.ended), key=lambda card: card.clock.share)
    assert view.names()[0] == latest.name


def test_words_and_states_filter_together(view):
    view.search.setText("tim SOSIAL monitoring")
    assert view.names() == ["Monitoring Lapangan Susenas"]
    view.search.clear()
    view.states[ProjectState.CANCELLED].click()
    assert len(view.names()) == 1
    view.search.setText("tidak ada yang begini")
    assert view.names() == []
    assert view.table.model().rowCount() == 0


def test_the_selected_project_stays_selected_when_others_change(view, board):
    view.table.selectRow(3)
    chosen = view.chosen()
    changed = tuple(replace(card, name=f"{card.name} baru") for card in board.cards[:5])
    view.show_board(replace(board, cards=(*changed, *board.cards[5:])))
    assert view.chosen() == chosen
    view.show_board(replace(board, cards=board.cards[::-1]))
    assert view.chosen() == chosen


def test_enter_opens_and_f1_asks_why(view, qtbot):
    view.table.selectRow(0)
    view.table.setFocus()
    with qtbot.waitSignal(view.open_requested) as opened:
        QTest.keyClick(view.table, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.why_requested) as asked:
        QTest.keyClick(view.table, Qt.Key.Key_F1)
    assert opened.args == asked.args == [view.chosen()]


def test_ten_thousand_projects_are_shown_and_filtered(view):
    board = large_board(10_000)
    view.show_board(board)
    view.search.setText(board.cards[7_777].number)
    assert board.cards[7_777].name in view.names()


def test_every_control_has_a_name_and_can_be_reached(view):
    assert without_name(view) == []
    assert unreachable(view) == []
