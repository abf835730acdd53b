"""The daily notice: what waits for me, once a day, in the system's tray or else in the window; and what is muted."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from models import places
from models.board import Board
from models.my_work import Group, MyWork, Task, my_work
from models.storage.durable import replace_durably
from views.words import formats
from views.words.words import Words

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reminders:
    """muted: project ids of one office. told: login to ISO date of the last notice."""

    muted: frozenset[int] = frozenset()
    told: dict[str, str] = field(default_factory=dict[str, str])

    def is_due(self, login: str, today: date) -> bool:
        """Nobody is told twice on one day, however often the program is started."""
        return self.told.get(login, "") != today.isoformat()

    def after_telling(self, login: str, today: date) -> Reminders:
        """The same, with that notice given."""
        return replace(self, told={**self.told, login: today.isoformat()})

    def with_mute(self, project: int, muted: bool) -> Reminders:
        """The same, with that project passed over or not."""
        return replace(self, muted=self.muted | {project} if muted else self.muted - {project})


class ReminderFile:
    """One JSON file for all offices of this computer. A disk that refuses costs a repeated notice, nothing else."""

    def __init__(self, path: Path, place: str) -> None:
        self._path, self._place = path, places.without_password(place)

    def read(self) -> Reminders:
        """What was kept; nothing where the file is missing or cannot be read."""
        kept = self._all().get(self._place)
        if not isinstance(kept, dict):
            return Reminders()
        muted, told = kept.get("muted"), kept.get("told")
        return Reminders(
            frozenset(each for each in muted if isinstance(each, int)) if isinstance(muted, list) else frozenset(),
            {str(k): str(v) for k, v in told.items()} if isinstance(told, dict) else {},
        )

    def write(self, reminders: Reminders) -> None:
        """Atomic."""
        content = {**self._all(), self._place: {"muted": sorted(reminders.muted), "told": reminders.told}}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_durably(self._path, json.dumps(content, ensure_ascii=False, indent=2).encode(), sync=False)
        except OSError:
            log.exception("The reminders cannot be saved")

    def _all(self) -> dict[str, Any]:
        try:
            content = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            log.warning("The reminders file cannot be read; it is begun anew")
            return {}
        return content if isinstance(content, dict) else {}


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
        (late, "{n} terlambat"),
        (today, "{n} habis hari ini"),
        (near, "{n} mendekati batas"),
    ):
        if tasks:
            parts.append(text.format(n=len(tasks)))
    if not parts:
        return ""
    first = (late or today or near)[0]
    return f"Tugas Anda: {formats.joined(parts)}. Paling mendesak: {_named(first)}."


def _named(task: Task) -> str:
    return f"{task.card.name} ({task.card.number})"
