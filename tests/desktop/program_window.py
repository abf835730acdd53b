"""The real program on an office, for a real mouse: tells where its first card and columns are, and what was saved."""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QTimer

from desktop.app import Program, make_application
from desktop.paths import Folders
from models.board import Card


def say(**facts: object) -> None:
    """One JSON line."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


class Teller:
    """Waits for the live board, then tells places and, from then on, every card that changed."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._timer = QTimer(program)
        self._timer.timeout.connect(self._look)
        self._timer.start(50)

    def _look(self) -> None:
        office = self._program.office
        if office is None or office.session.board is None or not self._program.window.isActiveWindow():
            return
        self._timer.stop()
        office.session.cards_changed.connect(self._tell)
        columns = self._program.window.board.columns
        cards = columns[0].list
        corner = cards.viewport().mapToGlobal(cards.visualRect(cards.model().index(0, 0)).center())
        goal = columns[1].mapToGlobal(columns[1].rect().center())
        say(card=[corner.x(), corner.y()], next=[goal.x(), goal.y()])

    def _tell(self, cards: tuple[Card, ...]) -> None:
        for card in cards:
            say(project=card.id, step=card.step)


def main() -> None:
    """Runs until it is ended."""
    folders = Folders.find()
    app, reports = make_application(folders)
    program = Program(app, folders, reports)
    program.start(database=sys.argv[1], login=sys.argv[2])
    program.window.showMaximized()
    teller = Teller(program)
    app.exec()
    del teller


if __name__ == "__main__":
    main()
