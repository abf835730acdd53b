"""Writes that only add (a comment, an attachment): what others did meanwhile is no reason to refuse them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from desktop.workers.answers import Answer, Ok, Refused
from desktop.workers.worker import AnyLane, Then
from models.errors import ChangedByOther
from models.project_file import ProjectFile
from models.requests import AddComment, AttachDocument, LogMaintenance, ReadProject

Addition = AddComment | AttachDocument | LogMaintenance
TRIES = 5
"""How often somebody else may be faster."""


def add(lane: AnyLane, request: Addition, then: Then, deadline: float | None = None, tries: int = TRIES) -> None:
    """Asks, and asks again for the project as it is now when another changed it. `then` is called once."""
    lane.ask(request, partial(_added, lane, request, then, deadline, tries), deadline)


def _added(lane: AnyLane, request: Addition, then: Then, deadline: float | None, tries: int, answer: Answer) -> None:
    if tries > 1 and isinstance(answer, Refused) and isinstance(answer.error, ChangedByOther):
        lane.ask(ReadProject(request.project_id), partial(_again, lane, request, then, deadline, tries - 1, answer))
    else:
        then(answer)


def _again(
    lane: AnyLane,
    request: Addition,
    then: Then,
    deadline: float | None,
    tries: int,
    refusal: Answer,
    answer: Answer,
) -> None:
    if isinstance(answer, Ok) and isinstance(answer.value, ProjectFile):
        add(lane, replace(request, version=answer.value.card.version), then, deadline, tries)
    else:
        then(refusal)
