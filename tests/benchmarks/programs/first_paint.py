"""Prints the seconds from building a view to its nine painted columns: `ours` or nine bare `lists`, of n cards."""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QStringListModel
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListView, QMainWindow, QWidget

from tests.views.sample_board import large_board
from views.board.board_view import BoardView
from views.icons import Icons
from views.look import Look
from views.theme import Theme
from views.words.words import Words


class Painted(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[int] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.add(id(watched))
        return False


def bare_lists(texts: list[list[str]]) -> tuple[QWidget, list[QWidget]]:
    """The floor: nine QListViews with as many strings."""
    widget = QWidget()
    layout = QHBoxLayout(widget)
    lists = []
    for column in texts:
        view = QListView()
        view.setModel(QStringListModel(column, view))
        layout.addWidget(view)
        lists.append(view.viewport())
    return widget, lists


which, count = sys.argv[1], int(sys.argv[2])
application = QApplication(sys.argv[:1])
board = large_board(count)
texts = [[f"PRJ-2026-{row:05} Sistem Informasi" for row in range(column, count, 9)] for column in range(9)]
theme = Theme()
theme.apply(application)
icons, words = Icons(theme), Words()
window, painted = QMainWindow(), Painted()
window.resize(1600, 900)

began = time.perf_counter()
if which == "ours":
    view = BoardView(Look(theme, icons, words))
    view.show_board(board)
    central: QWidget = view
    viewports: list[QWidget] = [column.list.viewport() for column in view.columns]
else:
    central, viewports = bare_lists(texts)
for viewport in viewports:
    viewport.installEventFilter(painted)
window.setCentralWidget(central)
window.show()
while len(painted.seen) < sum(viewport.isVisible() for viewport in viewports):
    application.processEvents()
sys.stdout.write(f"{time.perf_counter() - began:.6f}\n")
