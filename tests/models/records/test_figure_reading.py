"""The history as read from a real office equals what its project files say, and figures follow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.board import ProjectState
from models.errors import NotFound, RuleBroken
from models.figures.evidence import Evidence
from models.figures.forecast import Forecast
from models.figures.history import History
from models.figures.periods import parse
from models.figures.values import Figures
from models.project_file import ProjectFile
from models.records.figure_reading import HistoryReader
from models.records.people import read_people
from models.records.procedures import Procedures
from models.requests import HoldProject, ReadEvidence, ReadFigures, ReadForecast, ResumeProject, UndoMove
from models.worktime import wib_date
from tests.models.office import CALENDAR, FORWARD, Office, operation


@pytest.fixture
def busy(office: Office) -> Office:
    """Five projects: finished, returned, held and resumed, rejected, and one whose last move was taken back."""
    office.hire()
    card = office.new("Sistem Selesai")
    for code in FORWARD:
        office.pass_days(3)
        card = office.finish(card, code)
    close = next(d.code for d in office.sop.steps[-1].decisions if d.kind.value == "close")
    office.finish(card, close)
    card = office.walk(office.new("Sistem Dikembalikan"), *FORWARD[:3])
    office.pass_days(9)
    office.finish(card, "return_srs")
    card = office.walk(office.new("Sistem Ditunda"), *FORWARD[:2])
    hold = HoldProject(operation_id=operation(), project_id=card.id, version=card.version, reason="Menunggu data")
    card = office.ask(hold).cards[0]
    office.pass_days(8)
    card = office.ask(ResumeProject(operation_id=operation(), project_id=card.id, version=card.version)).cards[0]
    reject = next(d.code for d in office.sop.step(2).decisions if d.kind.value == "reject")
    office.finish(office.walk(office.new("Sistem Ditolak"), FORWARD[0]), reject)
    card = office.walk(office.new("Sistem Diurungkan"), *FORWARD[:2])
    office.ask(UndoMove(operation_id=operation(), project_id=card.id, version=card.version))
    office.pass_days(40)
    return office


def read(office: Office) -> History:
    with office.database.reading() as connection:
        today = wib_date(office.now)
        people = read_people(connection, today)
        return HistoryReader(connection, Procedures(office.sop), people, CALENDAR).read(today)


def figures(office: Office, text: str) -> Figures:
    answer = office.service.answer(ReadFigures(parse(text)), "semua")
    assert isinstance(answer, Figures)
    return answer


def files(office: Office) -> list[ProjectFile]:
    return [office.project(card.id) for card in office.board().cards]


def test_the_history_has_the_visits_that_the_project_files_show(busy: Office):
    history = {project.number: project for project in read(busy).projects}
    for file in files(busy):
        shown = [v for v in file.visits if v.result != "undone"]
        stays = history[file.card.number].stays
        assert [(s.step, s.round, s.result, s.skipped) for s in stays] == [
            (v.step, v.round, v.result, v.skipped) for v in shown
        ]
        assert [(s.entered, s.left) for s in stays] == [
            (wib_date(v.entered), wib_date(v.left) if v.left else None) for v in shown
        ]


def test_time_per_step_equals_the_clocks_of_the_project_files(busy: Office):
    found = figures(busy, "2026")
    for step in found.times:
        clocks = [
            visit.clock
            for file in files(busy)
            for visit in file.visits
            if visit.step == step.step and visit.left and not visit.skipped and visit.result != "undone"
            and file.sop.decision(visit.result).kind.value not in ("reject", "cancel")
        ]  # fmt: skip
        assert step.count == len(clocks)
        assert step.late == sum(clock.over > 0 for clock in clocks)
        if clocks:
            assert step.net.worst == max(clock.gross - clock.paused_days for clock in clocks)


def test_the_present_equals_the_board(busy: Office):
    found = figures(busy, "2026")
    board = busy.board()
    alive = [card for card in board.cards if not card.state.ended]
    assert found.balance.closing == len(alive)
    assert {each.step: each.projects for each in found.stock if each.projects} == {
        step: len(cards) for step, cards in board.columns.items() if cards
    }
    assert found.now.late == sum(card.clock.over > 0 for card in alive)
    assert {line.number for line in found.late} == {card.number for card in alive if card.clock.over}
    by_number = {card.number: card for card in board.cards}
    for line in found.projects:
        assert line.person == by_number[line.number].person
        assert line.state is by_number[line.number].state


def test_endings_pauses_releases_and_returns_are_told(busy: Office):
    found = figures(busy, "2026")
    assert (found.balance.entered, found.balance.finished, found.balance.rejected) == (5, 1, 1)
    assert [(line.reason, line.days, line.still) for line in found.waiting] == [("Menunggu data", 8, 0)]
    assert len(found.releases) == 1
    assert [(line.step, line.target) for line in found.returns] == [(4, 3)]
    assert found.head is not None
    assert found.sequence > 0
    assert len(found.ledger_hash) == 64


def test_a_forecast_and_the_evidence_are_answered(busy: Office):
    cards = {card.name: card for card in busy.board().cards}
    answer = busy.service.answer(ReadForecast(cards["Sistem Diurungkan"].id), "semua")
    assert isinstance(answer, Forecast)
    assert answer.step == 2
    assert answer.p50 > wib_date(busy.now)
    with pytest.raises(RuleBroken):
        busy.service.answer(ReadForecast(cards["Sistem Selesai"].id), "semua")
    with pytest.raises(NotFound):
        busy.service.answer(ReadForecast(999), "semua")
    found = busy.service.answer(ReadEvidence(), "semua")
    assert isinstance(found, Evidence)
    assert found.projects == 5


def test_a_held_project_is_forecast_from_the_day_it_is_expected(office: Office):
    card = office.walk(office.new("Sistem Menunggu"), FORWARD[0])
    expected = wib_date(office.now) + timedelta(days=20)
    office.ask(
        HoldProject(
            operation_id=operation(), project_id=card.id, version=card.version, reason="Menunggu", expected=expected
        )
    )
    office.pass_days(1)
    answer = office.service.answer(ReadForecast(card.id), "semua")
    assert isinstance(answer, Forecast)
    assert answer.held
    assert answer.from_day == expected


def test_an_empty_office_answers_too(office: Office):
    found = figures(office, "2026-Q1")
    assert found.empty
    assert found.balance.even
    assert found.period.first == date(2026, 1, 1)
    assert ProjectState.RUNNING not in {line.state for line in found.projects}
