"""Build the frozen program: `python packaging/build.py [--tour]` makes dist/lajur, an onedir bundle.

--tour then starts that bundle from another folder with an emptied PATH and looks at what its tour leaves behind.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "dist" / "lajur"
TOUR_LIMIT = 600.0  # seconds
NEEDED_ON_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "USERNAME", "COMPUTERNAME")


def main() -> int:
    """Build and, when asked, take the tour; 0 when all of it passed."""
    parser = argparse.ArgumentParser(description="Build the frozen program.")
    parser.add_argument("--tour", action="store_true", help="run the bundle's tour afterwards")
    wish = parser.parse_args()
    build()
    return take_tour() if wish.tour else 0


def build() -> None:
    """Run PyInstaller on lajur.spec; work files go to build/, the bundle to dist/."""
    started = time.monotonic()
    folders = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build" / "pyinstaller")]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", *folders]
    subprocess.run([*command, str(ROOT / "packaging" / "lajur.spec")], cwd=ROOT, check=True)
    strip_libpython()
    size = sum(path.lstat().st_size for path in BUNDLE.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{BUNDLE}: {size / 1e6:.0f} MB in {time.monotonic() - started:.0f} s", flush=True)


def strip_libpython() -> None:
    """A Python built by pyenv carries 25 MB of symbols. The wheels' libraries are left alone: stripping breaks them."""
    tool = shutil.which("strip") if sys.platform.startswith("linux") else None
    if tool:
        for library in (BUNDLE / "_internal").glob("libpython3*.so.*"):
            subprocess.run([tool, "--strip-unneeded", str(library)], check=True)


def take_tour() -> int:
    """Start a copy of the bundle where neither Python nor the source can be found; check its pictures and papers."""
    with tempfile.TemporaryDirectory(prefix="lajur bundle ") as name:
        elsewhere = Path(name)
        moved = elsewhere / "program"
        shutil.copytree(BUNDLE, moved, symlinks=True)
        program = moved / ("lajur.exe" if os.name == "nt" else "lajur")
        out = elsewhere / "tur"
        command = [str(program), "tour", "--out", str(out)]
        toured = subprocess.run(
            command, cwd=elsewhere, env=bare_environment(elsewhere), timeout=TOUR_LIMIT, check=False
        )
        if toured.returncode != 0:
            print(f"The bundle's tour ended with status {toured.returncode}.", file=sys.stderr)
            return 1
        return look_at(out)


def bare_environment(home: Path) -> dict[str, str]:
    """An environment without PATH, display, Python's variables or a home of anybody."""
    kept = {name: os.environ[name] for name in NEEDED_ON_WINDOWS if name in os.environ}
    homes = {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMPDIR")}
    return {**kept, **homes, "PATH": "", "LANG": "C.UTF-8"}


def look_at(out: Path) -> int:
    """Whether the tour left pictures and papers, none of them empty."""
    for signature, pattern in ((b"\x89PNG", "*.png"), (b"%PDF-", "*.pdf")):
        files = sorted(out.rglob(pattern))
        broken = [path.name for path in files if not path.read_bytes().startswith(signature)]
        if not files or broken:
            print(f"The bundle's tour left no good {pattern} in {out}: {broken}", file=sys.stderr)
            return 1
        print(f"{len(files)} {pattern}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
