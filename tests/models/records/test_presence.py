"""Who is in: seen while they beat, gone when they leave, die or are only a leftover."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.records.presence import LEFTOVER, PATIENCE, SUFFIX, Attendance

NOW = datetime(2026, 11, 22, 2, 15, tzinfo=UTC)


class Ticks:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "lajur.db.hadir"


@pytest.fixture
def window(folder, ticks):
    def opened(workstation: str) -> Attendance:
        return Attendance(folder, workstation, lambda: NOW, ticks)

    return opened


def logins(present) -> list[str]:
    return sorted(each.login for each in present)


def grow_old(folder: Path, seconds: float, of: str = "") -> None:
    for path in folder.glob("*"):
        if of in path.read_text("utf-8"):
            then = path.stat().st_mtime - seconds
            os.utime(path, (then, then))


def test_two_windows_see_each_other_with_workstation_and_since(window):
    one, other = window("PC-IPDS-01"), window("PC-TU-02")
    assert logins(one.beat("sari")) == ["sari"]
    seen = other.beat("dimas")
    assert [(each.login, each.workstation, each.since, each.own) for each in seen] == [
        ("dimas", "PC-TU-02", NOW, True),
        ("sari", "PC-IPDS-01", NOW, False),
    ]
    assert logins(one.beat("sari")) == ["dimas", "sari"]


def test_who_leaves_is_gone_at_the_next_look(window):
    one, other = window("A"), window("B")
    one.beat("sari")
    other.beat("dimas")
    one.leave()
    assert logins(other.beat("dimas")) == ["dimas"]


def test_a_killed_window_is_gone_after_three_missed_beats(window, ticks):
    one, other = window("A"), window("B")
    one.beat("sari")
    assert logins(other.beat("dimas")) == ["dimas", "sari"]
    ticks.now += PATIENCE + 1
    assert logins(other.beat("dimas")) == ["dimas"]
    one.beat("sari")
    assert logins(other.beat("dimas")) == ["dimas", "sari"]


def test_a_workstation_whose_clock_is_a_day_off_is_seen_as_long_as_it_beats(window, folder):
    one, other = window("A"), window("B")
    one.beat("sari")
    grow_old(folder, LEFTOVER - 100, "sari")
    assert logins(other.beat("dimas")) == ["dimas"]
    one.beat("sari")
    grow_old(folder, LEFTOVER - 50, "sari")
    assert logins(other.beat("dimas")) == ["dimas", "sari"]


def test_the_file_of_a_window_that_died_yesterday_is_removed(window, folder):
    window("A").beat("sari")
    grow_old(folder, LEFTOVER + 100)
    window("B").beat("dimas")
    assert len(list(folder.iterdir())) == 1


def test_playing_another_member_changes_who_is_in(window):
    one, other = window("A"), window("B")
    one.beat("sari")
    one.beat("bagas")
    assert logins(other.beat("dimas")) == ["bagas", "dimas"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"login": 1}', b"\xff" * 5_000, b'{"login":"x","since":"y"}'])
def test_a_broken_sign_hides_nobody_else(window, folder, content):
    one = window("A")
    one.beat("sari")
    (folder / f"aneh{SUFFIX}").write_bytes(content)
    assert logins(window("B").beat("dimas")) == ["dimas", "sari"]


def test_where_nothing_can_be_written_one_only_sees_oneself(tmp_path):
    nowhere = Attendance(tmp_path / "tidak" / "ada", "A")
    assert logins(nowhere.beat("sari")) == ["sari"]
    nowhere.leave()


def test_names_from_the_share_are_cut_to_what_can_be_shown(window, folder):
    window("A" * 300 + "\n").beat("sa\x00ri\u202e")
    shown = window("B").beat("dimas")[1]
    assert (shown.login, len(shown.workstation)) == ("sari", 100)
