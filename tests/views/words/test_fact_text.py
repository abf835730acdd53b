"""A fact is said in the same words on page, paper, Word template and command line, never as a code."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from desktop.cli.output import Output
from desktop.workers.templates import fill
from models.people import Person
from models.project_file import FactValue, ProjectFile
from models.sop import reading
from models.sop.procedure import Fact, FactKind, Sop
from tests.models.office import SOP, Office
from views.paper import lookups
from views.words.fact_text import fact_text

SECOND = reading.read(Path(__file__).parents[2] / "models" / "second_sop.toml")
PEOPLE = (Person(7, "rina", "Rina Puspita"), Person(8, "arif", "Arif Hidayat"))
CODE = re.compile(r"\d{4}-\d\d-\d\d|None|\brina\b|\barif\b|\[|\{")


def value(fact: Fact) -> FactValue:
    """A complete value of every kind."""
    match fact.kind:
        case FactKind.DATE:
            return "2026-11-22"
        case FactKind.CHOICE:
            return fact.choices[-1][0]
        case FactKind.CHECKLIST:
            return [code for code, _ in fact.choices]
        case FactKind.MEMBER:
            return "rina"
        case FactKind.MEMBERS:
            return ["rina", "arif"]
        case FactKind.ROWS:
            return [{c.key: c.choices[-1][0] if c.choices else f"isi {c.label}" for c in fact.columns}] * 2
        case _:
            return f"Isian {fact.label}"


def codes(fact: Fact) -> set[str]:
    """Codes of the fact that are not also words of one of its labels."""
    pairs = [*fact.choices, *(pair for column in fact.columns for pair in column.choices)]
    said = " ".join([fact.label, *(label for _, label in pairs), *(c.label for c in fact.columns)]).split()
    return {code for code, _ in pairs if code not in said}


@pytest.fixture(params=(SOP, SECOND), ids=("own", "second"))
def project(request: pytest.FixtureRequest, tmp_path: Path) -> ProjectFile:
    sop: Sop = request.param
    office = Office(tmp_path, sop)
    made = office.project(office.new().id)
    office.close()
    facts = {fact.key: value(fact) for fact in sop.facts if fact.kind is not FactKind.FINDINGS}
    return replace(made, facts=facts, people=PEOPLE)


def told(project: ProjectFile) -> str:
    """What `lajur project show` prints."""
    out = io.StringIO()
    Output(out, out).project(project)
    return out.getvalue()


def test_page_paper_and_command_line_say_every_fact_alike(project: ProjectFile):
    shown = told(project)
    for fact in project.sop.facts:
        if fact.key in project.facts:
            words = fact_text(fact, project.facts[fact.key], project.people)
            assert words
            assert lookups.shown(project, fact.key) == words
            assert f"- {fact.label}: {words.replace('\n', '; ')}\n" in shown


def test_no_code_no_iso_date_and_no_none_is_shown(project: ProjectFile):
    for fact in project.sop.facts:
        if fact.key in project.facts:
            words = fact_text(fact, project.facts[fact.key], project.people)
            assert not CODE.search(words)
            assert not codes(fact) & set(re.findall(r"\w+", words)), words


def test_the_command_line_shows_no_status_code_and_names_the_pause(project: ProjectFile):
    shown = told(project)
    assert "(berlaku)" in shown
    assert "(current)" not in shown
    assert not re.search(r"^- .*: *$", shown, re.MULTILINE)


def test_an_empty_fact_says_nothing(project: ProjectFile):
    for fact in project.sop.facts:
        assert [fact_text(fact, each, project.people) for each in (None, "", [])] == ["", "", ""]


@pytest.mark.parametrize("kind", ["SRS", "SRA", "SD", "UJ1", "UJ2"])
def test_a_word_template_holds_no_code_of_any_fact(kind: str, tmp_path: Path):
    office = Office(tmp_path)
    made = office.project(office.new().id)
    office.close()
    facts = {fact.key: value(fact) for fact in SOP.facts if fact.kind is not FactKind.FINDINGS}
    document = Document(BytesIO(fill(kind, replace(made, facts=facts, people=PEOPLE))))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(each.text for each in document.paragraphs), *cells])
    assert not re.search(r"2026-\d\d-\d\d|None|\brina\b|\bpassed\b|\bfailed\b|\baccepted\b", text)
