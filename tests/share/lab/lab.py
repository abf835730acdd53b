"""The laboratory: a real SMB server and real SMB workstations on one machine. See README.md of tests/share.

with Lab(folder) as lab:
    lab.run(1, [lab.python, "-m", "desktop", "--database", lab.share / "lajur.db", "project", "list"])
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from tests.share.lab.jobs import Done, Job
from tests.share.lab.network import Network
from tests.share.lab.packages import CACHE, provide
from tests.share.lab.processes import LabError, Process
from tests.share.lab.server import Server
from tests.share.lab.workstation import GOOD, MOUNT_POINT, ROOT, Workstation

MOST = 60
_COVERED = ("/run", "/mnt", "/var/tmp", "/dev", "/proc", "/sys")
_REGISTER = CACHE / "up"


class Lab:
    """One laboratory in `folder`, whose name must be plain. oplocks: whether clients may cache what they opened;
    keepalive: seconds after which the server drops a silent workstation (0: its own default, very long)."""

    share = Path(MOUNT_POINT)
    """The share, as every workstation sees it."""

    def __init__(
        self, folder: Path, workstations: int = 2, *, oplocks: bool = False, keepalive: int = 0, disk_mb: int = 256
    ) -> None:
        self.folder = folder.absolute()
        text = str(self.folder)
        if not re.fullmatch(r"[A-Za-z0-9_./-]{1,80}", text) or any(f"{text}/".startswith(f"{p}/") for p in _COVERED):
            raise LabError(f"the laboratory cannot lie in {text}")
        self._name = "lajur-lab-" + hashlib.sha256(text.encode()).hexdigest()[:6]
        self._network = Network(self._name)
        options = {"oplocks": oplocks, "keepalive": keepalive, "disk_mb": disk_mb}
        self._server = Server(self.folder / "server", self._network, **options)
        self._wanted = workstations
        self._workstations: dict[int, Workstation] = {}
        self.exchange = self.folder / "exchange"
        """A folder that is the same on the host and on every workstation, and is not the share."""
        self.server_files = self._server.files
        """The files of the share on the host: to look at, or to damage, from the server's side."""
        self.python = sys.executable
        """This environment's Python; the workstations see it, and the source, read-only."""
        self.root = ROOT

    @property
    def workstations(self) -> tuple[int, ...]:
        """Their numbers, from 1."""
        return tuple(self._workstations)

    def __enter__(self) -> Lab:
        try:
            self.up()
        except BaseException:
            self.down()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.down()

    def up(self) -> None:
        """Builds it and boots every workstation with the share mounted; about ten seconds. Raises LabError."""
        if not 1 <= self._wanted <= MOST:
            raise LabError(f"1 to {MOST} workstations")
        kernel = provide()
        self.exchange.mkdir(parents=True, exist_ok=True)
        (self.folder / "server").mkdir(exist_ok=True)
        self._register()
        self._network.make()
        self._server.make()
        self._server.start()
        for w in range(1, self._wanted + 1):
            self._workstations[w] = Workstation(w, self.folder, self._network, kernel)
            self._workstations[w].boot()
        self._register()
        for workstation in self._workstations.values():
            workstation.wait_booted()
        mounts = [(workstation, workstation.mounting(GOOD)) for workstation in self._workstations.values()]
        for workstation, job in mounts:
            workstation.mounted(job, GOOD)

    def down(self) -> None:
        """Ends and removes all of it, in whatever state it is; the exchange folder and the logs stay."""
        for workstation in self._workstations.values():
            workstation.power_off()
        self._server.kill()
        self._network.remove()
        self._server.remove()
        shutil.rmtree(self.folder / "uml", ignore_errors=True)
        self._entry.unlink(missing_ok=True)

    def run(
        self, w: int, argv: Sequence[object], timeout: float = 60, folder: Path | str = ROOT, **environment: str
    ) -> Done:
        """Runs a command on workstation w to its end; killed, with status 124, after `timeout` seconds."""
        return self._at(w).run(argv, timeout, folder, **environment)

    def start(self, w: int, argv: Sequence[object], folder: Path | str = ROOT, **environment: str) -> Job:
        """Starts a command on workstation w and goes on. The job has line(), wait(), kill(), write(), end()."""
        return self._at(w).start(argv, folder, **environment)

    def kill(self, job: Job, number: int = 9) -> None:
        """A signal, inside the workstation, to a command and all it has started."""
        job.kill(number)

    def cut(self, w: int) -> None:
        """Cuts the link of workstation w to the share: no message reaches either side."""
        self._at(w)
        self._network.cut(w)

    def restore(self, w: int) -> None:
        """Joins the link again."""
        self._at(w)
        self._network.restore(w)

    def power_off(self, w: int) -> None:
        """A power failure of workstation w."""
        self._at(w).power_off()
        self._register()

    def boot(self, w: int) -> None:
        """Switches workstation w on again and mounts the share; nothing where it is on."""
        if self._at(w).power:
            return
        self._at(w).boot()
        self._register()
        self._at(w).wait_booted()
        self._at(w).mount(GOOD)

    def server_kill(self) -> None:
        """A crash of the server: SIGKILL to all its processes."""
        self._server.kill()
        self._register()

    def server_stop(self) -> None:
        """An orderly end of the server."""
        self._server.stop()
        self._register()

    def server_start(self) -> None:
        """Starts the server again and waits until it answers."""
        self._server.start()
        self._register()

    def fill(self, leave_kb: int = 0) -> None:
        """Fills the server's disk until only so much is left."""
        self._server.fill(leave_kb)

    def free(self) -> None:
        """Takes the filling away."""
        self._server.free()

    def read_only(self, on: bool) -> None:
        """Makes the share read-only or writable again; the server drops the connections for it."""
        self._server.read_only(on)

    def remount(self, w: int, options: str = "", force: bool = False) -> str:
        """Mounts the share anew on workstation w with the good options and these; after the word "default", with
        these alone. force: even while files are open. Answers the options as the kernel names them."""
        words = [word for word in options.split(",") if word]
        chosen = words[1:] if words[:1] == ["default"] else [GOOD, *words]
        return self._at(w).mount(",".join(chosen), force)

    def clock(self, w: int, offset: float) -> None:
        """Sets the clock of workstation w so many seconds away from the host's; 0 sets it right."""
        self._at(w).clock(offset)

    def priority(self, w: int, nice: int) -> None:
        """Lets workstation w go before (below 0) or after the other processes of the host; 0 is everybody's."""
        self._at(w).priority(nice)

    def slow(self, w: int, delay_ms: float, loss_percent: float = 0) -> None:
        """Makes the round trip of workstation w longer and loses packets each way; 0 ends it."""
        self._at(w).slow(delay_ms, loss_percent)

    def _at(self, w: int) -> Workstation:
        try:
            return self._workstations[w]
        except KeyError:
            raise LabError(f"there is no workstation {w}") from None

    @property
    def _entry(self) -> Path:
        return _REGISTER / f"{self._name}.json"

    def _register(self) -> None:
        """Notes what runs, so that a later `down` finds it after a crash."""
        _REGISTER.mkdir(parents=True, exist_ok=True)
        running = [each.process for each in (self._server, *self._workstations.values()) if each.process]
        kept = {
            "folder": str(self.folder),
            "owner": asdict(Process.of(os.getpid())),
            "processes": [asdict(each) for each in running],
        }
        part = self._entry.with_suffix(".part")
        part.write_text(json.dumps(kept), encoding="utf-8")
        part.replace(self._entry)


def remove_abandoned(everything: bool = False) -> list[str]:
    """Removes laboratories whose owner has ended (or `everything`); answers their folders."""
    removed: list[str] = []
    for entry in sorted(_REGISTER.glob("*.json")):
        kept = json.loads(entry.read_text(encoding="utf-8"))
        if Process(**kept["owner"]).alive and not everything:
            continue
        for each in kept["processes"]:
            with contextlib.suppress(LabError):
                Process(**each).end_family()
        with contextlib.suppress(LabError):
            Lab(Path(kept["folder"])).down()
        entry.unlink(missing_ok=True)
        removed.append(kept["folder"])
    return removed
