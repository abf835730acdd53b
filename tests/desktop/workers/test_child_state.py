"""The state machine of a child process: what follows what, when its time is over, when the office counts as gone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.workers.child_state import TRANSITIONS, ChildEvent, ChildState, ChildWatch, OfficeReach
from desktop.workers.request_queue import Patience, RequestQueue
from models.requests import AddComment, ReadNews

PATIENCE = Patience(slow=2.0, gone=4.0, request=10.0, start=60.0, start_grace=4.0)
TO_WORK = (ChildEvent.STARTED, ChildEvent.AWAKE, ChildEvent.READY, ChildEvent.SENT)


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", clock)
    return clock


def watch_after(*events: ChildEvent) -> ChildWatch:
    watch = ChildWatch(PATIENCE)
    for event in events:
        watch.note(event)
    return watch


def request(wanted: object, deadline: float | None = None):
    return RequestQueue(PATIENCE.request).new("ratna", wanted, print, deadline)


def test_a_child_starts_opens_serves_works_and_reports_in_this_order():
    watch = ChildWatch(PATIENCE)
    states = []
    for event in (*TO_WORK, ChildEvent.PROGRESS, ChildEvent.PROGRESS, ChildEvent.ANSWERED):
        watch.note(event)
        states.append(watch.state.name)
    assert states == ["STARTING", "OPENING", "IDLE", "WORKING", "REPORTING", "REPORTING", "IDLE"]


@given(st.lists(st.sampled_from(ChildEvent)))
def test_after_any_events_a_request_is_out_only_after_it_was_sent_to_a_child_that_serves(events):
    watch = ChildWatch(PATIENCE)
    for event in events:
        before = watch.state
        watch.note(event)
        if watch.state is ChildState.WORKING is not before:
            assert (before, event) == (ChildState.IDLE, ChildEvent.SENT)
        assert watch.awaited == (watch.state not in (ChildState.NO_CHILD, ChildState.IDLE))
    watch.note(ChildEvent.KILLED)
    assert watch.state is ChildState.NO_CHILD


def test_every_state_but_none_can_be_reached_and_left():
    reached = {ChildState.NO_CHILD} | {to for (state, _), to in TRANSITIONS.items() if state is not to}
    assert reached == set(ChildState)
    assert {state for (state, _), to in TRANSITIONS.items() if state is not to} == set(ChildState)


def test_silence_is_told_as_slow_and_as_gone_once_each_until_the_office_is_heard(clock):
    watch, write = watch_after(*TO_WORK), request(AddComment(operation_id="a", project_id=1, version=1, text=""))
    assert list(watch.grown_worse(write)) == []
    clock.now += 2.1
    assert list(watch.grown_worse(write)) == [OfficeReach.SLOW]
    assert list(watch.grown_worse(write)) == []
    clock.now += 2.0
    assert list(watch.grown_worse(write)) == [OfficeReach.GONE]
    assert watch.back()
    assert not watch.back()


def test_a_long_read_may_be_silent_until_it_has_told_how_far_it_is(clock):
    watch, read = watch_after(*TO_WORK), request(ReadNews(0), 600.0)
    clock.now += 100
    assert list(watch.grown_worse(read)) == []
    watch.note(ChildEvent.PROGRESS)
    clock.now += 5
    assert list(watch.grown_worse(read)) == [OfficeReach.SLOW, OfficeReach.GONE]


@pytest.mark.parametrize(
    ("events", "asked", "seconds"),
    [
        (TO_WORK[:1], None, 64.0),  # start, after its grace
        (TO_WORK[:2], None, 10.0),  # opening the office: as long as a request
        (TO_WORK, request(ReadNews(0)), 10.0),
        (TO_WORK, request(ReadNews(0), 600.0), 600.0),
    ],
)
def test_each_state_has_its_own_deadline(clock, events, asked, seconds):
    watch = watch_after(*events)
    clock.now += seconds - 0.1
    assert not watch.overdue(asked)
    clock.now += 0.2
    assert watch.overdue(asked)


def test_only_three_deaths_in_a_row_before_the_child_serves_give_it_up():
    died_early = (ChildEvent.STARTED, ChildEvent.AWAKE, ChildEvent.DIED)
    assert not watch_after(*died_early * 2, *TO_WORK, ChildEvent.DIED, *died_early * 2).give_up()
    assert not watch_after(*(*TO_WORK, ChildEvent.DIED) * 5).give_up()
    assert not watch_after(*(ChildEvent.STARTED, ChildEvent.KILLED) * 5).give_up()
    watch = watch_after(*died_early * 3)
    assert watch.give_up()
    assert watch.reach is OfficeReach.GONE
    assert not watch.give_up()
