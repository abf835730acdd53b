"""The whole program in a real window on a workstation; it tells what its widgets show, as JSON lines.

PLACE --home FOLDER [--dark]. Everything is made as desktop/app.py makes it; mouse, keys and pictures come from outside.
Obeys lines: "mark" tells its clock; "card ID", "column STEP", "button WORDS" and "field WORDS" tell where that is;
"pauses" tells those of the GUI thread so far; "end" closes the window as a person does.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.app import Program, make_application
from desktop.paths import HOME, Folders
from desktop.settings import read_settings, write_settings
from tests.hands import button, column_of, place_of
from tests.share.campaign.heart import Heart, go_first
from tests.share.campaign.office import WRITER

LOOK = 50
"""Milliseconds between two looks at the widgets."""


def say(**facts: object) -> None:
    """One JSON line."""
    print(json.dumps(facts), flush=True)


class Teller(QObject):
    """Looks at the window's widgets and tells what changed; obeys."""

    _told = Signal(str)

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._shown: dict[str, object] = {}
        self._heart = Heart(self)
        looker = QTimer(self, interval=LOOK)
        looker.timeout.connect(self._look)
        looker.start()
        self._told.connect(self._obey, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self._told.emit(line.strip())

    def _look(self) -> None:
        window = self._program.window
        dialog = QApplication.activeModalWidget()
        office = self._program.office
        cards = [card for column in window.board.columns for card in column.items.cards]
        shown = {
            "notice": window.notice.words,
            "read_only": not window.top_bar.new_button.isEnabled(),
            "connection": window.status_bar.connection.text(),
            "unsent": window.status_bar.unsent.text().strip() if window.status_bar.unsent.isVisible() else "",
            "dialog": dialog.windowTitle() if dialog else "",
            "page": self._page(),
            "problem": self._problem(),
            "steps": {card.id: card.step for card in cards},
            "comments": {card.id: card.comments for card in cards if card.comments},
            "live": office is not None and office.session.board is not None,
            "active": window.isActiveWindow(),
        }
        if shown != self._shown:
            self._shown = shown
            say(at=time.monotonic(), **shown)

    def _page(self) -> str:
        """The project whose page is in front."""
        office = self._program.office
        project = office.view.project() if office and office.view.isVisible() else None
        return str(project.card.id) if project else ""

    def _problem(self) -> str:
        """Why the comment that stands in its line is not saved."""
        office = self._program.office
        label = office.view.comments._error if office else None
        return label.text() if label is not None and label.isVisible() else ""

    def _obey(self, line: str) -> None:
        what, _, which = line.partition(" ")
        board = self._program.window.board
        match what:
            case "mark":
                say(mark=time.monotonic())
            case "card":
                column, place = place_of(board, int(which))
                self._tell(column.list.viewport().mapToGlobal(place))
            case "column":
                column = column_of(board, int(which))
                self._tell(column.mapToGlobal(column.rect().center()))
            case "button":
                found = button(QApplication.activeModalWidget() or self._program.window, which)
                self._tell(found.mapToGlobal(found.rect().center()))
            case "field":
                lines = self._program.window.findChildren(QLineEdit)
                field = next(each for each in lines if each.isVisible() and each.accessibleName() == which)
                self._tell(field.mapToGlobal(field.rect().center()))
            case "pauses":
                say(pauses=self._heart.pauses)
            case _:
                self._program.window.close()

    def _tell(self, place: QPoint) -> None:
        say(place=[place.x(), place.y()])


def main() -> int:
    """Until it is told to end; 0 when every write is safe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("place")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--dark", action="store_true")
    wanted = parser.parse_args()
    os.environ[HOME] = str(wanted.home)
    folders = Folders.find()
    theme = "dark" if wanted.dark else "light"
    write_settings(folders.settings, replace(read_settings(folders.settings), theme=theme))
    go_first()
    app, reports = make_application(folders)
    program = Program(app, folders, reports)
    reports.crashed.connect(lambda report: say(crash=report))
    program.start(wanted.place, login=WRITER)
    program.window.showMaximized()
    teller = Teller(program)
    status = app.exec()
    del teller
    return status


if __name__ == "__main__":
    sys.exit(main())
