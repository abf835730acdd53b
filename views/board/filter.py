"""Which cards the person wants to see. Pure; 20,000 cards in a few milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from models.board import Card
from models.worktime import Status


@dataclass(frozen=True, slots=True)
class Filter:
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


def haystack(card: Card) -> str:
    """What the search looks through, folded to lower case."""
    return f"{card.number}\n{card.name}\n{card.team}\n{card.person}".casefold()


class Haystacks:
    """Folded texts of cards, kept by project and made again only for a changed card."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Card, str]] = {}

    def of(self, card: Card) -> str:
        """The folded text of that card."""
        kept = self._kept.get(card.id)
        if kept is None or kept[0] is not card:
            kept = (card, haystack(card))
            self._kept[card.id] = kept
        return kept[1]


def questions(wish: Filter, actor_id: int, texts: Haystacks) -> list[Callable[[Card], bool]]:
    """The questions that a card must all answer with yes; [] when everything passes."""
    asked: list[Callable[[Card], bool]] = []
    if wish.mine:
        asked.append(lambda card: card.person_id == actor_id)
    if wish.teams:
        asked.append(lambda card: card.team in wish.teams)
    if wish.people:
        asked.append(lambda card: card.person in wish.people)
    if wish.statuses:
        asked.append(lambda card: card.clock.status in wish.statuses)
    asked.extend(lambda card, sought=word: sought in texts.of(card) for word in wish.text.casefold().split())
    return asked


def passing(cards: Iterable[Card], asked: list[Callable[[Card], bool]]) -> list[Card]:
    """The cards that pass, in their order."""
    kept = list(cards)
    for question in asked:
        kept = [card for card in kept if question(card)]
    return kept
