"""The live board of one office: read once, then kept up by news; the one place that knows each card's version."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.workers.answers import OTHER_DATA, Answer, Ok, Refused, problem_of
from desktop.workers.worker import Worker
from models.board import Board, Card, Changed, News
from models.errors import OfficeError
from models.office import OfficeSettings
from models.requests import OpenSeat, ReadBoard, ReadNews, Seat
from views.words import formats

WATCHING, IDLE, RETRY = 500, 1000, 2000
"""Milliseconds between two looks for news: window active, window in the back, after a failure."""


def office_day() -> date:
    """Today in WIB; a new day moves every clock on the board."""
    return formats.local(datetime.now(UTC)).date()


class Session(QObject):
    """board_read(Board): whole board, at start and after a change of person. cards_changed(tuple of Card): only those.

    lost(OfficeError): the office cannot be read; asked again by itself until `found`. told(LastChange): newest deed.
    barred(OfficeError or None): from now on nothing may be written, or it may again. heard: the office has answered.
    exchanged(problem): the board is that of other data now, "replaced" by another office's or "restored" from a backup.
    """

    board_read = Signal(object)
    cards_changed = Signal(object)
    lost = Signal(object)
    found = Signal()
    told = Signal(object)
    barred = Signal(object)
    heard = Signal()
    seated = Signal(object)
    exchanged = Signal(str)

    def __init__(
        self,
        worker: Worker,
        account: str,
        wished: str = "",
        today: Callable[[], date] = office_day,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.worker = worker
        self._today = today
        self._account = account
        self._wished = wished
        self._seat: Seat | None = None
        self._board: Board | None = None
        self._cards: dict[int, Card] = {}
        self._sequence = 0
        self._barred: OfficeError | None = None
        self._stale = False
        self._away = False
        self._asking = False
        self._active = True
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    @property
    def board(self) -> Board | None:
        """The board with every change so far, None before the first reading."""
        if self._board is None:
            return None
        return replace(self._board, cards=tuple(self._cards.values()), sequence=self._sequence)

    @property
    def first_board(self) -> Board | None:
        """The board as read; its cards may be old, but procedure, people and person are in force."""
        return self._board

    @property
    def settings(self) -> OfficeSettings:
        """The office's settings as read with the board, those of a new office before the first one."""
        return self._board.settings if self._board is not None else OfficeSettings()

    @property
    def away(self) -> bool:
        """The office cannot be read at present."""
        return self._away

    def card(self, project_id: int) -> Card | None:
        """The newest card known."""
        return self._cards.get(project_id)

    def start(self) -> None:
        """Take a seat and read the board."""
        self._look()

    def read_again(self) -> None:
        """Read the whole board anew; the old one stays in force until then."""
        self._stale = True
        self._look()

    def play(self, login: str) -> None:
        """Training office: act as another member from now on."""
        self._wished = login
        self._seat = None
        self.read_again()

    def set_active(self, active: bool) -> None:
        """The window is in front: look for news more often."""
        self._active = active

    def apply(self, changed: Changed) -> None:
        """Show what one's own write changed."""
        self._take_cards(changed.cards)

    def stop(self) -> None:
        """No more questions."""
        self._timer.stop()
        self._asking = True

    def _look(self) -> None:
        if self._asking:
            return
        self._asking = True
        if self._seat is None:
            self.worker.ask(OpenSeat(self._account, self._wished), self._sit)
        elif self._stale or self._board is None or self._board.today < self._today():
            self.worker.ask(ReadBoard(), self._show)
        else:
            self.worker.ask(ReadNews(self._sequence), self._take_news)

    def _sit(self, answer: Answer) -> None:
        self._asking = False
        if self._failed(answer) or not isinstance(answer, Ok) or not isinstance(answer.value, Seat):
            return
        self._seat = answer.value
        self.worker.login = answer.value.login
        self.seated.emit(answer.value)
        self._look()

    def _show(self, answer: Answer) -> None:
        self._asking = False
        if self._failed(answer) or not isinstance(answer, Ok) or not isinstance(answer.value, Board):
            return
        board, self._stale = answer.value, False
        self._board, self._sequence = board, board.sequence
        self._cards = {card.id: card for card in board.cards}
        before, self.worker.office = self.worker.office, board.office
        self.board_read.emit(board)
        if before is not None and board.office is not None and before != board.office:
            self.exchanged.emit("restored" if before.uuid == board.office.uuid else "replaced")
        self._again()

    def _take_news(self, answer: Answer) -> None:
        self._asking = False
        if self._failed(answer) or not isinstance(answer, Ok) or not isinstance(answer.value, News):
            return
        news = answer.value
        if news.sequence < self._sequence:  # an older state was restored meanwhile
            self.read_again()
            return
        self._sequence = max(self._sequence, news.sequence)
        self._take_cards(news.cards)
        if news.last_change:
            self.told.emit(news.last_change)
        self._bar(news.barred)
        if news.office_changed:
            self.read_again()
        else:
            self._again()

    def _bar(self, barred: OfficeError | None) -> None:
        before, self._barred = self._barred, barred
        if repr(before) != repr(barred):
            self.barred.emit(barred)

    def _take_cards(self, cards: tuple[Card, ...]) -> None:
        fresh = tuple(card for card in cards if self._is_news(card))
        self._cards.update((card.id, card) for card in fresh)
        if fresh:
            self.cards_changed.emit(fresh)

    def _is_news(self, card: Card) -> bool:
        known = self._cards.get(card.id)
        return known is None or (card.version >= known.version and card != known)

    def _failed(self, answer: Answer) -> bool:
        if isinstance(answer, Ok):
            self.heard.emit()
            if self._away:
                self._away = False
                self.found.emit()
            return False
        if problem_of(answer) in OTHER_DATA:  # they are there: sit down and read them
            self._seat, self._stale = None, True
            self._timer.start(WATCHING)
            return True
        if problem_of(answer) == "busy" and self._board is not None:  # others save: no reason to call the office lost
            self._timer.start(WATCHING)
            return True
        if not self._away or isinstance(answer, Refused):
            self._away = True
            self.lost.emit(answer.error)
        self._timer.start(RETRY)
        return True

    def _again(self) -> None:
        self._timer.start(WATCHING if self._active else IDLE)
