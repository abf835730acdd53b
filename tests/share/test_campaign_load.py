"""Many save at once, some are killed, the server crashes, a reader lingers, backups run: what was saved stays saved."""

from __future__ import annotations

import time
from pathlib import Path

from tests.share.campaign.campaign import Campaign, until
from tests.share.campaign.judge import quantile
from tests.share.conftest import Figures
from tests.share.lab.lab import Lab

READER = """
import sqlite3, sys, time
from models.storage import smb_locking
smb_locking.install()
c = sqlite3.connect(sys.argv[1], isolation_level=None)
for _ in range(int(sys.argv[2])):
    c.execute("BEGIN")
    c.execute("SELECT count(*) FROM ledger").fetchone()
    print("reading", flush=True)
    time.sleep(float(sys.argv[3]))
    c.execute("COMMIT")
    time.sleep(1)
"""
DAY = 86_400


def finished(*jobs) -> list[int]:
    """How many each driver has killed, once all have ended well."""
    done = [job.wait(150) for job in jobs]
    assert all(each.good for each in done), [each.err[-2000:] for each in done]
    return [int(each.out.split()[-1]) for each in done]


def test_writers_of_two_workstations_are_killed_at_random_and_nothing_is_lost(lab: Lab, room: Path, figures: Figures):
    campaign = Campaign(lab, room.name)
    jobs = [campaign.savers(w, first, 4, 22, kill=1.6) for w, first in ((1, 2), (2, 6))]
    killed = finished(*jobs)
    verdict = campaign.verdict()
    opened = f"the office open after p50 {quantile(verdict.opened, 0.5):.1f}, max {verdict.opened[-1]:.1f} s"
    figures(f"8 writers started at once, without a pause; {sum(killed)} killed; {opened}", verdict)
    assert verdict.clean, verdict
    assert sum(killed) >= 10
    assert verdict.opened[-1] <= 20


def test_a_server_that_crashes_in_the_middle_loses_nothing_and_work_goes_on(lab: Lab, room: Path, figures: Figures):
    campaign = Campaign(lab, room.name)
    workers = [campaign.worker(1, 2), campaign.worker(2, 3)]
    back = [campaign.crash_of_the_server(workers, pause) for pause in (0.2, 3.0)]
    verdict = campaign.end_of(workers)
    figures(f"seconds from the server's start to the next save of each: {back}", verdict)
    assert verdict.clean, verdict
    assert max(max(each) for each in back) <= 15


def test_a_reader_that_holds_its_cursor_holds_up_nobody_longer_than_it_reads(lab: Lab, room: Path, figures: Figures):
    campaign = Campaign(lab, room.name)
    reader = lab.start(2, [lab.python, "-c", READER, campaign.place, 3, 3])
    assert reader.line() == "reading"
    finished(campaign.savers(1, 2, 2, 14))
    assert reader.wait(30).good
    verdict = campaign.verdict()
    figures("2 writers, and a reader that holds its cursor for 3 s, three times", verdict)
    assert verdict.clean, verdict
    assert not verdict.answers["busy"]
    assert 1 < verdict.took[-1] < 6


def test_a_clock_that_is_a_day_off_changes_no_order_and_no_lock(lab: Lab, room: Path, figures: Figures):
    campaign = Campaign(lab, room.name)
    lab.clock(2, DAY)
    try:
        finished(campaign.savers(1, 2, 2, 8), campaign.savers(2, 5, 2, 8))
    finally:
        lab.clock(2, 0)
    verdict = campaign.verdict()
    figures("2 + 2 writers, one workstation a day ahead", verdict)
    assert verdict.clean, verdict


def test_backups_during_writes_are_whole_and_a_killed_one_leaves_nothing_that_passes_for_one(
    lab: Lab, room: Path, figures: Figures
):
    campaign = Campaign(lab, room.name)
    writers = campaign.savers(1, 2, 3, 18)
    end, whole, killed = time.monotonic() + 14, 0, 0
    while time.monotonic() < end:
        job = lab.start(2, [lab.python, "-m", "tests.share.campaign.backing", campaign.place])
        until(job, "copying", 30)
        if whole > killed:
            job.kill()
            job.wait(10)
            killed += 1
        else:
            done = job.wait(60)
            assert done.good, done.err
            whole += 1
    finished(writers)
    published = campaign.published_backups()
    verdict = campaign.verdict()
    figures(f"{whole} backups made, {killed} killed, {len(published)} kept and whole", verdict)
    assert verdict.clean, verdict
    assert published  # of a day only the newest stays
    assert killed
