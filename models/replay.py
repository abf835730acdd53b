"""The ledger told again. Pure; the rules are those of the operations.

`replay` gives where every project stands, for the check; `stands` also clock, pauses, persons and comments, for
the board of a past day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from models.sop.procedure import DecisionKind, Fact, Sop

PauseTexts = tuple[tuple[str, str], ...]
"""From and until of each pause of the present visit, as the tables write moments; until "" while it lasts."""

_CURRENT = "current"
_NONE: Mapping[Any, Any] = MappingProxyType({})
_PERSONS = frozenset({"coordinator", "programmers"})
_SHOWN = _PERSONS | {"project_name", "team", "wished_date"}
_FORWARD = frozenset({DecisionKind.FORWARD, DecisionKind.SKIP})


class LedgerLine(NamedTuple):
    """One ledger line about a project. at: as the tables write it."""

    project_id: int
    at: str
    person: str
    deed: str
    details: Mapping[str, Any]


class ReplayedCard(NamedTuple):
    """One project after some lines. documents: id to (kind, status). coordinator, programmers: logins.

    typed: the facts bound to these. before: what the last decision found, so that it can be taken back.
    """

    number: str = ""
    version: int = 0
    step: int = 0
    round: int = 0
    state: str = ""
    entered_at: str = ""
    pauses: PauseTexts = ()
    documents: Mapping[int, tuple[str, str]] = _NONE
    comments: int = 0
    name: str = ""
    team: str = ""
    wished: str = ""
    coordinator: str = ""
    programmers: tuple[str, ...] = ()
    typed: Mapping[str, object] = _NONE
    changed_at: str = ""
    changed_by: str = ""
    before: ReplayedCard | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """Kind of every document in force, one entry a document."""
        return tuple(kind for kind, status in self.documents.values() if status == _CURRENT)


def stands(lines: Iterable[LedgerLine], sops: Mapping[int, Sop]) -> dict[int, ReplayedCard]:
    """Where every project stands after those lines, oldest first. sops: project id to its procedure."""
    projects: dict[int, ReplayedCard] = {}
    known: dict[int, _Bound] = {}
    for line in lines:
        sop = sops[line.project_id]
        bound = known.get(sop.version) or known.setdefault(sop.version, _Bound(sop))
        before = projects.get(line.project_id) or _new(line, projects, sop.steps[0].number)
        projects[line.project_id] = _after(before, line, bound)
    return projects


class _Bound:
    """What of a procedure the fold needs: facts that the card shows, and the steps that decisions leave forward."""

    def __init__(self, sop: Sop) -> None:
        self.facts = tuple(fact for fact in sop.facts if fact.binds in _SHOWN)
        forward = (each for step in sop.steps for each in step.decisions if each.kind in _FORWARD)
        self.left = {decision.code: decision.step for decision in forward}


def _new(line: LedgerLine, projects: Mapping[int, ReplayedCard], first: int) -> ReplayedCard:
    """A new project; the child of another one takes its persons over unless it begins from the start."""
    named = line.details.get("parent")
    parent = next((each for each in projects.values() if each.number == named), None) if named else None
    if parent is None or line.details["step"] == first:
        return ReplayedCard()
    return ReplayedCard(coordinator=parent.coordinator, programmers=parent.programmers)


def _after(before: ReplayedCard, line: LedgerLine, bound: _Bound) -> ReplayedCard:
    details = line.details
    stand = before._replace(
        number=str(details["number"]),
        version=int(details["version"]),
        step=int(details["step"]),
        round=int(details["round"]),
        state=str(details["state"]),
        documents=_documents(before.documents, details),
        comments=before.comments + (line.deed == "add_comment"),
        changed_at=line.at,
        changed_by=line.person,
    )
    stand = _typed(stand, before, line, bound)
    return _timed(stand, before, line)


def _timed(stand: ReplayedCard, before: ReplayedCard, line: LedgerLine) -> ReplayedCard:
    """Entry into the step and pauses."""
    stand = stand._replace(before=before._replace(before=None) if "before" in line.details else None)
    match line.deed:
        case "undo_move" if before.before is not None:
            old = before.before
            stand = stand._replace(coordinator=old.coordinator, programmers=old.programmers)
            return stand._replace(entered_at=old.entered_at, pauses=old.pauses)
        case "hold_project":
            return stand._replace(pauses=(*before.pauses, (line.at, "")))
        case "resume_project":
            over = tuple((since, until or line.at) for since, until in before.pauses)
            return stand._replace(pauses=over)
        case _ if line.details.get("entered") or not before.version:
            return stand._replace(entered_at=line.at, pauses=())
        case _:
            return stand


def _documents(known: Mapping[int, tuple[str, str]], details: Mapping[str, Any]) -> Mapping[int, tuple[str, str]]:
    added, statuses = details.get("documents", ()), details.get("statuses", {})
    if not added and not statuses:
        return known
    found = {**known, **{int(each["id"]): (str(each["kind"]), str(each["status"])) for each in added}}
    for key, status in statuses.items():
        found[int(key)] = (found[int(key)][0], str(status))
    return found


def _typed(stand: ReplayedCard, before: ReplayedCard, line: LedgerLine, bound: _Bound) -> ReplayedCard:
    """Facts that the SOP binds to the card: name, team and wish at once, persons once their step has been left."""
    changes: Mapping[str, Any] = line.details.get("facts", {})
    left = (
        0 if line.deed == "undo_move" or "before" not in line.details else bound.left.get(line.details["decision"], 0)
    )
    if not changes and not left:
        return stand
    typed, cleared = dict(stand.typed), line.details.get("cleared", {})
    for fact in bound.facts:
        changed = fact.key in changes
        if changed:
            typed[fact.key] = changes[fact.key][1]
        told = changed and line.deed != "undo_move" and fact.key not in cleared
        if told or (fact.step == left and fact.binds in _PERSONS):
            late = fact.step == left or (before.version > 0 and fact.step < before.step)
            stand = _shown(stand, fact, typed.get(fact.key), late)
    return stand._replace(typed=typed)


def _shown(stand: ReplayedCard, fact: Fact, value: object, late: bool) -> ReplayedCard:
    match fact.binds:
        case "project_name" if value:
            return stand._replace(name=str(value))
        case "team" if value:
            return stand._replace(team=str(value))
        case "wished_date":
            return stand._replace(wished=str(value or ""))
        case "coordinator" if late and value:
            return stand._replace(coordinator=str(value))
        case "programmers" if late:
            return stand._replace(programmers=tuple(str(each) for each in cast("list[object]", value or [])))
        case _:
            return stand


@dataclass(slots=True)
class ReplayedProject:
    """One project after some lines. documents: id to (kind, version, sha256, status). facts: key to value."""

    number: str = ""
    version: int = 0
    step: int = 0
    round: int = 0
    state: str = ""
    documents: dict[int, tuple[str, int, str, str]] = field(default_factory=dict[int, tuple[str, int, str, str]])
    facts: dict[str, object] = field(default_factory=dict[str, object])


class BrokenLedger(Exception):
    """A line that cannot follow the ones before it; the argument says why, for the developer and the check."""


def replay(lines: Iterable[tuple[int | None, Mapping[str, object]]]) -> dict[int, ReplayedProject]:
    """Where every project stands after those (project id, details) lines, oldest first. Raises BrokenLedger."""
    projects: dict[int, ReplayedProject] = {}
    for project_id, details in lines:
        if project_id is not None:
            _tell(projects.setdefault(project_id, ReplayedProject()), details)
    return projects


def _tell(project: ReplayedProject, details: Mapping[str, object]) -> None:
    version = _number(details, "version")
    if version != project.version + 1:
        raise BrokenLedger(f"{details.get('number')}: version {version} after {project.version}")
    before = cast("Mapping[str, object]", details.get("before", {}))
    if before and (project.step, project.round, project.state) != (before["step"], before["round"], before["state"]):
        raise BrokenLedger(f"{details.get('number')}: a decision from where the project did not stand")
    project.version = version
    project.number = str(details["number"])
    project.step, project.round = _number(details, "step"), _number(details, "round")
    project.state = str(details["state"])
    _tell_documents(project, details)
    _tell_facts(project, details)


def _tell_documents(project: ReplayedProject, details: Mapping[str, object]) -> None:
    for told in cast("list[Mapping[str, object]]", details.get("documents", [])):
        number = _number(told, "id")
        if number in project.documents:
            raise BrokenLedger(f"{project.number}: document {number} attached twice")
        status = str(told["status"])
        project.documents[number] = (str(told["kind"]), _number(told, "version"), str(told["sha256"]), status)
    for key, status in cast("Mapping[str, str]", details.get("statuses", {})).items():
        if int(key) not in project.documents:
            raise BrokenLedger(f"{project.number}: document {key} was never attached")
        kind, version, sha256, _ = project.documents[int(key)]
        project.documents[int(key)] = (kind, version, sha256, status)


def _tell_facts(project: ReplayedProject, details: Mapping[str, object]) -> None:
    for key, (old, new) in cast("Mapping[str, list[object]]", details.get("facts", {})).items():
        if project.facts.get(key) != old:
            raise BrokenLedger(f"{project.number}: fact {key} changed from what it was not")
        if new is None:
            project.facts.pop(key, None)
        else:
            project.facts[key] = new


def _number(details: Mapping[str, object], key: str) -> int:
    value = details.get(key)
    if not isinstance(value, int):
        raise BrokenLedger(f"{key} is missing")
    return value
