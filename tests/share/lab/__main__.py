"""`python -m tests.share.lab`: the laboratory by hand. `up FOLDER` holds it until Ctrl-C, `down` clears up."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from tests.share.lab.jobs import Done
from tests.share.lab.lab import Lab, remove_abandoned
from tests.share.lab.packages import obstacle
from tests.share.lab.processes import LabError

_HELP = (
    "N COMMAND…   runs it on workstation N\n"
    "cut N, restore N, off N, boot N, kill, start, fill [KB], free, readonly on|off,\n"
    "remount N [OPTIONS], clock N SECONDS, slow N MS [PERCENT], quit"
)


def main() -> int:
    """Answers the exit status: 0 good, 1 the laboratory cannot run or failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.share.lab", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    up = commands.add_parser("up", help="build it, then take commands line by line")
    up.add_argument("folder", type=Path)
    up.add_argument("--workstations", type=int, default=2)
    up.add_argument("--keepalive", type=int, default=0, metavar="SECONDS")
    up.add_argument("--oplocks", action="store_true")
    down = commands.add_parser("down", help="remove laboratories that a crash left behind")
    down.add_argument("--all", action="store_true", help="also those that somebody still uses")
    arguments = parser.parse_args()
    if why := obstacle():
        print(why, file=sys.stderr)
        return 1
    if arguments.command == "down":
        for folder in remove_abandoned(arguments.all):
            print(f"removed {folder}")
        return 0
    options = {"oplocks": arguments.oplocks, "keepalive": arguments.keepalive}
    with Lab(arguments.folder, arguments.workstations, **options) as lab:
        print(f"up; share {lab.share}, its files {lab.server_files}, exchange {lab.exchange}\n{_HELP}", flush=True)
        for line in sys.stdin:
            words = shlex.split(line)
            if words == ["quit"]:
                break
            try:
                _obey(lab, words)
            except (LabError, ValueError, IndexError) as error:
                print(error or _HELP, file=sys.stderr, flush=True)
    return 0


def _obey(lab: Lab, words: list[str]) -> None:
    match words:
        case [number, *argv] if number.isdigit() and argv:
            _show(lab.run(int(number), argv, 600))
        case ["cut" | "restore" | "boot" as word, number]:
            getattr(lab, word)(int(number))
        case ["off", number]:
            lab.power_off(int(number))
        case ["kill" | "start" | "stop" as word]:
            getattr(lab, f"server_{word}")()
        case ["fill", *left]:
            lab.fill(int(left[0]) if left else 0)
        case ["free"]:
            lab.free()
        case ["readonly", how]:
            lab.read_only(how == "on")
        case ["remount", number, *options]:
            print(lab.remount(int(number), ",".join(options), force=True))
        case ["clock", number, seconds]:
            lab.clock(int(number), float(seconds))
        case ["slow", number, delay, *loss]:
            lab.slow(int(number), float(delay), float(loss[0]) if loss else 0)
        case _:
            print(_HELP)
    print("ok", flush=True)


def _show(done: Done) -> None:
    print(done.out, end="")
    print(done.err, end="", file=sys.stderr)
    print(f"status {done.status}")


if __name__ == "__main__":
    sys.exit(main())
