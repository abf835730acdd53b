"""The laboratory keeps its word: what it says it does to a share is what the workstations see."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.share.lab import agent
from tests.share.lab.lab import Lab, remove_abandoned
from tests.share.lab.processes import LabError, succeeds, wait_for

WRITE = "import os,sys; f=open(sys.argv[1],'wb'); f.write(b'x'*int(sys.argv[2])); f.flush(); os.fsync(f.fileno())"
LATE = "import sys; f=open(sys.argv[1],'wb',0); print('open',flush=True); sys.stdin.readline(); f.write(b'x')"
LOCK = (
    "import fcntl,sys; f=open(sys.argv[1],'a+'); fcntl.lockf(f,fcntl.LOCK_EX|fcntl.LOCK_NB); print('held',flush=True)"
)


def written(lab: Lab, w: int, path: Path, size: int = 10) -> bool:
    return lab.run(w, [lab.python, "-c", WRITE, path, size], timeout=30).good


def test_what_one_workstation_writes_the_other_reads(lab: Lab, room: Path):
    assert lab.run(1, ["sh", "-c", f"echo salam > {room}/surat"]).good
    assert lab.run(2, ["cat", room / "surat"]).out == "salam\n"
    assert (lab.server_files / room.name / "surat").read_text(encoding="utf-8") == "salam\n"


def test_output_status_and_kill_come_back_as_they_are(lab: Lab):
    done = lab.run(1, ["sh", "-c", "echo keluar; echo galat >&2; exit 7"])
    assert (done.status, done.out, done.err) == (7, "keluar\n", "galat\n")
    job = lab.start(1, ["sh", "-c", "echo siap; exec sleep 100"])
    assert job.line() == "siap"
    lab.kill(job)
    assert job.wait(10).status == 128 + signal.SIGKILL
    assert lab.run(1, ["sleep", 100], timeout=0.5).status == 124


def test_the_last_words_of_a_command_come_before_its_status_however_late_they_are_read(monkeypatch):
    read = os.read

    def put_off(source: int, size: int) -> bytes:
        words = read(source, size)
        time.sleep(2 * agent.QUIET)
        return words

    monkeypatch.setattr(os, "read", put_off)
    here, there = socket.socketpair()
    request = {"folder": "/", "argv": ["echo", "akhir"], "environment": {}}
    with there, there.makefile("rb") as stream, here:
        command = agent.Command(there, stream, request)
        running = threading.Thread(target=command.run)
        with command._process:
            running.start()
            assert here.recv(100) == agent.frame(b"o", b"akhir\n")
            assert here.recv(100) == agent.frame(b"x", b"0")
            here.shutdown(socket.SHUT_WR)
            running.join()


def test_a_lock_of_one_workstation_is_refused_to_the_other_but_not_with_nobrl(lab: Lab, room: Path):
    wait = "; import time; time.sleep(100)"
    for options, expected in (("", False), ("nobrl", True)):
        for w in (1, 2):
            lab.remount(w, options, force=True)
        holder = lab.start(1, [lab.python, "-c", LOCK + wait, room / "kunci"])
        assert holder.line() == "held"
        assert lab.run(2, [lab.python, "-c", LOCK, room / "kunci"]).good is expected
        holder.end()


def test_a_cut_link_silences_one_workstation_only_and_heals(lab: Lab, room: Path):
    assert written(lab, 1, room / "a")
    lab.cut(1)
    assert lab.run(1, ["cat", room / "a"], timeout=2).status == 124
    assert written(lab, 2, room / "b")
    lab.restore(1)
    assert lab.run(1, ["cat", room / "b"], timeout=60).good


def test_nothing_of_a_workstation_that_is_cut_off_reaches_the_server(lab: Lab, room: Path):
    for w in (1, 2):
        job = lab.start(w, [lab.python, "-c", LATE, room / f"dari-{w}"])
        assert job.line() == "open"
        lab.cut(w)
        job.write("now\n")
        with pytest.raises(TimeoutError):
            job.wait(3)
        assert not (lab.server_files / room.name / f"dari-{w}").stat().st_size
        lab.restore(w)
        assert job.wait(60).good  # a share that is given up with a write under way may bring its kernel down


def test_a_full_disk_refuses_until_it_is_freed(lab: Lab, room: Path):
    lab.fill(500)
    try:
        assert not written(lab, 1, room / "a", 3_000_000)
    finally:
        lab.free()
    assert written(lab, 1, room / "a", 3_000_000)


def test_a_read_only_share_refuses_until_it_is_writable_again(lab: Lab, room: Path):
    lab.read_only(True)
    try:
        wait_for("the rule is in force", lambda: not written(lab, 1, room / "a"), 20)
    finally:
        lab.read_only(False)
    wait_for("the rule is lifted", lambda: written(lab, 1, room / "a"), 20)


def test_a_crashed_server_comes_back_with_its_files(lab: Lab, room: Path):
    assert written(lab, 1, room / "a")
    lab.server_kill()
    lab.server_start()
    wait_for("the server is found again", lambda: lab.run(2, ["cat", room / "a"], timeout=30).good, 60)


def test_a_workstation_without_power_says_nothing_and_boots_again(lab: Lab, room: Path):
    job = lab.start(2, ["sleep", 100])
    lab.power_off(2)
    assert job.wait(10).status == 125
    with pytest.raises(LabError):
        lab.run(2, ["true"])
    lab.boot(2)
    assert written(lab, 2, room / "a")


def test_a_workstation_whose_kernel_panics_is_off(lab: Lab, room: Path):
    assert lab.run(2, ["sh", "-c", "echo c > /proc/sysrq-trigger"], 20).status == 125
    with pytest.raises(LabError, match="panic"):
        lab.run(2, ["true"])
    lab.boot(2)
    assert written(lab, 2, room / "a")


def test_one_clock_goes_wrong_alone(lab: Lab):
    def clock(w: int) -> float:
        return float(lab.run(w, [lab.python, "-c", "import time; print(time.time())"]).out)

    lab.clock(2, 86_400)
    try:
        assert 86_390 < clock(2) - clock(1) < 86_420
    finally:
        lab.clock(2, 0)
    assert abs(clock(2) - clock(1)) < 10


def test_a_slow_link_is_slow_and_fast_again(lab: Lab):
    ping = "import socket,time; t=time.monotonic(); socket.create_connection(('10.77.0.1',445)).close()"

    def trip() -> float:
        return float(lab.run(1, [lab.python, "-c", ping + "; print(time.monotonic()-t)"]).out)

    lab.slow(1, 200)
    try:
        assert trip() > 0.15
    finally:
        lab.slow(1, 0)
    assert min(trip() for _ in range(5)) < 0.15


def test_a_laboratory_whose_owner_was_killed_is_found_and_removed(lab: Lab, tmp_path: Path):
    code = (
        "import sys\nfrom pathlib import Path\nfrom tests.share.lab.lab import Lab\n"
        "made = Lab(Path(sys.argv[1]), 1)\nmade.up()\nprint(made._network.file, flush=True)\nsys.stdin.read()\n"
    )
    argv = [sys.executable, "-c", code, str(tmp_path / "lab")]
    with subprocess.Popen(argv, cwd=lab.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout
        network = Path(owner.stdout.readline().strip())
        assert network.exists()
        owner.kill()
    assert remove_abandoned() == [str(tmp_path / "lab")]
    assert not network.exists()
    assert not succeeds("mountpoint", tmp_path / "lab" / "server" / "disk")
    assert lab.run(1, ["true"]).good, "somebody else's laboratory was taken away"
