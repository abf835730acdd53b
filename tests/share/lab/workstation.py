"""A workstation: a user-mode Linux kernel with the real CIFS client, running as an ordinary process."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.share.lab import agent
from tests.share.lab.jobs import Done, Job
from tests.share.lab.network import SERVER, Network, control_address, share_address, socket_of
from tests.share.lab.packages import Kernel
from tests.share.lab.processes import LabError, Process, start_daemon, wait_for
from tests.share.lab.server import ACCOUNT, PASSWORD, SHARE

MOUNT_POINT = "/mnt/share"
GOOD = "vers=3.1.1,cache=strict,actimeo=0,closetimeo=0,nosharesock,echo_interval=5"
MEMORY = "1024M"
ROOT = Path(__file__).resolve().parents[3]

_FIRST_PROGRAM = r"""#!/bin/bash
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
mount -t sysfs sys /sys
mountpoint -q /dev || mount -t devtmpfs dev /dev
ln -sfn /proc/self/fd /dev/fd
ln -sfn /proc/self/fd/0 /dev/stdin
ln -sfn /proc/self/fd/1 /dev/stdout
ln -sfn /proc/self/fd/2 /dev/stderr
mkdir -p /dev/shm /dev/pts
mount -t devpts devpts /dev/pts
for d in /run /mnt /var/tmp /dev/shm; do mount -t tmpfs tmpfs $d; done
chmod 1777 /var/tmp /dev/shm
mkdir -p /run/home /run/tmp /run/user {mount_point} /run/km/lib
chmod 1777 /run/tmp
chmod 700 /run/user
mount -t hostfs -o {folder}/exchange hostfs {folder}/exchange
mount -t tmpfs -o ro,size=4k tmpfs {folder}/server
hostname pc-{w}
ip link set lo up
ip addr add {share}/24 dev vec0
ip link set vec0 up
ip addr add {control}/24 dev vec1
ip link set vec1 up
ln -s {modules} /run/km/lib/modules
printf '#!/bin/sh\nexec /sbin/modprobe -d /run/km "$@"\n' > /run/modprobe
chmod 755 /run/modprobe
echo /run/modprobe > /proc/sys/kernel/modprobe
/run/modprobe cifs
export HOME=/run/home TMPDIR=/run/tmp XDG_RUNTIME_DIR=/run/user LANG=C.UTF-8 USER=root LOGNAME=root SHELL=/bin/bash
export PYTHONDONTWRITEBYTECODE=1 QT_QPA_PLATFORM=offscreen LAB_WORKSTATION={w}
while :; do '{python}' -u '{agent}' {control}; sleep 0.5; done
"""

_MOUNT = r"""
point=$1; options=$2; how=$3
if grep -q " $point cifs " /proc/mounts; then
  for i in 1 2 3 4 5 6 7 8 9 10; do umount $how $point 2>/run/tmp/umount && break; sleep 0.2; done
  if grep -q " $point cifs " /proc/mounts; then cat /run/tmp/umount >&2; exit 1; fi
