"""What Linux knows about the mount that holds a path: read from /proc/self/mountinfo (see proc_pid_mountinfo(5))."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MOUNT_TABLE = Path("/proc/self/mountinfo")


@dataclass(frozen=True, slots=True)
class Mount:
    """One mount. options: those of the mount and of its file system, a bare word having the value ""."""

    point: str
    filesystem: str
    source: str
    options: Mapping[str, str]


def mounts(table: str) -> list[Mount]:
    """All mounts of the table, in its order; lines that cannot be read are left out."""
    found: list[Mount] = []
    for line in table.splitlines():
        before, separator, after = line.partition(" - ")
        place, system = before.split(" "), after.split(" ")
        if separator and len(place) >= 6 and len(system) >= 2:
            options = {**_options(place[5]), **_options(system[2] if len(system) > 2 else "")}
            found.append(Mount(_plain(place[4]), system[0], _plain(system[1]), options))
    return found


def mount_of(path: str, table: str) -> Mount | None:
    """The mount that holds an absolute path without links: the longest mount point, the later of two equal ones."""
    best: Mount | None = None
    for each in mounts(table):
        inside = path == each.point or path.startswith(each.point.rstrip("/") + "/")
        if inside and (best is None or len(each.point) >= len(best.point)):
            best = each
    return best


def _options(text: str) -> dict[str, str]:
    pairs = (word.partition("=") for word in text.split(",") if word)
    return {name: value for name, _, value in pairs}


def _plain(text: str) -> str:
    """Blanks and the like are written as \\040."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), text)
