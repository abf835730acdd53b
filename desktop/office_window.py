"""One open office: its workers, its session and its controllers, joined to the window's signals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop.controllers.calendars import Calendars
from desktop.controllers.collisions import Collisions
from desktop.controllers.connection import ClockWatch, Connection
from desktop.controllers.documents import Documents
from desktop.controllers.messages import Messages
from desktop.controllers.moves import Moves
from desktop.controllers.my_work import MyWorkPage, RegisterPage
from desktop.controllers.new_project import NewProjects
from desktop.controllers.office_replaced import OfficeReplaced
from desktop.controllers.parts import Parts
from desktop.controllers.presence import Presence
from desktop.controllers.project_page import ProjectPage
from desktop.controllers.read_only_mode import ReadOnlyMode
from desktop.controllers.reports import ReportsPage
from desktop.controllers.session import Session
from desktop.controllers.sheets import ProjectPapers
from desktop.controllers.unsent import UnsentWrites
from desktop.controllers.upkeep import OfficeUpkeep
from desktop.last_seen import LastSeen
from desktop.paths import Folders
from desktop.tray import ReminderFile
from desktop.workers.client import WorkerClient
from models.board import Board, Card, LastChange
from models.errors import RuleBroken
from models.requests import KeepBoard, Seat
from views.look import Look
from views.main_window import MainWindow
from views.my_work.my_work_view import MyWorkView
from views.project.project_view import ProjectView
from views.register.register_view import RegisterView
from views.words import formats


@dataclass(frozen=True, slots=True)
class Workers:
    """records: reads and writes the office. press: makes papers. upkeep: makes a worker for long work on the data."""

    records: WorkerClient
    press: WorkerClient
    upkeep: Callable[[], WorkerClient] | None = None


class OfficeWindow(QObject):
    """Joins everything. `closed` comes when every write is safe and the children are gone.

    moves, documents, papers, requesting, page, unsent, connection and session are open to whoever drives the window
    (tour, tests).
    """

    closed = Signal()
    seated = Signal(str)

    def __init__(
        self,
        window: MainWindow,
        workers: Workers,
        folders: Folders,
        look: Look,
        messages: Messages,
        place: str,
        account: str,
        wished: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._workers, self._folders = window, workers, folders
        self.messages, self._words = messages, look.words
        self._place = place
        self._seen_by = wished or account
        self._closing = False
        self.session = Session(workers.records, account, wished, parent=self)
        parts = Parts(self.session, workers.press, messages, look, window, folders.copies)
        self.collisions = Collisions(parts, self)
        self.moves = Moves(parts, self.collisions, self)
        self.documents = Documents(parts, self.collisions, self)
        self.papers = ProjectPapers(parts, self)
        self.new_projects = NewProjects(parts, self.collisions, self)
        self.view = ProjectView(look)
        window.pages.addWidget(self.view)
        reminders = ReminderFile(folders.config / "reminders.json", place)
        self.calendars = Calendars(parts, self)
        self.clock_watch = ClockWatch(self.session, parent=self)
        self.clock_watch.said.connect(window.show_refusal)
        self.my_work = MyWorkPage(window, parts, MyWorkView(look), reminders, self)
        self.register = RegisterPage(window, parts, RegisterView(look), self)
        self.reports_page = ReportsPage(window, parts, self)
        self.unsent = UnsentWrites(parts, self)
        self.page = ProjectPage(parts, self.view, self.moves, self.documents, self.unsent, self)
        self.connection = Connection(window, parts, self.unsent, self)
        OfficeReplaced(window, parts, self.moves, self.page, self)
        ReadOnlyMode(window, messages, (self.view, self.my_work.view), self.moves, self.documents, self)
        self._presence = Presence(window, parts, self)
        self.connection.lost.connect(self._presence.forget)
        self.connection.back.connect(self._presence.beat)
        self.upkeep = OfficeUpkeep(parts, workers.upkeep, self) if workers.upkeep else None
        self._join_session()
        self._join_board()
        self._join_controllers()
        self._join_commands()

    def start(self) -> None:
        """Ask for the live board; the one last seen stands there already."""
        self._window.set_fresh("memuat…")
        self.session.start()

    @property
    def pending_writes(self) -> int:
        """Writes that are not answered yet."""
        return self._workers.records.pending_writes

    def close(self) -> None:
        """Finish the writes out of sight, then end the children."""
        if self._closing:
            return
        self._closing = True
        self.session.stop()
        self._presence.stop()
        if self.upkeep is not None:
            self.upkeep.stop()
        self.connection.stop()
        self.my_work.stop()
        self.register.stop()
        self.reports_page.stop()
        self._keep_what_was_seen()
        self._workers.records.closed.connect(self._records_closed)
        self._workers.records.close()

    def _records_closed(self) -> None:
        self._workers.press.close()
        self.closed.emit()

    def _keep_what_was_seen(self) -> None:
        board = self.session.board
        if board is not None:
            LastSeen(self._folders.last_seen, self._place, self._seen_by).write(board)

    # joining ---------------------------------------------------------------------------------------------------------

    def _join_session(self) -> None:
        session = self.session
        session.board_read.connect(self._show_board)
        session.cards_changed.connect(self._show_cards)
        session.seated.connect(self._sit)
        session.told.connect(self._tell_change)
        session.heard.connect(self._freshen)
        self._workers.records.leftover.connect(lambda _request: QTimer.singleShot(0, self.unsent, self.unsent.show))
        state = QGuiApplication.instance()
        if isinstance(state, QGuiApplication):
            state.applicationStateChanged.connect(self._activate)

    def _join_board(self) -> None:
        board = self._window.board
        board.move_requested.connect(self.moves.move)
        board.open_requested.connect(self._open)
        board.command_requested.connect(self._command)

    def _join_controllers(self) -> None:
        window, board = self._window, self._window.board
        self.moves.saving.connect(board.set_saving)
        self.moves.settled.connect(board.clear_marks)
        self.moves.refused.connect(board.set_failed)
        self.moves.undo_changed.connect(window.commands["undo"].setEnabled)
        self.page.shown.connect(lambda _project: window.pages.setCurrentWidget(self.view))
        self.page.left.connect(self._back_to_page)
        self.view.why_requested.connect(lambda: self.my_work.why(self.page.open_id))
        self.page.print_wanted.connect(self.papers.preview)
        self.page.edit_wanted.connect(self.new_projects.edit)
        self.new_projects.submit_wanted.connect(self.moves.move)
        self.new_projects.created.connect(board.select)
        self.collisions.history_requested.connect(lambda project: self.page.open(project, tab="history"))
        self.my_work.view.move_requested.connect(self.moves.move)
        for view in (self.my_work.view, self.register.view):
            view.open_requested.connect(self._open)
        self.register.view.why_requested.connect(self.my_work.why)
        self.my_work.view.calendar_requested.connect(self.calendars.show)
        self.messages.said.connect(self._say)
        self.messages.refused.connect(window.show_refusal)

    def _join_commands(self) -> None:
        commands = self._window.commands
        commands["new_request"].triggered.connect(self.new_projects.new)
        commands["undo"].setEnabled(False)
        commands["upkeep"].setEnabled(self.upkeep is not None)
        if self.upkeep is not None:
            commands["upkeep"].triggered.connect(self.upkeep.show)
            self.upkeep.data_replaced.connect(self.session.read_again)
        commands["refresh"].triggered.connect(self.session.read_again)
        commands["print"].triggered.connect(self._print)
        self._window.person_chosen.connect(self.session.play)

    # what happens ----------------------------------------------------------------------------------------------------

    def _show_board(self, board: Board) -> None:
        self.messages.sop = board.sop
        if not self.connection.gone:
            self._window.set_read_only("")
        self._window.show_board(board)
        self._freshen()
        kept = KeepBoard(str(self._folders.last_seen), self._place, self._seen_by)
        self._workers.records.ask(kept, lambda _answer: None, leisure=True)

    def _show_cards(self, cards: tuple[Card, ...]) -> None:
        self._window.board.apply_cards(cards)
        self._freshen()

    def _tell_change(self, change: LastChange) -> None:
        self._window.status_bar.set_change(self._words.last_change(change))

    def _freshen(self) -> None:
        now = formats.clock_time(datetime.now(UTC))
        self._window.set_fresh(f"Terbaru {now}")

    def _sit(self, seat: Seat) -> None:
        self._seen_by = seat.login
        self._workers.records.look_for_leftovers()
        self.seated.emit(seat.login if seat.training else "")

    def _activate(self, state: Qt.ApplicationState) -> None:
        self.session.set_active(state is Qt.ApplicationState.ApplicationActive)

    def _open(self, project_id: int) -> None:
        self._window.board.mark_read(project_id)
        self.page.open(project_id)

    def _command(self, name: str, project_id: int) -> None:
        match name:
            case "new_request":
                self.new_projects.new()
            case "retry":
                self.moves.retry(project_id)
            case "attach":
                self.documents.attach(project_id)
            case "paste":
                self.documents.paste(project_id)
            case "comment":
                self.page.open(project_id, tab="comments")
            case "hold":
                self._hold(project_id)
            case "why":
                self.my_work.why(project_id)

    def _back_to_page(self) -> None:
        """The page from which the project was opened."""
        tabs = self._window.top_bar.tabs
        self._window.show_page(next((place for place, tab in enumerate(tabs) if tab.isChecked()), 0))

    def _hold(self, project_id: int) -> None:
        card = self.session.card(project_id)
        ways = [each for each in card.moves if each.kind in ("hold", "resume")] if card else []
        if not ways:
            return
        way = ways[0]
        if way.barred:
            self._window.show_refusal(self.messages.of_error(RuleBroken(way.obstacles)))
        else:
            self.moves.move(project_id, way)

    def _print(self) -> None:
        project = self.view.project()
        if self._window.pages.currentWidget() is self.view and project is not None:
            self.papers.preview(project, self.view.header.forms()[0][0])
        elif self._window.pages.currentWidget() is self.reports_page.frame:
            self.reports_page.print_shown()

    def _say(self, sentence: str) -> None:
        self._window.board.card_actions.announce(sentence)
        if not self.connection.gone:
            self._window.tell(sentence)
