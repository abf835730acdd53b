"""`python -m desktop` and the command `lajur`: the window without a subcommand, the command line with one."""

from __future__ import annotations

import builtins
import gc
import importlib
import sys

COMMANDS = frozenset(
    {"init", "member", "office", "sop", "tour", "project", "print", "check", "-h", "--help", "--version"}
)
WITH_VALUE = frozenset({"--database", "--as"})


def wants_window(arguments: list[str]) -> bool:
    """True when no subcommand is among the arguments; looked at without importing anything heavy."""
    rest = iter(arguments)
    for each in rest:
        if each in WITH_VALUE:
            next(rest, None)
        elif each in COMMANDS or not each.startswith("-"):
            return False
    return "--json" not in arguments


def load_qt() -> None:
    """Qt first, then Python's own import again: PySide6 puts a slower one in its place, for a feature we do not use.

    Nothing made on the way to the first paint is ever garbage: the collector rests until desktop/app.py wakes it.
    """
    gc.disable()
    original = builtins.__import__
    importlib.import_module("PySide6.QtWidgets")
    builtins.__import__ = original


def main(argv: list[str] | None = None) -> int:
    """Run the program; answers its exit status."""
    if getattr(sys, "frozen", False):
        importlib.import_module("multiprocessing").freeze_support()
    arguments = sys.argv[1:] if argv is None else argv
    if wants_window(arguments):
        load_qt()
        module = importlib.import_module("desktop.app")
    else:
        module = importlib.import_module("desktop.cli.command_line")
    status: int = module.main(arguments)
    return status


if __name__ == "__main__":
    sys.exit(main())
