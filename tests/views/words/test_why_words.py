"""Mengapa?: the line of the SOP, the dates, the pauses, the holidays by name, the roll. With the shipped calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from models.project_file import HistoryLine, ProjectFile, Visit
from models.worktime import Calendar, run
from tests.models.office import CALENDAR
from tests.views.sample_project import sample_project
from views.words.why_words import WhyWords
from views.words.words import Words


def project_at(step: int, entered: date, today: date, pauses=(), held: bool = False) -> ProjectFile:
    project = sample_project()
    clock = run(project.sop.step(step).standard, entered, today, pauses, CALENDAR, held=held)
    card = replace(project.card, step=step, clock=clock)
    moment = datetime(entered.year, entered.month, entered.day, 2, 0, tzinfo=UTC)
    visit = Visit(step, 1, moment, None, "", "", "Rina", "", clock)
    return replace(project, card=card, visits=(visit,), history=())


def reasons(project: ProjectFile, today: date, calendar: Calendar = CALENDAR) -> dict[str, str]:
    found = WhyWords(Words(), project, calendar, today).reasons()
    return {reason.title: "\n".join(reason.lines) for reason in found}


def test_a_deadline_across_lebaran_2026_names_every_holiday_in_between():
    today = date(2026, 3, 20)
    found = reasons(project_at(6, date(2026, 3, 17), today), today)
    assert "langkah 6" in found["Dasar"]
    assert "3-7 Hari" in found["Dasar"]
    assert "Senin sampai Jumat" in found["Cara menghitung"]
    assert "Selasa, 17 Maret 2026" in found["Masuk langkah ini"]
    assert "Kamis, 19 Maret 2026: Hari Suci Nyepi" in found["Hari libur"]
    assert len(found["Hari libur"].splitlines()) == sum(
        date(2026, 3, 17) < day <= date(2026, 4, 2) and day.weekday() < 5 for day in CALENDAR.days
    )
    assert "Kamis, 2 April 2026" in found["Batas waktu"]


def test_a_deadline_that_rolls_says_from_where_and_past_which_holiday():
    today = date(2026, 3, 10)
    found = reasons(project_at(3, date(2026, 3, 6), today), today)
    assert "Jumat, 20 Maret 2026, yang bukan hari kerja" in found["Batas waktu"]
    assert found["Batas waktu"].endswith("Rabu, 25 Maret 2026.")
    assert "Jumat, 20 Maret 2026" in found["Hari libur"]


def test_pauses_are_told_with_reason_and_person():
    today = date(2026, 5, 20)
    pauses = ((date(2026, 5, 6), date(2026, 5, 11)), (date(2026, 5, 18), None))
    project = project_at(4, date(2026, 5, 4), today, pauses, held=True)
    history = tuple(
        HistoryLine(number, datetime(2026, 5, day, 3, 0, tzinfo=UTC), "Rina Puspita", "PC-1", deed, {"reason": "Cuti"})
        for number, (day, deed) in enumerate(((6, "hold_project"), (11, "resume_project"), (18, "hold_project")))
    )
    found = reasons(replace(project, history=history), today)
    assert "6 Mei 2026 sampai 11 Mei 2026, oleh Rina Puspita: Cuti." in found["Ditunda"]
    assert "sejak 18 Mei 2026" in found["Ditunda"]
    assert "terus mundur" in found["Batas waktu"]


def test_a_year_without_a_calendar_gives_no_deadline():
    today = date(2026, 12, 20)
    calendar = Calendar({}, frozenset({2026}))
    project = project_at(3, date(2026, 12, 18), today)
    clock = run(project.sop.step(3).standard, date(2026, 12, 18), today, (), calendar)
    found = reasons(replace(project, card=replace(project.card, clock=clock)), today, calendar)
    assert "Kalender 2027 belum ada" in found["Hari libur"]
    assert found["Batas waktu"].startswith("Belum pasti")


def test_the_wished_day_is_told_apart_from_the_standard():
    today = date(2026, 3, 10)
    project = project_at(3, date(2026, 3, 6), today)
    wished = replace(project, card=replace(project.card, wished=date(2026, 8, 17)))
    assert "bukan batas menurut SOP" in reasons(wished, today)["Tanggal yang diminta"]


def test_effort_in_minutes_is_no_deadline():
    today = date(2026, 3, 10)
    found = reasons(project_at(1, today, today), today)
    assert "bukan tenggat" in found["Dasar"]
    assert "Batas waktu" not in found
