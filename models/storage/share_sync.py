"""Folders that a program keeps equal to a cloud: known by the environment, by marker files, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

_VARIABLES = {
    "OneDrive": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "OneDriveConsumer": "OneDrive",
    "DROPBOX": "Dropbox",
    "GOOGLE_DRIVE": "Google Drive",
}
_MARKERS = (
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".dropbox.cache", "Dropbox"),
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.drivedownload", "Google Drive"),
    (".tmp.driveupload", "Google Drive"),
    (".stfolder", "Syncthing"),
)
_NAMES = (
    (r"OneDrive( - .+)?", "OneDrive"),
    (r"Dropbox( \(.+\))?", "Dropbox"),
    (r"Nextcloud\d*", "Nextcloud"),
    (r"ownCloud\d*", "ownCloud"),
    (r"Google ?Drive|My Drive|Drive Saya", "Google Drive"),
    (r"iCloud ?Drive", "iCloud"),
    (r"pCloud ?Drive", "pCloud"),
)


def sync_service(path: Path, environment: Mapping[str, str]) -> str:
    """Name of the program that keeps the folder of `path` in a cloud, "" for an ordinary folder. May touch the disk."""
    folders = [path, *path.parents]
    roots = {Path(environment[key]): service for key, service in _VARIABLES.items() if environment.get(key)}
    for folder in folders:
        for found in (roots.get(folder, ""), _by_name(folder.name), *_by_marker(folder)):
            if found:
                return found
    return ""


def _by_name(name: str) -> str:
    return next((service for pattern, service in _NAMES if re.fullmatch(pattern, name, re.IGNORECASE)), "")


def _by_marker(folder: Path) -> Iterator[str]:
    for pattern, service in _MARKERS:
        try:
            if next(folder.glob(pattern), None) is not None:
                yield service
        except OSError:
            return
