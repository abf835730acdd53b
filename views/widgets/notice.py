"""The banner under the top bar: what happened, what is kept, at most two buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from views.icons import Icons
from views.widgets.text import Button, IconButton, IconMark, Panel, Text

_ICONS = {"near": "failed", "late": "failed", "ok": "complete", "info": "info"}


class Notice(Panel):
    """Shows one message at a time. tone: near, late, ok or info."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__("notice-near", parent)
        self._icons = icons
        self._mark = IconMark(icons, "failed", "near", 18)
        self._fact = Text("", "strong", wrap=True)
        self._kept = Text("", "small", wrap=True)
        self._buttons: list[Button] = []
        self._said: tuple[object, ...] = ()
        self._close = IconButton(icons, "close", self.tr("Tutup pemberitahuan"))
        self._close.clicked.connect(self.clear)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.clear)
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

    def say(
        self,
        fact: str,
        kept: str = "",
        tone: str = "near",
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        seconds: float = 0.0,
        icon: str = "",
    ) -> None:
        """Shows a message; with `seconds` > 0 it can go away, by itself too. Said again, it keeps its buttons."""
        said = (fact, kept, tone, tuple(text for text, _ in actions), icon)
        if said == self._said and self.isVisible() and not seconds:
            return
        self._said = said
        self.set_panel(f"notice-{tone}")
        self._mark.set_mark(icon or _ICONS[tone], "accent" if tone == "info" else tone)
        self._fact.setText(fact)
        self._kept.setText(kept)
        self._kept.setVisible(bool(kept))
        self._set_actions(actions)
        self._close.setVisible(seconds > 0)
        self.setAccessibleName(f"{fact} {kept}".strip())
        self._timer.stop()
        if seconds:
            self._timer.start(round(seconds * 1000))
        self.show()

    def clear(self) -> None:
        """Takes the message away."""
        self._timer.stop()
        self.hide()

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
