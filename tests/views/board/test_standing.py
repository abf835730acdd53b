"""How a card stands as its list tells it is how Qt's own style option tells it."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from tests import hands
from tests.views.board.conftest import MakeBoard
from views.board.board_view import BoardView
from views.board.card_delegate import CardDelegate, CardList, Index
from views.board.card_marks import CardMarks
from views.board.column_items import CARD_ROLE
from views.words.words import Words

Standing = tuple[bool, bool, bool]
"""Under the mouse, with the keyboard, selected."""


class Witness(CardDelegate):
    """Writes down of every card that it paints what Qt says and what we say."""

    def __init__(self, board: BoardView) -> None:
        super().__init__(board.area.painter, CardMarks(), Words())
        self.seen: list[tuple[Standing, Standing]] = []

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows, state = option.widget, option.state
        assert isinstance(rows, CardList)
        card = index.data(CARD_ROLE)
        ours, flag = self.look(rows, index, card), QStyle.StateFlag
        qt = (flag.State_MouseOver in state, flag.State_HasFocus in state, flag.State_Selected in state)
        self.seen.append((qt, (ours.hovered, ours.focused, ours.selected)))
        super().paint(painter, option, index)


def test_a_card_stands_as_qt_says(make_board: MakeBoard) -> None:
    board = make_board()
    witness = Witness(board)
    lists = [column.list for column in board.columns if column.items.rowCount() > 1]
    for each in lists:
        each.setItemDelegate(witness)
    for each in lists[:4]:
        for row in (0, 1):
            QTest.mouseMove(each.viewport(), QPoint(40, each.rowViewportPosition(row) + 20))
            hands.settle()
        QTest.mouseClick(each.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 20))
        hands.settle()
        QTest.keyClick(each, Qt.Key.Key_Down)
        hands.settle()
    QTest.mouseMove(board.filters, QPoint(5, 5))
    hands.settle()
    assert [(qt, ours) for qt, ours in witness.seen if qt != ours] == []
    assert [any(ours[place] for _qt, ours in witness.seen) for place in range(3)] == [True, True, True]
    assert not any(rows.is_hovered(rows.model().index(row, 0)) for rows in lists for row in (0, 1))
