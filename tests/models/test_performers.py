"""Who acts for a step: named persons before all holders, deputies included, over both procedures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models import performers
from models.people import Person
from models.sop import reading
from models.sop.procedure import Sop

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=(ROOT / "resources/sop/sop-057-17000-2025.toml", Path(__file__).with_name("second_sop.toml")))
def sop(request: pytest.FixtureRequest) -> Sop:
    return reading.read(request.param)


def everybody(sop: Sop) -> list[Person]:
    """Two members of Tim A in each role, numbered from 1."""
    roles = [role.code for role in sop.roles for _ in range(2)]
    return [Person(n, f"p{n}", f"Orang {n}", "Tim A", roles=(role,)) for n, role in enumerate(roles, 1)]


def test_a_project_that_names_nobody_waits_for_every_performer_and_for_no_one_else(sop: Sop):
    people = everybody(sop)
    for step in sop.steps:
        waiting = {p.id for p in people if performers.waits_for(sop, step, p, " tim  a", (), people)}
        assert waiting == {p.id for p in people if set(p.roles) & set(step.roles)}


def test_a_named_person_is_waited_for_alone_but_a_deputy_too(sop: Sop):
    people = everybody(sop)
    for step in sop.steps:
        able = [p for p in people if p.roles[0] in step.roles]
        named, other = able[0], able[1]
        deputy = replace(other, acting=((other.roles[0], "Plh."),))
        wait = [performers.waits_for(sop, step, p, "Tim A", (named.id,), people) for p in (named, other, deputy)]
        assert wait == [True, False, True]


def test_where_nobody_named_performs_the_step_everybody_who_does_is_waited_for(sop: Sop):
    people = everybody(sop)
    for step in sop.steps:
        able = [p for p in people if p.roles[0] in step.roles]
        former = 99
        assert all(performers.waits_for(sop, step, p, "Tim A", (former,), people) for p in able)


def test_a_role_for_the_own_team_only_never_acts_for_another_team(sop: Sop):
    for role in sop.roles:
        may, other = performers.roles_on(sop, Person(1, "a", "A", "Tim B", roles=(role.code,)), "Tim A")
        assert (may, other) == ((set(), {role.code}) if role.own_team_only else ({role.code}, set()))


def test_the_second_programmer_is_named_only_for_the_programmers_step():
    sop = reading.read(ROOT / "resources/sop/sop-057-17000-2025.toml")
    named = performers.named_by_role(sop, 1, 2, [2, 3])
    assert performers.named_for(sop.step(5), named) == (2, 3)
    assert performers.named_for(sop.step(4), named) == (2,)
    assert performers.named_for(sop.step(1), named) == (1,)


def test_who_holds_the_role_in_its_own_right_goes_before_a_deputy(sop: Sop):
    role = sop.roles[0].code
    deputy, holder = Person(1, "a", "A", roles=(role,), acting=((role, "Plt."),)), Person(2, "b", "B", roles=(role,))
    assert performers.first_holder((deputy, holder), role) is holder
    assert performers.first_holder((deputy,), role) is deputy
    assert performers.first_holder((), role) is None


def test_the_person_shown_is_the_named_one_else_the_holder(sop: Sop):
    for step in sop.steps:
        role = step.roles[0]
        assert performers.first_performer(step, {role: ("Rina", "Arif")}, {role: "Budi"}.get) == "Rina"
        assert performers.first_performer(step, {}, {role: "Budi"}.get) == "Budi"
        assert performers.first_performer(step, {}, {}.get) is None
