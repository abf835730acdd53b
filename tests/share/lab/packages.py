"""What the laboratory needs on the host: a word when it cannot run here, and Debian packages when it can."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from tests.share.lab.processes import LabError, call, succeeds

CACHE = Path(__file__).resolve().parents[3] / "build" / "share-lab"
"""Kept between runs and outside git: the unpacked kernel of the workstations, and which laboratories are up."""

PROGRAMS = {
    "samba": "smbd",
    "smbclient": "smbclient",
    "cifs-utils": "mount.cifs",
    "iproute2": "tc",
    "kmod": "modprobe",
    "e2fsprogs": "mkfs.ext4",
    "util-linux": "nsenter",
}
COMPILER = {"gcc": "gcc", "libc6-dev": "gcc"}
LOOPS = "/dev/loop-control"
_SOURCE = Path(__file__).with_name("wide_registers.c")
_SYSTEM_FOLDERS = "/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin"
_APT = ("apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300")
_NO_SERVICES = Path("/usr/sbin/policy-rc.d")


@dataclass(frozen=True, slots=True)
class Kernel:
    """User-mode Linux: the program, the folder of its modules, and the library to preload, if it needs one."""

    program: Path
    modules: Path
    preload: Path | None = None


def obstacle() -> str:
    """Why the laboratory cannot run on this machine; "" where it can."""
    if not sys.platform.startswith("linux"):
        return "the SMB laboratory needs Linux"
    if os.geteuid() != 0:
        return "the SMB laboratory needs root (namespaces, mounts)"
    if not Path(LOOPS).exists():
        return f"the SMB laboratory needs the device {LOOPS}"
    if not shutil.which("apt-get") and (_missing() or not _unpacked()):
        return "the SMB laboratory needs Debian's packages " + " ".join([*_missing(), "user-mode-linux"])
    return ""


def provide() -> Kernel:
    """Installs what is missing and answers the kernel of the workstations."""
    missing = _missing()
    if missing:
        _install(missing)
    kernel = _unpacked() or _fetch()
    return replace(kernel, preload=_compiled()) if _has_wide_registers() else kernel


def _missing() -> list[str]:
    if _SYSTEM_FOLDERS not in os.environ.get("PATH", ""):
        os.environ["PATH"] = os.environ.get("PATH", "") + ":" + _SYSTEM_FOLDERS
    programs = {**PROGRAMS, **COMPILER} if _has_wide_registers() else PROGRAMS
    return [package for package, program in programs.items() if not shutil.which(program)]


def _has_wide_registers() -> bool:
    """Processors with AMX: user-mode Linux 6.1 cannot set their registers by itself, see wide_registers.c."""
    return "amx_tile" in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").split()


def _compiled() -> Path:
    library = CACHE / "wide_registers.so"
    if not library.exists() or library.stat().st_mtime < _SOURCE.stat().st_mtime:
        part = library.with_suffix(f".{os.getpid()}")
        call("gcc", "-O2", "-shared", "-fPIC", "-o", part, _SOURCE)
        part.replace(library)
    return library


def _install(packages: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    ours = not _NO_SERVICES.exists()
    if ours:  # keeps the packages from starting a server of their own
        _NO_SERVICES.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
        _NO_SERVICES.chmod(0o755)
    wish = (*_APT, "install", "--no-install-recommends", *packages)
    try:
        call(*_APT, "update", timeout=600, env=environment)
        call(*wish, timeout=900, env=environment)
    finally:
        if ours:
            _NO_SERVICES.unlink()


def _unpacked() -> Kernel | None:
    for root in (CACHE / "uml" / "usr", Path("/usr")):
        kernel = Kernel(root / "bin" / "linux.uml", root / "lib" / "uml" / "modules")
        if kernel.program.exists() and kernel.modules.exists():
            return kernel
    return None


def _fetch() -> Kernel:
    """Fetches the package user-mode-linux (about 40 MB, once) and unpacks it without installing."""
    box = CACHE / "fetch"
    shutil.rmtree(box, ignore_errors=True)
    box.mkdir(parents=True)
    get = (*_APT, "-o", "APT::Sandbox::User=root", "download", "user-mode-linux")
    try:
        call(*get, timeout=600, cwd=box)
    except LabError:
        call(*_APT, "update", timeout=600)
        call(*get, timeout=600, cwd=box)
    (package,) = box.glob("user-mode-linux_*.deb")
    call("dpkg", "-x", package, CACHE / "uml")
    shutil.rmtree(box)
    kernel = _unpacked()
    if kernel is None or not succeeds(kernel.program, "--version"):
        raise LabError("user-mode-linux does not run on this machine")
    return kernel
