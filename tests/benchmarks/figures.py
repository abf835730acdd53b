"""Figures, forecasts and the periodic report at the size of many years: seconds where the goal is one, ratios else."""

from __future__ import annotations

import json
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop.workers.press_requests import RenderReport
from desktop.workers.press_service import PressService
from models.board import ProjectState
from models.figures.compute import Reading, figures
from models.figures.forecast import forecast
from models.figures.history import History, PastProject, Stay
from models.figures.periods import parse
from models.figures.values import Figures
from models.office import OfficeSettings, Printing
from models.requests import ReadFigures
from models.worktime import Counting
from tests.benchmarks.measuring import ROOT, Measure, Result, compare, timed
from tests.models.figures.made_history import made_history
from tests.models.office import CALENDAR, SOP, Office
from views.words.figure_tables import FigureTables, shown
from views.words.figure_words import FigureWords
from views.words.words import Words

FINISHED, REPORTED, TODAY = 5_000, 500, date(2026, 11, 22)
LENGTHS = (0, 2, 11, 18, 95, 6, 20, 7, 2)
ROUNDS = 9
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def goals(folder: Path) -> list[Result | str]:
    """Figures of 5,000 finished projects, a forecast of 10,000 runs, and the report of 500."""
    return [
        seconds("figures of 5,000 projects finished in the period", 0.5, *read_and_count(folder)),
        seconds("a forecast of 10,000 runs", 0.2, *one_forecast()),
        report(),
    ]


def seconds(what: str, limit: float, measure: Measure, said: str) -> str:
    """A line for a goal in seconds: median of processor time, which other programs on the machine do not lengthen."""
    measure()
    walls, own = list[float](), list[float]()
    for _ in range(ROUNDS):
        began = time.process_time()
        walls.append(measure())
        own.append(time.process_time() - began)
    taken, wall = statistics.median(own), statistics.median(walls)
    verdict = "met" if taken <= limit else "MISSED"
    return f"F    {what:<62} {taken:6.3f} s  (goal {limit:g} s; wall {wall:.3f} s; {said})  {verdict}"


