"""Times as the tables keep them: UTC, ISO 8601 text with microseconds, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, date, datetime


def to_text(moment: datetime) -> str:
    """ "2026-11-22T03:15:00.000000Z"; `moment` must know its zone."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def from_text(text: str) -> datetime:
    """The UTC moment written by `to_text`."""
    return datetime.fromisoformat(text)


def day_or_none(text: str) -> date | None:
    """An ISO date, None for ""."""
    return date.fromisoformat(text) if text else None
