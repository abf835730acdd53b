"""Step clocks: both ways of counting, pauses, the roll to a working day, and what can never happen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import calendar_file
from models.sop.procedure import StandardTime, TimeUnit
from models.worktime import Clock, Counting, Pause, Status, TimeOutcome, due, run, wib_date

CALENDAR = calendar_file.read(Path(__file__).parents[2] / "resources" / "calendars")
MINUTES = StandardTime(5, 5, TimeUnit.MINUTE, "5 menit")
DISPOSITION = StandardTime(1, 2, TimeUnit.DAY, "1-2 hari")
TEST_DAYS = StandardTime(3, 7, TimeUnit.DAY, "3-7 Hari")
TWO_WEEKS = StandardTime(1, 2, TimeUnit.WEEK, "1-2 Minggu")
FOUR_MONTHS = StandardTime(2, 4, TimeUnit.MONTH, "2-4 bulan")


def clock(
    standard: StandardTime,
    entered: date,
    today: date,
    *pauses: Pause,
    counting: Counting = Counting.CALENDAR,
    held: bool = False,
) -> Clock:
    return run(standard, entered, today, pauses, CALENDAR, counting, held)


def day(number: int, month: int = 11, year: int = 2026) -> date:
    return date(year, month, number)


def test_five_working_days_after_17_march_2026_end_on_the_31st() -> None:
    assert due(StandardTime(1, 5, TimeUnit.DAY, ""), date(2026, 3, 17), CALENDAR, Counting.CALENDAR) == date(
        2026, 3, 31
    )


def test_five_minutes_are_effort_and_never_late() -> None:
    reading = clock(MINUTES, day(2, 1), day(22))
    assert (reading.status, reading.limit, reading.due, reading.over) == (Status.NONE, 0, None, 0)
    assert reading.share == 0
    assert reading.outcome is TimeOutcome.NONE
    assert due(MINUTES, day(2), CALENDAR, Counting.CALENDAR) is None


def test_two_working_days_from_a_friday_end_on_tuesday() -> None:
    friday = day(20)
    readings = {number: clock(DISPOSITION, friday, day(number)) for number in range(20, 27)}
    assert [readings[number].day for number in range(20, 27)] == [0, 0, 0, 1, 2, 3, 4]
    assert readings[20].due == day(24)
    assert readings[23].status is Status.INSIDE
    assert readings[24].status is Status.NEAR
    assert (readings[25].status, readings[25].over) == (Status.LATE, 1)


def test_entering_on_a_sunday_is_day_zero_until_monday() -> None:
    assert clock(DISPOSITION, day(22), day(22)).day == 0
    assert clock(DISPOSITION, day(22), day(23)).day == 1
    assert clock(DISPOSITION, day(22), day(22)).due == day(24)


def test_a_working_day_clock_is_not_late_on_the_saturday_after_its_due_friday() -> None:
    assert clock(DISPOSITION, day(18), day(20)).due == day(20)
    assert clock(DISPOSITION, day(18), day(21)).status is Status.NEAR
    assert clock(DISPOSITION, day(18), day(23)).over == 1


@pytest.mark.parametrize(("used", "status"), [(5, Status.INSIDE), (6, Status.NEAR), (7, Status.NEAR), (8, Status.LATE)])
def test_near_begins_at_80_percent_of_the_maximum(used: int, status: Status) -> None:
    today = CALENDAR.add_working_days(day(2), used)
    assert clock(TEST_DAYS, day(2), today).status is status


def test_exactly_80_percent_is_near() -> None:
    five_days = StandardTime(1, 5, TimeUnit.DAY, "1-5 hari")
    assert clock(five_days, day(2), day(5)).status is Status.INSIDE
    assert clock(five_days, day(2), day(6)).status is Status.NEAR


def test_two_weeks_are_fourteen_calendar_days() -> None:
    reading = clock(TWO_WEEKS, day(10), day(22))
    assert (reading.day, reading.minimum, reading.limit, reading.due) == (12, 7, 14, day(24))
    assert reading.status is Status.NEAR
    assert not reading.working_days


def test_day_101_of_122_of_a_four_month_standard() -> None:
    reading = clock(FOUR_MONTHS, day(13, 8), day(22))
    assert (reading.day, reading.minimum, reading.limit) == (101, 61, 122)
    assert reading.due == day(14, 12)  # 13 December 2026 is a Sunday
    assert reading.status is Status.NEAR


def test_a_weekend_at_the_end_uses_up_nothing_and_makes_nobody_late() -> None:
    saturday = day(7)  # fourteen days later is Saturday the 21st, so the standard ends on Monday the 23rd
    readings = [clock(TWO_WEEKS, saturday, day(number)) for number in range(20, 26)]
    assert readings[0].due == day(23)
    assert [reading.day for reading in readings] == [13, 14, 14, 14, 15, 16]
    assert [reading.over for reading in readings] == [0, 0, 0, 0, 1, 2]
    assert [reading.gross for reading in readings] == [13, 14, 15, 16, 17, 18]


def test_a_standard_that_ends_in_lebaran_ends_after_it() -> None:
    assert clock(TWO_WEEKS, date(2026, 3, 5), date(2026, 3, 24)).due == date(2026, 3, 25)
    assert clock(TWO_WEEKS, date(2026, 3, 5), date(2026, 3, 24)).status is Status.NEAR


def test_month_ends_and_leap_days_shorten_the_standard() -> None:
    one_month = StandardTime(1, 1, TimeUnit.MONTH, "1 bulan")
    assert clock(one_month, date(2026, 1, 31), date(2026, 1, 31)).limit == 28
    assert clock(one_month, date(2024, 1, 31), date(2024, 1, 31)).limit == 29
    assert clock(one_month, date(2024, 1, 31), date(2024, 1, 31)).due == date(2024, 2, 29)


def test_everything_in_working_days_makes_five_of_a_week_and_twenty_of_a_month() -> None:
    weeks = clock(TWO_WEEKS, day(2), day(13), counting=Counting.WORKING)
    assert (weeks.day, weeks.minimum, weeks.limit, weeks.due) == (9, 5, 10, day(16))
    assert weeks.working_days
    months = clock(FOUR_MONTHS, day(2), day(2), counting=Counting.WORKING)
    assert (months.minimum, months.limit) == (40, 80)
    assert months.due == CALENDAR.add_working_days(day(2), 80)


def test_both_ways_of_counting_agree_on_days() -> None:
    for number in range(2, 30):
        assert clock(TEST_DAYS, day(2), day(number)) == clock(TEST_DAYS, day(2), day(number), counting=Counting.WORKING)


def test_a_pause_stops_the_day_and_moves_the_due_date() -> None:
    reading = clock(TWO_WEEKS, day(2), day(20), (day(5), day(12)))
    assert (reading.gross, reading.paused_days, reading.day, reading.limit) == (18, 7, 11, 14)
    assert reading.due == day(23)
    assert reading.status is Status.INSIDE


def test_a_pause_of_a_working_day_clock_gives_back_working_days() -> None:
    reading = clock(DISPOSITION, day(18), day(24), (day(19), day(23)))
    assert (reading.gross, reading.paused_days, reading.day, reading.due) == (4, 2, 2, day(24))


def test_a_project_that_waits_shows_the_day_on_which_it_stopped() -> None:
    readings = [clock(TWO_WEEKS, day(2), day(number), (day(6), None), held=True) for number in range(6, 29)]
    assert {reading.day for reading in readings} == {4}
    assert {reading.status for reading in readings} == {Status.PAUSED}
    assert {reading.over for reading in readings} == {0}


def test_a_pause_that_begins_after_the_due_date_forgives_nothing() -> None:
    late = clock(TWO_WEEKS, day(2), day(19))
    assert late.over == 3
    resumed = clock(TWO_WEEKS, day(2), day(27), (day(19), day(27)))
    assert (resumed.over, resumed.due, resumed.status) == (3, day(16), Status.LATE)
    assert clock(TWO_WEEKS, day(2), day(28), (day(19), day(27))).over == 4


def test_a_pause_that_begins_on_the_due_date_moves_it() -> None:
    resumed = clock(TWO_WEEKS, day(2), day(19), (day(16), day(19)))
    assert (resumed.day, resumed.due, resumed.over) == (14, day(19), 0)


def test_of_two_pauses_only_the_one_before_the_due_date_moves_it_and_both_are_taken_off() -> None:
    reading = clock(TWO_WEEKS, day(2), day(30), (day(5), day(7)), (day(20), day(24)))
    assert (reading.due, reading.paused_days, reading.over) == (day(18), 6, 8)


def test_a_pause_on_and_off_on_one_day_changes_nothing() -> None:
    assert clock(TWO_WEEKS, day(2), day(20), (day(5), day(5))) == clock(TWO_WEEKS, day(2), day(20))


def test_overlapping_pauses_give_no_day_back_twice() -> None:
    overlapping = clock(TWO_WEEKS, day(2), day(20), (day(8), day(12)), (day(5), day(10)), (day(6), day(7)))
    assert overlapping == clock(TWO_WEEKS, day(2), day(20), (day(5), day(12)))


def test_only_the_part_of_a_pause_inside_the_visit_counts() -> None:
    before = clock(TWO_WEEKS, day(9), day(20), (day(1), day(11)))
    assert before.paused_days == 2
    assert clock(TWO_WEEKS, day(9), day(20), (day(25), day(28))) == clock(TWO_WEEKS, day(9), day(20))


def test_a_finished_visit_was_early_on_time_or_late() -> None:
    assert clock(TEST_DAYS, day(2), day(4)).outcome is TimeOutcome.EARLY
    assert clock(TEST_DAYS, day(2), day(5)).outcome is TimeOutcome.ON_TIME
    assert clock(TEST_DAYS, day(2), day(11)).outcome is TimeOutcome.ON_TIME
    assert clock(TEST_DAYS, day(2), day(12)).outcome is TimeOutcome.LATE


def test_a_clock_set_back_shows_the_day_of_entry() -> None:
    assert clock(TWO_WEEKS, day(20), day(10)).day == 0


def test_a_year_without_calendar_is_said() -> None:
    assert clock(TWO_WEEKS, day(20, 12, 2027), day(21, 12, 2027)).uncharted
    assert not clock(TWO_WEEKS, day(1, 12, 2027), day(2, 12, 2027)).uncharted
    assert clock(TWO_WEEKS, day(1, 12, 2027), day(2, 1, 2028)).uncharted
    assert clock(MINUTES, day(1, 12, 2023), day(2, 1, 2024)).uncharted


def test_a_moment_of_the_evening_in_utc_is_the_next_day_in_bengkulu() -> None:
    assert wib_date(datetime(2026, 11, 22, 16, 59, tzinfo=UTC)) == day(22)
    assert wib_date(datetime(2026, 11, 22, 17, 0, tzinfo=UTC)) == day(23)
    assert wib_date(datetime(2026, 11, 22, 17, 0)) == day(23)
    assert wib_date(datetime(2026, 11, 22, 23, 30, tzinfo=timezone(timedelta(hours=7)))) == day(22)
    assert wib_date(datetime(2026, 12, 31, 18, 0, tzinfo=UTC)) == date(2027, 1, 1)


STANDARDS = st.builds(
    lambda low, more, unit: StandardTime(low, low + more, unit, ""),
    st.integers(1, 6),
    st.integers(0, 6),
    st.sampled_from([TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH]),
)
ENTRIES = st.dates(date(2024, 1, 1), date(2027, 6, 30))
LENGTHS = st.integers(0, 400)
WAYS = st.sampled_from(list(Counting))


@st.composite
def pauses_after(draw: st.DrawFn, entered: date) -> tuple[Pause, ...]:
    spans = draw(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 60)), max_size=3))
    return tuple((entered + timedelta(days=a), entered + timedelta(days=a + b)) for a, b in spans)


@given(data=st.data(), standard=STANDARDS, entered=ENTRIES, length=LENGTHS, way=WAYS)
def test_a_clock_keeps_its_promises(
    data: st.DataObject, standard: StandardTime, entered: date, length: int, way: Counting
) -> None:
    today = entered + timedelta(days=length)
    pauses = data.draw(pauses_after(entered))
    reading = run(standard, entered, today, pauses, CALENDAR, way)
    assert reading.due is not None
    assert CALENDAR.is_working(reading.due)
    assert reading.over == max(0, reading.day - reading.limit)
    assert (reading.status is Status.LATE) == (reading.over > 0)
    assert 0 <= reading.paused_days <= reading.gross
    assert reading.day <= reading.gross - reading.paused_days
    assert reading.minimum <= reading.limit
    if today <= reading.due:
        assert reading.over == 0
    if not reading.working_days:
        assert (reading.over > 0) == (today > reading.due) or pauses


@given(data=st.data(), standard=STANDARDS, entered=ENTRIES, length=LENGTHS, way=WAYS)
def test_a_day_later_the_clock_shows_the_same_or_one_more(
    data: st.DataObject, standard: StandardTime, entered: date, length: int, way: Counting
) -> None:
    today = entered + timedelta(days=length)
    pauses = data.draw(pauses_after(entered))
    now = run(standard, entered, today, pauses, CALENDAR, way)
    later = run(standard, entered, today + timedelta(days=1), pauses, CALENDAR, way)
    assert later.day - now.day in (0, 1)
    assert later.gross - now.gross in (0, 1)


@given(data=st.data(), standard=STANDARDS, entered=ENTRIES, length=LENGTHS, way=WAYS)
def test_a_pause_makes_nobody_late(
    data: st.DataObject, standard: StandardTime, entered: date, length: int, way: Counting
) -> None:
    today = entered + timedelta(days=length)
    pauses = data.draw(pauses_after(entered))
    without = run(standard, entered, today, (), CALENDAR, way)
    paused = run(standard, entered, today, pauses, CALENDAR, way)
    assert paused.over <= without.over
    assert paused.due is not None
    assert without.due is not None
    assert paused.due >= without.due
    assert paused.limit == without.limit


@given(standard=STANDARDS, entered=ENTRIES, length=LENGTHS, stop=LENGTHS, way=WAYS)
def test_while_a_project_waits_its_day_stands_still(
    standard: StandardTime, entered: date, length: int, stop: int, way: Counting
) -> None:
    stopped = entered + timedelta(days=stop)
    pause: tuple[Pause, ...] = ((stopped, None),)
    at_stop = run(standard, entered, stopped, pause, CALENDAR, way, held=True)
    later = run(standard, entered, stopped + timedelta(days=length), pause, CALENDAR, way, held=True)
    assert (later.day, later.over) == (at_stop.day, at_stop.over)


@given(standard=STANDARDS, entered=ENTRIES, way=WAYS)
def test_the_due_date_is_the_last_day_that_is_not_late(standard: StandardTime, entered: date, way: Counting) -> None:
    end = due(standard, entered, CALENDAR, way)
    assert end is not None
    assert run(standard, entered, end, (), CALENDAR, way).status is Status.NEAR
    next_working = CALENDAR.add_working_days(end, 1)
    assert run(standard, entered, next_working, (), CALENDAR, way).status is Status.LATE
    assert run(standard, entered, end, (), CALENDAR, way).due == end
