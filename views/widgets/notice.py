"""The banner under the top bar: what happened, what is kept, at most two buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from views.icons import Icons
from views.widgets.text import Button, IconButton, IconMark, Panel, Text

_ICONS = {"near": "failed", "late": "failed", "ok": "complete", "info": "info"}
LEAST = 4.0
"""Seconds that a message which was covered is seen at least when it comes back."""


class Weight(IntEnum):
    """Which of several messages is shown: the one of the greatest weight. The others wait and are shown after it.

    So the present state of the share (SLOW, READ_ONLY) covers messages that are shown only for some seconds.
    OTHER_DATA: the office's data were exchanged. ANSWER: what became of something the person did, now or earlier.
    """

    OTHER_DATA = 1
    ANSWER = 2
    SLOW = 3
    READ_ONLY = 4


@dataclass(frozen=True, slots=True)
class Message:
    """fact: what happened; kept: what is safe. tone: near, late, ok or info. actions: words and deeds of its buttons.

    seconds: how long it is seen, 0 until it is taken away; with seconds it can be closed by hand.
    """

    fact: str
    kept: str = ""
    tone: str = "near"
    actions: Sequence[tuple[str, Callable[[], object]]] = ()
    seconds: float = 0.0
    icon: str = ""

    @property
    def face(self) -> tuple[object, ...]:
        """What the eye sees of it."""
        return self.fact, self.kept, self.tone, tuple(text for text, _ in self.actions), self.icon


class Notice(Panel):
    """Shows the weightiest message; a lesser one is seen after it. Of one weight only the newest stays."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("notice-near", parent)
        self._mark = IconMark(icons, "failed", "near", 18)
        self._fact = Text("", "strong", wrap=True)
        self._kept = Text("", "small", wrap=True)
        self._buttons: list[Button] = []
        self._messages: dict[Weight, Message] = {}
        self._shown: tuple[object, ...] = ()
        self._close = IconButton(icons, "close", "Tutup pemberitahuan")
        self._close.clicked.connect(self._end)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._end)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 7, 12, 7)
        self._row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._fact)
        words.addWidget(self._kept)
        self._row.addWidget(self._mark)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._close)
        self.hide()

    @property
    def words(self) -> str:
        """What it says, "" when hidden."""
        return " ".join(part for part in (self._fact.text(), self._kept.text()) if part) if self.isVisible() else ""

    def say(self, weight: Weight, message: Message) -> None:
        """Shows a message unless a weightier one stands there. Said again, it keeps its buttons."""
        self._rest()
        self._messages[weight] = message
        self._show_weightiest()

    def clear(self, weight: Weight) -> None:
        """Takes the message of that weight away."""
        if weight in self._messages:
            self._rest()
            del self._messages[weight]
            self._show_weightiest()

    def _rest(self) -> None:
        """Whichever is shown keeps the seconds that it still has."""
        if self._timer.isActive():
            weight = max(self._messages)
            left = max(LEAST, self._timer.remainingTime() / 1000)
            self._messages[weight] = replace(self._messages[weight], seconds=left)
        self._timer.stop()

    def _end(self) -> None:
        self.clear(max(self._messages))

    def _show_weightiest(self) -> None:
        if not self._messages:
            self._shown = ()
            self.hide()
            return
        message = self._messages[max(self._messages)]
        if message.seconds:
            self._timer.start(round(message.seconds * 1000))
        if message.face != self._shown:
            self._shown = message.face
            self._paint(message)
        self._close.setVisible(message.seconds > 0)
        self.show()

    def _paint(self, message: Message) -> None:
        self.set_panel(f"notice-{message.tone}")
        self._mark.set_mark(message.icon or _ICONS[message.tone], "accent" if message.tone == "info" else message.tone)
        self._fact.setText(message.fact)
        self._kept.setText(message.kept)
        self._kept.setVisible(bool(message.kept))
        self._set_actions(message.actions)
        self.setAccessibleName(f"{message.fact} {message.kept}".strip())

    def _set_actions(self, actions: Sequence[tuple[str, Callable[[], object]]]) -> None:
        for old in self._buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._buttons = []
        for place, (text, deed) in enumerate(actions):
            made = Button(text)
            made.clicked.connect(lambda _checked=False, do=deed: do())
            self._row.insertWidget(2 + place, made)
            self._buttons.append(made)
