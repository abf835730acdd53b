"""One project through all nine steps, and what it leaves behind."""

from __future__ import annotations

from models.administration.checking import check
from models.board import ProjectState
from tests.models.office import FORWARD, Office


def test_a_project_walks_through_all_nine_steps_into_maintenance(office: Office):
    card = office.walk(office.new(), *FORWARD)
    assert (card.step, card.state) == (9, ProjectState.RUNNING)
    closed = office.finish(card, "close_development")
    assert closed.state is ProjectState.MAINTENANCE
    project = office.project(card.id)
    assert [visit.step for visit in project.visits] == list(range(1, 10))
    assert all(visit.left for visit in project.visits)
    assert project.releases[0].number.startswith("RN-2026-")
    assert project.coordinator is not None
    assert project.dispositions[0].to == project.coordinator.name
    report = check(office.database, office.store)
    assert report.findings == ()
    assert report.orphans == ()
