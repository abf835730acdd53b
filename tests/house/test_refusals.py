"""Every refusal has its sentence, and says all that the sentence needs: a person never reads an empty place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from string import Formatter

from tests.house.sources import PACKAGES, python_files, short
from views.words import trouble_words

SENTENCES = {
    "BadDocument": trouble_words._BAD_DOCUMENT,
    "BadInput": trouble_words._BAD_INPUT,
    "ShareUnavailable": trouble_words._SHARE | trouble_words.SERVER,
    "DamageFound": trouble_words._DAMAGE | trouble_words.COPY,
}


def refusals() -> Iterator[tuple[str, str, str, set[str]]]:
    """Where, which error, which problem, which facts: of every error made with a problem that is written there.

    "**" among the facts: others that are not written there.
    """
    for path in (each for each in python_files() if short(each).startswith(PACKAGES) and each.suffix == ".py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SENTENCES:
                facts = {each.arg or "**": each.value for each in call.keywords}
                for problem in ast.walk(facts.get("problem", call.func)):
                    if isinstance(problem, ast.Constant) and isinstance(problem.value, str):
                        yield f"{short(path)}:{call.lineno}", call.func.id, problem.value, set(facts)


def test_every_problem_has_a_sentence():
    found = list(refusals())
    assert len(found) > 100
    assert [where for where, error, problem, _ in found if problem not in SENTENCES[error]] == []


def test_every_refusal_tells_what_its_sentence_needs():
    assert [
        (where, needed - facts)
        for where, error, problem, facts in refusals()
        if (needed := {name for _, name, _, _ in Formatter().parse(SENTENCES[error].get(problem, "")) if name}) - facts
        and "**" not in facts
    ] == []
