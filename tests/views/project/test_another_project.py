"""Another project on the page: rows come an event later, and none of the one before stays."""

from __future__ import annotations

from dataclasses import replace

from tests.views.dialog_hands import settle
from tests.views.sample_project import sample_project
from views.look import Look
from views.project.document_row import DocumentItem
from views.project.project_view import ProjectView


def visible_rows(view: ProjectView) -> list[DocumentItem]:
    return [row for row in view.documents.findChildren(DocumentItem) if row.isVisibleTo(view)]


def test_another_project_shows_no_row_of_the_one_before(qtbot, look: Look):
    view = ProjectView(look)
    qtbot.addWidget(view)
    view.resize(1366, 768)
    view.show()
    first = sample_project(6)
    view.show_project(first)
    settle()
    rows = visible_rows(view)
    assert rows
    view.show_project(replace(first, card=replace(first.card, id=first.card.id + 1)))
    assert visible_rows(view) == []
    settle()
    assert len(visible_rows(view)) == len(rows)
    view.hide()
