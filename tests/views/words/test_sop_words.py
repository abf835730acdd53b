"""Every way in which a SOP file can be wrong has its own words, and they never show a code name."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from types import ModuleType

import pytest

from models.errors import BadSop
from models.sop import checking, reading, source
from views.words.trouble_words import sop_problem

OTHERWISE = "isinya tidak dapat dipakai"
SECOND = (Path(__file__).parents[2] / "models" / "second_sop.toml").read_text(encoding="utf-8")


def spoken(text: str) -> str:
    with pytest.raises(BadSop) as caught:
        reading.parse(text.encode(), "sop.toml")
    return sop_problem(caught.value.facts)


def problems_of(module: ModuleType) -> set[str]:
    """Every text that may be the first argument of a `trouble` call."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "trouble"]
    texts = [node for call in named for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)]
    return {str(node.value) for node in texts}


def test_every_problem_of_the_reader_has_words() -> None:
    problems = set().union(*(problems_of(module) for module in (checking, reading, source)))
    assert len(problems) > 25
    assert {code for code in problems if sop_problem(every_fact(code)) == OTHERWISE} == set()


def every_fact(code: str) -> dict[str, object]:
    return {"problem": code, "key": "x", "value": "x", "expected": "list", "found": "table"}


def test_the_words_name_what_is_wrong() -> None:
    assert spoken(SECOND.replace("minimum = 1, maximum = 3", "minimum = 4, maximum = 3")) == (
        "mutu baku paling singkat (4) melebihi yang paling lama (3)"
    )
    assert spoken(SECOND.replace('title = "Terbit"', "title = 5")) == "“title” harus berupa teks, bukan bilangan"
    assert spoken(SECOND.replace("[identity]", "[identitas]")) == "“identity” belum ditulis"
    assert spoken("identity = 5\ncode = 'x'") == "“identity” harus berupa tabel, bukan bilangan"
    assert spoken(SECOND.replace('role = "kepala"', 'role = "bos"')) == "peran “bos” tidak ada"


def test_an_unknown_problem_is_still_a_sentence() -> None:
    assert sop_problem({"problem": "something_new"}) == OTHERWISE
