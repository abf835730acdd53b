"""Patience is for somebody else's lock; a share that does not answer at all uses up none of it."""

from __future__ import annotations

import sqlite3

import pytest

from models.storage import faults


class Clock:
    """Time goes on only by pauses and by answers that take long."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(faults, "time", made)
    return made


def busy() -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = sqlite3.SQLITE_BUSY
    return error


def test_a_lock_that_stays_held_is_given_up_after_the_patience(clock: Clock):
    def refused() -> None:
        clock.now += 0.02
        raise busy()

    with pytest.raises(sqlite3.OperationalError):
        faults.retried(refused, 5.0)
    assert 5.0 <= clock.now < 5.5


def test_a_share_that_was_silent_for_longer_than_the_patience_is_asked_again(clock: Clock):
    answers = iter((7.0, 9.0))

    def silent_twice() -> None:
        took = next(answers, None)
        if took is not None:
            clock.now += took
            raise busy()

    faults.retried(silent_twice, 5.0)
    assert clock.now > 16


def test_only_long_silences_count(clock: Clock):
    clock.now = 3.0
    assert faults.silence(2.5) == 0.0
    assert faults.silence(1.0) == 2.0
