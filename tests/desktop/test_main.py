"""The first file that runs: small, and it knows a window from a command."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop.__main__ import wants_window


@pytest.mark.parametrize(
    "arguments", [[], ["--training"], ["--database", "S:/lajur.db"], ["--database", "check"], ["--as", "ratna"]]
)
def test_without_a_subcommand_the_window_opens(arguments):
    assert wants_window(arguments)


@pytest.mark.parametrize(
    "arguments",
    [["check"], ["--database", "x.db", "project", "list"], ["--json", "check"], ["--help"], ["bukan"], ["--json"]],
)
def test_anything_else_is_for_the_command_line(arguments):
    assert not wants_window(arguments)


def test_the_first_file_imports_nothing_heavy():
    code = (
        "import sys, desktop.__main__; print([m for m in ('PySide6', 'sqlmodel', 'platformdirs') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
