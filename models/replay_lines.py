"""The ledger told again: folding its lines gives where every project stands. Pure; for checking and for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast


@dataclass(slots=True)
class Replayed:
    """One project after some lines. documents: id to (kind, version, sha256, status). facts: key to value."""

    number: str = ""
    version: int = 0
    step: int = 0
    round: int = 0
    state: str = ""
    documents: dict[int, tuple[str, int, str, str]] = field(default_factory=dict[int, tuple[str, int, str, str]])
    facts: dict[str, object] = field(default_factory=dict[str, object])


class BrokenStory(Exception):
    """A line that cannot follow the ones before it; the argument says why, for the developer and the check."""


def replay(lines: Iterable[tuple[int | None, Mapping[str, object]]]) -> dict[int, Replayed]:
    """Where every project stands after those (project id, details) lines, oldest first. Raises BrokenStory."""
    projects: dict[int, Replayed] = {}
    for project_id, details in lines:
        if project_id is not None:
            _tell(projects.setdefault(project_id, Replayed()), details)
    return projects


def _tell(project: Replayed, details: Mapping[str, object]) -> None:
    version = _number(details, "version")
    if version != project.version + 1:
        raise BrokenStory(f"{details.get('number')}: version {version} after {project.version}")
    before = cast("Mapping[str, object]", details.get("before", {}))
    if before and (project.step, project.round, project.state) != (before["step"], before["round"], before["state"]):
        raise BrokenStory(f"{details.get('number')}: a decision from where the project did not stand")
    project.version = version
    project.number = str(details["number"])
    project.step, project.round = _number(details, "step"), _number(details, "round")
    project.state = str(details["state"])
    _tell_documents(project, details)
    _tell_facts(project, details)


def _tell_documents(project: Replayed, details: Mapping[str, object]) -> None:
    for told in cast("list[Mapping[str, object]]", details.get("documents", [])):
        number = _number(told, "id")
        if number in project.documents:
            raise BrokenStory(f"{project.number}: document {number} attached twice")
        status = str(told["status"])
        project.documents[number] = (str(told["kind"]), _number(told, "version"), str(told["sha256"]), status)
    for key, status in cast("Mapping[str, str]", details.get("statuses", {})).items():
        if int(key) not in project.documents:
            raise BrokenStory(f"{project.number}: document {key} was never attached")
        kind, version, sha256, _ = project.documents[int(key)]
        project.documents[int(key)] = (kind, version, sha256, status)


def _tell_facts(project: Replayed, details: Mapping[str, object]) -> None:
    for key, (old, new) in cast("Mapping[str, list[object]]", details.get("facts", {})).items():
        if project.facts.get(key) != old:
            raise BrokenStory(f"{project.number}: fact {key} changed from what it was not")
        if new is None:
            project.facts.pop(key, None)
        else:
            project.facts[key] = new


def _number(details: Mapping[str, object], key: str) -> int:
    value = details.get(key)
    if not isinstance(value, int):
        raise BrokenStory(f"{key} is missing")
    return value
