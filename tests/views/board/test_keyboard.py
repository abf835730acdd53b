"""Everything a hand can do with a card, a key can do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests import hands
from views.board.board_view import BoardView
from views.board.step_dialog import StepDialog


def focus(board: BoardView, project_id: int) -> None:
    assert board.select(project_id)
    hands.settle()


def focused(board: BoardView) -> int:
    card = board.keys.focused_card()
    return card.id if card else 0


def step(board: BoardView) -> int:
    card = board.keys.focused_card()
    return card.step if card else 0


def key(board: BoardView, keys: str) -> None:
    widget = board.window().focusWidget()
    hands.press(widget or board, keys)


def test_arrows_walk_through_cards_and_columns(board: BoardView):
    focus(board, 39)
    key(board, "Down")
    assert focused(board) == 42
    key(board, "Right")
    assert step(board) == 4
    key(board, "Left")
    assert focused(board) == 42
    key(board, "End")
    assert focused(board) == 45
    key(board, "Home")
    assert focused(board) == 39


def test_arrows_walk_through_a_folded_column_and_enter_opens_it(board: BoardView):
    board.area.toggle_fold(4)
    focus(board, 42)
    key(board, "Right")
    column = hands.column_of(board, 4)
    assert column.folded.hasFocus()
    key(board, "Right")
    assert step(board) == 5
    key(board, "Left")
    key(board, "Return")
    assert not column.is_folded


def test_control_and_right_wishes_the_next_step(board: BoardView, qtbot: QtBot):
    focus(board, 16)
    with qtbot.waitSignal(board.move_requested) as wished:
        key(board, "Ctrl+Right")
    assert hands.heard(wished)[1].step == 7


def test_control_and_left_wishes_the_return(board: BoardView, qtbot: QtBot):
    focus(board, 16)
    with qtbot.waitSignal(board.move_requested) as wished:
        key(board, "Ctrl+Left")
    assert hands.heard(wished)[1].kind == "return"


def test_a_step_that_is_not_mine_says_whose_it_is(board: BoardView, qtbot: QtBot):
    focus(board, 14)
    with qtbot.assertNotEmitted(board.move_requested), qtbot.waitSignal(board.refused) as refused:
        key(board, "Ctrl+Right")
    assert "Hanya Programmer" in str(hands.heard(refused)[0])


def test_enter_opens_the_project_and_takes_its_dot_away(board: BoardView, qtbot: QtBot):
    focus(board, 44)
    with qtbot.waitSignal(board.open_requested) as opened:
        key(board, "Return")
    assert opened.args == [44]


def test_a_number_goes_to_that_column(board: BoardView):
    focus(board, 44)
    key(board, "8")
    assert step(board) == 8


def test_letters_ask_for_attachment_comment_and_hold(board: BoardView, qtbot: QtBot):
    focus(board, 16)
    for letter, name in (("L", "attach"), ("Ctrl+V", "paste"), ("K", "comment"), ("T", "hold")):
        with qtbot.waitSignal(board.command_requested) as asked:
            key(board, letter)
        assert asked.args == [name, 16]


def test_a_bracket_folds_and_unfolds(board: BoardView):
    focus(board, 44)
    key(board, "[")
    assert hands.column_of(board, 3).is_folded
    key(board, "[")
    assert not hands.column_of(board, 3).is_folded


def test_f1_asks_why_the_card_stands_as_it_does(board: BoardView, qtbot: QtBot):
    focus(board, 44)
    with qtbot.waitSignal(board.command_requested) as asked:
        key(board, "F1")
    assert hands.heard(asked) == ["why", 44]


def test_p_lists_all_nine_steps_with_the_same_reasons(board: BoardView, qtbot: QtBot):
    focus(board, 16)
    key(board, "P")
    dialog = board.findChild(StepDialog) or board.window().findChild(StepDialog)
    assert isinstance(dialog, StepDialog)
    assert [row.lawful for row in dialog.rows] == [False, False, False, False, True, False, True, True, False]
    assert dialog.step == 7
    QTest.keyClick(dialog, Qt.Key.Key_2)
    assert not dialog.accept_button.isEnabled()
    assert "Bukan jalur SOP" in dialog.rows[1].accessibleName()
    QTest.keyClick(dialog, Qt.Key.Key_8)
    with qtbot.waitSignal(board.move_requested) as wished:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert hands.heard(wished)[1].kind == "skip"


def test_the_menu_shows_every_path_with_its_key_or_reason(board: BoardView, qtbot: QtBot):
    focus(board, 14)
    key(board, "Shift+F10")
    menu = next(each for each in board.findChildren(QMenu) if each.isVisible())
    texts = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert any("Hanya Programmer" in text and not enabled for text, enabled in texts.items())
    assert any(text.startswith("Lampirkan") for text in texts)
    menu.hide()


def test_single_letters_can_be_switched_off(board: BoardView, qtbot: QtBot):
    board.commands.set_letters(False)
    focus(board, 16)
    with qtbot.assertNotEmitted(board.command_requested):
        key(board, "L")
    with qtbot.waitSignal(board.move_requested):
        key(board, "Ctrl+Right")