fi
mkdir -p $point
mount -t cifs //{server}/{share} $point -o "$options" || exit 1
grep " $point " /proc/mounts
"""

_SLOW = r"""
delay=$1; loss=$2
tc qdisc del dev vec0 root 2>/dev/null
tc qdisc del dev vec0 ingress 2>/dev/null
ip link del ifb0 2>/dev/null
[ "$delay $loss" = "0 0" ] && exit 0
set -e
for m in sch_netem sch_ingress act_mirred cls_matchall; do /run/modprobe $m; done
/run/modprobe ifb numifbs=0
ip link add ifb0 type ifb
ip link set ifb0 up
tc qdisc add dev vec0 ingress
tc filter add dev vec0 parent ffff: protocol all matchall action mirred egress redirect dev ifb0
tc qdisc add dev vec0 root netem limit 10000 delay ${delay}us loss ${loss}%
tc qdisc add dev ifb0 root netem limit 10000 delay ${delay}us loss ${loss}%
"""


class Workstation:
    """Number `w` of the laboratory in `folder`."""

    def __init__(self, w: int, folder: Path, network: Network, kernel: Kernel) -> None:
        self.w = w
        self._folder, self._network, self._kernel = folder, network, kernel
        self._jobs: list[Job] = []
        self.process: Process | None = None

    @property
    def power(self) -> bool:
        """Whether it is on."""
        return self.process is not None and self.process.alive

    def boot(self) -> None:
        """Switches it on; see wait_booted."""
        if self.power:
            return
        w = self.w
        self._network.make_cables(w)
        first = self._folder / f"first-program-{w}"
        first.write_text(
            _FIRST_PROGRAM.format(
                w=w,
                folder=self._folder,
                mount_point=MOUNT_POINT,
                share=share_address(w),
                control=control_address(w),
                modules=self._kernel.modules,
                python=Path(sys.executable).resolve(),
                agent=Path(agent.__file__).resolve(),
            ),
            encoding="utf-8",
        )
        first.chmod(0o755)
        environment = {"TMPDIR": _memory_folder(self._folder)}
        if self._kernel.preload:
            environment["LD_PRELOAD"] = str(self._kernel.preload)
        # A process namespace of its own: killing its first process takes all of it away at one blow. That is a shell,
        # since a first process cannot abort itself: a kernel in panic would go on for ever.
        alone = ("unshare", "--pid", "--fork", "--kill-child", "sh", "-c", 'ulimit -c 0; "$@"; exit', "workstation")
        argv = self._network.inside(*alone, self._kernel.program, *self._kernel_words(first))
        self.process = start_daemon(argv, self._folder / f"workstation-{w}.log", **environment)

    def wait_booted(self, seconds: float = 60) -> None:
        """Until its agent answers."""
        wait_for(f"workstation {self.w} answers", self._answers, seconds, 0.1)

    def power_off(self) -> None:
        """kill -9 of the whole workstation: a power failure."""
        if self.process:
            for first in self.process.family()[1:2]:
                first.send(signal.SIGKILL)
            self.process.end_family()
            self.process = None
        while self._jobs:
            self._jobs.pop().close()

    def start(self, argv: Sequence[object], folder: Path | str = ROOT, **environment: str) -> Job:
        """Starts a command. Raises LabError where the workstation is off."""
        words = [str(each) for each in argv]
        return self._job({"argv": words, "folder": str(folder), "environment": environment})

    def run(self, argv: Sequence[object], timeout: float = 60, folder: Path | str = ROOT, **environment: str) -> Done:
        """Runs a command to its end; killed after `timeout` seconds."""
        job = self.start(argv, folder, **environment)
        job.end_input()
        return job.ended(timeout)

    def mount(self, options: str, force: bool = False) -> str:
        """(Re)mounts the share; answers the options that the kernel names. Raises LabError."""
        return self.mounted(self.mounting(options, force), options)

    def mounting(self, options: str, force: bool = False) -> Job:
        """Begins to; for `mounted`, so that many can at once."""
        login = f"username={ACCOUNT},password={PASSWORD},uid=0,gid=0,file_mode=0666,dir_mode=0777"
        wanted = ",".join(word for word in (login, options) if word)
        script = _MOUNT.replace("{server}", SERVER).replace("{share}", SHARE)
        job = self.start(["bash", "-c", script, "mount", MOUNT_POINT, wanted, "-l" if force else ""], "/")
        job.end_input()
        return job

    def mounted(self, job: Job, options: str) -> str:
        """What `mount` answers, once `mounting` has ended."""
        done = job.ended(90)
        if not done.good:
            raise LabError(f"workstation {self.w} could not mount the share ({options}): {done.err or done.out}")
        return done.out.split()[3]

    def priority(self, nice: int) -> None:
        """Of all its processes among those of the host, and of those to come; 0 is everybody's."""
        for each in self.process.family() if self.process else []:
            with contextlib.suppress(ProcessLookupError):
                os.setpriority(os.PRIO_PROCESS, each.pid, nice)

    def clock(self, offset: float) -> None:
        """Sets its clock so many seconds away from the host's."""
        self._job({"clock": time.time() + offset}).wait(10)

    def slow(self, delay_ms: float, loss_percent: float) -> None:
        """A longer round trip, and packets lost each way; 0, 0 ends it."""
        words = [f"{delay_ms * 500:.0f}", f"{loss_percent:g}"]
        done = self.run(["bash", "-c", _SLOW, "slow", *words], 30, "/")
        if not done.good:
            raise LabError(f"the link of workstation {self.w} could not be slowed: {done.err or done.out}")

    def _job(self, request: dict[str, object]) -> Job:
        if not self.power:
            raise LabError(f"workstation {self.w} {self._ended() if self.process else 'is off'}")
        try:
            connection = self._network.connect(control_address(self.w), agent.PORT, 10)
        except OSError as error:
            raise LabError(f"workstation {self.w} does not answer: {error}") from error
        job = Job(connection, request, lambda: self.power)
        self._jobs = [each for each in self._jobs if each.running] + [job]
        return job

    def _answers(self) -> bool:
        if not self.power:
            raise LabError(f"workstation {self.w} {self._ended()}")
        try:
            connection = self._network.connect(control_address(self.w), agent.PORT, 1)
        except OSError:
            return False
        connection.close()
        return True

    def _ended(self) -> str:
        log = (self._folder / f"workstation-{self.w}.log").read_text(encoding="utf-8", errors="replace")
        return f"ended by itself: {log[-1500:]}"

    def _kernel_words(self, first: Path) -> list[str]:
        w = self.w
        return [
            f"umid=workstation-{w}",
            f"uml_dir={self._folder}/uml/",
            f"mem={MEMORY}",
            "root=/dev/root",
            "rootfstype=hostfs",
            "rootflags=/",
            "ro",
            f"init={first}",
            f"vec0:transport=raw,ifname={socket_of(f's{w}')},depth=128,gro=1,mac=52:54:00:77:00:{w:02x}",
            f"vec1:transport=raw,ifname={socket_of(f'c{w}')},depth=128,gro=1,mac=52:54:00:78:00:{w:02x}",
            "con0=null,fd:1",
            "con=null",
            "ssl=null",
        ]


def _memory_folder(folder: Path) -> str:
    """Where its memory is kept: a file system in memory, if it has room."""
    shared = Path("/dev/shm")
    room = os.statvfs(shared)
    if room.f_bavail * room.f_frsize >= 2 << 30:
        return str(shared)
    own = folder / "memory"
    own.mkdir(exist_ok=True)
    return str(own)
