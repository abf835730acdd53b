"""Tugas saya of every member of the training office, against a reckoning of its own out of the project files."""

from __future__ import annotations

import pytest

from desktop.workers.records_service import RecordsService
from models.board import Board
from models.my_work import Group, my_work
from models.people import Person
from models.project_file import ProjectFile
from models.requests import ReadBoard, ReadProject
from views.my_work.lines import LineWords
from views.words.words import Words

PERFORMERS = {
    1: "ketua_tim_terkait", 2: "ketua_tip", 3: "ketua_tim_terkait", 4: "pjk", 5: "programmer",
    6: "pjk", 7: "programmer", 8: "pjk", 9: "pjk",
}  # fmt: skip
"""Who performs which step, copied by hand from the procedure."""


@pytest.fixture(scope="module")
def boards(service: RecordsService) -> dict[str, Board]:
    first = service.answer(ReadBoard(), "rina")
    assert isinstance(first, Board)
    found = {person.login: service.answer(ReadBoard(), person.login) for person in first.people}
    return {login: board for login, board in found.items() if isinstance(board, Board)}


@pytest.fixture(scope="module")
def projects(service: RecordsService, boards: dict[str, Board]) -> tuple[ProjectFile, ...]:
    read = (service.answer(ReadProject(card.id), "rina") for card in boards["rina"].cards)
    return tuple(each for each in read if isinstance(each, ProjectFile))


def waits_for(project: ProjectFile, person: Person) -> bool:
    """Recomputed from the whole project file, not from the card."""
    card = project.card
    role = PERFORMERS[card.step]
    if card.state.value != "running" or role not in person.roles:
        return False
    if role == "ketua_tim_terkait":
        named = [project.requester] if project.requester else []
        if person.team != card.team:
            return False
    elif role == "pjk":
        named = [project.coordinator] if project.coordinator else []
    else:
        named = list(project.programmers) if role == "programmer" else []
    able = [each for each in named if role in each.roles]
    return not able or person.id in [each.id for each in able]


def test_everybody_sees_exactly_what_waits_for_them(boards: dict[str, Board], projects: tuple[ProjectFile, ...]):
    for board in boards.values():
        expected = {each.card.number for each in projects if waits_for(each, board.actor)}
        assert {task.card.number for task in my_work(board).tasks} == expected, board.actor.name


def test_every_running_project_waits_for_somebody(boards: dict[str, Board], projects: tuple[ProjectFile, ...]):
    seen = {task.card.number for board in boards.values() for task in my_work(board).tasks}
    assert seen == {each.card.number for each in projects if each.card.state.value == "running"}


def test_requesting_heads_see_their_teams_other_requests_as_waiting(
    boards: dict[str, Board], projects: tuple[ProjectFile, ...]
):
    for board in boards.values():
        person, work = board.actor, my_work(board)
        own = {
            each.card.number
            for each in projects
            if each.card.state.value == "running" and each.card.team == person.team
        }
        expected = own - {task.card.number for task in work.tasks} if "ketua_tim_terkait" in person.roles else set()
        assert {card.number for card in work.others} == expected


def test_the_counts_add_up_and_the_order_is_that_of_remaining_time(boards: dict[str, Board]):
    for board in boards.values():
        work = my_work(board)
        counted = sum(work.count(group) for group in (Group.LATE, Group.NEAR, Group.INSIDE))
        assert counted == len(work.tasks)
        left = [task.left for task in work.tasks if task.left is not None]
        assert left == sorted(left)


def test_a_filled_button_is_only_where_nothing_is_missing_and_every_line_is_words(boards: dict[str, Board]):
    for board in boards.values():
        words = LineWords(Words(), board.sop, board.today)
        for task in my_work(board).tasks:
            line = words.task(task)
            assert line.main == (task.way.obstacles == ())
            assert line.text
            assert "None" not in line.sentence
            assert "_" not in line.sentence


def test_a_role_narrows_the_list_to_what_waits_for_that_role(boards: dict[str, Board]):
    for board in boards.values():
        whole = {task.card.id for task in my_work(board).tasks}
        parts = [{task.card.id for task in my_work(board, role).tasks} for role in board.actor.roles]
        assert set().union(*parts) == whole
