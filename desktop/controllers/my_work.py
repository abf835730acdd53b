"""The pages Tugas saya and Daftar kept up to date, and what their buttons ask for: reasons, deadlines, the calendar."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from desktop.controllers.parts import Parts
from desktop.tray import DailyNotice, ReminderFile
from desktop.workers.flow import Unanswered, ask
from models.agenda import Deadline, agenda
from models.board import Board, Card
from models.my_work import my_work
from models.project_file import ProjectFile
from models.requests import ReadCalendar, ReadProject, ReadWaiting
from models.worktime import Calendar
from views.dialogs.why_dialog import WhyDialog
from views.main_window import MainWindow
from views.my_work.my_work_view import MyWorkView
from views.register.register_view import RegisterView
from views.words.why_words import WhyWords

GATHER = 120
"""Milliseconds in which changes that come one after the other are shown as one."""


class MyWorkPage(QObject):
    """`view` is a page of the window."""

    def __init__(
        self, window: MainWindow, parts: Parts, view: MyWorkView, file: ReminderFile, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._parts, self.view, self._file = window, parts, view, file
        self._place = len(window.top_bar.tabs)
        self._name = "Tugas saya"
        window.add_page(self._name, view, "my-work")
        self.notice = DailyNotice(window, parts.words, file, self)
        self.notice.said.connect(parts.messages.say)
        self.notice.opened.connect(lambda: window.show_page(self._place))
        self._timer = QTimer(self, singleShot=True, interval=GATHER)
        self._timer.timeout.connect(self._refresh)
        view.set_muted(file.read().muted)
        view.counted.connect(self._count)
        view.why_requested.connect(self.why)
        view.agenda_requested.connect(self._save_agenda)
        view.mute_requested.connect(self._mute)
        parts.session.board_read.connect(self._read)
        parts.session.cards_changed.connect(lambda _cards: self._timer.start())
        window.pages.currentChanged.connect(self._refresh_if_seen)

    def stop(self) -> None:
        """Nothing is shown any more."""
        self._timer.stop()
        self._timer.timeout.disconnect(self._refresh)  # a save that ends later starts the timer once more
        self._window.pages.currentChanged.disconnect(self._refresh_if_seen)
        self.notice.stop()

    def why(self, project_id: int) -> None:
        """How the time of that project is counted."""
        self._parts.start(self, self._why(project_id))

    # keeping up ------------------------------------------------------------------------------------------------------

    def _read(self, board: Board) -> None:
        self._refresh()
        self.notice.look(board)

    def _refresh_if_seen(self) -> None:
        if self._window.pages.currentWidget() is self.view:
            self._refresh()

    def _refresh(self) -> None:
        board = self._parts.session.board
        if board is None:
            return
        if self._window.pages.currentWidget() is self.view:
            self.view.show_board(board)
            self._parts.start(self, self._show_waiting())
        else:
            self._count(len(my_work(board).tasks))

    async def _show_waiting(self) -> None:
        with contextlib.suppress(Unanswered):
            self.view.show_waiting(await ask(self._parts.records, ReadWaiting(), tuple))

    def _count(self, tasks: int) -> None:
        self._window.top_bar.name_tab(self._place, f"{self._name} ({tasks})" if tasks else self._name)

    # what its buttons ask for ----------------------------------------------------------------------------------------

    async def _why(self, project_id: int) -> None:
        parts = self._parts
        project = await ask(parts.records, ReadProject(project_id), ProjectFile)
        calendar = await ask(parts.records, ReadCalendar(), Calendar)
        board = parts.session.first_board
        if board is not None:
            why = WhyWords(parts.words, project, calendar, board.today)
            parts.messages.open(WhyDialog(parts.look, project.card, why, parts.window))

    def _mute(self, project: int, muted: bool) -> None:
        kept = self._file.read().with_mute(project, muted)
        self._file.write(kept)
        self.view.set_muted(kept.muted)

    def _save_agenda(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, "Simpan tenggat sebagai kalender", "tenggat-lajur.ics", "Kalender (*.ics)"
        )
        if chosen:
            self.save_agenda(Path(chosen))

    def save_agenda(self, path: Path) -> None:
        """Write the deadlines of the tasks that are shown; one in a year without a calendar is no deadline yet."""
        tasks = [task for task in self.view.work().tasks if task.card.clock.due and not task.card.clock.uncharted]
        name = "Tenggat Lajur"
        try:
            path.with_suffix(path.suffix or ".ics").write_bytes(
                agenda([self._deadline(task.card) for task in tasks], name, datetime.now(UTC))
            )
        except OSError:
            self._parts.messages.refuse(f"Berkas {path.name} tidak dapat ditulis. Pilih folder lain.")
            return
        self._parts.messages.say(f"{len(tasks)} tenggat disimpan di {path.name}.")

    def _deadline(self, card: Card) -> Deadline:
        board, words = self._parts.session.first_board, self._parts.words
        assert board is not None
        assert card.clock.due is not None
        step = board.sop.step(card.step)
        title = f"Batas langkah {step.number} {step.title}: {card.name}"
        text = f"{card.number}, {card.team}\n{board.sop.identity.number}: {words.standard(step.standard)}"
        return Deadline(f"{card.number}-{card.step}-{card.round}", card.clock.due, title, text)


class RegisterPage(QObject):
    """`view` is a page of the window."""

    def __init__(self, window: MainWindow, parts: Parts, view: RegisterView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._parts, self.view = window, parts, view
        window.add_page("Daftar", view, "list")
        self._timer = QTimer(self, singleShot=True, interval=GATHER)
        self._timer.timeout.connect(self._refresh)
        parts.session.board_read.connect(lambda _board: self._refresh())
        parts.session.cards_changed.connect(lambda _cards: self._timer.start())
        window.pages.currentChanged.connect(self._refresh)

    def stop(self) -> None:
        """Nothing is shown any more."""
        self._timer.stop()
        self._timer.timeout.disconnect(self._refresh)  # a save that ends later starts the timer once more
        self._window.pages.currentChanged.disconnect(self._refresh)

    def _refresh(self) -> None:
        board = self._parts.session.board
        if board is not None and self._window.pages.currentWidget() is self.view:
            self.view.show_board(board)
