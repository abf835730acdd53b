"""Pin again: `python packaging/relock.py` writes the four .lock files from their .in files.

Needs uv on PATH and the network. The locks hold the hashes of every wheel of every platform, so that one file serves
CPython 3.12 and 3.13 on Linux and Windows; no index host is named. docopt is left out on purpose: only the command line
of num2words wants it.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

HERE = Path(__file__).resolve().parent
OPTIONS = ("--universal", "--generate-hashes", "--python-version=3.12", "--no-header", "--no-emit-index-url", "--quiet")


def main() -> None:
    """Write the locks; the second is constrained by the first. The last is for any Python that starts bootstrap.py."""
    for name in ("requirements", "requirements-dev", "requirements-source", "requirements-uv"):
        command = ["uv", "pip", "compile", *OPTIONS, "--no-emit-package=docopt", f"--output-file={name}.lock"]
        subprocess.run([*command, f"{name}.in"], cwd=HERE, check=True)


if __name__ == "__main__":
    main()
