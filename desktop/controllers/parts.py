"""What every controller of one open office works with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.controllers.messages import Messages
from desktop.controllers.session import Session
from desktop.workers.worker import Worker
from views.look import Look
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
    look: Look
    window: QWidget
    copies: Path

    @property
    def theme(self) -> Theme:
        """Colours and sizes of the look."""
        return self.look.theme

    @property
    def words(self) -> Words:
        """Sentences of the look."""
        return self.look.words

    @property
    def records(self) -> Worker:
        """The lane to the office."""
        return self.session.lane
