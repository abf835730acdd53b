"""A vocabulary of hands: take this card, carry it there, press that key, find the button with these words.

Offscreen there is no window system that carries a drag, so a card is taken with real mouse events and carried with the
drag events that Qt would deliver; tests/views/board/test_real_drag.py does the same with a real mouse.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.wait_signal import SignalBlocker

from models.board import Card
from views.board.board_view import BoardView
from views.board.column_items import card_mime
from views.board.column_view import ColumnView
from views.board.ending_bar import EndingTarget

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
MOVE = Qt.DropAction.MoveAction


def settle() -> None:
    """Lets everything that waits in the event loop happen."""
    for _round in range(5):
        QApplication.processEvents()


def heard(signal: SignalBlocker) -> list[Any]:
    """What a waited-for signal carried."""
    assert signal.args is not None, "the signal was never heard"
    return list(signal.args)


def card_of(board: BoardView, project_id: int) -> Card:
    """The card as the board shows it."""
    card = board.card(project_id)
    assert card is not None, f"no card {project_id}"
    return card


def column_of(board: BoardView, step: int) -> ColumnView:
    """The column of that step."""
    found = board.area.column(step)
    assert found is not None, f"no column {step}"
    return found


def place_of(board: BoardView, project_id: int) -> tuple[ColumnView, QPoint]:
    """The column that shows the card, and the card's middle in the coordinates of its list."""
    card = card_of(board, project_id)
    column = column_of(board, card.step)
    row = column.items.row_of(project_id)
    assert row >= 0, f"card {project_id} is hidden"
    index = column.items.index(row)
    column.list.scrollTo(index)
    return column, column.list.visualRect(index).center()


def click_card(board: BoardView, project_id: int) -> None:
    """One click in the middle of a card."""
    column, place = place_of(board, project_id)
    QTest.mouseClick(column.list.viewport(), LEFT, NONE, place)
    settle()


def double_click_card(board: BoardView, project_id: int) -> None:
    """Two clicks in the middle of a card."""
    column, place = place_of(board, project_id)
    QTest.mouseClick(column.list.viewport(), LEFT, NONE, place)
    QTest.mouseDClick(column.list.viewport(), LEFT, NONE, place)
    settle()


def lift_card(board: BoardView, project_id: int) -> None:
    """Presses on a card and pulls until the drag begins."""
    column, place = place_of(board, project_id)
    port = column.list.viewport()
    QTest.mousePress(port, LEFT, NONE, place)
    for step in range(1, 5):
        QTest.mouseMove(port, place + QPoint(0, step * QApplication.startDragDistance()))
    QTest.mouseRelease(port, LEFT, NONE, place)


def enter(target: QWidget, load: QMimeData, place: QPoint) -> bool:
    """Carries something into a widget; False if it is not interested at all."""
    event = QDragEnterEvent(QPointF(place), MOVE, load, LEFT, NONE)
    QApplication.sendEvent(target, event)
    return event.isAccepted()


def hover(target: QWidget, load: QMimeData, place: QPoint | None = None) -> bool:
    """Carries something over a widget; True if it would take it."""
    at = place or target.rect().center()
    if not enter(target, load, at):
        return False
    move = QDragMoveEvent(QPointF(at), MOVE, load, LEFT, NONE)
    QApplication.sendEvent(target, move)
    return move.isAccepted()


def let_go(target: QWidget, load: QMimeData, place: QPoint | None = None) -> bool:
    """Carries something over a widget and lets go; where it would not be taken, it only leaves again."""
    at = place or target.rect().center()
    taken = hover(target, load, at)
    if taken:
        QApplication.sendEvent(target, QDropEvent(QPointF(at), MOVE, load, LEFT, NONE))
    elif enter(target, load, at):
        QApplication.sendEvent(target, QDragLeaveEvent())
    settle()
    return taken


def drag_card(board: BoardView, project_id: int, step: int) -> bool:
    """Takes a card and lets it go over the column of `step`; False if that column refused it."""
    lift_card(board, project_id)
    return let_go(column_of(board, step), card_mime(project_id))


def drag_card_to_ending(board: BoardView, project_id: int, kind: str) -> bool:
    """Takes a card and lets it go over the target of that kind ("hold", "cancel") under the board."""
    load = card_mime(project_id)
    hover(column_of(board, card_of(board, project_id).step), load)
    targets = [each for each in board.endings.targets if each.path.kind == kind]
    assert targets, f"no target {kind}"
    target: EndingTarget = targets[0]
    return let_go(target, load)


def drop_files(board: BoardView, project_id: int, paths: list[str]) -> bool:
    """Lets files of the file manager fall on a card."""
    column, place = place_of(board, project_id)
    load = QMimeData()
    load.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return let_go(column, load, column.list.viewport().mapTo(column, place))


def press(widget: QWidget, keys: str) -> None:
    """A key with its modifiers, e.g. "Ctrl+Right", "P", "Down"."""
    QTest.keySequence(widget, keys)
    settle()


def button(root: QWidget, text: str) -> QAbstractButton:
    """The visible button with those words (or that accessible name)."""
    for each in root.findChildren(QAbstractButton):
        words = (each.text().strip().replace("&", ""), each.accessibleName())
        if text in words and each.isVisibleTo(root):
            return each
    raise AssertionError(f"no button {text!r}")


def press_button(root: QWidget, text: str) -> None:
    """Clicks that button, which must be enabled."""
    found = button(root, text)
    assert found.isEnabled(), f"button {text!r} is disabled"
    QTest.mouseClick(found, LEFT, NONE, found.rect().center())
    settle()
