"""Find a Python that runs Lajur (3.12 or newer), or get one through uv. Runs on Python 3.8."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator, Sequence

from speech import SetupFailed, Speech

OLDEST = (3, 12)
PREFERRED = ("3.13", "3.12", "3.14", "3.15")
PROBE = (
    "import sys, sysconfig, venv, ensurepip\n"
    "free = bool(sysconfig.get_config_var('Py_GIL_DISABLED'))\n"
    "final = sys.version_info.releaselevel == 'final'\n"
    "print(*sys.version_info[:2], int(final and not free), sys.executable, sep='|')"
)


def find_python(root: Path, speech: Speech) -> Path:
    """The executable of a usable Python: this one, the launcher's, one on PATH, pyenv's, or one that uv brings."""
    for command in _candidates():
        found = probe(command)
        if found is not None:
            return found
    speech.say(
        "Python 3.12 atau lebih baru belum ada di komputer ini; mengambilnya melalui uv ...",
        "No Python 3.12 or newer here; getting one through uv ...",
    )
    return _through_uv(root)


def probe(command: Sequence[str]) -> Path | None:
    """The executable behind `command` when it is a finished release >= 3.12 that can make environments, else None."""
    try:
        answer = subprocess.run(
            [*command, "-c", PROBE], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return None
    parts = os.fsdecode(answer.stdout).strip().split("|", 3)
    if answer.returncode != 0 or len(parts) != 4:
        return None
    usable = (int(parts[0]), int(parts[1])) >= OLDEST and parts[2] == "1"
    return Path(parts[3]) if usable else None


def _candidates() -> Iterator[list[str]]:
    if sys.version_info[:2] >= OLDEST and sys.prefix == sys.base_prefix:
        yield [sys.executable]
    if os.name == "nt" and shutil.which("py"):
        yield from (["py", "-" + version] for version in (*PREFERRED, "3"))
    for name in (*("python" + version for version in PREFERRED), "python3", "python"):
        found = shutil.which(name)
        if found:
            yield [found]
    yield from ([str(path)] for path in pythons_of_pyenv())
    if sys.version_info[:2] >= OLDEST:
        yield [getattr(sys, "_base_executable", sys.executable)]


def pythons_of_pyenv() -> list[Path]:
    """Interpreters that pyenv keeps, newest first; 3.10 sorts after 3.9."""
    home = Path.home() / ".pyenv"
    roots = [Path(os.environ.get("PYENV_ROOT") or home) / "versions", home / "pyenv-win" / "versions"]
    kept = [folder for root in roots if root.is_dir() for folder in root.iterdir()]
    kept.sort(key=_version_of, reverse=True)
    names = ("bin/python3", "python.exe")
    return [folder / name for folder in kept for name in names if (folder / name).exists()]


def _version_of(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else -1 for part in folder.name.split("."))


def _through_uv(root: Path) -> Path:
    """Put uv into build/uv (pinned, hashed) and let it fetch Python into build/python."""
    uv = shutil.which("uv") or _install_uv(root)
    home = root / "build" / "python"
    environment = {**os.environ, "UV_PYTHON_INSTALL_DIR": str(home), "UV_PYTHON_INSTALL_BIN": "0"}
    fetched = subprocess.run([uv, "python", "install", "--quiet", "3.13"], env=environment, check=False)
    if fetched.returncode == 0:
        for pattern in ("*/bin/python3.13", "*/python.exe"):
            for path in sorted(home.glob(pattern)):
                if probe([str(path)]):
                    return path
    raise SetupFailed(
        "Python 3.12 atau lebih baru tidak ditemukan dan tidak dapat diunduh. "
        "Pasang Python 3.13, lalu ulangi perintah ini.",
        "No Python 3.12 or newer was found and none could be fetched. Install Python 3.13 and repeat this command.",
    )


def _install_uv(root: Path) -> str:
    folder = root / "build" / "uv"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    lock = root / "packaging" / "requirements-uv.lock"
    install = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary=:all:"]
    commands = ([sys.executable, "-m", "venv", "--clear", str(folder)], [*install, "-r", str(lock)])
    for command in commands:
        if subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode:
            raise SetupFailed(
                "Python 3.12 atau lebih baru tidak ditemukan, dan uv yang akan mengambilnya tidak dapat dipasang "
                "(tanpa jaringan, atau paket python3-venv belum ada). Pasang Python 3.13, lalu ulangi perintah ini.",
                "No Python 3.12 or newer was found, and uv, which would fetch one, could not be installed "
                "(no network, or python3-venv is missing). Install Python 3.13 and repeat this command.",
            )
    return str(python.with_name("uv.exe" if os.name == "nt" else "uv"))
