"""Run by test_real_drag.py: shows the board on a real screen and prints what it hears as JSON lines."""

from __future__ import annotations

import json
import sys
from pathlib import Path as FilePath

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(FilePath(__file__).parents[3]))

from tests.views.sample_board import sample_board
from views.board.board_view import BoardView
from views.icons import Icons
from views.look import Look
from views.theme import Theme
from views.words.words import Words


def say(**words: object) -> None:
    """One line to the test."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def tell_places(board: BoardView) -> None:
    """Where the card stands on the screen, and a lawful and a barred column."""
    column = board.area.column(6)
    if column is None or not board.isActiveWindow():
        QTimer.singleShot(50, lambda: tell_places(board))
        return
    index = column.items.index(column.items.row_of(16))
    card = column.list.viewport().mapToGlobal(column.list.visualRect(index).center())
    places = {"card": card}
    for name, step in (("lawful", 7), ("barred", 3)):
        target = board.area.column(step)
        if target:
            places[name] = target.mapToGlobal(QPoint(target.width() // 2, target.height() - 60))
    say(**{name: [place.x(), place.y()] for name, place in places.items()})


def main() -> None:
    """Shows the window until the test ends it."""
    app = QApplication(sys.argv)
    theme = Theme()
    theme.apply(app)
    board = BoardView(Look(theme, Icons(theme), Words()))
    board.resize(1400, 700)
    board.show_board(sample_board("rina"))
    board.move_requested.connect(lambda number, path: say(wish=number, step=path.step, kind=path.kind))
    board.refused.connect(lambda reason: say(refused=reason))
    board.show()
    board.activateWindow()
    QTimer.singleShot(300, lambda: tell_places(board))
    app.exec()


if __name__ == "__main__":
    main()
