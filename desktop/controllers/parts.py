"""What every controller of one open office works with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.controllers.messages import Messages, kept_for_later
from desktop.controllers.session import Session
from desktop.workers.flow import Flow, Journey, Unanswered, first
from desktop.workers.worker import Worker
from views.dialogs.form_dialog import FormDialog
from views.look import Look
from views.theme import Theme
from views.words.words import Words

Wish = Mapping[str, Any]
"""What a person chose in a dialog that emits `decided`."""

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
        """The worker to the office."""
        return self.session.worker

    def start(self, owner: QObject, journey: Journey) -> Flow:
        """Begin a journey of `owner`; an answer that the journey lets pass is told as a refusal."""
        return Flow(owner, journey, self.messages.unanswered)

    async def saved[Value](self, dialog: FormDialog, write: Callable[[Wish], Awaitable[Value]]) -> Value | None:
        """Write what the person decides in the open dialog, which stays open with everything typed if it is refused.

        None: it was closed without a decision, or the write waits in the outbox.
        """
        while (wish := await decision_in(dialog)) is not None:
            dialog.show_saving()
            value = None
            try:
                value = await write(wish)
            except Unanswered as unanswered:
                if not kept_for_later(unanswered.answer):
                    dialog.show_refusal(self.messages.sentence(unanswered.answer))
                    continue
            if isValid(dialog) and dialog.saving:
                dialog.accept_done()
            return value
        return None


async def decision_in(dialog: FormDialog) -> Wish | None:
    """What the person decides in the open dialog, None if it is closed without a decision."""
    name, wish = await first(decided=dialog.decided, closed=dialog.finished)
    return wish if name == "decided" else None
