"""What the window knows of a card beyond its value: being saved, failed, unread, lifted."""

from __future__ import annotations

from typing import NamedTuple


class CardMarks:
    """Shared by the delegate and the board. All keys are project ids.

    saving: id to the step it is on the way to. failed: id to the reason. fresh: id to strength 0.0-1.0 of the fading
    ground after a change by someone else. lifted: the card being dragged, 0 for none.
    """

    def __init__(self) -> None:
        self.saving: dict[int, int] = {}
        self.failed: dict[int, str] = {}
        self.unread: set[int] = set()
        self.fresh: dict[int, float] = {}
        self.lifted = 0


class Look(NamedTuple):
    """How a card stands at the moment of painting. failed: it carries the band at the foot."""

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
