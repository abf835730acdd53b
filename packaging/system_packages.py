"""The operating system's packages that Qt and the tests need: installed on Debian as root, else named in one command.

Run alone, `python3 packaging/system_packages.py` installs all of them (for a CI machine). Runs on Python 3.8.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Sequence

from speech import SetupFailed, Speech

LIST = Path(__file__).resolve().with_name("system-packages.txt")


def provide(purpose: str, speech: Speech) -> None:
    """Install what is missing when this is Debian and we are root; otherwise say the command that does it."""
    manager = _manager()
    if manager is None:
        return
    missing = _missing(manager, wanted(purpose, manager))
    if not missing:
        return
    if manager == "apt" and os.geteuid() == 0:
        _install(missing, speech)
        return
    command = f"sudo {'apt-get' if manager == 'apt' else manager} install " + " ".join(missing)
    speech.say(
        f"Beberapa paket sistem belum ada. Minta administrator menjalankan:\n  {command}",
        f"Some system packages are missing. This installs them:\n  {command}",
    )


def wanted(purpose: str, manager: str) -> list[str]:
    """Package names for "run" or "test" (which includes run), as the list has them."""
    purposes = ("run",) if purpose == "run" else ("run", "test")
    rows = [line.split() for line in LIST.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    return [name for needed_for, of_manager, name in rows if of_manager == manager and needed_for in purposes]


def _manager() -> str | None:
    if not sys.platform.startswith("linux"):
        return None
    if shutil.which("apt-get") and shutil.which("dpkg-query"):
        return "apt"
    return "dnf" if shutil.which("dnf") else None


def _missing(manager: str, names: Sequence[str]) -> list[str]:
    return [name for name in names if not _is_installed(manager, name)]


def _is_installed(manager: str, name: str) -> bool:
    """Debian's trixie calls libglib2.0-0 libglib2.0-0t64: both names count."""
    if manager == "dnf":
        return _succeeds(["rpm", "-q", "--quiet", name])
    query = ["dpkg-query", "--show", "--showformat=${Status}\\n"]
    return any(_succeeds([*query, form], "ok installed") for form in (name, name + "t64"))


def _succeeds(command: Sequence[str], expected: str = "") -> bool:
    answer = subprocess.run(list(command), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return answer.returncode == 0 and expected in os.fsdecode(answer.stdout)


def _install(names: Sequence[str], speech: Speech) -> None:
    speech.say(f"Memasang {len(names)} paket sistem ...", f"Installing {len(names)} system packages ...")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    commands = (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", *names])
    for command in commands:
        done = subprocess.run(command, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        if done.returncode != 0 and command[1] == "install":
            told = [line for line in os.fsdecode(done.stdout).splitlines() if line.startswith("E:")] or ["apt-get"]
            joined = " ".join(names)
            raise SetupFailed(
                f"Paket sistem tidak dapat dipasang ({told[0]}). Jalankan: apt-get install {joined}",
                f"The system packages could not be installed ({told[0]}). Run: apt-get install {joined}",
            )


if __name__ == "__main__":
    provide("test", Speech(indonesian=False))
