"""`lajur share-check` on two workstations: it passes a good mount and fails one that loses data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.share.lab.jobs import Done
from tests.share.lab.lab import Lab
from tests.share.test_two_programs import leaves_locks_behind

GOOD, UNAVAILABLE = 0, 3


def checked(lab: Lab, room: Path, *words: str) -> tuple[Done, Done]:
    """Both ends of a check, the first one leading."""
    program = [lab.python, "-m", "desktop", *words, "share-check", room, "--wait", 60]
    first = lab.start(1, program)
    second = lab.run(2, [*program, "--join"], timeout=180)
    return first.wait(180), second


def outcomes(done: Done) -> dict[str, str]:
    report = json.loads(done.out)["report"]
    return {trial["code"]: trial["outcome"] for trial in report["trials"]}


def test_a_good_mount_passes_every_trial_within_its_limit(lab: Lab, room: Path):
    leaves_locks = leaves_locks_behind(lab, room / "berkas")
    (lab.server_files / room.name / "berkas").unlink()
    first, second = checked(lab, room, "--json")
    assert (first.status, second.status) == (GOOD, GOOD), first.err + second.err
    found = outcomes(first)
    strict = ("place", "lock_from_first", "lock_from_second", "reader", "new_row", "new_file", "deletion", "rename")
    assert {code: found.get(code) for code in strict} == dict.fromkeys(strict, "passed")
    assert found["left_lock"] == ("warned" if leaves_locks else "passed")
    assert not [code for code, outcome in found.items() if outcome in {"failed", "unmeasured"}]
    assert json.loads(first.out)["report"]["second"]["name"] == "pc-2"
    assert not list((lab.server_files / room.name).iterdir())


def test_a_mount_without_locks_fails_and_says_how_to_mount_it(lab: Lab, room: Path):
    for w in (1, 2):
        lab.remount(w, "nobrl")
    first, _ = checked(lab, room)
    assert first.status == UNAVAILABLE
    assert "Tidak lulus   Kunci tulis komputer pertama dihormati komputer kedua" in first.out
    assert "Tidak lulus   Kunci tulis komputer kedua dihormati komputer pertama" in first.out
    assert "vers=3.1.1,cache=strict,actimeo=0,closetimeo=0,nosharesock" in first.out


def test_one_wrong_workstation_of_two_is_found_out(lab: Lab, room: Path):
    lab.remount(2, "nobrl")
    first, _ = checked(lab, room, "--json")
    assert first.status == UNAVAILABLE
    assert outcomes(first)["place"] == "passed"
    assert outcomes(first)["lock_from_second"] == "failed"


def test_default_caching_is_refused_by_its_place_whatever_the_trials_say(lab: Lab, room: Path):
    for w in (1, 2):
        lab.remount(w, "default")
    first, _ = checked(lab, room, "--json")
    assert first.status == UNAVAILABLE
    assert outcomes(first)["place"] == "failed"


def test_a_clock_a_day_off_is_a_warning_and_no_more(lab: Lab, room: Path):
    lab.clock(2, 86_400)
    try:
        first, _ = checked(lab, room, "--json")
    finally:
        lab.clock(2, 0)
    assert first.status == GOOD, first.err
    assert outcomes(first)["clock_first"] == "passed"
    assert outcomes(first)["clock_second"] == "warned"


def test_a_second_workstation_that_is_cut_off_leaves_the_check_unfinished(lab: Lab, room: Path):
    first = lab.start(1, [lab.python, "-m", "desktop", "--json", "share-check", room, "--wait", 3])
    done = first.wait(60)
    assert done.status == UNAVAILABLE
    assert outcomes(done)["second"] == "unmeasured"


@pytest.mark.parametrize("place", ["folder", "nowhere"])
def test_joining_where_nobody_waits_says_so(lab: Lab, room: Path, place: str):
    wanted = room if place == "folder" else room / "tidak" / "ada"
    done = lab.run(2, [lab.python, "-m", "desktop", "share-check", wanted, "--join", "--wait", 1])
    assert done.status == UNAVAILABLE
    assert "komputer pertama" in done.err


def test_the_result_is_kept_as_a_page(lab: Lab, room: Path):
    paper = lab.exchange / f"{room.name}.pdf"
    program = [lab.python, "-m", "desktop", "share-check", room]
    first = lab.start(1, [*program, "--out", paper])
    assert lab.run(2, [*program, "--join"], timeout=180).good
    assert first.wait(120).good
    assert paper.read_bytes().startswith(b"%PDF-")