def finished(number: int) -> PastProject:
    """A closed project of eleven visits with its own lengths, ended in 2026; every seventh was sent back once."""
    ended = date(2026, 1, 5) + timedelta(days=number % 320)
    lengths = [length + (number * (step + 3)) % (2 + length // 3) for step, length in enumerate(LENGTHS)]
    day = requested = ended - timedelta(days=sum(lengths))
    close = next(d.code for d in SOP.steps[-1].decisions if d.kind.value == "close")
    codes = [next(d.code for d in step.decisions if d.kind.value == "forward") for step in SOP.steps[:-1]]
    stays: list[Stay] = []
    for step, (length, code) in enumerate(zip(lengths, (*codes, close), strict=True), 1):
        left = day + timedelta(days=length)
        stays.append(Stay(step, 1, day, left, code, "", False, Counting.CALENDAR, ()))
        day = left
    if number % 7 == 0:
        fourth = stays[3]
        middle = fourth.entered + timedelta(days=lengths[3] // 2)
        stays[3:4] = [
            fourth._replace(left=middle, result="return_srs", reason="Belum lengkap"),
            stays[2]._replace(round=2, entered=middle, left=middle),
            fourth._replace(round=2, entered=middle),
        ]
    state = ProjectState.MAINTENANCE
    return PastProject(
        number, f"PRJ-2026-{number:04d}", f"Sistem Informasi Nomor {number}", "Tim Statistik Sosial", state, SOP,
        requested, ended, (), tuple(stays),
    )  # fmt: skip


def read_and_count(folder: Path) -> tuple[Measure, str]:
    """The whole question at the service: three queries, then everything counted."""
    folder.mkdir(parents=True, exist_ok=True)
    office = Office(folder)
    office.now = NOW
    visits = store(office.place, (finished(number) for number in range(1, FINISHED + 1)))
    question = ReadFigures(parse("2026"))
    answer = office.service.answer(question, "semua")
    if not isinstance(answer, Figures) or answer.balance.finished != FINISHED:
        raise RuntimeError("the office was not stored as it was made")
    return timed(lambda: office.service.answer(question, "semua")), f"{visits} visits, read and counted"


def store(place: Path, projects: Iterable[PastProject]) -> int:
    """Writes finished projects into an office file, the way the operations leave them; the number of visits."""
    count = 0
    with sqlite3.connect(place) as database:
        sop_version, member = (
            database.execute(f"SELECT min(id) FROM {t}").fetchone()[0] for t in ("sop_version", "member")
        )
        for project in projects:
            row = {
                "number": project.number, "name": project.name, "team": project.team, "requester_id": member,
                "coordinator_id": member, "programmers": json.dumps([member]), "step": 9, "round": 1, "version": 1,
                "state": project.state.value, "held_since": "", "sop_version_id": sop_version, "start_step": 1,
                "folder": "", "entered_at": moment(project.stays[-1].entered), "counting": "calendar", "pauses": "[]",
                "documents_held": "", "documents_done": 0, "documents_required": 0, "attachments": 0, "comments": 0,
                "open_findings": 0, "critical_findings": 0, "step_facts": "{}", "wished": "",
                "created_at": moment(project.requested), "changed_seq": 1, "changed_at": moment(project.ended),
                "changed_by": "",
            }  # fmt: skip
            made = insert(database, "project", row)
            for stay in project.stays:
                count += 1
                visit = {
                    "project_id": made, "step": stay.step, "round": stay.round, "counting": "calendar",
                    "entered_at": moment(stay.entered), "entered_by": member, "left_at": moment(stay.left),
                    "left_by": member, "result": stay.result, "reason": stay.reason, "skipped": stay.skipped,
                }  # fmt: skip
                insert(database, "visit", visit)
    return count


def insert(database: sqlite3.Connection, table: str, row: dict[str, object]) -> int:
    marks = ", ".join("?" * len(row))
    made = database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
    return made.lastrowid or 0


def moment(day: date) -> str:
    """Ten in the morning in WIB."""
    return f"{day.isoformat()}T03:00:00.000000Z"


def one_forecast() -> tuple[Measure, str]:
    """A project at its first step, in an office with a long history."""
    history = made_history(SOP, CALENDAR, 1_000, today=TODAY)
    first = next(p for p in history.projects if not p.state.ended and p.stay_on(TODAY).step <= 3)
    return timed(lambda: forecast(history, first.id)), "history of 1,000 projects"


def report() -> Result:
    """The PDF against a canvas program that draws the same table cells and lines, same font, and no charts at all."""
    history = made_history(SOP, CALENDAR, REPORTED, today=TODAY)
    wide = replace(parse("2026"), first=date(2024, 11, 1))
    found = figures(History(SOP, CALENDAR, TODAY, history.projects), wide, "", Reading(NOW))
    press = PressService()
    request = RenderReport(found, OfficeSettings(), Printing(NOW, "Hendra Wijaya"))
    press.answer(request, "")
    what = f"report of {len(found.projects)} projects with 7 charts : hand-written canvas without"
    return compare("F", what, 1.5, timed(lambda: press.answer(request, "")), timed(by_hand(found)), ROUNDS)


def by_hand(found: Figures) -> Callable[[], bytes]:
    """What a program written for this one report would do: every cell at a fixed place, cut at nothing."""
    font = ROOT / "resources" / "fonts" / "LiberationSans-Regular.ttf"
    pdfmetrics.registerFont(TTFont("hand-report", str(font)))
    words = FigureWords()

    def draw() -> bytes:
        target = BytesIO()
        canvas = Canvas(target, pagesize=(842, 595), invariant=1, pageCompression=1)
        y = 540.0
        canvas.setFont("hand-report", 8.2)
        for table in FigureTables(found, words, Words()).all():
            if table.code == "flow":
                continue
            width = 728 / len(table.fields)
            for row in table.rows:
                if y < 60:
                    canvas.showPage()
                    canvas.setFont("hand-report", 8.2)
                    y = 540.0
                for place, (cell, field) in enumerate(zip(row, table.fields, strict=True)):
                    canvas.drawString(57 + place * width, y, shown(cell, field.kind, words))
                canvas.line(57, y - 4, 785, y - 4)
                y -= 15
        canvas.save()
        return target.getvalue()

    return draw
