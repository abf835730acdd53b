"""A project is saved over the version that was read, or not at all."""

from __future__ import annotations

import pytest

from models.errors import ChangedByOther
from models.records.live_project import LiveProject, load_project
from models.records.procedures import Procedures
from tests.models.office import Office


def test_a_project_that_was_saved_meanwhile_is_not_saved_over(office: Office):
    card = office.new("Nama lama")
    with office.database.writing() as connection:
        first, second = (load_project(connection, Procedures(office.sop), card.id) for _ in range(2))
        rename(first, "Nama pertama").save(connection, 2, first.row.changed_at, "Ratna")
        with pytest.raises(ChangedByOther):
            rename(second, "Nama kedua").save(connection, 2, second.row.changed_at, "Dimas")
    assert (office.card(card.id).name, office.card(card.id).version) == ("Nama pertama", card.version + 1)


def rename(project: LiveProject, name: str) -> LiveProject:
    project.row.name = name
    return project
