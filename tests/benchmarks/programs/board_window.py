"""The real program as far as its painted board: the board last seen of the office given, for the person `sari`.

Gone as soon as the board is painted, its children with it. With a second argument it first prints what is loaded.
"""

import os
import sys
import time

from desktop.__main__ import load_qt

load_qt()

from PySide6.QtCore import QEvent, QObject  # noqa: E402 - after load_qt, as the program does
from PySide6.QtWidgets import QWidget  # noqa: E402

from desktop.app import Program, make_application  # noqa: E402
from desktop.paths import Folders  # noqa: E402
from views.main_window import MainWindow  # noqa: E402

PATIENCE = 60.0


class Painted(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[int] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.add(id(watched))
        return False


def leave() -> None:
    processes = sys.modules.get("multiprocessing")
    for child in processes.active_children() if processes else ():
        child.kill()
    sys.stdout.flush()
    os._exit(0)


def shown(window: MainWindow) -> list[QWidget]:
    """The columns that lie inside the window."""
    viewports = [column.list.viewport() for column in window.board.columns]
    return [viewport for viewport in viewports if not viewport.visibleRegion().isEmpty()]


def main() -> None:
    began = time.monotonic()
    folders = Folders.find()
    application, reports = make_application(folders)
    program, painted = Program(application, folders, reports), Painted()
    program.start(database=sys.argv[1], login="sari")
    program.window.resize(1600, 900)
    watched: list[QWidget] = []
    while not watched or not painted.seen.issuperset(map(id, shown(program.window))):
        if not watched and program.window.board.columns:
            watched = [column.list.viewport() for column in program.window.board.columns]
            for viewport in watched:
                viewport.installEventFilter(painted)
        application.processEvents()
        if time.monotonic() - began > PATIENCE:
            sys.exit("the board was never painted")
    if len(sys.argv) > 2:
        sys.stdout.write("\n".join(sorted({name.split(".")[0] for name in sys.modules})))
    leave()


if __name__ == "__main__":
    main()
