"""Whose task a card is: named persons first, deputies beside them, and nobody's where nobody may act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models import rules
from models.board import Board, Card, ProjectState
from models.my_work import Group, days_left, my_work
from models.people import Person
from models.sop.procedure import StandardTime, TimeUnit
from models.worktime import run
from tests.models.office import CALENDAR
from tests.views.sample_board import sample_board


def board_of(*roles: str, team: str = "", acting: str = "", named: tuple[int, ...] = (), step: int = 5) -> Board:
    """One card at `step`, seen by person 77 with those roles; person 4 and 5 are programmers."""
    board = sample_board()
    actor = Person(77, "baru", "Orang Baru", team, roles=roles, acting=((acting, "Plh."),) if acting else ())
    card = next(each for each in board.cards if each.step == step and each.state is ProjectState.RUNNING)
    standing = rules.Standing(ProjectState.RUNNING, step, 1, card.team, frozenset(), {})
    card = replace(card, named=named, moves=rules.paths(board.sop, standing, actor))
    return replace(board, actor=actor, people=(*board.people, actor), cards=(card,))


def tasks(board: Board) -> list[Card]:
    return [task.card for task in my_work(board).tasks]


def test_a_card_without_named_persons_waits_for_every_holder_of_the_role():
    assert tasks(board_of("programmer")) != []


def test_a_card_that_names_others_does_not_wait_for_me_but_for_my_deputy_it_does():
    assert tasks(board_of("programmer", named=(4,))) == []
    assert tasks(board_of("programmer", named=(4, 77))) != []
    assert tasks(board_of("programmer", acting="programmer", named=(4,))) != []


def test_a_named_person_who_lost_the_role_does_not_keep_a_card_from_the_others():
    assert tasks(board_of("programmer", named=(1,))) != []


def test_a_requesting_head_acts_only_for_the_own_team():
    own = board_of("ketua_tim_terkait", step=3)
    team = own.cards[0].team
    assert tasks(own) == []
    assert tasks(board_of("ketua_tim_terkait", team=f" {team.upper()} ", step=3)) != []


def test_others_without_a_part_in_the_step_have_no_task():
    assert tasks(board_of("ketua_tip")) == []
    assert tasks(board_of()) == []


def test_a_held_project_is_nobodys_task():
    board = board_of("programmer")
    held = replace(board.cards[0], state=ProjectState.HELD)
    assert tasks(replace(board, cards=(held,))) == []


def test_requests_of_the_own_team_in_the_hands_of_others_are_counted_apart():
    team = board_of("ketua_tim_terkait").cards[0].team
    work = my_work(board_of("ketua_tim_terkait", team=team))
    assert work.tasks == ()
    assert work.count(Group.OTHERS) == 1


def test_remaining_days_are_those_of_the_clock():
    days = StandardTime(3, 7, TimeUnit.DAY, "3-7 Hari")
    clock = run(days, date(2026, 3, 12), date(2026, 3, 17), (), CALENDAR)
    assert days_left(clock, date(2026, 3, 17)) == 7 - clock.day
    weeks = StandardTime(1, 2, TimeUnit.WEEK, "1-2 Minggu")
    clock = run(weeks, date(2026, 3, 6), date(2026, 3, 17), (), CALENDAR)
    assert clock.due == date(2026, 3, 25)
    assert days_left(clock, date(2026, 3, 17)) == 8
    late = run(weeks, date(2026, 2, 2), date(2026, 3, 17), (), CALENDAR)
    assert days_left(late, date(2026, 3, 17)) == -late.over
