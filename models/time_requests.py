"""Requests about time, as in models/requests.py: what waits and for what, and the office's days off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.requests import Write


@dataclass(frozen=True, slots=True)
class ReadWaiting:
    """Answers a tuple of models.waiting.Waiting: held projects and those that were sent back."""


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """Answers models.workdays.Calendar: the office's days off, with former editions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCalendar(Write):
    """Administrator: days off. added: (day, name, kind "libur" or "cuti"). removed: work is done then after all.

    source: path on this computer of a calendar file (TOML or CSV), which says what one whole year is like; or that
    file as `content` with its `name`.
    """

    added: tuple[tuple[date, str, str], ...] = ()
    removed: tuple[date, ...] = ()
    source: str = ""
    content: bytes = b""
    name: str = ""
