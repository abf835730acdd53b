"""Who sits at this computer: the operating system's account, from the process itself and not from the environment."""

from __future__ import annotations

import os
import sys


def login() -> str:
    """Account name in small letters; with its domain ("bps\\\\ratna") on a Windows domain."""
    name = _windows_account() if sys.platform == "win32" else _posix_account()
    return name.casefold()


def workstation() -> str:
    """Name of this computer."""
    return _computer() or "?"


if sys.platform == "win32":
    import ctypes
    import socket

    NAME_SAM_COMPATIBLE = 2

    def _windows_account() -> str:
        """From the process token by GetUserNameExW; GetUserNameW where the computer has no such name."""
        size = ctypes.c_ulong(512)
        buffer = ctypes.create_unicode_buffer(size.value)
        if ctypes.windll.secur32.GetUserNameExW(NAME_SAM_COMPATIBLE, buffer, ctypes.byref(size)):
            domain, _, name = buffer.value.rpartition("\\")
            return name if domain.casefold() == _computer().casefold() else buffer.value
        size = ctypes.c_ulong(512)
        if ctypes.windll.advapi32.GetUserNameW(buffer, ctypes.byref(size)):
            return buffer.value
        raise OSError("GetUserNameW")

    def _computer() -> str:
        return socket.gethostname()

else:
    import pwd

    def _posix_account() -> str:
        """From the real user id."""
        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:
            return str(os.getuid())

    def _computer() -> str:
        return os.uname().nodename
