"""What the window knows of a card beyond its value: being saved, failed, not sent yet, unread, lifted."""

from __future__ import annotations

from typing import NamedTuple

from models.board import Card
from views.words.words import Words


class CardMarks:
    """Shared by the delegate and the board. All keys are project ids.

    saving: id to the step it is on the way to. failed: id to the reason. fresh: id to strength 0.0-1.0 of the fading
    ground after a change by someone else. lifted: the card being dragged, 0 for none. unsent: a change of it waits on
    this computer.
    """

    def __init__(self) -> None:
        self.saving: dict[int, int] = {}
        self.failed: dict[int, str] = {}
        self.unread: set[int] = set()
        self.fresh: dict[int, float] = {}
        self.lifted = 0
        self.unsent: frozenset[int] = frozenset()


class CardLook(NamedTuple):
    """How a card stands at the moment of painting. failed: it carries the band at the foot; unsent: a small pill."""

    hovered: bool = False
    focused: bool = False
    selected: bool = False
    dragged: bool = False
    origin: bool = False
    dimmed: bool = False
    saving: bool = False
    failed: bool = False
    unread: bool = False
    fresh: float = 0.0
    unsent: bool = False


def described(card: Card, marks: CardMarks, words: Words) -> str:
    """Accessible name and tooltip of a card of the board, one sentence."""
    said = words.card(card)
    return f"{said}, {'perubahan Anda belum terkirim'}" if card.id in marks.unsent else said
