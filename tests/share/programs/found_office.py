"""Founds the small training office of the tests: DATABASE."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.desktop.small_office import found_office

if __name__ == "__main__":
    found_office(Path(sys.argv[1]))
