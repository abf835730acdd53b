"""The training office as told by resources/training: its people, and for each project what happened when."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from models.worktime import WIB_OFFSET, Calendar, wib_date

OFFICE_OPENS = timedelta(hours=1, minutes=20)
"""After midnight UTC: 08.20 WIB."""


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One decision of a script. at: UTC. code: SOP decision, "hold" or "resume"."""

    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProjectScript:
    """One project of the training office. begun: UTC, when the request was written down."""

    index: int
    name: str
    by: str
    purpose: str
    background: str
    begun: datetime
    deeds: tuple[ScriptLine, ...]
    until: datetime
    programmers: tuple[str, ...] = ()
    ready: tuple[str, ...] = ()
    version: str = "1.0.0"
    urgency: str = "normal"
    reason: str = ""
    follow_up: str = ""
    upkeep: tuple[str, ...] = ()
    wished: int = 0

    @property
    def slug(self) -> str:
        """The name as it stands in an address."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")[:40]

    def between(self, first: datetime, last: datetime, share: float) -> datetime:
        """A moment near that share of the way, in office hours of a weekday wherever that lies between the two."""
        there = first + (last - first) * share
        local = there + WIB_OFFSET
        day = local - timedelta(days=max(0, local.weekday() - 4))
        at_work = day.replace(hour=9 + self.index % 6, minute=(self.index * 13) % 60) - WIB_OFFSET
        soon = first + min((last - first) * share, timedelta(minutes=90) * share)
        return at_work if first < at_work < last else soon


@dataclass(frozen=True, slots=True)
class OfficeScript:
    """The whole telling. people: as in office.toml, texts: as in facts.toml."""

    people: tuple[dict[str, Any], ...]
    projects: tuple[ProjectScript, ...]
    settings: dict[str, object]
    texts: dict[str, Any] = field(default_factory=dict)


def read_script(folder: Path, now: datetime, calendar: Calendar) -> OfficeScript:
    """The script told so that it ends at `now` (UTC): every deed on a working day, in office hours."""
    office = tomllib.loads((folder / "office.toml").read_text(encoding="utf-8"))
    texts = tomllib.loads((folder / "facts.toml").read_text(encoding="utf-8"))
    projects = tuple(_script(index, each, now, calendar) for index, each in enumerate(office["project"], start=1))
    letterhead = {"address": office["address"], "place": office["place"]}
    settings = {"letterhead": letterhead, "support_contact": office["support_contact"]}
    return OfficeScript(tuple(office["person"]), projects, settings, texts)


def _script(index: int, told: dict[str, Any], now: datetime, calendar: Calendar) -> ProjectScript:
    steps = [(code, int(days)) for code, days in (line.split() for line in told["path"])]
    ages = [int(told["current"])]
    for _, days in reversed(steps):
        ages.append(ages[-1] + days)
    moments = _moments(list(reversed(ages)), index, now, calendar)
    deeds = tuple(ScriptLine(code, at) for (code, _), at in zip(steps, moments[1:], strict=True))
    plain: dict[str, Any] = {
        key: told[key] for key in ("version", "urgency", "reason", "follow_up", "wished") if key in told
    }
    lists: dict[str, Any] = {key: tuple(told.get(key, ())) for key in ("programmers", "ready", "upkeep")}
    return ProjectScript(
        index, told["name"], told["by"], told["purpose"], told["background"], moments[0], deeds, now, **plain, **lists
    )


def _moments(ages: list[int], index: int, now: datetime, calendar: Calendar) -> list[datetime]:
    """Moments in UTC for ages in calendar days before `now`, never later than `now` and growing."""
    moments: list[datetime] = []
    for place, age in enumerate(ages):
        day = wib_date(now) - timedelta(days=age)
        while not calendar.is_working(day):
            day -= timedelta(days=1)
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        at = midnight + OFFICE_OPENS + timedelta(minutes=(index * 7) % 60 + place * 34)
        moments.append(min(at, now - timedelta(minutes=40 * (len(ages) - place))))
    return moments
