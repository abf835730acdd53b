import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.paths import resource
from desktop.workers.press_requests import TEMPLATES
from desktop.workers.templates import fill
from models.board import Card, ProjectState
from models.documents.attachments import inspect
from models.errors import NotFound
from models.office import Letterhead, OfficeSettings
from models.people import Person
from models.project_file import DocumentVersion, Finding, ProjectFile
from models.sop import reading
from models.sop.procedure import TimeUnit
from models.worktime import Clock, Status
from views.words.formats import DOTS

SOP = reading.read(resource("sop", "sop-057-17000-2025.toml"))
NOW = datetime(2026, 11, 22, 2, 15, tzinfo=UTC)
RINA = Person(
    1, "rina", "Rina Pratiwi, S.Si.", "Tim Statistik Sosial", "Ketua Tim Statistik Sosial", "198503152008012001"
)
BUDI = Person(2, "budi", "Budi & Rekan <TI>", title="Pranata Komputer")
FACTS = {
    "letter_number": "B-113/17000/VS.100/2026",
    "letter_date": "2026-11-02",
    "letter_subject": "Permohonan SI-LADU",
    "purpose": "Menerima pengaduan.\nMenindaklanjuti pengaduan.",
    "background": "Pengaduan masih dicatat di buku & mudah hilang <sering>.",
    "data_class": "restricted",
    "first_test_scenarios": [
        {"reference": "F-01", "scenario": "Mengirim {{ pengaduan }} “baru”", "result": "passed"},
        {"reference": "", "scenario": "Mencetak rekap", "result": "failed"},
    ],
    "first_test_conclusion": "accepted_with_notes",
    "first_test_date": "2026-11-20",
}


def a_project(**changes: object) -> ProjectFile:
    clock = Clock(Status.INSIDE, 3, 7, 14, 0, TimeUnit.WEEK, False, date(2026, 11, 19), date(2026, 12, 3))
    card = Card(
        7, 4, "PRJ-2026-014", "SI-LADU", "Tim Statistik Sosial", 6, 2, ProjectState.RUNNING, clock, 0, 1, 1, 0, 2,
        "Budi", "", (), NOW,
    )  # fmt: skip
    version = DocumentVersion(
        1, "SRS", "Dokumen SRS", 3, 1, 2, "srs.docx", 10, "0" * 64, "", "current", NOW, "Rina Pratiwi", "2026/x"
    )
    finding = Finding(1, 1, 6, 2, "Tanggal salah & tertukar", "critical", "open", "", "")
    project = ProjectFile(
        card, SOP, FACTS, (), (version,), (), (finding,), (), (), (RINA, BUDI), NOW, "2026/PRJ-2026-014 SI-LADU",
        requester=RINA, coordinator=BUDI, programmers=(BUDI, RINA),
    )  # fmt: skip
    return replace(project, **changes)


def an_empty_project() -> ProjectFile:
    return a_project(facts={}, documents=(), findings=(), requester=None, coordinator=None, programmers=())


