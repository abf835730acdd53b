"""The waiting list: what is held with its reason and day, what was sent back, and nothing that went on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.board import Waiting, WaitingCause
from models.errors import BadInput
from models.requests import HoldProject, ReadWaiting, ResumeProject
from tests.models.office import REASON, Office, operation


def waiting(office: Office) -> tuple[Waiting, ...]:
    found = office.service.answer(ReadWaiting(), "tamu")
    assert isinstance(found, tuple)
    return found


def hold(office: Office, project: int, expected: date | None = None) -> None:
    card = office.card(project)
    request = HoldProject(
        operation_id=operation(), project_id=project, version=card.version, reason="Menunggu data", expected=expected
    )
    office.ask(request)


def resume(office: Office, project: int) -> None:
    card = office.card(project)
    office.ask(ResumeProject(operation_id=operation(), project_id=project, version=card.version))


def test_a_held_project_is_listed_with_its_reason_and_expected_day(office: Office):
    card = office.walk(office.new(), "submit_request")
    hold(office, card.id, date(2026, 3, 9))
    (found,) = waiting(office)
    assert (found.project_id, found.cause, found.reason) == (card.id, WaitingCause.HELD, "Menunggu data")
    assert (found.expected, found.by, found.since) == (date(2026, 3, 9), "Semua Peran", office.now)
    resume(office, card.id)
    assert waiting(office) == ()


def test_a_project_that_was_sent_back_is_listed_until_it_goes_on(office: Office):
    card = office.walk(office.new(), "submit_request", "forward_disposition", "submit_srs")
    returned = office.finish(card, "return_srs")
    (found,) = waiting(office)
    assert (found.cause, found.from_step, found.reason) == (WaitingCause.RETURNED, 4, REASON)
    office.walk(returned, "submit_srs")
    assert waiting(office) == ()


def test_a_resume_before_its_hold_is_refused_and_the_project_stays_held(office: Office):
    card = office.walk(office.new(), "submit_request")
    hold(office, card.id)
    office.now -= timedelta(hours=1)
    with pytest.raises(BadInput, match="before_hold"):
        resume(office, card.id)
    assert office.card(card.id).state.value == "held"
    office.now += timedelta(hours=1)
    resume(office, card.id)
