"""The session keeps the board up: whole once, then only what changed, and again when the office is back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.controllers.session import Session
from desktop.paths import resource
from desktop.workers.worker import InlineWorker
from models.board import Board, Card, Changed, LastChange, News, ProjectState
from models.errors import ShareUnavailable
from models.office import OfficeSettings
from models.office_mark import OfficeMark
from models.people import Person
from models.requests import OpenSeat, ReadBoard, ReadNews, Seat
from models.sop.procedure import TimeUnit
from models.sop.reading import read
from models.worktime import Clock, Status

DAY = date(2026, 11, 22)
CLOCK = Clock(Status.INSIDE, 1, 1, 2, 0, TimeUnit.DAY, True, DAY, DAY)
RATNA = Person(1, "ratna", "Ratna Puspita")


def card(number: int, version: int = 1, step: int = 1) -> Card:
    return Card(
        number, version, f"PRJ-2026-{number:03}", "e-Presensi", "TIP", step, 1, ProjectState.RUNNING, CLOCK,
        0, 1, 0, 0, 1, "Ratna P.", "", (), datetime(2026, 11, 22, tzinfo=UTC),
    )  # fmt: skip


class SmallOffice:
    """Answers like the records child would; `news` is what others did meanwhile."""

    def __init__(self) -> None:
        self.today = DAY
        self.cards = (card(1), card(2))
        self.news = News(5)
        self.away = False
        self.mark = OfficeMark("kami", 1)
        self.trouble = ""
        self.asked: list[object] = []

    def answer(self, request: object, login: str) -> object:
        self.asked.append(request)
        if self.away:
            raise ShareUnavailable(problem="missing", path="S:")
        if self.trouble and isinstance(request, ReadNews):
            raise ShareUnavailable(problem=self.trouble, path="S:")
        match request:
            case OpenSeat(wished=wished):
                return Seat(wished or "ratna", True)
            case ReadBoard():
                sop = read(resource("sop", "sop-057-17000-2025.toml"))
                at = datetime(2026, 11, 22, tzinfo=UTC)
                self.trouble = ""
                place, settings = "S:/lajur.db", OfficeSettings()
                return Board(
                    sop, RATNA, (RATNA,), self.cards, 5, at, self.today, True, place, settings, office=self.mark
                )
            case ReadNews():
                return self.news
        raise AssertionError(request)


@pytest.fixture
def office() -> SmallOffice:
    return SmallOffice()


@pytest.fixture
def session(qtbot, office):
    session = Session(InlineWorker(office.answer), "ratna", today=lambda: office.today)
    yield session
    session.stop()


def test_the_board_is_read_once_and_then_only_news(session, office, qtbot):
    boards, changes = [], []
    session.board_read.connect(boards.append)
    session.cards_changed.connect(changes.append)
    session.start()
    assert len(boards) == 1
    office.news = News(
        6,
        (card(2, version=2, step=2),),
        LastChange("Sari", "PRJ-2026-002", "move_project", datetime(2026, 11, 22, tzinfo=UTC), {}),
    )
    with qtbot.waitSignal(session.told):
        pass
    assert changes == [(card(2, version=2, step=2),)]
    assert session.board.cards == (card(1), card(2, version=2, step=2))
    assert session.board.sequence == 6
    office.asked.clear()
    qtbot.waitUntil(lambda: ReadNews(6) in office.asked)
    assert len(changes) == 1


def test_ones_own_write_shows_at_once_and_is_not_news_again(session, qtbot):
    changes = []
    session.start()
    session.cards_changed.connect(changes.append)
    moved = card(1, version=2, step=2)
    session.apply(Changed("x", "move_project", 1, 6, (moved,)))
    session.apply(Changed("x", "move_project", 1, 6, (moved,)))
    assert changes == [(moved,)]
    assert session.card(1) == moved


def test_an_older_card_never_replaces_a_newer_one(session):
    session.start()
    session.apply(Changed("x", "move_project", 1, 7, (card(1, version=3),)))
    session.apply(Changed("y", "move_project", 1, 6, (card(1, version=2),)))
    assert session.card(1).version == 3


@pytest.mark.parametrize(
    ("mark", "problem"), [(OfficeMark("kami", 2), "restored"), (OfficeMark("mereka", 1), "replaced")]
)
def test_other_data_under_the_same_name_are_read_at_once_and_told_as_such(session, office, qtbot, mark, problem):
    lost, boards = [], []
    session.lost.connect(lost.append)
    session.start()
    assert session.worker.office == OfficeMark("kami", 1)
    session.board_read.connect(boards.append)
    office.asked.clear()
    office.cards, office.mark, office.trouble = (card(1, step=3),), mark, problem
    with qtbot.waitSignal(session.exchanged) as told:
        pass
    assert told.args == [problem]
    assert session.worker.office == mark
    assert [board.cards for board in boards] == [(card(1, step=3),)]
    assert OpenSeat("ratna") in office.asked  # whoever sits here may be another one there
    assert lost == []


def test_a_look_for_news_that_others_saves_kept_waiting_is_no_lost_office(session, office, qtbot):
    lost = []
    session.lost.connect(lost.append)
    session.start()
    office.trouble = "busy"
    office.asked.clear()
    qtbot.waitUntil(lambda: office.asked.count(ReadNews(5)) >= 2)
    assert lost == []
    assert not session.away
    office.trouble = ""
    with qtbot.waitSignal(session.heard):
        pass


def test_a_lost_office_is_told_once_and_found_again_by_itself(session, office, qtbot):
    lost = []
    session.lost.connect(lost.append)
    office.away = True
    session.start()
    assert session.away
    assert lost[0].code == "share_unavailable"
    office.away = False
    with qtbot.waitSignals([session.found, session.board_read]):
        pass
    assert not session.away


def test_playing_another_member_reads_the_board_as_that_member(session, office):
    session.start()
    session.play("sari")
    assert OpenSeat("ratna", "sari") in office.asked
    assert session.worker.login == "sari"


def test_a_new_day_reads_the_whole_board_again(session, office, qtbot):
    session.start()
    office.asked.clear()
    office.today = date(2026, 11, 23)
    with qtbot.waitSignal(session.board_read) as read_again:
        pass
    assert read_again.args[0].today == date(2026, 11, 23)
    assert replace(read_again.args[0], cards=()).actor == RATNA
