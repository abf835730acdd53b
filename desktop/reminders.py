"""What this computer remembers about reminders: projects passed over, and when each person had the last notice."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from models import places

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reminders:
    """muted: project ids of one office. told: login to ISO date of the last notice."""

    muted: frozenset[int] = frozenset()
    told: dict[str, str] = field(default_factory=dict[str, str])

    def is_due(self, login: str, today: date) -> bool:
        """Nobody is told twice on one day, however often the program is started."""
        return self.told.get(login, "") != today.isoformat()

    def after_telling(self, login: str, today: date) -> Reminders:
        """The same, with that notice given."""
        return replace(self, told={**self.told, login: today.isoformat()})

    def with_mute(self, project: int, muted: bool) -> Reminders:
        """The same, with that project passed over or not."""
        return replace(self, muted=self.muted | {project} if muted else self.muted - {project})


class ReminderFile:
    """One JSON file for all offices of this computer. A disk that refuses costs a repeated notice, nothing else."""

    def __init__(self, path: Path, place: str) -> None:
        self._path, self._place = path, places.without_password(place)

    def read(self) -> Reminders:
        """What was kept; nothing where the file is missing or cannot be read."""
        kept = self._all().get(self._place)
        if not isinstance(kept, dict):
            return Reminders()
        muted, told = kept.get("muted"), kept.get("told")
        return Reminders(
            frozenset(each for each in muted if isinstance(each, int)) if isinstance(muted, list) else frozenset(),
            {str(k): str(v) for k, v in told.items()} if isinstance(told, dict) else {},
        )

    def write(self, reminders: Reminders) -> None:
        """Atomic."""
        content = {**self._all(), self._place: {"muted": sorted(reminders.muted), "told": reminders.told}}
        part = self._path.with_suffix(".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(content, ensure_ascii=False, indent=2), "utf-8")
            part.replace(self._path)
        except OSError:
            log.exception("The reminders cannot be saved")

    def _all(self) -> dict[str, Any]:
        try:
            content = json.loads(self._path.read_text("utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            log.warning("The reminders file cannot be read; it is begun anew")
            return {}
        return content if isinstance(content, dict) else {}
