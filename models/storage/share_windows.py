"""What Windows knows about a drive letter: asked of its own library, nothing when not on Windows."""

from __future__ import annotations

import ctypes
import sys
from dataclasses import dataclass

REMOTE = 4
"""DRIVE_REMOTE of GetDriveTypeW (winbase.h)."""

_LONGEST = 1024


@dataclass(frozen=True, slots=True)
class Drive:
    """One drive. kind: GetDriveTypeW's number; remote: \\\\server\\share or ""; label and filesystem of its volume."""

    kind: int = 0
    remote: str = ""
    label: str = ""
    filesystem: str = ""


def drive_of(letter: str) -> Drive:
    """The drive "Z:"; an unknown one where this is not Windows."""
    if sys.platform != "win32":
        return Drive()
    root = f"{letter}\\"
    kind = int(ctypes.windll.kernel32.GetDriveTypeW(ctypes.c_wchar_p(root)))
    remote = ctypes.create_unicode_buffer(_LONGEST)
    length = ctypes.c_ulong(_LONGEST)
    answer = ctypes.windll.mpr.WNetGetConnectionW(ctypes.c_wchar_p(letter), remote, ctypes.byref(length))
    label, filesystem = ctypes.create_unicode_buffer(_LONGEST), ctypes.create_unicode_buffer(_LONGEST)
    ctypes.windll.kernel32.GetVolumeInformationW(
        ctypes.c_wchar_p(root), label, _LONGEST, None, None, None, filesystem, _LONGEST
    )
    return Drive(kind, remote.value if answer == 0 else "", label.value, filesystem.value)
