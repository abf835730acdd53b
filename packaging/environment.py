"""The project's own environment, .venv: made once, known by a stamp, remade when broken. Runs on Python 3.8."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any, Mapping

from installing import last_line, run_pip, run_quietly
from pythons import find_python, probe
from speech import SetupFailed, Speech

UNFINISHED = "unfinished"
WHEELS = {"run": ("requirements.lock",), "test": ("requirements.lock", "requirements-dev.lock")}
SOURCES = {"run": (), "test": ("requirements-source.lock",)}


class Environment:
    """The .venv of one source tree. purpose: "run" (what the program needs) or "test" (also its developers' tools)."""

    def __init__(self, root: Path, purpose: str) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self._purpose = purpose
        self._stamp_file = self.folder / "lajur-stamp.json"

    def is_ready(self) -> bool:
        """Whether the stamp fits the locks, this folder and every entry of site-packages that it saw. A few ms."""
        return self._stamp().get(self._purpose) == self._wanted() and self.python.exists() and self._is_whole()

    def prepare(self, speech: Speech) -> None:
        """Make or mend it. A break-off (Ctrl+C too) leaves no half-made environment behind."""
        fresh = not self._is_usable()
        finished = False
        try:
            if fresh:
                self._create(speech)
            self._install(speech)
            finished = True
        except OSError as error:
            raise not_writable(self.root, error) from error
        finally:
            if not finished and fresh:
                shutil.rmtree(self.folder, ignore_errors=True)

    def forget(self) -> None:
        """Take the stamp away: the next start sets up again."""
        self._stamp_file.unlink()

    def _is_usable(self) -> bool:
        """Whether pip may work on it as it is: finished once, nothing gone since, its Python still starts."""
        finished = self.python.exists() and self._stamp().get("state") != UNFINISHED
        return finished and self._is_whole() and probe([str(self.python)]) is not None

    def _is_whole(self) -> bool:
        """Whether it stands where it was made and everything that the stamp saw in site-packages is still there."""
        stamp = self._stamp()
        entries = stamp.get("entries", ())
        if entries and stamp.get("root") != str(self.root):
            return False
        try:
            return not entries or set(os.listdir(stamp.get("packages", ""))).issuperset(entries)
        except OSError:
            return False

    def _create(self, speech: Speech) -> None:
        check_writable(self.root)
        python = find_python(self.root, speech)
        speech.say(f"Membuat lingkungan .venv dengan {python} ...", f"Making .venv with {python} ...")
        if self.folder.is_symlink() or self.folder.is_file():
            self.folder.unlink()
        elif self.folder.exists():
            shutil.rmtree(self.folder)
        made = run_quietly([str(python), "-m", "venv", str(self.folder)])
        if made.returncode != 0:
            raise SetupFailed(
                f"Lingkungan Python tidak dapat dibuat di {self.folder}: {last_line(made.stdout)}",
                f"No environment could be made in {self.folder}: {last_line(made.stdout)}",
            )

    def _install(self, speech: Speech) -> None:
        earlier = self._stamp()
        self._write_stamp({"state": UNFINISHED})
        pip = [str(self.python), "-m", "pip", "install", "--no-deps"]
        hashed = [*pip, "--require-hashes"]
        run_pip([*hashed, "--only-binary=:all:", *self._files(WHEELS)], self.root, speech)
        if SOURCES[self._purpose]:
            run_pip([*hashed, "--no-build-isolation", *self._files(SOURCES)], self.root, speech)
        run_pip([*pip, "--no-index", "--no-build-isolation", "-e", "."], self.root, speech)
        packages = self._site_packages()
        entries = [name for name in sorted(os.listdir(packages)) if name != "__pycache__"]
        wanted = {purpose: self._wanted(purpose) for purpose in {"run", self._purpose}}
        seen = {"state": "ready", "root": str(self.root), "packages": packages, "entries": entries}
        self._write_stamp({**earlier, **wanted, **seen})

    def _stamp(self) -> dict[str, Any]:
        try:
            stamp = json.loads(self._stamp_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def _write_stamp(self, stamp: dict[str, Any]) -> None:
        beside = self._stamp_file.with_suffix(".new")
        beside.write_text(json.dumps(stamp), encoding="utf-8")
        os.replace(beside, self._stamp_file)

    def _files(self, locks: Mapping[str, tuple[str, ...]]) -> list[str]:
        return [f"--requirement={self.root / 'packaging' / name}" for name in locks[self._purpose]]

    def _site_packages(self) -> str:
        code = "import sysconfig; print(sysconfig.get_path('purelib'))"
        return os.fsdecode(run_quietly([str(self.python), "-I", "-c", code]).stdout).strip()

    def _wanted(self, purpose: str = "") -> str:
        """SHA-256 over the folder, the project's own table and the locks of the purpose."""
        digest = hashlib.sha256(os.fsencode(str(self.root)))
        digest.update((self.root / "pyproject.toml").read_bytes().partition(b"\n[tool.ruff")[0])
        for name in (*WHEELS[purpose or self._purpose], *SOURCES[purpose or self._purpose]):
            digest.update((self.root / "packaging" / name).read_bytes())
        return digest.hexdigest()


def check_writable(root: Path) -> None:
    """Refuses a source folder in which nothing can be written."""
    try:
        with tempfile.TemporaryFile(dir=str(root)):
            pass
    except OSError as error:
        raise not_writable(root, error) from error


def not_writable(root: Path, error: OSError) -> SetupFailed:
    """The sentence for a folder that cannot be written, or a disk that is full."""
    reason = error.strerror or type(error).__name__
    return SetupFailed(
        f"Folder {root} tidak dapat ditulisi ({reason}). Salin folder ini ke tempat milik Anda sendiri yang masih "
        "mempunyai ruang sekitar 1 GB, lalu ulangi perintah ini.",
        f"The folder {root} cannot be written ({reason}). Copy it to a place of your own with about 1 GB of room "
        "and repeat this command.",
    )
