"""A board on an invisible screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.board import Board
from tests import hands
from tests.views.sample_board import sample_board
from views.board.board_view import BoardView
from views.icons import Icons
from views.look import Look
from views.theme import Theme
from views.words.words import Words

MakeBoard = Callable[..., BoardView]


@pytest.fixture
def make_board(qtbot: QtBot, qapp: QApplication) -> MakeBoard:
    """Shows a board as seen by a member, in a window of a given size (logical pixels)."""

    def made(login: str = "rina", board: Board | None = None, width: int = 1920, height: int = 900) -> BoardView:
        theme = Theme()
        theme.apply(qapp)
        view = BoardView(Look(theme, Icons(theme), Words()))
        theme.setParent(view)
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show_board(board or sample_board(login))
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        qtbot.waitUntil(view.isActiveWindow)
        hands.settle()
        return view

    return made


@pytest.fixture
def board(make_board: MakeBoard) -> BoardView:
    """The sample as the coordinator sees it."""
    return make_board()
