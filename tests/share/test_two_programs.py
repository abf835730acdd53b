"""Two programs on one computer: window and backup, two windows, window and command line."""

from __future__ import annotations

from pathlib import Path

from tests.share.campaign.campaign import Campaign
from tests.share.conftest import Figures
from tests.share.lab.jobs import Job
from tests.share.lab.lab import Lab

HANDLE = """
import fcntl, os, sys
fd = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT | int(sys.argv[2]))
print("open", flush=True)
for line in sys.stdin:
    kind = {"read": fcntl.LOCK_SH | fcntl.LOCK_NB, "write": fcntl.LOCK_EX | fcntl.LOCK_NB, "free": fcntl.LOCK_UN}
    try:
        fcntl.lockf(fd, kind[line.strip()], 1, 1 << 30)
        print("done", flush=True)
    except OSError:
        print("refused", flush=True)
"""
ADMINISTRATOR = "ratna"
INTO_FOLDER = 'mkdir -p "$0" && exec "$@" "$0/lajur.db"'
OTHER_FLAGS = 0o1000000  # O_NOATIME: a Linux client gives two programs with the same flags the same handle


def test_programs_side_by_side_on_one_computer_hold_up_no_other(lab: Lab, room: Path, figures: Figures):
    campaign = Campaign(lab, room.name)
    beside = campaign.savers(1, 2, 4, 20, pause=1, look=0.05)
    alone = campaign.savers(2, 7, 1, 20, pause=0.3)
    for job in (beside, alone):
        done = job.wait(120)
        assert done.good, done.err[-2000:]
    verdict = campaign.verdict()
    figures("4 programs on one workstation, 1 on the other", verdict)
    assert verdict.clean, verdict
    assert not verdict.answers["busy"]


def test_a_backup_a_check_and_a_copy_beside_a_window_hold_up_no_other_once_they_are_over(
    lab: Lab, room: Path, figures: Figures
):
    campaign = Campaign(lab, room.name)
    window = campaign.savers(1, 2, 1, 35, pause=100, look=0.05)
    alone = campaign.savers(2, 7, 1, 35, pause=0.3)
    over: list[str] = []
    while window.running and alone.running:
        works = {
            "backup": [lab.python, "-m", "tests.share.campaign.backing", campaign.place],
            "check": lajur(lab, "--database", campaign.place, "check"),
            "copy": [
                "sh",
                "-c",
                INTO_FOLDER,
                f"/run/home/{room.name}-{len(over)}",
                *lajur(lab, "copy", campaign.place),
            ],
        }
        work = list(works)[len(over) % len(works)]
        done = lab.run(1, works[work])
        assert done.good, done.out + done.err
        over.append(work)
    for job in (window, alone):
        assert job.wait(120).good
    verdict = campaign.verdict()
    figures(f"{over} beside a window that looks for news without a pause", verdict)
    assert verdict.clean, verdict
    assert len(over) > 2
    assert not verdict.answers["busy"]


def test_a_restoration_beside_windows_is_noticed_and_holds_up_nobody_afterwards(lab: Lab, room: Path, figures: Figures):
    campaign = Campaign(lab, room.name)
    here = ("--database", campaign.place)
    assert (made := lab.run(1, lajur(lab, *here, "backup"))).good, made.err
    windows: list[Job] = []
    for w, own in ((1, 2), (2, 3)):
        windows.append(campaign.savers(w, own, 1, 300, watch=True, look=0.05))
        campaign.noted("open")
    (name,) = campaign.published_backups()
    restored = lab.run(1, lajur(lab, *here, "restore", name), 120)
    assert restored.good, restored.out + restored.err
    afterwards = campaign.savers(2, 7, 2, 15, pause=0.5)
    assert afterwards.wait(120).good
    for job in windows:
        job.end()
    verdict = campaign.verdict()
    figures("two savers after a restoration beside two windows that look without a pause", verdict)
    assert verdict.clean, verdict
    assert verdict.answers["restored"] >= len(windows)
    assert not verdict.answers["busy"]


def lajur(lab: Lab, *words: object) -> list[object]:
    """The program's command line."""
    return [lab.python, "-m", "desktop", "--as", ADMINISTRATOR, *words]


def leaves_locks_behind(lab: Lab, place: Path) -> bool:
    """Whether this server keeps a read lock that one of two handles on a workstation gave back. Makes that file."""
    first, second, other = (
        lab.start(w, [lab.python, "-c", HANDLE, place, flags]) for w, flags in ((1, 0), (1, OTHER_FLAGS), (2, 0))
    )
    for job in (first, second, other):
        assert job.line(20) == "open"

    def ask(job: Job, lock: str) -> str:
        job.write(f"{lock}\n")
        return job.line(20)

    together = [ask(job, lock) for lock in ("read", "free") for job in (first, second)]
    behind = ask(other, "write") == "refused"
    one_by_one = [ask(job, lock) for job in (first, second) for lock in ("read", "free")]
    assert {*together, *one_by_one, ask(other, "write")} == {"done"}
    for job in (first, second, other):
        job.end_input()
        assert job.wait(20).good
    return behind


def test_what_the_turn_is_for(lab: Lab, room: Path, figures: Figures):
    """Says whether this server leaves locks behind; the tests above must hold whether it does or not."""
    behind = leaves_locks_behind(lab, room / "berkas")
    figures(f"a read lock of two handles on one workstation is {'left behind' if behind else 'given back'}")
