"""One running office window over real children, and what a person can do with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from shiboken6 import isValid

from desktop.controllers.messages import Messages
from desktop.office_window import OfficeWindow, Workers
from desktop.paths import Folders
from desktop.workers.channel import ServiceOpening
from desktop.workers.client import WorkerClient
from desktop.workers.outbox import Outbox
from desktop.workers.records_service import RecordsService
from desktop.workers.request_queue import Patience
from models.board import Card
from models.decision_requests import decision_request
from views.commands import Commands
from views.icons import Icons
from views.look import Look
from views.main_window import MainWindow
from views.theme import Theme
from views.words.words import Words

LONG = 60_000
"""Milliseconds after which it is never coming; on a busy machine a program of ours needs half a minute to start."""
DESK = "desktop.workers.records_service:open_records"
PATIENT = Patience(slow=20, gone=20, request=20, lookup=60, start=60, start_grace=20, close=15)


class Hands:
    """One running office window and what a person can do with it."""

    def __init__(self, qtbot, place: Path, home: Path, login: str, patience: Patience, target: str = DESK) -> None:
        self.qtbot, self.place, self.login = qtbot, place, login
        self.folders = Folders.find({"LAJUR_HOME": str(home)})
        theme = Theme()
        look = Look(theme, Icons(theme), Words())
        self.crashes: list[str] = []
        self.window = MainWindow(look, Commands(look.icons))
        self.window.resize(1366, 700)
        self.window.show()
        outbox = Outbox(self.folders.outbox, str(place))
        records = WorkerClient(ServiceOpening(target, (str(place),)), login, outbox, patience)
        press = WorkerClient(ServiceOpening("desktop.workers.press_service:open_press"), login, eager=False)
        upkeep = ServiceOpening("desktop.workers.upkeep_service:open_upkeep", (str(place),))
        self.workers = Workers(records, press, lambda: WorkerClient(upkeep, login, eager=False))
        self.messages = Messages(look.words, self.crashes.append)
        self.office = OfficeWindow(
            self.window, self.workers, self.folders, look, self.messages, str(place), "nobody", login
        )
        self.dialogs: list[Any] = []
        self.messages.opened.connect(self.dialogs.append)
        self.closed: list[bool] = []
        self.office.closed.connect(lambda: self.closed.append(True))

    def start(self) -> None:
        with self.qtbot.waitSignal(self.office.session.board_read, timeout=LONG):
            self.office.start()

    def card(self, number: str) -> Card:
        return next(card for card in self.office.session.board.cards if card.number == number)

    def shown_step(self, project_id: int) -> int:
        return self.window.board.card(project_id).step

    def wish(self, card: Card, decision: str) -> None:
        path = next(path for path in card.moves if path.decision == decision)
        self.window.board.move_requested.emit(card.id, path)

    def dialog(self, kind: type):
        self.qtbot.waitUntil(lambda: any(isinstance(each, kind) for each in self.dialogs), timeout=LONG)
        return next(each for each in reversed(self.dialogs) if isinstance(each, kind))

    def until(self, true) -> None:
        self.qtbot.waitUntil(true, timeout=LONG)

    def leave(self) -> None:
        """As the program ends: the office first, then its window. pytest-qt would delete the window first."""
        if not isValid(self.window):
            return
        self.window.hide()
        if not self.closed:
            self.office.close()
            self.until(lambda: bool(self.closed))
        self.window.deleteLater()


def gone(dialog) -> bool:
    return not isValid(dialog) or not dialog.isVisible()


def elsewhere(place: Path, request: object, login: str) -> Any:
    service = RecordsService(str(place))
    try:
        return service.answer(request, login)
    finally:
        service.close()


def move_on(card: Card):
    return decision_request(card, next(path for path in card.moves if path.decision == "submit_request"))
