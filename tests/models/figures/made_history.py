"""Made-up histories: projects that walk through a procedure by lot, with returns, pauses and endings."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from models.board import ProjectState
from models.figures.history import History, PastProject, PastRelease, PastVisit, Stay
from models.sop.procedure import Decision, DecisionKind, Sop
from models.worktime import Calendar, Counting

TEAMS = ("Tim Sosial", "Tim Produksi", "Bagian Umum")
REASONS = ("Menunggu server dari pusat", "Menunggu peraturan", "menunggu server dari pusat.")
PEOPLE = ("Arif Hidayat", "Yoga Pratama", "Dimas Saputra")
_KINDS = {
    DecisionKind.FORWARD: 70, DecisionKind.SKIP: 5, DecisionKind.RETURN: 15, DecisionKind.REJECT: 2,
    DecisionKind.CANCEL: 2, DecisionKind.CLOSE: 80,
}  # fmt: skip
_ENDS = {
    DecisionKind.REJECT: ProjectState.REJECTED,
    DecisionKind.CANCEL: ProjectState.CANCELLED,
    DecisionKind.CLOSE: ProjectState.MAINTENANCE,
}


def made_history(sop: Sop, calendar: Calendar, count: int, seed: int = 1, today: date = date(2026, 11, 22)) -> History:
    """`count` projects requested over the two years before today."""
    chance = Random(seed)
    projects = tuple(made_project(sop, number, chance, today) for number in range(1, count + 1))
    holders = {role.code: f"Pemegang {role.title}" for role in sop.roles}
    return History(sop, calendar, today, projects, holders)


def made_project(sop: Sop, number: int, chance: Random, today: date) -> PastProject:
    """One walk, cut at today."""
    day = requested = today - timedelta(days=chance.randrange(700))
    step, stays, state, ended = sop.steps[0].number, list[Stay](), ProjectState.RUNNING, None
    rounds: dict[int, int] = {}
    while True:
        rounds[step] = rounds.get(step, 0) + 1
        left = day + timedelta(days=chance.choice((0, 0, 1, 1, 2, 3, 5, 8, 13, 21, 40, 130)))
        open_still = left > today or len(stays) > 60
        stops = made_stops(day, min(left, today), open_still, chance)
        if open_still:
            stays.append(Stay(step, rounds[step], day, None, "", "", False, Counting.CALENDAR, stops))
            state = ProjectState.HELD if stops and stops[-1].until is None else ProjectState.RUNNING
            break
        chosen = chosen_decision(sop, step, chance)
        reason = "Belum lengkap" if chosen.reason_required else ""
        stays.append(Stay(step, rounds[step], day, left, chosen.code, reason, False, Counting.CALENDAR, stops))
        if chosen.kind in _ENDS:
            state, ended = _ENDS[chosen.kind], left
            break
        if chosen.kind is DecisionKind.SKIP:
            stays += [
                Stay(each, 1, left, left, chosen.code, reason, True, Counting.CALENDAR, ())
                for each in range(step + 1, chosen.target)
            ]
        step, day = chosen.target, left
    person = chance.choice(PEOPLE)
    releases = (PastRelease(f"RN-{number}", "1.0", ended, with_notes=False),) if state.value == "maintenance" else ()
    people = ((sop.roles[0].code, "Rina Puspita"), (sop.roles[-1].code, person))
    name = f"PRJ-{number:04d}"
    return PastProject(
        number,
        name,
        f"Sistem {number}",
        chance.choice(TEAMS),
        state,
        sop,
        requested,
        ended,
        people,
        tuple(stays),
        releases,
    )


def made_stops(entered: date, last: date, open_still: bool, chance: Random) -> tuple[PastVisit, ...]:
    """Often none, else one pause inside the visit; the one of an open visit may still last."""
    if chance.random() < 0.8:
        return ()
    since = entered + timedelta(days=chance.randrange((last - entered).days + 1))
    until = since + timedelta(days=chance.randrange((last - since).days + 1))
    lasting = open_still and chance.random() < 0.5
    return (PastVisit(since, None if lasting else until, chance.choice(REASONS)),)


def chosen_decision(sop: Sop, step: int, chance: Random) -> Decision:
    """One that leads away, by lot."""
    ways = [each for each in sop.step(step).decisions if each.kind in _KINDS]
    return chance.choices(ways, [_KINDS[each.kind] for each in ways])[0]
