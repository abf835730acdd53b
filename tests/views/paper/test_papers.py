"""What holds for every form on every paper, read back by programs that are not ours."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from models.office import Letterhead, OfficeSettings, Printing
from models.project_file import FactValue, ProjectFile
from models.sop.forms import FORMS as REGISTERED
from models.sop.procedure import Fact, FactKind, Sop
from tests.views.paper import samples
from views.paper.drafts import draft_reasons, file_name
from views.paper.fonts import Fonts
from views.paper.forms import FORMS

SIZES = {"A4": (595.276, 841.89), "F4": (609.449, 935.433), "A5": (595.276, 419.528)}
EVERY = [(code, paper) for code, form in REGISTERED.items() for paper in form.papers]
FORBIDDEN = re.compile(r"None|\[\]|\?\?|\{\}|Traceback|\bnan\b|datetime|_missing")

every_form = pytest.mark.parametrize(("code", "paper"), EVERY)


def render(code: str, project: ProjectFile, fonts: Fonts, paper: str = "A4") -> bytes:
    return FORMS[code].render(project, samples.OFFICE, replace(samples.PRINTING, paper=paper), fonts)


@every_form
@pytest.mark.parametrize("which", ["full", "empty"])
def test_other_programs_find_no_fault(
    code: str,
    paper: str,
    which: str,
    request: pytest.FixtureRequest,
    fonts: Fonts,
    tool: Callable[..., str],
    tmp_path: Path,
) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(render(code, request.getfixturevalue(which), fonts, paper))
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", str(path))
    rows = tool("pdffonts", str(path)).splitlines()[2:]
    assert rows
    for row in rows:
        assert "LiberationSans" in row
        assert row.split()[-5:-2] == ["yes", "yes", "yes"], row
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", tool("pdfinfo", "-f", "1", "-l", "99", str(path)))
    assert {(round(float(w)), round(float(h))) for w, h in sizes} == {tuple(map(round, SIZES[paper]))}


@every_form
def test_every_page_carries_its_number_time_and_ledger_hash(
    code: str, paper: str, full: ProjectFile, fonts: Fonts
) -> None:
    pages = PdfReader(io.BytesIO(render(code, full, fonts, paper))).pages
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert f"Halaman {number} dari {len(pages)}" in text
        assert "Dicetak dari aplikasi Lajur pada 22 November 2026 pukul 09.15 WIB" in text
        assert full.ledger_hash[:16] in text
        assert full.ledger_hash[:17] not in text


@every_form
def test_an_empty_project_prints_dots_and_no_leftovers(
    code: str, paper: str, empty: ProjectFile, fonts: Fonts, text_of: Callable[[bytes], str]
) -> None:
    text = text_of(render(code, empty, fonts, paper))
    assert "…………" in text
    assert not FORBIDDEN.search(text)


@every_form
def test_a_full_project_prints_no_leftovers_and_no_draft_mark(
    code: str, paper: str, full: ProjectFile, fonts: Fonts, text_of: Callable[[bytes], str]
) -> None:
    text = text_of(render(code, full, fonts, paper))
    assert "KONSEP" not in text
    assert not FORBIDDEN.search(text)
    assert full.card.number in text


@every_form
def test_the_same_facts_give_the_same_bytes(code: str, paper: str, sop: Sop, fonts: Fonts) -> None:
    one = render(code, samples.full_project(sop), fonts, paper)
    assert one == render(code, samples.full_project(sop), samples.fonts(), paper)


def test_another_process_gives_the_same_bytes(full: ProjectFile, fonts: Fonts) -> None:
    program = (
        "import hashlib\nfrom tests.views.paper import samples\nfrom views.paper.forms import FORMS\n"
        "project = samples.full_project(samples.sop())\n"
        "for form in FORMS.values():\n"
        "    data = form.render(project, samples.OFFICE, samples.PRINTING, samples.fonts())\n"
        "    print(hashlib.sha256(data).hexdigest())\n"
    )
    root = str(Path(__file__).parents[3])
    seen = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Jakarta")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, cwd=root, env=environment
        )
        seen.add(done.stdout)
    assert len(seen) == 1


def test_another_moment_gives_other_bytes_and_the_right_dates(full: ProjectFile, fonts: Fonts) -> None:
    later = replace(samples.PRINTING, at=samples.PRINTING.at + timedelta(hours=20))
    data = FORMS["project_card"].render(full, samples.OFFICE, later, fonts)
    assert data != render("project_card", full, fonts)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20261123051500+07'00'"


@every_form
def test_readers_get_title_language_and_an_outline(code: str, paper: str, full: ProjectFile, fonts: Fonts) -> None:
    data = render(code, full, fonts, paper)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.Root["/Lang"]) == "id-ID"
        assert full.card.number in str(pdf.docinfo["/Keywords"])
        assert pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"]
        first = pdf.Root["/Outlines"]["/First"]
        while first is not None:
            assert first.get("/Dest", first.get("/A")) is not None
            first = first.get("/Next")
        assert b"/XYZ" in data
        assert b"/Fit " not in data
    reader = PdfReader(io.BytesIO(data))
    assert reader.outline
    assert reader.metadata.title


@pytest.mark.parametrize("code", list(FORMS))
def test_the_mark_of_a_draft_follows_the_reasons(
    code: str, full: ProjectFile, empty: ProjectFile, fonts: Fonts, text_of: Callable[[bytes], str]
) -> None:
    for project in (full, empty, replace(full, coordinator=None), replace(full, numbers={}, releases=())):
        assert ("KONSEP" in text_of(render(code, project, fonts))) == bool(draft_reasons(code, project))


def test_the_letterhead_of_another_office_is_printed_with_its_logo(
    full: ProjectFile, fonts: Fonts, text_of: Callable[[bytes], str]
) -> None:
    logo = (samples.RESOURCES.parent / "tests" / "views" / "paper" / "logo.png").read_bytes()
    office = OfficeSettings(Letterhead(("DINAS KOMINFO", "KOTA BENGKULU"), ("Jalan Basuki Rahmat",), logo, "Curup"))
    data = FORMS["release_notice"].render(full, office, samples.PRINTING, fonts)
    assert "KOTA BENGKULU" in text_of(data)
    assert "Curup, 21 September 2026" in text_of(data)
    assert PdfReader(io.BytesIO(data)).pages[0].images


def test_a_logo_that_is_no_picture_is_left_out(full: ProjectFile, fonts: Fonts) -> None:
    office = OfficeSettings(Letterhead(logo=b"\x89PNG\r\n\x1a\nbroken"))
    assert FORMS["release_notice"].render(full, office, samples.PRINTING, fonts).startswith(b"%PDF-1.7")


anything = st.text(max_size=300) | st.sampled_from(
    [
        "🎉" * 40,
        "مرحبا بالعالم",
        "שלום עולם",
        "漢字" * 90,
        "x" * 5_000,
        " \n\t ",
        "\u202etxt.exe",
        "a\u0301e\u0301",
        "\ud800",
    ]
)


def values(fact: Fact) -> st.SearchStrategy[FactValue]:
    """Anything that could ever stand in the database under that key."""
    if fact.kind is FactKind.ROWS:
        return st.lists(st.fixed_dictionaries({column.key: anything for column in fact.columns}), max_size=3)
    if fact.kind in (FactKind.CHECKLIST, FactKind.MEMBERS):
        return st.lists(anything, max_size=3)
    return anything


random_facts = st.fixed_dictionaries({}, optional={fact.key: values(fact) for fact in samples.sop().facts})


@settings(max_examples=30, deadline=None)
@given(facts=random_facts, name=anything, number=anything, place=st.sampled_from(EVERY))
def test_whatever_people_type_becomes_a_sound_paper(
    facts: dict[str, FactValue], name: str, number: str, place: tuple[str, str]
) -> None:
    full = samples.full_project(samples.sop())
    project = replace(full, facts=facts, card=replace(full.card, name=name, number=number))
    with pikepdf.open(io.BytesIO(render(place[0], project, samples.fonts(), place[1]))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert all(page.get("/Contents") is not None for page in pdf.pages)


@pytest.mark.parametrize("code", list(FORMS))
def test_a_text_of_100_000_characters_is_printed_to_its_end(code: str, full: ProjectFile, fonts: Fonts) -> None:
    long = "kata " * 19_999 + "TAMAT"
    facts = {**full.facts, "release_summary": long, "background": long, "disposition_instruction": long}
    card = replace(full.card, name="N" * 100_000) if code == "project_card" else full.card
    reader = PdfReader(io.BytesIO(render(code, replace(full, facts=facts, card=card), fonts)))
    if code == "project_card":
        assert len(reader.pages) <= 2
    else:
        assert any("TAMAT" in page.extract_text() for page in reader.pages)


def test_characters_the_typeface_lacks_show_as_boxes_and_the_paper_says_so(
    full: ProjectFile, fonts: Fonts, text_of: Callable[[bytes], str]
) -> None:
    facts = {**full.facts, "release_impact": "Selamat 🎉 مرحبا"}
    text = text_of(render("release_notice", replace(full, facts=facts), fonts))
    assert "Selamat □ □□□□□" in text
    assert "Tanda □ menggantikan aksara yang tidak tersedia" in text
    assert "□" not in text_of(render("release_notice", full, fonts))


def test_the_office_calls_every_form_a_file_name_that_windows_takes(full: ProjectFile) -> None:
    project = replace(full, card=replace(full.card, number='PRJ/2026:014 <"x">'))
    for form in REGISTERED.values():
        assert re.fullmatch(r"[\w .()-]{8,124}\.pdf", file_name(form, project))


def test_times_of_night_are_printed_with_the_day_of_wib(full: ProjectFile, fonts: Fonts) -> None:
    night = Printing(samples.PRINTING.at.replace(hour=18), "Dewi")
    text = (
        PdfReader(io.BytesIO(FORMS["project_card"].render(full, samples.OFFICE, night, fonts))).pages[0].extract_text()
    )
    assert "23 November 2026 pukul 01.15 WIB" in text
