"""Projects one by one: late ones with their causes, the full list, waiting, releases and who carries what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from models.board import ProjectState
from models.figures.clocks import Clocks
from models.figures.history import PastProject, PastVisit, Stay, held_on, in_charge
from models.figures.steps import Left
from models.figures.values import CauseKind, CauseLine, LateProject, PersonLoad, ProjectLine, ReleaseLine, WaitingLine
from models.sop.procedure import DecisionKind, Sop

_ONE_DAY = timedelta(days=1)


def late(
    projects: Iterable[PastProject], until: date, clocks: Clocks, holders: Mapping[str, str]
) -> tuple[LateProject, ...]:
    """Open projects over their limit in the evening of `until`, the latest first."""
    found: list[LateProject] = []
    for project in projects:
        stay = project.stay_on(until)
        clock = clocks.on(project, stay, until) if stay is not None else None
        if stay is None or clock is None or not clock.over or clock.due is None:
            continue
        found.append(
            LateProject(
                project_id=project.id,
                number=project.number,
                name=project.name,
                team=project.team,
                step=stay.step,
                round=stay.round,
                day=clock.day,
                limit=clock.limit,
                over=clock.over,
                working_days=clock.working_days,
                due=clock.due,
                held=held_on(stay, until),
                person=in_charge(project, stay.step, holders),
                causes=_causes(project, stay, until),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.day / each.limit, each.number)))


def _causes(project: PastProject, stay: Stay, until: date) -> tuple[CauseLine, ...]:
    causes: list[CauseLine] = []
    stops = [stop for stop in stay.stops if stop.since <= until]
    if stops:
        days = sum(_length(stop, stay.entered, until) for stop in stops)
        causes.append(CauseLine(CauseKind.HELD, days=days, count=len(stops), reason=stops[-1].reason))
    if stay.round > 1:
        causes.append(CauseLine(CauseKind.RETURNED, count=stay.round, reason=_sent_back(project, stay)))
    return tuple(causes) or (CauseLine(CauseKind.SLOW),)


def _sent_back(project: PastProject, stay: Stay) -> str:
    """Why the project came back to where it stands: the reason of the newest return to that step."""
    for earlier in reversed(project.stays[: project.stays.index(stay)]):
        decision = _decision(project, earlier.result)
        if decision is not None and decision == (DecisionKind.RETURN, stay.step):
            return earlier.reason
    return ""


def _decision(project: PastProject, code: str) -> tuple[DecisionKind, int] | None:
    try:
        decision = project.sop.decision(code)
    except KeyError:
        return None
    return decision.kind, decision.target


def listed(
    projects: Iterable[PastProject], first: date, until: date, clocks: Clocks, holders: Mapping[str, str]
) -> tuple[ProjectLine, ...]:
    """Every project that was open on some day of the period, by number."""
    lines = [
        _line(project, until, clocks, holders)
        for project in projects
        if project.requested <= until and (project.ended is None or project.ended >= first)
    ]
    return tuple(sorted(lines, key=lambda line: line.number))


def _line(project: PastProject, until: date, clocks: Clocks, holders: Mapping[str, str]) -> ProjectLine:
    ended = project.ended if project.ended is not None and project.ended <= until else None
    stay = (None if ended else project.stay_on(until)) or project.stays[-1]
    held = ended is None and held_on(stay, until)
    return ProjectLine(
        project_id=project.id,
        number=project.number,
        name=project.name,
        team=project.team,
        step=stay.step,
        round=stay.round,
        state=project.state if ended else ProjectState.HELD if held else ProjectState.RUNNING,
        requested=project.requested,
        ended=ended,
        days=((ended or until) - project.requested).days,
        late=ended is None and clocks.on(project, stay, until).over > 0,
        person=in_charge(project, stay.step, holders),
    )


def waiting(projects: Iterable[PastProject], first: date, until: date) -> tuple[WaitingLine, ...]:
    """Time held, by reason as typed (capitals, spaces and a full stop aside), the longest first."""
    found: defaultdict[str, list[tuple[int, PastVisit]]] = defaultdict(list)
    for project in projects:
        for stay in project.stays:
            for stop in stay.stops:
                if stop.since <= until and (stop.until is None or stop.until >= first):
                    found[" ".join(stop.reason.split()).casefold().rstrip(".")].append((project.id, stop))
    lines = [_waiting(stops, first, until) for stops in found.values()]
    return tuple(sorted(lines, key=lambda line: (-line.days, line.reason)))


def _waiting(stops: Sequence[tuple[int, PastVisit]], first: date, until: date) -> WaitingLine:
    lengths = [_length(stop, first - _ONE_DAY, until) for _, stop in stops]
    still = {project for project, stop in stops if stop.until is None or stop.until > until}
    reason = " ".join(stops[0][1].reason.split())
    return WaitingLine(
        reason, len({project for project, _ in stops}), len(stops), sum(lengths), max(lengths), len(still)
    )


def _length(stop: PastVisit, start: date, until: date) -> int:
    """Calendar days of a pause after `start` up to and including `until`."""
    end = until if stop.until is None else min(stop.until, until)
    return max(0, (end - max(stop.since, start)).days)


def releases(projects: Iterable[PastProject], first: date, until: date) -> tuple[ReleaseLine, ...]:
    """Releases of the period, oldest first."""
    lines = [
        ReleaseLine(each.released, each.number, project.number, project.name, each.version, each.with_notes)
        for project in projects
        for each in project.releases
        if first <= each.released <= until
    ]
    return tuple(sorted(lines, key=lambda line: (line.released, line.number)))


def load(
    sop: Sop, projects: Iterable[PastProject], left: Sequence[Left], first: date, until: date, clocks: Clocks
) -> tuple[PersonLoad, ...]:
    """Everybody whom a project of the period names, by role of the SOP, the busiest first."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for project in projects:
        if project.requested > until or (project.ended is not None and project.ended < first):
            continue
        stay = project.stay_on(until)
        roles = project.sop.step(stay.step).roles if stay is not None else ()
        for who in dict.fromkeys(project.people):
            count = counts[who]
            if stay is not None:
                active = who[0] in roles
                count["open"] += 1
                count["active"] += active
                count["late"] += active and clocks.on(project, stay, until).over > 0
            elif project.state is ProjectState.MAINTENANCE and project.ended is not None and project.ended <= until:
                count["finished"] += 1
    done = Counter((project.sop.version, project.people, stay.step) for project, stay, _ in left)
    versions = {project.sop.version: project.sop for project, _, _ in left}
    for (version, people, step), count in done.items():
        roles = versions[version].step(step).roles
        for who in dict.fromkeys(people):
            counts[who]["visits"] += count * (who[0] in roles)
    order = {role.code: place for place, role in enumerate(sop.roles)}
    keys = ("open", "active", "late", "finished", "visits")
    lines = [PersonLoad(name, role, *(count[key] for key in keys)) for (role, name), count in counts.items()]
    return tuple(sorted(lines, key=lambda line: (order.get(line.role, 99), -line.active, -line.open, line.person)))
