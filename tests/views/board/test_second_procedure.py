"""Another procedure, five steps and three roles, gives a working board without a line of code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from models.board import ProjectState
from models.sop import reading
from tests.models.office import Office
from views.board.board_view import BoardView
from views.icons import Icons
from views.look import Look
from views.theme import Theme
from views.words.words import Words

SECOND = Path(__file__).parents[2] / "models" / "second_sop.toml"
WAY = ("propose", "hand_in", "pass_on", "approve", "publish")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path, reading.read(SECOND))
    yield office
    office.close()


@pytest.fixture
def board(qtbot: QtBot) -> BoardView:
    theme = Theme()
    view = BoardView(Look(theme, Icons(theme), Words()))
    qtbot.addWidget(view)
    view.resize(1366, 600)
    view.show()
    return view


def test_a_project_walks_through_the_columns_of_another_procedure(office: Office, board: BoardView) -> None:
    card = office.new("Buku Panduan Lapangan")
    for place, code in enumerate(WAY, start=1):
        board.show_board(office.board())
        assert [column.number for column in board.columns] == [step.number for step in office.sop.steps]
        assert [len(column.items.cards) for column in board.columns] == [int(n == place) for n in range(1, 6)]
        card = office.finish(card, code)
    assert card.state is ProjectState.MAINTENANCE


def test_the_lawful_columns_are_those_of_its_own_decisions(office: Office, board: BoardView) -> None:
    card = office.finish(office.new(), "propose")
    board.show_board(office.board())
    shown = board.card(card.id)
    assert shown is not None
    lawful = {path.step for path in shown.moves if path.step and not path.barred}
    assert lawful == {3, 4}
