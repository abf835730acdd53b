"""Who acts for a step of a project: the persons whom the project names, else everybody who holds a performing role.

Pure. A deputy (Plh., Plt.) holds the role too. A person stands here as whatever the caller knows of one: a member's
number on the board, a name in the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from models.people import Person
from models.sop.procedure import Sop, Step


def same_team(one: str, other: str) -> bool:
    """True for the same team, whatever its case and spaces; never for a blank one."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold() != ""


def roles_on(sop: Sop, actor: Person, team: str) -> tuple[frozenset[str], frozenset[str]]:
    """Roles in which `actor` may act on a project of `team`, and held ones that act only for the actor's own team."""
    own = {role.code for role in sop.roles if not role.own_team_only or same_team(actor.team, team)}
    held = frozenset(actor.roles)
    return held & own, held - own


def performing_roles(sop: Sop, step: Step, actor: Person, team: str) -> tuple[str, ...]:
    """The roles in which `actor` performs `step` of a project of `team`, in the order in which they are held."""
    may, _ = roles_on(sop, actor, team)
    return tuple(code for code in actor.roles if code in step.roles and code in may)


def roles_with_part(sop: Sop, step: Step) -> tuple[str, ...]:
    """Roles that may attach, write and comment while a project is in `step`."""
    return tuple(dict.fromkeys((*step.roles, *step.involved, *sop.holders)))


def pausing_roles(sop: Sop, step: Step) -> tuple[str, ...]:
    """Roles that may hold and resume a project in `step`."""
    return (*step.roles, *sop.holders)


def performer_titles(sop: Sop, number: int) -> tuple[str, ...]:
    """Titles of the roles that perform a step, each once; () where the SOP has no such step."""
    titles = {role.code: role.title for role in sop.roles}
    codes = next((step.roles for step in sop.steps if step.number == number), ())
    return tuple(dict.fromkeys(titles.get(code, "") for code in codes))


def named_by_role[T](
    sop: Sop, requester: T, coordinator: T | None, programmers: Sequence[T]
) -> dict[str, tuple[T, ...]]:
    """Role code to the persons whom a project itself names for it: the requester for the first step's roles, the
    coordinator and the programmers for the roles of the facts bound so."""
    named: dict[str, tuple[T, ...]] = dict.fromkeys(sop.steps[0].roles, (requester,))
    for fact in sop.facts:
        if fact.binds == "coordinator" and coordinator:
            named[fact.role] = (coordinator,)
        elif fact.binds == "programmers" and programmers:
            named[fact.role] = tuple(programmers)
    return named


def named_for[T](step: Step, named: Mapping[str, tuple[T, ...]]) -> tuple[T, ...]:
    """Everybody whom the project names for `step`, each once. named: see named_by_role."""
    return tuple(dict.fromkeys(person for role in step.roles for person in named.get(role, ())))


def first_performer[T](step: Step, named: Mapping[str, tuple[T, ...]], holder: Callable[[str], T | None]) -> T | None:
    """The one person shown for `step`: by role, who is named first, else the holder; None where nobody is known."""
    for role in step.roles:
        person = next(iter(named.get(role, ())), None) or holder(role)
        if person is not None:
            return person
    return None


def waits_for(sop: Sop, step: Step, actor: Person, team: str, named: Iterable[int], people: Iterable[Person]) -> bool:
    """True where a project of `team` in `step` waits for `actor`: a performer who is named, or where nobody named
    holds a performing role, or who deputises, for deputies act while the named person is away.

    named: member numbers, see named_for; people: the members of the office.
    """
    roles = performing_roles(sop, step, actor, team)
    named = frozenset(named)
    if not roles:
        return False
    if not named or actor.id in named or any(code in dict(actor.acting) for code in roles):
        return True
    return not any(each.id in named and set(step.roles) & set(each.roles) for each in people)


def holders(people: Iterable[Person], role: str) -> tuple[Person, ...]:
    """Everybody who holds a role, everybody where `role` is ""; in the order given."""
    return tuple(person for person in people if not role or role in person.roles)


def first_holder(people: Iterable[Person], role: str) -> Person | None:
    """The first member, by number, that holds a role in its own right, else the first deputy."""
    return min(holders(people, role), key=lambda person: (role in dict(person.acting), person.id), default=None)


def head_step(sop: Sop) -> Step:
    """The step whose performer signs for the unit: where the coordinator is named, else the one after the request."""
    giving = (step for step in sop.steps if step.performers and any(f.binds == "coordinator" for f in step.facts))
    return next(giving, sop.steps[min(1, len(sop.steps) - 1)])
