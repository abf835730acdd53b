"""An office on a real file, a card in it, and its window over real children."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.workers.answers import Answer, Ok
from desktop.workers.channel import ServiceOpening
from desktop.workers.client import WorkerClient
from desktop.workers.outbox import Outbox
from desktop.workers.request_queue import Patience
from models.board import Card
from models.requests import ReadNews
from tests.desktop.small_office import found_office, new_project
from tests.desktop.window_hands import DESK, PATIENT, Hands
from tests.desktop.workers import hanging_service
from tests.desktop.workers.client_ears import HERE, Heard
from tests.desktop.workers.notebook_service import QUICK


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("kantor")
    found_office(folder / "lajur.db")
    return folder / "lajur.db"


@pytest.fixture
def place(made, tmp_path) -> Path:
    place = tmp_path / "kantor" / "lajur.db"
    place.parent.mkdir()
    place.write_bytes(made.read_bytes())
    return place


@pytest.fixture
def open_office(qtbot, place, tmp_path):
    opened: list[Hands] = []

    def make(login: str = "dimas", patience: Patience = PATIENT, target: str = DESK, home: str = "rumah") -> Hands:
        opened.append(Hands(qtbot, place, tmp_path / home, login, patience, target))
        return opened[-1]

    yield make
    for hands in opened:
        hands.leave()
        assert hands.crashes == []


@pytest.fixture
def card(place, tmp_path) -> Card:
    return new_project(place, tmp_path)


@pytest.fixture
def hands(card, open_office) -> Hands:
    hands = open_office()
    hands.start()
    return hands


@pytest.fixture
def watched(card, open_office, place):
    """A window whose share can be cut and restored without the window knowing (hanging_service.py)."""
    hands = open_office("dimas", hanging_service.QUICK, hanging_service.HANGING)
    hands.start()
    yield hands
    hanging_service.restore(place)


@pytest.fixture
def notebook(tmp_path: Path) -> str:
    """The place of the small service of tests/desktop/workers/notebook_service.py, for tests of workers."""
    return str(tmp_path / "notebook.sqlite")


@pytest.fixture
def outbox(tmp_path: Path, notebook: str) -> Outbox:
    return Outbox(tmp_path / "outbox", notebook)


@pytest.fixture
def open_worker(qtbot, notebook, outbox):
    workers: list[WorkerClient] = []

    def make(
        target: str = "open_notebook", patience: Patience = QUICK, arguments: tuple[object, ...] | None = None
    ) -> WorkerClient:
        opening = ServiceOpening(
            f"tests.desktop.workers.notebook_service:{target}", (notebook,) if arguments is None else arguments
        )
        workers.append(WorkerClient(opening, "ratna", outbox, patience))
        return workers[-1]

    yield make
    for worker in workers:
        child = worker._child
        worker.close()
        if child is not None:
            qtbot.waitUntil(lambda child=child: not child.alive, timeout=20000)


@pytest.fixture
def worker(open_worker) -> WorkerClient:
    return open_worker()


@pytest.fixture
def ask(qtbot):
    def wait_for(worker, request, deadline=None, timeout=20000) -> Answer:
        answers: list[Answer] = []
        worker.ask(request, answers.append, deadline)
        qtbot.waitUntil(lambda: bool(answers), timeout=timeout)
        return answers[0]

    return wait_for


@pytest.fixture
def at_work(open_worker, ask):
    """A worker whose window shows the office HERE."""

    def make(target: str = "open_notebook", patience=QUICK):
        worker = open_worker(target, patience)
        assert isinstance(ask(worker, ReadNews(0)), Ok)
        worker.office = HERE
        return worker, Heard(worker)

    return make


@pytest.fixture
def cut(open_worker, notebook):
    """While this file lies there the share is silent."""
    marker = Path(notebook + ".putus")
    yield marker
    marker.unlink(missing_ok=True)
