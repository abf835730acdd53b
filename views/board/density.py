"""How close cards stand, and which columns fold at which window width. Pure arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

COMFORTABLE_FROM = 1852
GAP = 8
MARGIN = 12
FOLDED = 40


class Density(StrEnum):
    """Nyaman or Padat."""

    COMFORTABLE = "comfortable"
    COMPACT = "compact"

    @property
    def narrowest(self) -> int:
        """Smallest width of an open column in logical pixels."""
        return 196 if self is Density.COMFORTABLE else 132


class Arrangement(NamedTuple):
    """What a window width asks for."""

    density: Density
    folded: frozenset[int]


def column_width(width: int, columns: int, folded: int) -> float:
    """Logical pixels that each open column gets; 0.0 when all are folded."""
    still_open = columns - folded
    return (width - 2 * MARGIN - GAP * (columns - 1) - FOLDED * folded) / still_open if still_open else 0.0


def arrange(
    width: int,
    counts: Sequence[int],
    mine: Sequence[int],
    density: Density | None = None,
    choices: Mapping[int, bool] | None = None,
) -> Arrangement:
    """Density and folded columns for a window `width` logical pixels wide.

    counts and mine: cards, and cards of the person, by column. density and choices (column index to folded) are the
    person's own wishes and win. Empty columns fold first, then columns without own cards, from the right.
    """
    chosen = density or (Density.COMFORTABLE if width >= COMFORTABLE_FROM else Density.COMPACT)
    wishes = choices or {}
    folded = {index for index, wish in wishes.items() if wish and index < len(counts)}
    free = [index for index in reversed(range(len(counts))) if index not in wishes]
    order = [i for i in free if not counts[i]] + [i for i in free if counts[i] and not mine[i]]
    if density is None or density is Density.COMPACT:
        for index in order:
            if column_width(width, len(counts), len(folded)) >= chosen.narrowest or len(folded) >= len(counts) - 1:
                break
            folded.add(index)
    return Arrangement(chosen, frozenset(folded))
