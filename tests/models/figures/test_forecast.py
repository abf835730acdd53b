"""Forecasts: drawn from history, honest where it is thin, the same for the same history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.board import ProjectState
from models.errors import RuleBroken
from models.figures.forecast import THIN, cases_of, forecast, working_range
from models.figures.history import History, PastProject, PastVisit, Stay
from models.sop.ranges import forward_steps
from models.worktime import Calendar, Counting
from tests.models.figures.made_history import made_history
from tests.models.office import CALENDAR, SOP

TODAY = date(2026, 11, 20)
WAY = (
    "submit_request", "forward_disposition", "submit_srs", "approve_review", "submit_first_test",
    "proceed_to_repair", "submit_final_test", "release", "close",
)  # fmt: skip


def closing_code() -> str:
    return next(d.code for d in SOP.steps[-1].decisions if d.kind.value == "close")


def walked(number: int, lengths: tuple[int, ...], start: date = date(2026, 1, 5)) -> PastProject:
    """A closed project that took so many working days in each step, in one pass."""
    stays, day = list[Stay](), start
    for step, (length, code) in enumerate(zip(lengths, (*WAY[:-1], closing_code()), strict=True), 1):
        left = CALENDAR.add_working_days(day, length)
        stays.append(Stay(step, 1, day, left, code, "", False, Counting.CALENDAR, ()))
        day = left
    state = ProjectState.MAINTENANCE
    return PastProject(number, f"PRJ-{number}", "Sistem", "Tim", state, SOP, start, day, (), tuple(stays))


def standing(number: int, step: int, entered: date, stops: tuple[PastVisit, ...] = ()) -> PastProject:
    """A project that stands in a step."""
    stay = Stay(step, 1, entered, None, "", "", False, Counting.CALENDAR, stops)
    held = bool(stops) and stops[-1].until is None
    state = ProjectState.HELD if held else ProjectState.RUNNING
    return PastProject(number, f"PRJ-{number}", "Sistem", "Tim", state, SOP, entered, None, (), (stay,))


def history_of(*projects: PastProject, today: date = TODAY, calendar: Calendar = CALENDAR) -> History:
    return History(SOP, calendar, today, projects)


LENGTHS = (0, 1, 7, 12, 60, 4, 15, 5, 1)


def test_where_every_project_took_as_long_the_forecast_is_that_day():
    past = [walked(number, LENGTHS) for number in range(1, 9)]
    found = forecast(history_of(*past, standing(99, 5, TODAY)), 99)
    wanted = CALENDAR.add_working_days(TODAY, sum(LENGTHS[4:]))
    assert (found.p50, found.p85, found.p95) == (wanted, wanted, wanted)
    assert not found.thin
    assert found.finished_cases == 8
    assert [each.step for each in found.basis] == [5, 6, 7, 8, 9]
    assert all(each.cases == 8 for each in found.basis)


def test_days_already_spent_in_the_step_are_not_counted_again():
    past = [walked(number, LENGTHS) for number in range(1, 9)]
    entered = CALENDAR.add_working_days(date(2026, 10, 1), 0)
    spent = CALENDAR.between(entered, TODAY)
    assert 0 < spent < LENGTHS[4]
    found = forecast(history_of(*past, standing(99, 5, entered)), 99)
    assert found.p50 == CALENDAR.add_working_days(TODAY, sum(LENGTHS[4:]) - spent)


def test_a_step_with_few_cases_takes_the_standard_and_says_so():
    past = [walked(number, LENGTHS) for number in range(1, THIN)]
    found = forecast(history_of(*past, standing(99, 8, TODAY)), 99)
    assert found.thin
    assert [(each.step, each.cases, each.from_standard) for each in found.basis] == [(8, 4, True), (9, 4, True)]
    low = sum(working_range(SOP.step(step).standard)[0] for step in (8, 9))
    high = sum(working_range(SOP.step(step).standard)[1] for step in (8, 9))
    assert CALENDAR.add_working_days(TODAY, low) <= found.p50 <= found.p95 <= CALENDAR.add_working_days(TODAY, high)


def test_a_new_office_forecasts_by_the_standard_alone():
    found = forecast(history_of(standing(1, 1, TODAY)), 1)
    assert all(each.from_standard and each.cases == 0 for each in found.basis)
    assert found.sop_first <= found.p50 <= found.sop_last


def test_longer_than_all_history_is_said():
    past = [walked(number, LENGTHS) for number in range(1, 9)]
    found = forecast(history_of(*past, standing(99, 6, date(2026, 9, 1))), 99)
    assert found.basis[0].overrun
    assert found.p50 > TODAY
    assert found.sop_last < TODAY


def test_a_case_that_had_left_by_now_is_no_case_for_what_remains():
    past = [walked(number, LENGTHS) for number in range(1, 9)]
    longer = [walked(number, (*LENGTHS[:5], 9, *LENGTHS[6:])) for number in range(10, 12)]
    entered = date(2026, 11, 16)
    assert CALENDAR.between(entered, TODAY) == LENGTHS[5]
    found = forecast(history_of(*past, *longer, standing(99, 6, entered)), 99)
    rest = 9 - LENGTHS[5] + sum(LENGTHS[6:])
    assert found.p50 == CALENDAR.add_working_days(TODAY, rest)
    assert not found.basis[0].overrun


def test_a_return_in_history_makes_the_late_days_later():
    past = [walked(number, LENGTHS) for number in range(1, 9)]
    back = [returned(number) for number in range(20, 24)]
    calm = forecast(history_of(*past, standing(99, 8, TODAY)), 99)
    rough = forecast(history_of(*past, *back, standing(99, 8, TODAY)), 99)
    assert rough.p95 > calm.p95


def returned(number: int) -> PastProject:
    """A closed project that failed its last test once."""
    whole = walked(number, LENGTHS)
    eighth = whole.stays[7]
    failed = eighth._replace(result="fail_final_test")
    again = whole.stays[6]._replace(round=2, entered=eighth.left, left=CALENDAR.add_working_days(eighth.left, 15))
    last = eighth._replace(round=2, entered=again.left, left=CALENDAR.add_working_days(again.left, 5))
    return whole._replace(stays=(*whole.stays[:7], failed, again, last, whole.stays[8]), ended=whole.ended)


def test_a_step_that_was_only_ever_sent_back_falls_back_to_the_standard():
    sent_back = [returned(number)._replace(stays=returned(number).stays[:8]) for number in range(1, 9)]
    found = forecast(history_of(*sent_back, standing(99, 8, TODAY)), 99)
    assert found.basis[0].cases == 8
    assert found.basis[0].from_standard


def test_a_held_project_goes_on_when_it_is_expected_to():
    past = [walked(number, LENGTHS) for number in range(1, 9)]
    held = standing(99, 8, date(2026, 11, 18), (PastVisit(date(2026, 11, 18), None, "Menunggu"),))
    expected = date(2026, 12, 7)
    found = forecast(history_of(*past, held), 99, expected)
    assert found.held
    assert found.from_day == expected
    assert found.p50 == CALENDAR.add_working_days(expected, LENGTHS[7] + LENGTHS[8])
    assert forecast(history_of(*past, held), 99).from_day == TODAY


def test_the_same_history_gives_the_same_answer_and_an_ended_project_none():
    history = made_history(SOP, CALENDAR, 120, today=TODAY)
    running = next(each for each in history.projects if not each.state.ended)
    assert forecast(history, running.id) == forecast(history, running.id)
    over = next(each for each in history.projects if each.state.ended)
    for project_id in (over.id, 100_000):
        with pytest.raises(RuleBroken):
            forecast(history, project_id)


def test_a_year_without_holidays_is_said():
    bare = replace(CALENDAR, years=frozenset({2026}))
    found = forecast(history_of(standing(1, 5, TODAY), calendar=bare), 1)
    assert not found.charted


def test_another_procedure_lends_no_cases():
    foreign = replace(SOP, code="SOP-LAIN")
    past = [walked(number, LENGTHS)._replace(sop=foreign) for number in range(1, 9)]
    assert cases_of(history_of(*past), SOP) == {}


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.integers(1, 60))
def test_the_three_days_stand_in_order_after_today_and_on_working_days(seed: int, count: int):
    history = made_history(SOP, CALENDAR, count, seed, TODAY)
    for project in history.projects:
        if not project.state.ended:
            found = forecast(history, project.id, runs=200)
            assert TODAY <= found.p50 <= found.p85 <= found.p95
            assert found.sop_first <= found.sop_last
            assert all(CALENDAR.is_working(day) for day in (found.p50, found.p85, found.p95))
            assert [each.step for each in found.basis] == [s.number for s in forward_steps(SOP, found.step)]


def test_the_own_range_gives_a_pause_back():
    stops = (PastVisit(date(2026, 11, 2), date(2026, 11, 9), "Menunggu"),)
    plain, paused = (forecast(history_of(standing(1, 4, date(2026, 11, 2), each)), 1, runs=100) for each in ((), stops))
    assert paused.sop_last - plain.sop_last >= timedelta(days=5)
