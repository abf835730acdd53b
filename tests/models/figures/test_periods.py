"""Periods as people write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import BadInput
from models.figures.periods import PeriodKind, around, free, parse
from views.words.trouble_words import TroubleWords
from views.words.words import Words

WRITTEN = {
    "2026-07": (date(2026, 7, 1), date(2026, 7, 31)),
    "2024-02": (date(2024, 2, 1), date(2024, 2, 29)),
    "2026-Q3": (date(2026, 7, 1), date(2026, 9, 30)),
    "2026-q4": (date(2026, 10, 1), date(2026, 12, 31)),
    "2026-T1": (date(2026, 1, 1), date(2026, 3, 31)),
    "2026-S2": (date(2026, 7, 1), date(2026, 12, 31)),
    "2026": (date(2026, 1, 1), date(2026, 12, 31)),
    " 2026-07-05..2026-07-05 ": (date(2026, 7, 5), date(2026, 7, 5)),
}
BAD = {
    "": "bad_period",
    "besok": "bad_period",
    "2026-13": "bad_period",
    "2026-00": "bad_period",
    "2026-Q5": "bad_period",
    "2026-S3": "bad_period",
    "2026-07-01": "bad_period",
    "2026-02-30..2026-03-01": "bad_period",
    "2026-07-01..": "period_without_end",
    "..2026-07-01": "period_without_start",
    "..": "period_without_end",
    "2026-09-30..2026-07-01": "period_reversed",
    "1899": "period_far",
    "0001-01-01..9999-12-31": "period_far",
}


@pytest.mark.parametrize("text", WRITTEN)
def test_a_period_is_read_as_it_is_written(text: str):
    period = parse(text)
    assert (period.first, period.last) == WRITTEN[text]


@pytest.mark.parametrize("text", BAD)
def test_a_period_that_makes_no_sense_gets_a_clear_sentence(text: str):
    with pytest.raises(BadInput) as caught:
        parse(text)
    assert caught.value.facts["problem"] == BAD[text]
    sentence = TroubleWords(Words(), None).sentence(caught.value)
    assert "eriode" in sentence
    assert sentence.endswith(".")


KINDS = st.sampled_from([PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.HALF, PeriodKind.YEAR])


@given(KINDS, st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_a_period_around_a_day_holds_it_and_touches_the_one_before(kind: PeriodKind, day: date):
    period = around(kind, day)
    assert period.first <= day <= period.last
    assert parse(period.text) == period
    assert period.before.last + timedelta(days=1) == period.first
    assert period.before.kind is kind


@given(st.dates(date(2001, 1, 1), date(2099, 1, 1)), st.integers(0, 800))
def test_free_days_have_as_many_before_them(first: date, more: int):
    period = free(first, first + timedelta(days=more))
    assert parse(period.text) == period
    assert period.before.days == period.days == more + 1
