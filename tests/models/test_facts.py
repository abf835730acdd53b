"""Facts as people type them: cleaned, refused with a reason, or complete."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import facts
from models.errors import BadInput
from models.obstacles import Why
from models.sop.procedure import Fact, FactColumn, FactKind

TODAY = date(2026, 11, 22)
CHOICES = (("yes", "Ya"), ("no", "Tidak"))


def fact(kind: FactKind, **more: object) -> Fact:
    return Fact("key", "Label", kind, 1, **more)  # pyright: ignore[reportArgumentType]


def problem(of: Fact, value: object) -> str:
    with pytest.raises(BadInput) as caught:
        facts.clean(of, value, TODAY)
    return str(caught.value.facts["problem"])


@given(st.text(max_size=200))
def test_cleaned_text_has_no_control_or_direction_characters_and_cleaning_twice_changes_nothing(text: str) -> None:
    once = facts.clean(fact(FactKind.LONG_TEXT), text, TODAY)
    assert isinstance(once, str)
    assert not any(c in once for c in "\x00\x07\u202e\u2066\u200f")
    assert facts.clean(fact(FactKind.LONG_TEXT), once, TODAY) == once


@pytest.mark.parametrize("blank", ["", "   ", "\n\t ", "\u200b", "\u202e \u00a0"])
def test_blanks_count_as_nothing(blank: str) -> None:
    assert facts.clean(fact(FactKind.TEXT), blank, TODAY) == ""


def test_emoji_and_right_to_left_text_are_kept() -> None:
    assert facts.clean(fact(FactKind.TEXT), "Aplikasi 🙂 سلام", TODAY) == "Aplikasi 🙂 سلام"


def test_a_hundred_thousand_characters_are_refused_with_the_limit() -> None:
    with pytest.raises(BadInput) as caught:
        facts.clean(fact(FactKind.LONG_TEXT), "a" * 100_000, TODAY)
    assert caught.value.facts == {"problem": "too_long", "field": "Label", "length": 100_000, "limit": 20_000}


def test_a_future_date_is_refused_only_where_it_cannot_be() -> None:
    assert problem(fact(FactKind.DATE), "2026-11-23") == "future_date"
    assert facts.clean(fact(FactKind.DATE, future=True), "2026-11-23", TODAY) == "2026-11-23"
    assert facts.clean(fact(FactKind.DATE), "2026-11-22", TODAY) == "2026-11-22"
    assert facts.clean(fact(FactKind.DATE), " ", TODAY) == ""


@pytest.mark.parametrize("text", ["22-11-2026", "besok", "1999-12-31", "2101-01-01", "2026-02-30"])
def test_what_is_no_date_is_refused(text: str) -> None:
    assert problem(fact(FactKind.DATE), text) == "bad_date"


@pytest.mark.parametrize(
    ("fact_kind", "value"),
    [
        (FactKind.TEXT, 3),
        (FactKind.CHECKLIST, "yes"),
        (FactKind.MEMBERS, [1]),
        (FactKind.ROWS, ["row"]),
        (FactKind.ROWS, [{"a": 1}]),
        (FactKind.FINDINGS, []),
    ],
)
def test_values_of_another_shape_are_refused(fact_kind: FactKind, value: object) -> None:
    assert problem(fact(fact_kind, choices=CHOICES, columns=(FactColumn("a", "A"),)), value) == "wrong_type"


def test_unknown_choices_and_columns_are_refused() -> None:
    assert problem(fact(FactKind.CHOICE, choices=CHOICES), "maybe") == "unknown_choice"
    assert problem(fact(FactKind.CHECKLIST, choices=CHOICES), ["yes", "maybe"]) == "unknown_choice"
    assert (
        problem(fact(FactKind.ROWS, columns=(FactColumn("a", "A", choices=CHOICES),)), [{"a": "maybe"}])
        == "unknown_choice"
    )
    assert problem(fact(FactKind.ROWS, columns=(FactColumn("a", "A"),)), [{"b": "x"}]) == "unknown_column"
    assert problem(fact(FactKind.ROWS, columns=(FactColumn("a", "A"),)), [{}] * 501) == "too_many"


def test_lists_are_put_in_order_and_empty_rows_dropped() -> None:
    assert facts.clean(fact(FactKind.CHECKLIST, choices=CHOICES), ["no", "yes", "no"], TODAY) == ["yes", "no"]
    assert facts.clean(fact(FactKind.MEMBERS), ["arif", " arif ", ""], TODAY) == ["arif"]
    assert facts.clean(fact(FactKind.ROWS, columns=(FactColumn("a", "A"),)), [{"a": " "}, {"a": "x"}], TODAY) == [
        {"a": "x"}
    ]


def test_gaps_name_what_is_missing() -> None:
    rows = fact(FactKind.ROWS, columns=(FactColumn("a", "A"), FactColumn("b", "B", required=False)))
    checklist = fact(FactKind.CHECKLIST, choices=CHOICES)
    assert facts.gap(fact(FactKind.TEXT), "x", 0) is None
    assert facts.gap(rows, [{"a": "x", "b": ""}], 0) is None
    assert facts.gap(checklist, ["yes", "no"], 0) is None
    assert facts.gap(fact(FactKind.FINDINGS), None, 0) is None
    missing = {
        Why.FACT_MISSING: facts.gap(fact(FactKind.TEXT), "", 0),
        Why.CHECKLIST_OPEN: facts.gap(checklist, ["yes"], 0),
        Why.FINDING_OPEN: facts.gap(fact(FactKind.FINDINGS), None, 3),
    }
    assert {why: gap.why for why, gap in missing.items() if gap} == {why: why for why in missing}
    incomplete = facts.gap(rows, [{"a": "", "b": "x"}], 0)
    assert incomplete is not None
    assert incomplete.why is Why.FACT_MISSING
    assert facts.gap(rows, None, 0) == incomplete
