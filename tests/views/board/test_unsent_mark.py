"""A card of which a change waits on this computer says so: to eyes, to the mouse that rests on it, and to ears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests import hands
from tests.views.board.conftest import MakeBoard
from views.board.board_view import BoardView
from views.board.column_items import CARD_ROLE
from views.board.density import Density

MARKED, SAID = 42, "perubahan Anda belum terkirim"


def picture(board: BoardView, project: int) -> QImage:
    card = hands.card_of(board, project)
    rows = hands.column_of(board, card.step).list
    index = rows.model().index(hands.column_of(board, card.step).items.row_of(project), 0)
    assert index.data(CARD_ROLE) is card
    return rows.viewport().grab(rows.visualRect(index)).toImage()


def said_of(board: BoardView, project: int, role: Qt.ItemDataRole) -> str:
    items = hands.column_of(board, hands.card_of(board, project).step).items
    return str(items.index(items.row_of(project)).data(role))


@pytest.mark.parametrize("density", list(Density))
def test_the_card_is_marked_as_long_as_a_change_of_it_waits(board: BoardView, density: Density):
    board.set_density(density)
    hands.settle()
    before, other = picture(board, MARKED), picture(board, 44)
    board.area.set_unsent(frozenset({MARKED}))
    hands.settle()
    assert picture(board, MARKED) != before
    assert picture(board, 44) == other
    board.area.set_unsent(frozenset())
    hands.settle()
    assert picture(board, MARKED) == before


@pytest.mark.parametrize("role", [Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole])
def test_the_mark_is_said_in_words(board: BoardView, role: Qt.ItemDataRole):
    assert SAID not in said_of(board, MARKED, role)
    board.area.set_unsent(frozenset({MARKED}))
    assert said_of(board, MARKED, role).endswith(SAID)
    assert SAID not in said_of(board, 44, role)


def test_only_the_cards_whose_mark_changed_are_painted_again(board: BoardView, qtbot: QtBot):
    board.area.set_unsent(frozenset({MARKED, 16}))
    items = hands.column_of(board, 3).items
    with qtbot.assertNotEmitted(items.dataChanged):
        board.area.set_unsent(frozenset({MARKED}))
    with qtbot.waitSignal(items.dataChanged) as touched:
        board.area.set_unsent(frozenset())
    assert touched.args[0].row() == touched.args[1].row() == items.row_of(MARKED)


def test_the_mark_stays_when_the_board_is_read_again(make_board: MakeBoard):
    board = make_board()
    board.area.set_unsent(frozenset({MARKED}))
    assert board._board is not None
    board.show_board(board._board)
    assert said_of(board, MARKED, Qt.ItemDataRole.AccessibleTextRole).endswith(SAID)


def test_a_card_that_is_being_saved_says_that_instead(board: BoardView):
    board.set_saving(MARKED, 3)
    hands.settle()
    saving = picture(board, MARKED)
    board.area.set_unsent(frozenset({MARKED}))
    hands.settle()
    assert picture(board, MARKED) == saving
