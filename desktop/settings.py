"""What this person chose on this computer: one frozen value in one JSON file, always saved whole."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from models.storage.durable import replace_durably

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """theme: "system", "light" or "dark". density: "" follows the width, else "comfortable" or "compact".

    folded: columns that the person folded or opened, by place from "0"; the others follow the width. database: place
    of the office opened last, "" before the first run. person: login played last in the training office. paper: "A4"
    or "F4". geometry: Qt's saveGeometry as hexadecimal text.
    """

    database: str = ""
    theme: str = "system"
    text_scale: float = 1.0
    density: str = ""
    folded: dict[str, bool] = field(default_factory=dict)
    reduced_motion: bool = False
    person: str = ""
    paper: str = "A4"
    geometry: str = ""


def read_settings(path: Path) -> Settings:
    """The stored settings; what is missing, broken or of a wrong type falls back to its default."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError):
        log.warning("The settings file cannot be read; defaults are used")
        return Settings()
    if not isinstance(content, dict):
        return Settings()
    standard = Settings()
    known = {
        each.name: content[each.name]
        for each in fields(Settings)
        if type(content.get(each.name)) is type(getattr(standard, each.name))
    }
    return Settings(**known)


def write_settings(path: Path, settings: Settings) -> None:
    """Atomic. A disk that refuses costs the choice, never the work: it is only logged."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_durably(path, json.dumps(asdict(settings), ensure_ascii=False, indent=2).encode())
    except OSError:
        log.exception("The settings cannot be saved")
