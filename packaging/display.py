"""Is there a screen to open a window on? Runs on Python 3.8."""

from __future__ import annotations

import os
import re
import socket
import sys


def has_display() -> bool:
    """True on Windows and macOS; elsewhere when a Wayland or X server is named and, if it is local, answers."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    named = os.environ.get("DISPLAY", "")
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", named)
    if local is None:
        return bool(named)
    path = "/tmp/.X11-unix/X" + local.group(1)
    return _answers(path) or _answers("\0" + path)


def _answers(address: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as tried:
        try:
            tried.connect(address)
        except OSError:
            return False
    return True
