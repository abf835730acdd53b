"""The window: top bar, banner, pages, status bar. Signals out, values in; no I/O."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import override

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from models.board import Board
from views.board.board_view import BoardView
from views.commands import Commands
from views.look import Look
from views.status_bar import StatusBar
from views.top_bar import TopBar
from views.widgets.notice import Message, Notice, Weight
from views.widgets.presence import Attendant, PresenceMenu
from views.widgets.text import Panel
from views.words import formats

REFUSAL_SECONDS = 8.0
SAID_SECONDS = 6.0
Act = Callable[[], object]


class MainWindow(QMainWindow):
    """One window of the program. `board` is its first page; others come by add_page.

    read_only: why nothing can be saved at present, "" where it can; read_only_changed(reason) tells of each change.
    """

    person_chosen = Signal(str)
    read_only_changed = Signal(str)
    close_requested = Signal()

    def __init__(self, look: Look, commands: Commands) -> None:
        super().__init__()
        self.commands = commands
        self._present = PresenceMenu(look.theme, look.words, self)
        self.top_bar = TopBar(look.theme, look.icons, commands, self._present)
        self.notice = Notice(look.icons)
        self.pages = QStackedWidget()
        self.status_bar = StatusBar(look)
        self.board = BoardView(look, commands)
        self.read_only = ""
        self._held_open = self._slow = False
        self.setMinimumSize(900, 500)
        self.setWindowTitle("Lajur")
        self._build()
        self._connect()

    def _build(self) -> None:
        ground = Panel("page")
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget, stretch in ((self.top_bar, 0), (self.notice, 0), (self.pages, 1), (self.status_bar, 0)):
            layout.addWidget(widget, stretch)
        self.setCentralWidget(ground)
        self.addActions(list(self.commands.window_actions))
        self.add_page("Papan", self.board, "board")
        QWidget.setTabOrder(self.top_bar, self.pages)

    def _connect(self) -> None:
        self.top_bar.searched.connect(self.board.set_text)
        self.top_bar.search_left.connect(self._to_board)
        self.top_bar.page_chosen.connect(self.pages.setCurrentIndex)
        self.top_bar.person_chosen.connect(self.person_chosen)
        self.commands["density"].triggered.connect(self.board.toggle_density)
        self.commands["clear_filter"].triggered.connect(self._clear_filter)
        self.commands["quit"].triggered.connect(self.close)
        self.board.refused.connect(self.show_refusal)
        self.status_bar.change_opened.connect(self._show_changed_card)
        self.status_bar.present.clicked.connect(self._show_who_is_in)

    def add_page(self, name: str, widget: QWidget, icon: str = "list", number: int = 0) -> None:
        """A page with its tab; tabs are numbered for Ctrl+1 and so on, unless `number` names another key."""
        self.pages.insertWidget(len(self.top_bar.tabs), widget)
        self.top_bar.add_tab(name, icon, number)

    def show_page(self, place: int) -> None:
        """Turns to a page, 0 being the board."""
        self.pages.setCurrentIndex(place)
        self.top_bar.tabs[place].setChecked(True)

    def show_board(self, board: Board) -> None:
        """A whole new board: cards, person, place."""
        first = not self.board.columns
        self.board.show_board(board)
        if first:
            self._to_board()
        self.top_bar.show_person(board)
        self.status_bar.show_board(board)
        mark = " (kantor latihan)" if board.training else ""
        self.setWindowTitle(f"{board.actor.name} · Lajur{mark}")

    def show_last_seen(self, board: Board) -> None:
        """The board as it was when the program was left: to look at, not to drag, until the live one comes."""
        self.show_board(board)
        at = formats.moment_long(board.read_at)
        self.board.set_read_only(f"Papan sedang dimuat; ini keadaan {at}.")
        self.set_fresh("memuat…")

    def show_present(self, people: tuple[Attendant, ...]) -> None:
        """Who has the office open."""
        words = "Hanya Anda" if len(people) < 2 else f"{len(people)} orang membuka"
        self._present.show_people(people)
        self.top_bar.present.show_people(people, words)
        self.status_bar.set_present(words if people else "")
        self.top_bar.set_width(self.width())

    def show_refusal(self, reason: str) -> None:
        """Says for a while why something was not done; while nothing may be written, the banner says that already."""
        if not self.read_only:
            self.tell(f"{reason}.".replace("..", "."), "info", REFUSAL_SECONDS)

    def tell(self, sentence: str, tone: str = "ok", seconds: float = SAID_SECONDS) -> None:
        """Answers a deed of the person for a while, in the banner."""
        self.notice.say(Weight.ANSWER, Message(sentence, tone=tone, seconds=seconds))

    def set_fresh(self, text: str) -> None:
        """How new the board is: "Terbaru 09.14", "memuat…"."""
        if not self.read_only:
            self.top_bar.set_fresh(text)

    def set_slow(self, reason: str, kept: str = "") -> None:
        """The share answers late: said, but nothing is barred yet; "" ends it."""
        if self.read_only or bool(reason) == self._slow:
            return
        self._slow = bool(reason)
        if reason:
            self.notice.say(Weight.SLOW, Message(reason, kept, icon="waiting"))
            self.top_bar.set_fresh("Menunggu…", "near", "waiting")
        else:
            self.notice.clear(Weight.SLOW)
        self.status_bar.set_connection("Lambat" if reason else "Tersambung", not reason)

    def set_read_only(
        self, reason: str, kept: str = "", connection: str = "", actions: Sequence[tuple[str, Act]] = ()
    ) -> None:
        """The share is gone or nothing may be written: `reason` is the fact, `kept` what is safe; "" ends it.

        connection: for the status bar. actions: more buttons of the banner, with what they do.
        """
        self.board.set_read_only(reason)
        self.commands["new_request"].setEnabled(not reason)
        self.top_bar.new_button.setEnabled(not reason)
        self.top_bar.new_button.setToolTip(reason)
        if reason:
            again = ("Coba sekarang", self.commands["refresh"].trigger)
            message = Message(reason, kept, actions=(*actions, again), icon="offline")
            self.notice.say(Weight.READ_ONLY, message)
            self.top_bar.set_fresh("Hanya baca", "near", "offline")
            self.status_bar.set_connection(connection or "Terputus", False)
        else:
            self.notice.clear(Weight.READ_ONLY)
            self.top_bar.set_fresh("Terbaru")
            self.status_bar.set_connection("Tersambung", True)
        self.notice.clear(Weight.SLOW)
        self._slow = False
        if reason != self.read_only:
            self.read_only = reason
            self.read_only_changed.emit(reason)

    def hold_open(self, held: bool) -> None:
        """While held, closing only emits close_requested: something is still being saved."""
        self._held_open = held

    def _show_who_is_in(self) -> None:
        button = self.status_bar.present
        room = self._present.sizeHint().height()
        self._present.popup(button.mapToGlobal(QPoint(0, -room)))

    def _to_board(self) -> None:
        column = self.board.area.focused_column() or next(
            (each for each in self.board.columns if each.items.rowCount() and not each.is_folded), None
        )
        if column:
            self.board.area.focus_column(column)

    def _clear_filter(self) -> None:
        self.top_bar.search.clear()
        self.board.clear_filter()

    def _show_changed_card(self, sentence: str) -> None:
        for column in self.board.columns:
            for card in column.items.cards:
                if card.number in sentence:
                    self.show_page(0)
                    self.board.select(card.id)
                    return

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._held_open:
            event.ignore()
            self.close_requested.emit()
        else:
            super().closeEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.top_bar.set_width(self.width())
        self.status_bar.set_width(self.width())
