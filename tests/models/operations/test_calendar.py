"""The office's own days off: shared by all, refused with a reason, and never a change of what is finished."""

from __future__ import annotations

from datetime import date

import pytest

from models.errors import BadInput, RuleBroken
from models.requests import ReadCalendar, SetCalendar
from models.worktime import Calendar, Status
from tests.models.office import CALENDAR, Office, operation

HOLIDAY = date(2026, 3, 5)


def calendar(office: Office) -> Calendar:
    found = office.service.answer(ReadCalendar(), "tamu")
    assert isinstance(found, Calendar)
    return found


def declare(office: Office, *days: date, by: str = "semua", name: str = "Pilkada", kind: str = "libur") -> None:
    added = tuple((day, name, kind) for day in days)
    office.ask(SetCalendar(operation_id=operation(), added=added), by)


def take_away(office: Office, *days: date) -> None:
    office.ask(SetCalendar(operation_id=operation(), removed=days))


def bring(office: Office, content: str, name: str = "2028.csv") -> None:
    office.ask(SetCalendar(operation_id=operation(), content=content.encode(), name=name))


def problem(office: Office, *days: date, **values: str) -> str:
    with pytest.raises(BadInput) as caught:
        declare(office, *days, **values)
    return str(caught.value.facts["problem"])


def test_the_shipped_calendar_is_in_force_until_somebody_edits_it(office: Office):
    assert calendar(office) == CALENDAR


def test_a_new_holiday_moves_the_deadlines_of_every_workstation(office: Office):
    office.walk(office.new(), "submit_request")
    other = office.another_service("PC-2")
    before = other.board("tamu").cards[0].clock
    declare(office, date(2026, 3, 4))
    after = other.board("tamu").cards[0].clock
    assert (before.due, after.due) == (date(2026, 3, 4), date(2026, 3, 5))


def test_a_holiday_that_is_taken_away_is_a_working_day_again(office: Office):
    nyepi = date(2026, 3, 19)
    assert nyepi in CALENDAR.days
    take_away(office, nyepi)
    assert calendar(office).is_working(nyepi)
    declare(office, nyepi, name="Nyepi")
    assert not calendar(office).is_working(nyepi)


def test_finished_visits_keep_their_counting_when_the_calendar_changes(office: Office):
    card = office.walk(office.new(), "submit_request")
    office.pass_days(3)
    card = office.walk(card, "forward_disposition")
    before = [visit.clock for visit in office.project(card.id).visits if visit.left]
    assert before[1].status is Status.LATE
    office.pass_days(1)
    declare(office, date(2026, 3, 3), date(2026, 3, 4))
    assert [visit.clock for visit in office.project(card.id).visits if visit.left] == before


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 3, 7)])
def test_a_holiday_on_a_weekend_is_refused(office: Office, day: date):
    assert problem(office, day) == "holiday_weekend"


def test_a_holiday_twice_is_refused(office: Office):
    assert problem(office, HOLIDAY, HOLIDAY) == "holiday_twice"
    assert problem(office, date(2026, 1, 1)) == "holiday_twice"
    declare(office, HOLIDAY)
    assert problem(office, HOLIDAY) == "holiday_twice"


def test_holidays_of_an_unknown_year_or_kind_or_without_a_name_are_refused(office: Office):
    assert problem(office, date(2031, 1, 1)) == "calendar_missing"
    assert problem(office, HOLIDAY, kind="piknik") == "unknown_choice"
    assert problem(office, HOLIDAY, name=" \u200b ") == "blank"
    with pytest.raises(BadInput, match="holiday_unknown"):
        take_away(office, HOLIDAY)


def test_only_an_administrator_edits_the_calendar(office: Office):
    with pytest.raises(RuleBroken):
        declare(office, HOLIDAY, by="hendra")


def test_a_file_makes_a_new_year_known_from_its_beginning(office: Office):
    bring(office, "Tanggal;Nama;Jenis\n2028-01-03;Tahun Baru;libur\n04/01/2028;Cuti Bersama;cuti\n")
    found = calendar(office)
    assert 2028 in found.years
    assert found.former == ()
    assert [found.days[date(2028, 1, day)].kind for day in (3, 4)] == ["libur", "cuti"]


def test_a_file_of_a_known_year_changes_only_what_differs(office: Office):
    lines = [f"{day},{holiday.name},{holiday.kind}" for day, holiday in CALENDAR.days.items() if day.year == 2027]
    with pytest.raises(BadInput, match="calendar_unchanged"):
        bring(office, "\n".join(lines), "2027.csv")
    bring(office, "\n".join([*lines[1:], "2027-03-02,Libur khusus,libur"]), "2027.csv")
    found = calendar(office)
    assert found.is_working(date(2027, 1, 1))
    assert not found.is_working(date(2027, 3, 2))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("", "2028.csv"),
        ("2028-01-03,Tahun Baru,libur\n2028-01-03,Lagi,libur", "2028.csv"),
        ("2028-01-03,Tahun Baru,libur\n2029-01-01,Lagi,libur", "2028.csv"),
        ("2028-13-03,Tahun Baru,libur", "2028.csv"),
        ("2028-01-03,,libur", "2028.csv"),
        ("2028-01-03,Pesta,pesta", "2028.csv"),
        ("year = 2028", "2028.toml"),
        ("bukan toml [", "2028.toml"),
        ("year = 1\ndays = []", "2028.toml"),
        ("x" * 300_000, "2028.csv"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_with_its_place(office: Office, content: str, name: str):
    with pytest.raises(BadInput):
        bring(office, content or "\n", name)
    assert calendar(office) == CALENDAR


def test_a_file_of_this_computer_is_read_where_it_lies_and_a_missing_one_is_refused(office: Office):
    path = office.folder / "2028.toml"
    with pytest.raises(BadInput, match="bad_calendar"):
        office.ask(SetCalendar(operation_id=operation(), source=str(path)))
    path.write_text('year = 2028\n[[days]]\ndate = 2028-01-03\nname = "Tahun Baru"\nkind = "libur"\n', "utf-8")
    office.ask(SetCalendar(operation_id=operation(), source=str(path)))
    assert 2028 in calendar(office).years
