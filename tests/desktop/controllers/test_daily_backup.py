"""Backups without anybody thinking of them, and long work that tells how far it is and can be stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.controllers.daily_backup import DailyBackup
from desktop.workers.answers import Ok, Refused
from desktop.workers.channel import ServiceOpening
from desktop.workers.client import WorkerClient
from desktop.workers.upkeep_service import UpkeepService
from desktop.workers.worker import InlineWorker
from models.administration.backup import Backups
from models.board import Board
from models.errors import RuleBroken, ShareUnavailable, Stopped
from models.requests import BackUp, BackUpIfDue, EndMaintenance, ListBackups, ReadBoard, RestoreBackup, RunCheck
from models.upkeep import BackupMade, Phase, Progress, Report, Restored
from tests.desktop.small_office import found_office, new_project


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("kantor")
    found_office(folder / "lajur.db")
    return folder


@pytest.fixture
def place(made, tmp_path) -> Path:
    copy = tmp_path / "kantor" / "lajur.db"
    copy.parent.mkdir()
    copy.write_bytes((made / "lajur.db").read_bytes())
    return copy


@pytest.fixture
def worker(qtbot, place):
    worker = WorkerClient(ServiceOpening("desktop.workers.upkeep_service:open_upkeep", (str(place),)), "ratna")
    yield worker
    child = worker._child
    worker.close()
    if child is not None:
        qtbot.waitUntil(lambda: not child.alive, timeout=20_000)


@pytest.fixture
def ask(qtbot, worker):
    def wait(request: object) -> object:
        answers: list[object] = []
        worker.ask(request, answers.append, 60.0)
        qtbot.waitUntil(lambda: bool(answers), timeout=60_000)
        return answers[0]

    return wait


@pytest.fixture
def service(place):
    service = UpkeepService(str(place))
    yield service
    service.close()


def test_a_window_makes_the_backup_of_the_day_and_no_second_one(qtbot, service, place):
    workers: list[InlineWorker] = []

    def open_worker() -> InlineWorker:
        workers.append(InlineWorker(service.answer, "ratna"))
        return workers[-1]

    daily = DailyBackup(open_worker, first=0.001)
    daily.begin()
    qtbot.waitUntil(lambda: bool(Backups(place).all()))
    daily.begin()
    qtbot.waitUntil(lambda: len(workers) == 2)
    assert len(Backups(place).all()) == 1
    daily.end()
    daily.end()


def test_a_share_that_is_gone_is_asked_again_later(qtbot):
    def refuse(request: object, login: str) -> object:
        raise ShareUnavailable(problem="io", path="")

    daily = DailyBackup(lambda: InlineWorker(refuse, "ratna"), first=0.001)
    daily.begin()
    qtbot.waitUntil(lambda: daily._clock.interval() > 1_000_000)
    daily.end()


def test_the_child_backs_up_checks_and_restores_and_tells_how_far_it_is(ask, worker, place, tmp_path):
    told: list[Progress] = []
    worker.progress.connect(told.append)
    made = ask(BackUp())
    assert isinstance(made, Ok)
    assert isinstance(made.value, BackupMade)
    assert {Phase.COPYING, Phase.PUBLISHING} <= {each.phase for each in told}
    new_project(place, tmp_path)
    name = Path(made.value.path).name
    assert [each.name for each in ask(ListBackups()).value] == [name]
    report = ask(RunCheck()).value
    assert isinstance(report, Report)
    assert report.clean
    restored = ask(RestoreBackup(name)).value
    assert isinstance(restored, Restored)
    board = ask(ReadBoard()).value
    assert isinstance(board, Board)
    assert board.cards == ()
    repaired = ask(RunCheck(repair=True)).value
    assert repaired.moved
    assert ask(EndMaintenance()).value is False


def test_long_work_is_stopped_from_the_window(ask, worker, qtbot):
    answers: list[object] = []
    worker.progress.connect(lambda progress: worker.stop())
    worker.ask(BackUp(), answers.append, 60.0)
    qtbot.waitUntil(lambda: bool(answers), timeout=60_000)
    # A backup of a small office may be through before the wish to stop arrives.
    assert isinstance(answers[0], Ok | Refused)
    if isinstance(answers[0], Refused):
        assert isinstance(answers[0].error, Stopped)


def test_only_administrators_restore_repair_and_end(service):
    service.answer(BackUpIfDue(), "dimas")
    name = service.answer(ListBackups(), "dimas")[0].name
    for request in (RestoreBackup(name), RunCheck(repair=True), EndMaintenance()):
        with pytest.raises(RuleBroken):
            service.answer(request, "dimas")


def test_the_service_stops_where_it_is_told(service):
    service.stop_when(lambda: True)
    with pytest.raises(Stopped):
        service.answer(RunCheck(), "dimas")
