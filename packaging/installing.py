"""Run pip with plain progress lines and turn its failures into one sentence. Runs on Python 3.8."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import IO, Iterator, Sequence

from speech import SetupFailed, Speech

DOWNLOAD = re.compile(
    r"^\s*(?:Downloading|Using cached)\s+(?:\S*/)?([^\s/]+?)-(\d[^-\s]*)-\S+\.whl(?:\.metadata)?(?: \((.+?)\))?"
)
NO_NETWORK = (
    "NewConnectionError", "NameResolutionError", "Temporary failure in name resolution", "Max retries exceeded",
    "Network is unreachable", "ConnectTimeout", "ReadTimeout", "ProxyError", "Connection refused", "getaddrinfo failed",
)  # fmt: skip


def run_pip(command: Sequence[str], root: Path, speech: Speech) -> None:
    """Run a pip command in `root`; its whole output goes to build/setup.log. Raises SetupFailed."""
    log = root / "build" / "setup.log"
    log.parent.mkdir(exist_ok=True)
    lines: list[str] = []
    with log.open("a", encoding="utf-8") as kept, subprocess.Popen(
        [*command, "--progress-bar=off", "--retries=2"],
        cwd=str(root),
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as pip:
        for line in _lines(pip.stdout):
            kept.write(line + "\n")
            lines.append(line)
            _progress(line, speech)
    if pip.returncode != 0:
        raise _failure("\n".join(lines), log)


def run_quietly(command: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    """Run to the end; the result holds standard output and error together."""
    return subprocess.run(
        list(command), env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )


def clean_environment() -> dict[str, str]:
    """This process's environment without what would lead another Python astray."""
    astray = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_QUIET", "__PYVENV_LAUNCHER__")
    kept = {name: value for name, value in os.environ.items() if name not in astray}
    return {**kept, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PYTHONUTF8": "1"}


def last_line(output: bytes) -> str:
    """The last line that says something."""
    lines = [line.strip() for line in output.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1] if lines else "-"


def _lines(stream: IO[bytes] | None) -> Iterator[str]:
    for line in stream or ():
        yield line.decode("utf-8", "replace").rstrip()


def _progress(line: str, speech: Speech) -> None:
    found = DOWNLOAD.match(line)
    if found and ".metadata" not in line:
        size = f" ({found.group(3)})" if found.group(3) else ""
        name = f"{found.group(1)} {found.group(2)}{size}"
        speech.say(f"  mengambil {name}", f"  fetching {name}")
    elif line.startswith("Installing collected packages"):
        speech.say("  memasang pustaka ...", "  installing packages ...")


def _failure(output: str, log: Path) -> SetupFailed:
    """What went wrong, as pip tells it; the log is named for whoever helps."""
    if "DO NOT MATCH THE HASHES" in output:
        reason = ("pustaka yang diunduh berbeda dari yang ditetapkan", "a downloaded package is not the pinned one")
    elif "No space left on device" in output or "Errno 28" in output:
        reason = ("ruang penyimpanan habis", "the disk is full")
    elif any(sign in output for sign in NO_NETWORK):
        reason = ("internet tidak terjangkau; periksa jaringan Anda", "the network cannot be reached")
    else:
        errors = [line for line in output.splitlines() if line.startswith("ERROR")] or ["pip"]
        reason = (errors[0], errors[0])
    return SetupFailed(
        f"Pemasangan pustaka gagal: {reason[0]}. Rinciannya di {log}. Ulangi perintah ini sesudahnya.",
        f"Installing the packages failed: {reason[1]}. The details are in {log}.",
    )
