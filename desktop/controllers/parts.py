"""What every controller of one open office works with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.controllers.messages import Messages
from desktop.controllers.session import Session
from desktop.workers.worker import Worker
from views.icons import Icons
from views.theme import Theme
from views.words.words import Words

WRITE_WITH_FILES = 120.0
"""Seconds for a write that carries files: they are copied to the share before the short transaction."""


@dataclass(frozen=True, slots=True)
class Parts:
    """window: parent of dialogs. copies: folder for read-only copies, made forms and pictures."""

    session: Session
    press: Worker
    messages: Messages
    theme: Theme
    icons: Icons
    words: Words
    window: QWidget
    copies: Path

    @property
    def records(self) -> Worker:
        """The lane to the office."""
        return self.session.lane
