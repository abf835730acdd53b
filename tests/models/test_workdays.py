"""The office's calendar: what ships is what the government decreed, and counting in it is exact."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import calendar_file
from models.errors import BadInput
from models.worktime import Calendar, Holiday, add_months

SHIPPED = Path(__file__).parents[2] / "resources" / "calendars"
CALENDAR = calendar_file.read(SHIPPED)
DAYS = st.dates(date(2023, 1, 1), date(2029, 12, 31))


def counted_one_by_one(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= CALENDAR.is_working(day)
    return day


def test_five_working_days_after_17_march_2026_is_the_31st() -> None:
    assert CALENDAR.add_working_days(date(2026, 3, 17), 5) == date(2026, 3, 31)


def test_the_shipped_days_off_are_those_of_the_library_for_every_day_of_2024_to_2027() -> None:
    oracle = holidays.Indonesia(years=range(2024, 2028), categories=("public", "government"))
    day = date(2024, 1, 1)
    while day < date(2028, 1, 1):
        assert (day in CALENDAR.days) == (day in oracle), day
        assert CALENDAR.is_working(day) == (day.weekday() < 5 and day not in oracle), day
        day += timedelta(days=1)
    assert CALENDAR.years == {2024, 2025, 2026, 2027}


def test_cuti_bersama_and_national_holidays_are_told_apart() -> None:
    assert CALENDAR.days[date(2026, 3, 18)] == Holiday("Cuti Bersama Hari Suci Nyepi", "cuti")
    assert CALENDAR.days[date(2026, 3, 19)].kind == "libur"
    assert CALENDAR.days[date(2025, 8, 18)].kind == "cuti"
    assert not any("perkiraan" in holiday.name for holiday in CALENDAR.days.values())


@pytest.mark.parametrize(("year", "working"), [(2025, 237), (2026, 240), (2027, 242)])
def test_a_year_has_the_working_days_that_the_office_counts(year: int, working: int) -> None:
    assert CALENDAR.between(date(year - 1, 12, 31), date(year, 12, 31)) == working


def test_working_days_run_across_new_year() -> None:
    # 24, 25 December 2026 and 1, 5 January 2027 are off, and the 26th, 27th, 2nd and 3rd are a weekend.
    assert CALENDAR.add_working_days(date(2026, 12, 23), 1) == date(2026, 12, 28)
    assert CALENDAR.add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 4)
    assert CALENDAR.add_working_days(date(2026, 12, 31), 2) == date(2027, 1, 6)


def test_a_day_off_rolls_to_the_next_working_day_and_a_working_day_stays() -> None:
    assert CALENDAR.roll(date(2026, 3, 18)) == date(2026, 3, 25)
    assert CALENDAR.roll(date(2026, 3, 25)) == date(2026, 3, 25)
    assert CALENDAR.roll(date(2026, 11, 21)) == date(2026, 11, 23)


@given(day=DAYS, count=st.integers(1, 300))
def test_adding_working_days_is_the_same_as_counting_them_one_by_one(day: date, count: int) -> None:
    assert CALENDAR.add_working_days(day, count) == counted_one_by_one(day, count)


@given(day=DAYS, count=st.integers(0, 300))
def test_the_days_added_are_the_days_between(day: date, count: int) -> None:
    found = CALENDAR.add_working_days(day, count)
    assert CALENDAR.is_working(found)
    if count:
        assert CALENDAR.between(day, found) == count


@given(first=DAYS, length=st.integers(0, 900))
def test_the_days_between_are_those_counted_one_by_one(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    days = (first + timedelta(days=n) for n in range(1, length + 1))
    assert CALENDAR.between(first, last) == sum(map(CALENDAR.is_working, days))
    assert CALENDAR.between(last, first) == -CALENDAR.between(first, last)


@given(day=st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_a_year_without_calendar_still_knows_its_weekends(day: date) -> None:
    assert Calendar().is_working(day) == (day.weekday() < 5)
    assert not Calendar().knows(day, day)
    assert Calendar().add_working_days(day, 5) == Calendar().roll(day + timedelta(days=7)) or day.weekday() > 4


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 8, 31), 4, date(2026, 12, 31)),
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 5, 31), 1, date(2026, 6, 30)),
    ],
)
def test_a_month_later_is_the_same_date_or_the_last_day(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_a_folder_without_calendars_knows_no_year(tmp_path: Path) -> None:
    assert calendar_file.read(tmp_path).years == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "year = ",
        "days = []",
        'year = "2026"\ndays = []',
        "year = 2026",
        "year = 2026\ndays = [5]",
        'year = 2026\n[[days]]\nname = "Libur"\nkind = "libur"',
        'year = 2026\n[[days]]\ndate = 2025-01-01\nname = "Libur"\nkind = "libur"',
        'year = 2026\n[[days]]\ndate = 2026-01-01T00:00:00\nname = "Libur"\nkind = "libur"',
        'year = 2026\n[[days]]\ndate = 2026-01-01\nname = " "\nkind = "libur"',
        'year = 2026\n[[days]]\ndate = 2026-01-01\nname = "Libur"\nkind = "pesta"',
        'year = 2026\n[[days]]\ndate = 2026-01-01\nname = "Libur"\nkind = ["libur"]',
        "year = 2026" + 2 * '\n[[days]]\ndate = 2026-01-01\nname = "Libur"\nkind = "libur"',
    ],
)
def test_a_wrong_calendar_is_refused_by_its_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "2026.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        calendar_file.read(tmp_path)
    assert caught.value.facts["problem"] == "bad_calendar"
    assert caught.value.facts["field"] == "2026.toml"
    assert caught.value.facts["place"]


def test_a_calendar_in_other_bytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2026.toml").write_bytes(b"year = 2026 # \xff")
    with pytest.raises(BadInput):
        calendar_file.read(tmp_path)
