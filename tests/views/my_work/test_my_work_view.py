"""The page Tugas saya: its list, its counts that filter, its buttons, and what somebody without tasks sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.board import Board, ProjectState, Waiting, WaitingCause
from models.my_work import Group, my_work
from tests.views.dialog_hands import unreachable, without_name
from tests.views.sample_board import sample_board
from views.icons import Icons
from views.look import Look
from views.my_work.line_list import PORTION
from views.my_work.my_work_view import MyWorkView
from views.theme import Theme
from views.words.words import Words


@pytest.fixture
def board() -> Board:
    return sample_board()


@pytest.fixture
def view(qtbot, board) -> MyWorkView:
    theme = Theme()
    made = MyWorkView(Look(theme, Icons(theme), Words()))
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show_board(board)
    made.show()
    return made


def names(view: MyWorkView) -> list[str]:
    return [line.name for line in view.tasks.lines]


def test_tasks_are_listed_by_remaining_time(view, board):
    tasks = my_work(board).tasks
    assert names(view) == [task.card.name for task in tasks]
    left = [task.left for task in tasks if task.left is not None]
    assert left == sorted(left)
    assert len(names(view)) > 3


def test_a_list_longer_than_one_portion_fills_up_by_itself(view, qtbot):
    line = view.tasks.lines[0]
    many = tuple(replace(line, project_id=number) for number in range(1, 2 * PORTION + 2))
    view.tasks.show_lines(many)
    assert len(view.tasks.rows) == PORTION
    qtbot.waitUntil(lambda: [row.line for row in view.tasks.rows] == list(many))


def test_each_count_filters_the_list_and_pressing_it_again_shows_all(view, board):
    whole = names(view)
    for group in (Group.LATE, Group.NEAR, Group.INSIDE):
        view.counts[group].click()
        assert names(view) == [task.card.name for task in my_work(board).tasks if task.group is group]
        view.counts[group].click()
        assert names(view) == whole


def test_a_rows_button_asks_for_the_next_deed(view, qtbot):
    row = view.tasks.rows[0]
    with qtbot.waitSignal(view.move_requested) as asked:
        QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert asked.args == [row.line.project_id, row.line.way]


def test_only_a_complete_card_has_a_filled_button(view):
    for row in view.tasks.rows:
        assert (row.button.property("kind") == "main") == row.line.way.open


def test_enter_opens_the_project_and_f1_asks_why(view, qtbot):
    row = view.tasks.rows[0]
    row.setFocus()
    with qtbot.waitSignal(view.open_requested) as opened:
        QTest.keyClick(row, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.why_requested) as asked:
        QTest.keyClick(row, Qt.Key.Key_F1)
    assert opened.args == asked.args == [row.line.project_id]


def test_the_focused_row_keeps_the_focus_when_others_change(view, board, qtbot):
    row = view.tasks.rows[2]
    view.activateWindow()
    row.setFocus()
    qtbot.waitUntil(row.hasFocus)
    project = row.line.project_id
    gone = view.tasks.rows[0].line.project_id
    view.show_board(replace(board, cards=tuple(card for card in board.cards if card.id != gone)))
    assert view.window().focusWidget().line.project_id == project


def test_held_projects_are_listed_with_reason_and_expected_day(view, board):
    held = next(card for card in board.cards if card.state is ProjectState.HELD)
    since = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
    waiting = Waiting(held.id, WaitingCause.HELD, "Menunggu data Dinas", since, "Rina", board.today)
    view.show_waiting((waiting,))
    (line,) = view.held.lines
    assert "Menunggu data Dinas" in line.text
    assert "2 Nov 2026" in line.text
    assert "23 Nov 2026" in line.text


def test_somebody_without_tasks_is_told_so(view, board, qtbot):
    with qtbot.waitSignal(view.counted) as told:
        view.show_board(replace(board, cards=()))
    assert told.args == [0]
    assert view.empty.isVisible()
    assert not view.tasks.isVisible()


def test_every_control_has_a_name_and_can_be_reached(view):
    assert without_name(view) == []
    assert unreachable(view) == []


def test_while_nothing_can_be_saved_the_rows_only_open_and_the_others_say_why(view):
    reason = "Drive bersama tidak terjangkau, hanya baca"
    view.set_read_only(reason)
    saving = [row.button for row in view.tasks.rows if row.line.way is not None]
    opening = [row.button for row in view.tasks.rows if row.line.way is None]
    assert saving
    assert {(each.isEnabled(), each.toolTip()) for each in saving} == {(False, reason)}
    assert all(each.isEnabled() for each in opening)
    view.set_read_only("")
    assert {(each.isEnabled(), each.toolTip()) for each in saving} == {(True, "")}
