"""Names of backups, and which of them may go. Nothing here touches a disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from datetime import datetime, timezone

from models.upkeep import BackupFile, Keep
from models.worktime import WIB_OFFSET

SUFFIX = ".db"
WIB = timezone(WIB_OFFSET)
_STAMP = "%Y-%m-%dT%H%M"


def backup_name(stem: str, at: datetime, *, seconds: bool = False) -> str:
    """ "lajur-2026-11-22T0915.db" in WIB; `seconds` for the second one of a minute."""
    return f"{stem}-{at.astimezone(WIB):{_STAMP + ('%S' if seconds else '')}}{SUFFIX}"


def kept_name(stem: str, cause: str, at: datetime) -> str:
    """ "lajur-sebelum-pemulihan-2026-11-22T091533.db": what was there before; never pruned."""
    return backup_name(f"{stem}-sebelum-{cause}", at, seconds=True)


def moment_of(stem: str, name: str) -> datetime | None:
    """When the backup of that name was made; None for any other file."""
    found = re.fullmatch(rf"{re.escape(stem)}-(\d{{4}}-\d\d-\d\dT\d{{4}})(\d\d)?{re.escape(SUFFIX)}", name)
    if found is None:
        return None
    try:
        return datetime.strptime(f"{found[1]}{found[2] or '00'}", f"{_STAMP}%S").replace(tzinfo=WIB)
    except ValueError:
        return None


def expendable(backups: Iterable[BackupFile], keep: Keep, is_sound: Callable[[str], bool]) -> tuple[str, ...]:
    """Names of those that may go: for each kept day, week and month the newest sound one stays.

    is_sound reads a backup again and is asked only where another would go because of it. Where none of a day, week or
    month is sound, all of it stay; so the last sound backup never goes.
    """
    newest_first = sorted(backups, key=lambda each: (each.at, each.name), reverse=True)
    stays: set[str] = set()
    spans: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (keep.daily, lambda at: at.date()),
        (keep.weekly, lambda at: at.isocalendar()[:2]),
        (keep.monthly, lambda at: (at.year, at.month)),
    )
    for number, span in spans:
        groups: dict[Hashable, list[str]] = {}
        for each in newest_first:
            groups.setdefault(span(each.at.astimezone(WIB)), []).append(each.name)
        for names in list(groups.values())[:number]:
            stays |= _staying(names, is_sound)
    if not any(is_sound(name) for name in stays):
        return ()
    return tuple(each.name for each in reversed(newest_first) if each.name not in stays)


def _staying(names: list[str], is_sound: Callable[[str], bool]) -> set[str]:
    if len(names) == 1:
        return set(names)
    for name in names:
        if is_sound(name):
            return {name}
    return set(names)
