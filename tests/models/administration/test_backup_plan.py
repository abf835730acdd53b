"""Names of backups and which may go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.administration.backup import backup_name, expendable, moment_of
from models.upkeep import BackupFile, Keep

NOW = datetime(2026, 11, 22, 2, 15, 33, tzinfo=UTC)


def made(*moments: datetime) -> list[BackupFile]:
    return [BackupFile(backup_name("lajur", at, seconds=True), at, 1) for at in moments]


def days(number: int) -> list[BackupFile]:
    """One a day, the newest today."""
    return made(*(NOW - timedelta(days=each) for each in range(number)))


def test_a_name_tells_the_moment_in_wib_and_is_read_back():
    assert backup_name("lajur", NOW) == "lajur-2026-11-22T0915.db"
    assert moment_of("lajur", "lajur-2026-11-22T0915.db") == NOW.replace(second=0)
    assert moment_of("lajur", backup_name("lajur", NOW, seconds=True)) == NOW


@pytest.mark.parametrize(
    "name",
    [
        "lajur.db",
        "lain-2026-11-22T0915.db",
        "lajur-2026-13-40T0915.db",
        "lajur-2026-11-22T0915.db.sha256",
        "lajur-sebelum-pemulihan-2026-11-22T0915.db",
        "lajur-2026-11-22T0915 (2).db",
    ],
)
def test_other_files_are_no_backups(name: str):
    assert moment_of("lajur", name) is None


def test_the_newest_of_14_days_8_weeks_and_12_months_stay():
    backups = days(800)
    gone = expendable(backups, Keep(), lambda name: True)
    left = [each for each in backups if each.name not in gone]
    assert left[:14] == backups[:14]
    assert len(left) == 14 + 6 + 11  # two of the weeks and one of the months are among the days
    assert NOW - left[-1].at < timedelta(days=366)


def test_of_one_day_the_newest_stays():
    backups = made(NOW, NOW - timedelta(hours=1), NOW - timedelta(hours=2))
    assert expendable(backups, Keep(), lambda name: True) == (backups[2].name, backups[1].name)


def test_a_damaged_one_does_not_push_out_a_sound_one():
    backups = made(NOW, NOW - timedelta(hours=1), NOW - timedelta(hours=2))
    gone = expendable(backups, Keep(), lambda name: name == backups[1].name)
    assert backups[1].name not in gone


def test_where_nothing_is_sound_nothing_goes():
    assert expendable(days(60), Keep(1, 1, 1), lambda name: False) == ()


@given(
    st.lists(st.integers(0, 500_000), min_size=1, max_size=60, unique=True),
    st.sets(st.integers(0, 59)),
    st.builds(Keep, st.integers(1, 20), st.integers(1, 10), st.integers(1, 12)),
)
def test_the_last_sound_backup_never_goes(minutes: list[int], broken: set[int], keep: Keep):
    backups = made(*(NOW - timedelta(minutes=each) for each in minutes))
    sound = {each.name for index, each in enumerate(backups) if index not in broken}
    gone = set(expendable(backups, keep, lambda name: name in sound))
    assert len(backups) - len(gone) <= max(len(backups), keep.daily + keep.weekly + keep.monthly)
    if sound:
        assert sound - gone
