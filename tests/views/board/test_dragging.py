"""Carrying cards: what lights up, what is asked for, what is refused and why."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests import hands
from views.board.board_view import BoardView
from views.board.column_items import card_mime
from views.board.column_view import Light


def test_a_drop_on_the_next_column_asks_for_that_path(board: BoardView, qtbot: QtBot):
    with qtbot.waitSignal(board.move_requested) as wished:
        assert hands.drag_card(board, 16, 7)
    project, path = hands.heard(wished)
    assert (project, path.step, path.kind) == (16, 7, "forward")


def test_a_drop_on_an_earlier_column_asks_for_a_return(board: BoardView, qtbot: QtBot):
    with qtbot.waitSignal(board.move_requested) as wished:
        hands.drag_card(board, 16, 5)
    assert hands.heard(wished)[1].kind == "return"


def test_a_drop_on_a_barred_column_is_refused_with_its_reason(board: BoardView, qtbot: QtBot):
    with qtbot.assertNotEmitted(board.move_requested), qtbot.waitSignal(board.refused) as refused:
        assert not hands.drag_card(board, 16, 2)
    assert "PRJ-2026-016" in str(hands.heard(refused)[0])
    assert "Bukan jalur SOP dari langkah\u00a06" in str(hands.heard(refused)[0])


def test_a_drop_on_its_own_column_asks_nothing(board: BoardView, qtbot: QtBot):
    with qtbot.assertNotEmitted(board.move_requested), qtbot.assertNotEmitted(board.refused):
        hands.drag_card(board, 16, 6)


def test_columns_say_where_a_card_may_go(board: BoardView):
    hands.hover(hands.column_of(board, 7), card_mime(16))
    lights = {column.number: column.light for column in board.columns}
    assert lights == {
        1: Light.DIMMED,
        2: Light.DIMMED,
        3: Light.DIMMED,
        4: Light.DIMMED,
        5: Light.RETURN,
        6: Light.HOME,
        7: Light.FORWARD,
        8: Light.FORWARD,
        9: Light.DIMMED,
    }
    assert all(column.head.reason for column in board.columns if column.light is Light.DIMMED)
    lines = hands.column_of(board, 7).box.lines
    assert [line.kind for line in lines].count("forward") == 1
    assert any(line.kind == "needed" for line in lines)
    assert any(line.kind == "met" for line in lines)


def test_the_lights_go_out_after_the_drop(board: BoardView):
    hands.drag_card(board, 16, 7)
    assert all(column.light is Light.NONE and not column.head.reason for column in board.columns)
    assert board.endings.isHidden()


def test_a_requester_may_only_lift_into_the_review(make_board):
    board = make_board("sari")
    hands.hover(hands.column_of(board, 4), card_mime(44))
    lit = [column.number for column in board.columns if column.light in (Light.FORWARD, Light.RETURN)]
    assert lit == [4]


def test_nobody_moves_a_card_of_another_team(make_board, qtbot: QtBot):
    board = make_board("sari")
    with qtbot.assertNotEmitted(board.move_requested), qtbot.waitSignal(board.refused):
        hands.drag_card(board, 39, 4)


def test_endings_are_targets_only_while_dragging(board: BoardView, qtbot: QtBot):
    assert board.endings.isHidden()
    with qtbot.waitSignal(board.move_requested) as wished:
        assert hands.drag_card_to_ending(board, 16, "hold")
    assert hands.heard(wished)[1].kind == "hold"
    assert board.endings.isHidden()


def test_two_decisions_to_the_same_column_offer_a_choice(board: BoardView, qtbot: QtBot):
    with qtbot.assertNotEmitted(board.move_requested):
        hands.drag_card(board, 6, 9)
    menu = next(each for each in board.findChildren(QMenu) if each.isVisible())
    actions = [action for action in menu.actions() if action.text() and action.text() != "Batal"]
    assert len(actions) == 2
    with qtbot.waitSignal(board.move_requested) as wished:
        actions[1].trigger()
    menu.hide()
    assert hands.heard(wished)[1].step == 9


def test_a_file_falls_on_the_card_it_is_let_go_over(board: BoardView, qtbot: QtBot):
    with qtbot.waitSignal(board.files_dropped) as dropped:
        assert hands.drop_files(board, 44, ["berkas/SRS.pdf"])
    assert hands.heard(dropped)[0] == 44


def test_a_read_only_board_does_not_let_cards_go_and_says_why(board: BoardView, qtbot: QtBot):
    board.set_read_only("Drive bersama tidak terjangkau, hanya baca")
    with qtbot.assertNotEmitted(board.move_requested), qtbot.waitSignal(board.refused) as refused:
        hands.lift_card(board, 16)
    assert refused.args == ["Drive bersama tidak terjangkau, hanya baca"]
    assert not hands.let_go(hands.column_of(board, 7), card_mime(16))


def test_a_card_being_saved_cannot_be_moved_again(board: BoardView, qtbot: QtBot):
    board.set_saving(16, 7)
    with qtbot.assertNotEmitted(board.move_requested), qtbot.waitSignal(board.refused):
        hands.lift_card(board, 16)


def test_a_lawful_card_opens_a_folded_column_by_waiting(board: BoardView, qtbot: QtBot):
    board.area.toggle_fold(7)
    column = hands.column_of(board, 7)
    assert column.is_folded
    hands.hover(column, card_mime(16))
    qtbot.waitUntil(lambda: not column.is_folded, timeout=3000)
    assert column.box.isVisible()


@pytest.mark.parametrize("foreign", ["", "x", "99999"])
def test_a_load_that_is_no_card_of_ours_is_refused(board: BoardView, foreign: str):
    load = card_mime(1)
    load.setData("application/x-lajur-project", foreign.encode())
    assert not hands.let_go(hands.column_of(board, 7), load)
