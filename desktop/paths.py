"""Where things are: files shipped with the program, and the user's own folders. Works from source and frozen."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

NAME = "Lajur"
HOME = "LAJUR_HOME"
"""Environment variable that puts all user folders under one place, for tests and the tour."""

ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))


def resource(*parts: str) -> Path:
    """A file of resources/; it need not exist."""
    return ROOT.joinpath("resources", *parts)


@dataclass(frozen=True, slots=True)
class Folders:
    """The user's folders on this computer; none is made before it is needed."""

    data: Path
    config: Path
    cache: Path
    log: Path

    @classmethod
    def find(cls, environment: Mapping[str, str] = os.environ) -> Folders:
        """The usual places of the operating system, or all under $LAJUR_HOME."""
        home = environment.get(HOME, "")
        if home:
            root = Path(home)
            return cls(root / "data", root / "config", root / "cache", root / "log")
        dirs = platformdirs.PlatformDirs(NAME.lower() if sys.platform.startswith("linux") else NAME, appauthor=False)
        return cls(dirs.user_data_path, dirs.user_config_path, dirs.user_cache_path, dirs.user_log_path)

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.json"

    @property
    def outbox(self) -> Path:
        """Writes whose answer is not known yet."""
        return self.data / "outbox"

    @property
    def training(self) -> Path:
        """Database of this user's own training office."""
        return self.data / "latihan" / "lajur-latihan.db"

    @property
    def copies(self) -> Path:
        """Read-only copies of attachments opened from the window."""
        return self.cache / "salinan"

    @property
    def last_seen(self) -> Path:
        """Boards as last seen, one file for each database."""
        return self.cache / "papan"

    @property
    def turns(self) -> Path:
        """Locks by which the programs of this computer take turns at an office on a share."""
        return self.cache / "giliran"
