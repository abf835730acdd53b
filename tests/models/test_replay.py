"""The ledger told again."""

from __future__ import annotations

from typing import Any

import pytest

from models.replay import BrokenLedger, replay


def line(version: int, **more: Any) -> tuple[int, dict[str, Any]]:
    return 1, {"number": "PRJ-2026-001", "version": version, "step": 1, "round": 1, "state": "running", **more}


DOCUMENT = {"id": 4, "kind": "ND", "version": 1, "sha256": "aa", "status": "current"}


def test_lines_of_the_office_tell_nothing_about_projects():
    assert replay([(None, {"login": "rina"})]) == {}


def test_steps_documents_and_facts_are_folded():
    told = replay(
        [
            line(1, documents=[DOCUMENT], facts={"contact": [None, "Tono"]}),
            line(2, step=2, before={"step": 1, "round": 1, "state": "running"}, statuses={"4": "returned"}),
            line(3, step=2, facts={"contact": ["Tono", None]}),
        ]
    )[1]
    assert (told.version, told.step, told.documents, told.facts) == (3, 2, {4: ("ND", 1, "aa", "returned")}, {})


@pytest.mark.parametrize(
    "second",
    [
        line(3),
        line(2, before={"step": 5, "round": 1, "state": "running"}),
        line(2, documents=[DOCUMENT]),
        line(2, statuses={"9": "returned"}),
        line(2, facts={"contact": ["Wati", "Rina"]}),
        (1, {"number": "PRJ-2026-001", "version": 2, "step": None, "round": 1, "state": "running"}),
        (1, {"number": "PRJ-2026-001"}),
    ],
)
def test_a_line_that_cannot_follow_is_refused(second: tuple[int, dict[str, Any]]):
    with pytest.raises(BrokenLedger):
        replay([line(1, documents=[DOCUMENT]), second])
