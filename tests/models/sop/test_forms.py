"""The registry of printed forms says what each prints, and a SOP that lacks it is warned of by name."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from models.sop import reading
from models.sop.checking import unfilled
from models.sop.forms import FORMS, number_series
from views.words.trouble_words import form_warning

ROOT = Path(__file__).parents[3]
SOP = reading.read(ROOT / "resources/sop/sop-057-17000-2025.toml")
SECOND = reading.read(ROOT / "tests/models/second_sop.toml")


def test_the_procedure_of_the_office_fills_every_form():
    assert unfilled(SOP) == ()


@pytest.mark.parametrize(
    ("code", "module"),
    [
        ("release_notice", "release_notice"),
        ("completion_report", "completion_report"),
        ("disposition", "disposition_sheet"),
        ("project_card", "project_card"),
    ],
)
def test_every_fact_that_a_form_names_in_its_code_is_in_the_registry(code: str, module: str):
    tree = ast.parse((ROOT / f"views/paper/{module}.py").read_text("utf-8"))
    said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    form = FORMS[code]
    assert said & {fact.key for fact in SOP.facts} <= {*form.facts, *form.bound}


def test_a_fact_that_was_renamed_is_told_with_its_form():
    step = SOP.step(8)
    renamed = tuple(replace(f, key="akibat") if f.key == "release_impact" else f for f in step.facts)
    other = replace(SOP, steps=tuple(replace(s, facts=renamed) if s.number == 8 else s for s in SOP.steps))
    assert [(form.code, missing) for form, missing in unfilled(other)] == [("release_notice", ("release_impact",))]
    assert "Release Notice" in form_warning(*unfilled(other)[0])
    assert "release_impact" in form_warning(*unfilled(other)[0])


def test_only_forms_that_the_procedure_names_are_warned_of():
    named = {kind.form for step in SECOND.steps for kind in step.documents}
    assert {form.code for form, _ in unfilled(SECOND)} <= named


def test_series_are_told_apart():
    series = [form.series for form in FORMS.values() if form.numbered] + [number_series("test_record")]
    assert len(set(series)) == len(series)
