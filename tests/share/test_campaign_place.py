"""The disk fills up, the share becomes read-only, the file is exchanged: told in one word, and nothing half saved."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pikepdf
import pytest

from tests.share.campaign.campaign import Campaign, said, until
from tests.share.campaign.office import WRITER, found_campaign
from tests.share.conftest import Figures
from tests.share.lab.jobs import Done
from tests.share.lab.lab import Lab

UNAVAILABLE = 3
SIZE = 2_000_000


@pytest.fixture
def thick_pdf(lab: Lab, room: Path) -> Path:
    """A letter of two megabytes on the workstations' own side."""
    path = lab.exchange / f"{room.name}.pdf"
    with pikepdf.Pdf.new() as made:
        made.add_blank_page()
        made.Root.Isi = made.make_stream(os.urandom(SIZE))
        made.save(path)
    return path


def attached(lab: Lab, campaign: Campaign, letter: Path) -> Done:
    words = ("project", "attach", "PRJ-2026-002", f"ND={letter}", "--letter-number", "B-2/2026", "--yes")
    dated = ("--letter-date", "2026-11-20", "--letter-subject", "Hal")
    argv = [lab.python, "-m", "desktop", "--database", campaign.place, "--as", WRITER, "--json", *words, *dated]
    return lab.run(1, argv, timeout=90)


def test_a_disk_that_fills_up_refuses_saves_and_takes_them_again_once_freed(lab: Lab, room: Path, figures: Figures):
    campaign = Campaign(lab, room.name)
    workers = [campaign.worker(1, 2), campaign.worker(2, 3)]
    lab.fill()
    try:
        until(workers[0], "answered full", 60)
    finally:
        lab.free()
    for job in workers:
        said(job)
        until(job, "answered saved", 30)
    verdict = campaign.end_of(workers)
    figures("disk full in the middle of saves, then freed", verdict)
    assert verdict.clean, verdict


def test_a_document_that_does_not_fit_leaves_no_row_and_no_file_that_passes_for_it(
    lab: Lab, room: Path, thick_pdf: Path, figures: Figures
):
    campaign = Campaign(lab, room.name)
    lab.fill(700)
    try:
        refused = attached(lab, campaign, thick_pdf)
    finally:
        lab.free()
    assert refused.status == UNAVAILABLE, refused.out + refused.err
    assert not [path for path in campaign.host.parent.rglob("*.pdf") if path.stat().st_size > SIZE / 2]
    verdict = campaign.verdict()
    assert verdict.clean, verdict
    taken = attached(lab, campaign, thick_pdf)
    assert taken.good, taken.err
    assert campaign.verdict().clean
    figures(f"2 MB into 0.7 MB: {json.loads(refused.err or refused.out)}", campaign.verdict())


def test_a_share_that_becomes_read_only_says_so_and_is_written_again_afterwards(lab: Lab, room: Path, figures: Figures):
    campaign = Campaign(lab, room.name)
    workers = [campaign.worker(1, 2), campaign.worker(2, 3)]
    lab.read_only(True)
    try:
        for job in workers:
            until(job, ("answered readonly", "looked readonly"), 60)  # a save that was cut off cannot be rolled back
    finally:
        lab.read_only(False)
    for job in workers:
        said(job)
        until(job, "answered saved", 60)
    verdict = campaign.end_of(workers)
    figures("read-only in the middle of saves, then writable", verdict)
    assert verdict.clean, verdict


def test_an_office_that_is_exchanged_under_the_program_gets_no_save_that_was_meant_for_the_other(
    lab: Lab, room: Path, figures: Figures
):
    campaign = Campaign(lab, room.name)
    (lab.server_files / room.name / "lain").mkdir()
    other = found_campaign(lab.server_files / room.name / "lain", 5)
    kept = campaign.host.with_name("lama.db")
    writers = campaign.savers(1, 2, 1, 20, pause=1)
    campaign.noted("saved")
    campaign.noted("saved")
    kept.hardlink_to(campaign.host)  # the writer pauses now
    other.replace(campaign.host)
    campaign.noted("trouble", 30)
    assert writers.wait(60).good
    campaign.host.rename(other)
    kept.rename(campaign.host)
    verdict = campaign.verdict(also=other)
    figures("another office put in the place of the file", verdict)
    assert verdict.clean, verdict
    told = {answer for answer in ("replaced", "cannot_open", "vanished") if verdict.answers[answer]}
    assert told, "what SQLite is told while the client still mixes both files up is one of these"