def text_of(content: bytes) -> str:
    """Everything a reader sees: body, tables and footer, in order of the file."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = [name for name in packed.namelist() if re.match(r"word/(document|footer\d)\.xml", name)]
        roots = [ElementTree.fromstring(packed.read(name)) for name in parts]
    return "\n".join("".join(node.text or "" for node in root.iter() if node.tag.endswith("}t")) for root in roots)


@pytest.mark.parametrize("kind", TEMPLATES)
def test_every_template_is_filled_with_the_facts_of_the_project(kind):
    text = text_of(fill(kind, a_project()))

    for fact in ("SI-LADU", "PRJ-2026-014", "Rina Pratiwi, S.Si.", "B-113/17000/VS.100/2026", "2 November 2026"):
        assert fact in text
    assert "Budi & Rekan <TI>" in text
    assert "19850315 200801 2 001" in text
    assert SOP.code in text


@pytest.mark.parametrize("kind", TEMPLATES)
@pytest.mark.parametrize("project", [a_project(), an_empty_project()], ids=["full", "empty"])
def test_nothing_of_the_machine_shows(kind, project):
    text = text_of(fill(kind, project))

    assert "None" not in text
    assert not re.search(r"\{[{%]|[%}]\}|&amp;|&lt;", text.replace("{{ pengaduan }}", ""))


@pytest.mark.parametrize("kind", TEMPLATES)
def test_what_nobody_knows_yet_stands_as_dots(kind):
    assert text_of(fill(kind, an_empty_project())).count(DOTS) > 10


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_filled_template_is_itself_a_document_without_any_warning(kind, tmp_path):
    path = tmp_path / f"{kind}.docx"
    path.write_bytes(fill(kind, a_project()))

    assert inspect(path, required=True).warnings == ()


@pytest.mark.parametrize("kind", TEMPLATES)
def test_the_same_facts_give_the_same_bytes(kind):
    assert fill(kind, a_project()) == fill(kind, a_project())


def test_the_letterhead_of_the_office_is_used():
    office = OfficeSettings(letterhead=Letterhead(lines=("KANTOR UJI", "KOTA & DESA")))

    assert "KOTA & DESA" in text_of(fill("SRS", a_project(), office))


def test_the_srs_has_the_headings_of_the_standard():
    headings = [
        each.text
        for each in Document(BytesIO(fill("SRS", a_project()))).paragraphs
        if "Heading" in str(each.style.name)
    ]

    assert [each for each in headings if re.match(r"\d ", each)] == [
        "1 Pendahuluan", "2 Acuan", "3 Kebutuhan", "4 Cara Verifikasi", "5 Lampiran",
    ]  # fmt: skip
    for part in (
        "3.1 Kebutuhan Fungsional",
        "3.2 Kinerja",
        "3.6 Keamanan dan Mutu",
        "3.7 Kendala",
        "Lembar Persetujuan",
    ):
        assert part in headings


def test_the_requirements_are_numbered_for_the_tests_to_name_them():
    text = text_of(fill("SRS", a_project()))

    for number in ("F-01", "F-05", "K-01", "M-03"):
        assert number in text


def test_the_version_table_goes_on_where_the_attached_versions_end():
    document = Document(BytesIO(fill("SRS", a_project())))
    versions = next(table for table in document.tables if table.cell(0, 0).text == "Versi")

    assert [row.cells[0].text for row in versions.rows] == ["Versi", "2", "3"]
    assert versions.cell(1, 1).text == "22 November 2026"
    assert "versi 3" in text_of(fill("SRS", a_project()))


def test_a_test_record_carries_its_scenarios_and_findings():
    document = Document(BytesIO(fill("UJ1", a_project())))
    scenarios = next(table for table in document.tables if table.cell(0, 2).text == "Skenario")
    findings = next(table for table in document.tables if table.cell(0, 1).text == "Uraian")
    text = text_of(fill("UJ1", a_project()))

    assert [cell.text for cell in scenarios.rows[1].cells] == [
        "1", "F-01", "Mengirim {{ pengaduan }} “baru”", "Lulus", DOTS,
    ]  # fmt: skip
    assert [cell.text for cell in scenarios.rows[2].cells] == ["2", DOTS, "Mencetak rekap", "Gagal", DOTS]
    assert findings.cell(1, 1).text == "Tanggal salah & tertukar"
    assert "2; lulus 1, gagal 1" in text
    assert "Diterima dengan catatan" in text
    assert "20 November 2026" in text


def test_findings_of_the_first_test_are_not_those_of_the_final_one():
    assert "tertukar" not in text_of(fill("UJ2", a_project()))


def test_lines_of_a_text_stay_lines():
    paragraphs = [each.text for each in Document(BytesIO(fill("SRS", a_project()))).paragraphs]

    assert "Menerima pengaduan.\nMenindaklanjuti pengaduan." in paragraphs


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_any_text_makes_a_document_that_opens(text):
    content = fill("SRA", a_project(facts={"scope": text, "reviewers": text}))

    Document(BytesIO(content))


def test_a_kind_without_a_template_is_told():
    with pytest.raises(NotFound):
        fill("ND", a_project())


def test_the_shipped_templates_are_those_of_the_texts():
    texts = Path(__file__).parents[3] / "packaging" / "template_texts"

    assert {f"{path.stem}.docx" for path in texts.glob("*.txt")} == set(TEMPLATES.values())
    for name in TEMPLATES.values():
        with zipfile.ZipFile(resource("templates", name)) as packed:
            styles = packed.read("word/styles.xml").decode()
        assert set(re.findall(r'w:ascii="([^"]*)"', styles)) <= {"Arial", "Courier"}
