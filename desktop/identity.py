"""Who sits at this computer: the operating system's account, from the process itself and not from the environment."""

from __future__ import annotations

import ctypes
import os
import socket
import sys


def login() -> str:
    """Account name in small letters; with its domain ("bps\\\\ratna") on a Windows domain."""
    name = _windows_account() if sys.platform == "win32" else _posix_account()
    return name.casefold()


def workstation() -> str:
    """Name of this computer."""
    return socket.gethostname() or "?"


if sys.platform == "win32":
    NAME_SAM_COMPATIBLE = 2

    def _windows_account() -> str:
        """From the process token by GetUserNameExW; GetUserNameW where the computer has no such name."""
        size = ctypes.c_ulong(512)
        buffer = ctypes.create_unicode_buffer(size.value)
        if ctypes.windll.secur32.GetUserNameExW(NAME_SAM_COMPATIBLE, buffer, ctypes.byref(size)):
            domain, _, name = buffer.value.rpartition("\\")
            return name if domain.casefold() == socket.gethostname().casefold() else buffer.value
        size = ctypes.c_ulong(512)
        if ctypes.windll.advapi32.GetUserNameW(buffer, ctypes.byref(size)):
            return buffer.value
        raise OSError("GetUserNameW")

else:
    import pwd

    def _posix_account() -> str:
        """From the real user id."""
        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            return str(os.getuid())
