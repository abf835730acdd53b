"""Median and percentiles of a few or many lengths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.figures.values import Spread


def percentile(ordered: Sequence[float], percent: int) -> float:
    """Nearest rank: the smallest value that at least `percent` of all do not exceed. `ordered` is not empty."""
    return ordered[-(-len(ordered) * percent // 100) - 1]


def median(ordered: Sequence[float]) -> float:
    """The middle value, or half-way between the two middle ones."""
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def spread(lengths: Iterable[float]) -> Spread:
    """Count, median, P85 and the longest."""
    ordered = sorted(lengths)
    if not ordered:
        return Spread()
    return Spread(len(ordered), median(ordered), percentile(ordered, 85), ordered[-1])
