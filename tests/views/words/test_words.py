"""Every code that a person may meet has its sentence."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from models.obstacles import Obstacle, Why
from tests.house.sources import ROOT
from tests.views.sample_board import sample_sop
from views.words.words import _EVENTS, Words


@pytest.mark.parametrize("why", Why)
def test_every_obstacle_has_a_sentence_that_names_what_it_is_about(why: Why):
    said = Words().obstacle(Obstacle(why, 3, (), "SRS", "Dokumen SRS", 2), sample_sop())
    assert said
    assert "{" not in said


def event_codes() -> set[str]:
    """The codes that operations give their outcomes or events."""
    found: set[str] = set()
    for path in Path(ROOT, "models").glob("*/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if node.func.id == "WriteOutcome" and isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found - {""}


def test_every_event_of_an_operation_has_words():
    assert len(event_codes()) > 8
    assert event_codes() - _EVENTS.keys() == set()
