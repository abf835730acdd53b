"""The training office: made whole through the same operations, in all states, or not at all."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.training.create import create
from desktop.workers.records_service import DOCUMENTS, RecordsService
from models.administration.checking import check
from models.board import Board, ProjectState
from models.errors import ShareUnavailable
from models.project_file import ProjectFile
from models.requests import ReadBoard, ReadProject
from models.worktime import Status
from tests.desktop.training.conftest import FRIDAY
from views.words import formats


def test_it_has_projects_in_every_step_and_every_state(service: RecordsService) -> None:
    board = service.answer(ReadBoard(), "rina")
    assert isinstance(board, Board)
    assert board.training
    assert len(board.cards) >= 30
    assert {card.step for card in board.cards if not card.state.ended} == set(range(1, 10))
    assert {card.state for card in board.cards} == set(ProjectState)
    clocks = Counter(card.clock.status for card in board.cards if not card.state.ended)
    assert min(clocks[status] for status in Status) >= 1
    assert any(card.round > 1 for card in board.cards)
    assert any(card.documents_done == card.documents_required for card in board.cards if not card.state.ended)


def test_its_attachments_are_real_pdf_and_word_files(training_office: Path) -> None:
    files = [path for path in (training_office.parent / DOCUMENTS).rglob("*") if path.suffix in (".pdf", ".docx")]
    heads = Counter(path.read_bytes()[:4] for path in files)
    assert heads[b"%PDF"] > 50
    assert heads[b"PK\x03\x04"] > 10


def test_a_check_of_it_is_clean(service: RecordsService) -> None:
    report = check(service.database, service.store)
    assert report.findings == ()


def test_every_deed_lies_on_a_working_day_in_office_hours_and_none_in_the_future(service: RecordsService) -> None:
    board = service.answer(ReadBoard(), "rina")
    assert isinstance(board, Board)
    for card in board.cards:
        project = service.answer(ReadProject(card.id), "rina")
        assert isinstance(project, ProjectFile)
        assert all(line.at <= FRIDAY for line in project.history)
        assert all(8 <= formats.local(line.at).hour < 18 for line in project.history)
        moved = [visit.entered for visit in project.visits]
        assert all(at.weekday() < 5 for at in moved)


def test_an_interrupted_making_leaves_nothing_behind(tmp_path: Path) -> None:
    def interrupt(done: int, _total: int, _words: str) -> None:
        if done > 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        create(tmp_path / "lajur.db", interrupt, FRIDAY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("occupy", [Path.mkdir, Path.touch])
def test_nothing_that_is_already_there_is_touched(tmp_path: Path, occupy: Callable[[Path], None]) -> None:
    occupy(tmp_path / "lajur.db")
    with pytest.raises(ShareUnavailable) as caught:
        create(tmp_path / "lajur.db", lambda done, total, words: None, FRIDAY)
    assert caught.value.facts["problem"] == "exists"


def test_the_story_can_end_on_any_day_of_the_year(tmp_path: Path) -> None:
    create(tmp_path / "lajur.db", lambda done, total, words: None, datetime(2027, 1, 1, 1, 0, tzinfo=UTC))
    with sqlite3.connect(tmp_path / "lajur.db") as connection:
        assert connection.execute("SELECT count(*) FROM project").fetchone()[0] >= 30
    connection.close()
