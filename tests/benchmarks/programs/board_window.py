"""Our start as far as the painted board: the board last seen, out of the folder given, gone as soon as it is painted.

With a second argument it prints which modules were loaded instead of leaving at once.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow

from desktop.last_seen import LastSeen
from views.board.board_view import BoardView
from views.icons import Icons
from views.theme import Theme
from views.words import Words


class Painted(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[int] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.add(id(watched))
        return False


application = QApplication(sys.argv)
theme = Theme()
theme.apply(application)
board = LastSeen(Path(sys.argv[1]), "benchmark", "rina").read()
if board is None:
    sys.exit("no board last seen in that folder")
window, painted = QMainWindow(), Painted()
view = BoardView(theme, Icons(theme), Words())
window.setCentralWidget(view)
view.show_board(board)
viewports = [column.list.viewport() for column in view.columns]
for viewport in viewports:
    viewport.installEventFilter(painted)
window.resize(1600, 900)
window.show()
while len(painted.seen) < sum(viewport.isVisible() for viewport in viewports):
    application.processEvents()
if len(sys.argv) > 2:
    sys.stdout.write("\n".join(sorted({name.split(".")[0] for name in sys.modules})))
    sys.stdout.flush()
os._exit(0)
