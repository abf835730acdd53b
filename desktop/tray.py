"""The daily notice: what waits for me, once a day, in the system's tray or else in the window. Never a flood."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from desktop.reminders import ReminderFile
from models.board import Board
from models.my_work import Group, MyWork, Task, my_work
from views.words import formats
from views.words.words import Words

SHOWN = 10_000
"""Milliseconds that the system is asked to show the notice."""


class DailyNotice(QObject):
    """opened: the notice was clicked. said(sentence): for the window, where there is no tray."""

    opened = Signal()
    said = Signal(str)

    def __init__(self, window: QWidget, words: Words, file: ReminderFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._words, self._file = window, words, file
        self._icon: QSystemTrayIcon | None = None

    def look(self, board: Board) -> None:
        """A whole board was read: at the start, for another person, or because a new day began."""
        kept = self._file.read()
        login = board.actor.login
        if not kept.is_due(login, board.today):
            return
        sentence = digest(my_work(board), board.today, kept.muted, self._words)
        self._file.write(kept.after_telling(login, board.today))
        if sentence:
            self._tell(sentence)

    def stop(self) -> None:
        """Takes the icon away."""
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def _tell(self, sentence: str) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            self.said.emit(sentence)
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(self._window.windowIcon(), self)
            self._icon.setToolTip("Lajur")
            self._icon.messageClicked.connect(self._open)
            self._icon.activated.connect(lambda _reason: self._open())
        self._icon.show()
        self._icon.showMessage("Lajur", sentence, QIcon(self._window.windowIcon()), SHOWN)

    def _open(self) -> None:
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        self.opened.emit()


def digest(work: MyWork, day: date, muted: frozenset[int], words: Words) -> str:
    """One sentence for everything, "" when nothing presses. day: today. muted: projects that are passed over."""
    heard = [task for task in work.tasks if task.card.id not in muted]
    late = [task for task in heard if task.group is Group.LATE]
    today = [task for task in heard if task.card.clock.due == day and task.group is not Group.LATE]
    near = [task for task in heard if task.group is Group.NEAR and task.card.clock.due != day]
    parts: list[str] = []
    for tasks, text in (
        (late, words.tr("{n} terlambat")),
        (today, words.tr("{n} habis hari ini")),
        (near, words.tr("{n} mendekati batas")),
    ):
        if tasks:
            parts.append(text.format(n=len(tasks)))
    if not parts:
        return ""
    first = (late or today or near)[0]
    return words.tr("Tugas Anda: {parts}. Paling mendesak: {first}.").format(
        parts=formats.joined(parts), first=_named(first)
    )


def _named(task: Task) -> str:
    return f"{task.card.name} ({task.card.number})"
