"""The card's menu: every path and command, each with its key or its reason."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.board import Card, Move
from models.sop.procedure import Sop
from views.board import moves
from views.commands import Commands
from views.icons import Icons
from views.words.words import Words

_ICONS = {
    "forward": "forward", "skip": "forward", "return": "return", "reject": "forbidden", "cancel": "cancel",
    "close": "complete", "follow_up": "new", "hold": "pause", "resume": "resume",
}  # fmt: skip


class CardMenu(QMenu):
    """Built for one card; `take` is called with the Path that was chosen."""

    def __init__(
        self,
        card: Card,
        sop: Sop,
        words: Words,
        icons: Icons,
        commands: Commands,
        take: Callable[[Move], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._sop, self._words, self._icons, self._take = sop, words, icons, take
        self.setAccessibleName(f"{card.number}, {card.name}")
        self.setToolTipsVisible(True)
        opening = self.addAction(commands["open"].icon(), f"{commands['open'].text()}\t{'Enter'}")
        opening.triggered.connect(commands["open"].trigger)
        self.addSeparator()
        for path in (each for each in card.moves if each.decision or each.kind):
            self._add_path(path, self._key(path, card, commands))
        self.addSeparator()
        for name in ("move", "attach", "paste", "comment", "why"):
            self.addAction(commands[name])

    def _key(self, path: Move, card: Card, commands: Commands) -> str:
        if path.kind in ("hold", "resume"):
            return commands["hold"].shortcut().toString()
        if path in moves.onward(card)[:1]:
            return commands["forward"].shortcut().toString()
        if path in moves.back(card)[:1]:
            return commands["return"].shortcut().toString()
        return ""

    def _add_path(self, path: Move, key: str) -> None:
        text = moves.title(path, self._words, self._sop)
        if path.step:
            text = f"{text} → {path.step}"
        if path.barred:
            text = f"{text}   ({moves.first_reason((path,), self._words, self._sop)})"
        elif path.needs:
            text = f"{text}…"
        action = QAction(self._icons.icon(_ICONS.get(path.kind, "forward")), text.replace("&", "&&"), self)
        action.setEnabled(not path.barred)
        if key and not path.barred:
            action.setText(f"{action.text()}\t{key}")
        action.triggered.connect(lambda: self._take(path))
        self.addAction(action)


class ChoiceMenu(QMenu):
    """Two decisions lead to the same column: which one is meant."""

    def __init__(
        self,
        paths: tuple[Move, ...],
        sop: Sop,
        words: Words,
        icons: Icons,
        take: Callable[[Move], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Pilih keputusan")
        for path in paths:
            text = moves.title(path, words, sop) + ("…" if path.needs else "")
            action = self.addAction(icons.icon(_ICONS.get(path.kind, "forward"), "accent"), text.replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, chosen=path: take(chosen))
        self.addSeparator()
        self.addAction("Batal")
