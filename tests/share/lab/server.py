"""The file server: Samba's smbd on a small disk of its own, reachable from the laboratory's network only."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
from pathlib import Path

from tests.share.lab.network import SERVER, Network
from tests.share.lab.processes import LabError, Process, call, start_daemon, succeeds, wait_for

SHARE = "share"
ACCOUNT = "root"
PASSWORD = "lajur"  # of a server that nobody outside the closed network can reach
_HOME = "/mnt"
"""Where the server finds its own folder: whoever made the laboratory may have closed the way to it."""


class Server:
    """One server below `folder`. oplocks: clients may cache; keepalive: seconds after which a silent one is dropped."""

    def __init__(self, folder: Path, network: Network, *, oplocks: bool, keepalive: int, disk_mb: int) -> None:
        self._folder, self._network = folder, network
        self._oplocks, self._keepalive, self._disk_mb = oplocks, keepalive, disk_mb
        self._read_only = False
        self.process: Process | None = None
        self.disk = folder / "disk"
        self.files = self.disk / "files"
        """The files of the share as the server has them."""

    def make(self) -> None:
        """The disk, the settings and the account."""
        if not os.path.ismount(self.disk):
            self.disk.mkdir(parents=True, exist_ok=True)
            image = self._folder / "disk.img"
            with image.open("wb") as file:
                file.truncate(self._disk_mb << 20)
            call("mkfs.ext4", "-q", "-F", "-m", "0", image)
            call("mount", "-o", "loop", image, self.disk)
            self.files.mkdir()
        for name in ("lock", "state", "cache", "private", "pid", "ncalrpc", "log"):
            (self._folder / "samba" / name).mkdir(parents=True, exist_ok=True)
        (self._folder / "samba" / "private").chmod(0o700)
        self._write_settings()
        account = ("smbpasswd", "-c", f"{_HOME}/smb.conf", "-s", "-a", ACCOUNT)
        call(*self._at_home(*account), input=f"{PASSWORD}\n{PASSWORD}\n")

    def start(self) -> None:
        """Waits until it answers."""
        if self.process and self.process.alive:
            return
        options = ("--foreground", "--no-process-group", "--debug-stdout", "-s", f"{_HOME}/smb.conf")
        log = self._folder / "smbd.log"
        self.process = start_daemon(self._network.inside(*self._at_home("smbd", *options)), log)
        wait_for("the server answers", self._answers, 20)

    def kill(self) -> None:
        """SIGKILL to all its processes: a crash of the server."""
        if self.process:
            self.process.end_family()
            self.process = None

    def stop(self) -> None:
        """An orderly end."""
        if self.process and self.process.alive:
            members = self.process.family()
            self.process.send(signal.SIGTERM)
            with contextlib.suppress(LabError):
                wait_for("the server stops", lambda: not any(each.alive for each in members), 10)
            for each in members:
                each.send(signal.SIGKILL)
        self.kill()

    def read_only(self, on: bool) -> None:
        """Connections made before keep the old rule, so the server drops them; workstations connect again."""
        self._read_only = on
        self._write_settings()
        if self.process is None:
            return
        call(*self._at_home("smbcontrol", "-s", f"{_HOME}/smb.conf", "smbd", "reload-config"))
        sockets = call(*self._network.inside("ss", "-Htnp", "state", "established", "sport = :445"))
        connected = {int(pid) for pid in re.findall(r"pid=(\d+)", sockets)}
        for each in self.process.family()[1:]:
            if each.pid in connected:
                each.send(signal.SIGTERM)

    def fill(self, leave_kb: int) -> None:
        """Fills the disk until only so much is left."""
        filler = self.disk / "filler"
        for _ in range(5):
            surplus = self.free_kb() - leave_kb
            size = filler.stat().st_size if filler.exists() else 0
            with filler.open("ab") as file:
                # The file system needs a little for itself: take less the next time.
                for part in (surplus, surplus - 8, surplus - 64):
                    with contextlib.suppress(OSError):
                        if part > 0:
                            os.posix_fallocate(file.fileno(), size, part << 10)
                            break

    def free(self) -> None:
        """Takes the filling away."""
        (self.disk / "filler").unlink(missing_ok=True)

    def free_kb(self) -> int:
        """KiB that are left on the disk."""
        found = os.statvfs(self.disk)
        return found.f_bavail * found.f_frsize // 1024

    def remove(self) -> None:
        """Ends it and takes its disk away."""
        self.kill()
        if os.path.ismount(self.disk):
            with contextlib.suppress(LabError):
                wait_for("the disk is let go", lambda: succeeds("umount", self.disk), 5, 0.2)
            if os.path.ismount(self.disk):
                call("umount", "-l", self.disk)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _answers(self) -> bool:
        if self.process is None or not self.process.alive:
            said = (self._folder / "smbd.log").read_text(encoding="utf-8", errors="replace")
            raise LabError(f"smbd ended at once: {said[-500:]}")
        return self._network.listens(445)

    def _at_home(self, *argv: object) -> tuple[object, ...]:
        script = f'mount --rbind "$0" {_HOME} && exec "$@"'
        return ("unshare", "--mount", "sh", "-c", script, self._folder, *argv)

    def _write_settings(self) -> None:
        folders = {"lock directory": "lock", "state directory": "state", "cache directory": "cache"}
        folders |= {"private dir": "private", "pid directory": "pid", "ncalrpc dir": "ncalrpc"}
        lines = [
            "[global]",
            "server role = standalone server",
            "workgroup = LAB",
            "netbios name = FILESERVER",
            f"interfaces = {SERVER}/24",
            "bind interfaces only = yes",
            "smb ports = 445",
            "disable netbios = yes",
            "server min protocol = SMB2_10",
            "log level = 1",
            f"log file = {_HOME}/samba/log/%m.log",
            "load printers = no",
            "printing = bsd",
            "printcap name = /dev/null",
            "disable spoolss = yes",
            "passdb backend = tdbsam",
            *(f"{key} = {_HOME}/samba/{name}" for key, name in folders.items()),
            *self._keepalive_line(),
            f"[{SHARE}]",
            f"path = {_HOME}/disk/files",
            f"force user = {ACCOUNT}",
            f"read only = {'yes' if self._read_only else 'no'}",
            *(() if self._oplocks else ("oplocks = no", "level2 oplocks = no")),
        ]
        (self._folder / "smb.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _keepalive_line(self) -> list[str]:
        """A first question after a third of the time, then three more; then the connection and its locks are gone."""
        if not self._keepalive:
            return []
        idle = max(1, self._keepalive // 3)
        every = max(1, (self._keepalive - idle) // 3)
        options = f"TCP_KEEPIDLE={idle} TCP_KEEPCNT=3 TCP_KEEPINTVL={every} TCP_USER_TIMEOUT={self._keepalive * 1000}"
        return [f"socket options = TCP_NODELAY SO_KEEPALIVE {options}"]
