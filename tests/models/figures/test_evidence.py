"""Evidence for revising the SOP."""

from __future__ import annotations

from datetime import date

import pytest

from models.figures.evidence import Verdict, evidence
from tests.models.figures.test_forecast import LENGTHS, history_of, walked
from tests.models.office import CALENDAR, SOP
from views.words.figure_tables import evidence_table
from views.words.figure_words import FigureWords


def with_sixth(*days: int):
    """Projects whose step 6 (3 to 7 working days) took so many."""
    return history_of(*(walked(number, (*LENGTHS[:5], each, *LENGTHS[6:])) for number, each in enumerate(days, 1)))


@pytest.mark.parametrize(
    ("days", "verdict"),
    [
        ((5, 5, 5, 5), Verdict.THIN),
        ((3, 4, 5, 6, 7), Verdict.FITS),
        ((5, 5, 5, 9, 9), Verdict.LONGER),
        ((1, 1, 5, 5, 5), Verdict.SHORTER),
        ((1, 1, 5, 9, 9), Verdict.WIDER),
        ((5, 5, 5, 5, 9), Verdict.FITS),
    ],
)
def test_a_step_is_judged_by_how_often_it_left_its_range(days: tuple[int, ...], verdict: Verdict):
    found = next(each for each in evidence(with_sixth(*days)).steps if each.step == 6)
    assert found.verdict is verdict
    assert found.count == len(days)
    assert found.early == sum(each < 3 for each in days)
    assert found.late == sum(each > 7 for each in days)


def test_a_step_without_limit_is_not_judged_and_the_middle_stands_inside():
    found = evidence(with_sixth(1, 2, 3, 4, 5, 6, 7))
    assert found.steps[0].verdict is Verdict.NONE
    sixth = found.steps[5]
    assert (sixth.p15, sixth.median, sixth.p85) == (2, 4, 6)
    assert (sixth.minimum, sixth.limit, sixth.working_days) == (3, 7, True)
    assert found.first == date(2026, 1, 5)


def test_the_evidence_reads_as_a_table_with_a_conclusion_a_step():
    table = evidence_table(evidence(with_sixth(5, 5, 5, 9, 9)), FigureWords(), {s.number: s.title for s in SOP.steps})
    assert len(table.rows) == len(SOP.steps)
    assert table.rows[5][-1] == "Sering lebih lama: 2 dari 5 melewati batas"
    assert "5 proyek" in table.note


def test_an_office_without_history_has_no_evidence():
    found = evidence(history_of())
    assert found.first is None
    assert {each.verdict for each in found.steps} == {Verdict.NONE, Verdict.THIN}
    assert CALENDAR.years
