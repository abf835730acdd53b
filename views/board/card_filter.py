"""Which cards the person wants to see: 20,000 in a few milliseconds, for their texts are made ahead of the search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer

from models.board import Card
from models.worktime import Status

WARM_AT_ONCE = 2000
"""Cards whose search texts are made in one go, between two events of the person."""


class FilterChoice(NamedTuple):
    """Empty values let everything pass. text: words that must all occur in code, name, team or person."""

    text: str = ""
    mine: bool = False
    teams: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()

    @property
    def on(self) -> bool:
        """True when it holds something back."""
        return bool(self.text.strip() or self.mine or self.teams or self.people or self.statuses)


def search_text(card: Card) -> str:
    """What the search looks through, folded to lower case."""
    return f"{card.number}\n{card.name}\n{card.team}\n{card.person}".casefold()


class SearchIndex:
    """Folded texts of cards, kept by project and made again only for a changed card."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Card, str]] = {}

    def of(self, cards: Sequence[Card]) -> list[str]:
        """The folded texts of those cards, in their order."""
        kept = self._kept
        return [
            found[1] if (found := kept.get(card.id)) is not None and found[0] is card else self._made(card)
            for card in cards
        ]

    def _made(self, card: Card) -> str:
        text = search_text(card)
        self._kept[card.id] = (card, text)
        return text


class SearchWarmer(QObject):
    """Makes the texts of a board ahead of the first search, so many at a time between two events of the person."""

    def __init__(self, index: SearchIndex, parent: QObject) -> None:
        super().__init__(parent)
        self._index = index
        self._cold: list[Card] = []
        self._timer = QTimer(self, interval=20)
        self._timer.timeout.connect(self._warm)

    def start(self, cards: Sequence[Card]) -> None:
        """From now on those cards."""
        self._cold = list(cards)
        self._timer.start()

    def _warm(self) -> None:
        self._index.of(self._cold[:WARM_AT_ONCE])
        del self._cold[:WARM_AT_ONCE]
        if not self._cold:
            self._timer.stop()


class CardFilter:
    """A FilterChoice at work for one person. Its statuses come last, so that the chips can count them."""

    def __init__(self, wish: FilterChoice, actor_id: int, texts: SearchIndex) -> None:
        self._wish = wish
        self._actor = actor_id
        self._texts = texts
        self._words = wish.text.casefold().split()

    def before_status(self, cards: Sequence[Card]) -> list[Card]:
        """The cards that pass everything but the statuses, in their order."""
        wish, kept = self._wish, list(cards)
        if wish.mine:
            kept = [card for card in kept if card.person_id == self._actor]
        if wish.teams:
            kept = [card for card in kept if card.team in wish.teams]
        if wish.people:
            kept = [card for card in kept if card.person in wish.people]
        for word in self._words:
            kept = [card for card, text in zip(kept, self._texts.of(kept), strict=True) if word in text]
        return kept

    def by_status(self, cards: list[Card]) -> list[Card]:
        """The cards with a status that is asked for; all of them when none is."""
        statuses = self._wish.statuses
        return [card for card in cards if card.clock.status in statuses] if statuses else cards

    def passes(self, card: Card) -> bool:
        """True if that card is to be shown."""
        return bool(self.by_status(self.before_status((card,))))
