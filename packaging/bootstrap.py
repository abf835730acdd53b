"""All the set-up of Lajur in one command; needs only the standard library of Python 3.8 or newer.

    python3 packaging/bootstrap.py run      set up when needed, then open Lajur on its training office
    python3 packaging/bootstrap.py setup    the set-up alone (setup --dev: with the developers' tools)
    python3 packaging/bootstrap.py test     the same set-up, then lint, types, layers and the quick tests: some minutes
                                            (test --all: every test, and the frozen bundle with its tour)

Exit status: what the program or the tests gave, 1 when the set-up failed, 2 for wrong usage, 130 after Ctrl+C.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Sequence

import checks
import system_packages
from display import has_display
from environment import Environment
from installing import clean_environment, last_line, run_quietly
from speech import SetupFailed, Speech

ROOT = Path(__file__).resolve().parent.parent
CAN_QT_LOAD = """
import ctypes, pathlib, sys
import PySide6
from PySide6 import QtPdf, QtPrintSupport, QtSvg, QtWidgets
plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
for name in ("libqxcb.so", "libqoffscreen.so"):
    if sys.platform.startswith("linux"):
        ctypes.CDLL(str(plugins / name))
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and do it; a failure of the set-up is one sentence."""
    wish = _command_line().parse_args(arguments)
    command = wish.command or "run"
    speech = Speech(indonesian=command == "run")
    try:
        if command == "test":
            prepared = set_up("test", speech)
            return checks.run_all(ROOT, prepared.python, everything=wish.all)
        if command == "setup":
            prepared = set_up("test" if wish.dev else "run", speech)
            speech.say(f"Siap: {prepared.folder}", f"Ready: {prepared.folder}")
            return 0
        return open_program(set_up("run", speech), speech)
    except SetupFailed as failure:
        speech.trouble(failure)
        return 1
    except KeyboardInterrupt:
        speech.trouble(SetupFailed("Dihentikan. Jalankan lagi kapan saja.", "Stopped. Run it again at any time."))
        return 130


def set_up(purpose: str, speech: Speech) -> Environment:
    """The environment, ready for `purpose` ("run" or "test"). Does nothing when it already is."""
    environment = Environment(ROOT, purpose)
    if environment.is_ready():
        return environment
    started = time.monotonic()
    speech.say(
        "Menyiapkan Lajur; hanya perlu sekali, beberapa menit bergantung pada jaringan.",
        "Setting up; needed once, some minutes depending on the network.",
    )
    system_packages.provide(purpose, speech)
    environment.prepare(speech)
    _check_qt(environment)
    seconds = round(time.monotonic() - started)
    speech.say(f"Persiapan selesai dalam {seconds} detik.", f"Set up in {seconds} seconds.")
    return environment


def open_program(environment: Environment, speech: Speech) -> int:
    """Open the window on the training office or, where there is no display, make the tour's pictures and papers."""
    if has_display():
        return _become([str(environment.python), "-m", "desktop", "--training"])
    out = ROOT / "tur"
    speech.say(
        f"Komputer ini tidak mempunyai layar. Lajur dijalankan tanpa layar; gambar dan dokumennya ada di folder {out}",
        f"No display here. Lajur runs offscreen and leaves its pictures and papers in {out}",
    )
    return _become([str(environment.python), "-m", "desktop", "tour", "--out", str(out)])


def _become(command: list[str]) -> int:
    """Hand this process over to `command`, so that nothing stands between the user and the program."""
    os.chdir(str(ROOT))
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, clean_environment())
    return subprocess.call(command, env=clean_environment())


def _check_qt(environment: Environment) -> None:
    """Qt's windows need system libraries that pip cannot bring: name the missing one now, not as a crash later."""
    tried = run_quietly([str(environment.python), "-I", "-c", CAN_QT_LOAD])
    if tried.returncode == 0:
        return
    environment.forget()
    detail = last_line(tried.stdout)
    names = " ".join(system_packages.wanted("run", "apt"))
    raise SetupFailed(
        f"Qt belum dapat dipakai di komputer ini: {detail}\nDi Debian atau Ubuntu: sudo apt-get install {names}",
        f"Qt cannot be loaded here: {detail}\nOn Debian or Ubuntu: sudo apt-get install {names}",
    )


def _command_line() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bootstrap.py", description="Set up, start and test Lajur.")
    commands = parser.add_subparsers(dest="command", metavar="run | setup | test")
    commands.add_parser("run", help="set up when needed, then open Lajur (default)")
    setup = commands.add_parser("setup", help="set up, nothing else")
    setup.add_argument("--dev", action="store_true", help="with the developers' tools")
    test = commands.add_parser("test", help="set up, then run the checks and the quick tests")
    test.add_argument("--all", action="store_true", help="also the laboratory's tests and the frozen bundle's tour")
    parser.set_defaults(dev=False, all=False)
    return parser


if __name__ == "__main__":
    sys.exit(main())
