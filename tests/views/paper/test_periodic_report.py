"""The periodic report, read back by programs that are not ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from models.figures.values import Figures
from models.sop.procedure import Sop
from tests.models.office import SOP
from tests.views.paper import samples
from tests.views.paper.figure_samples import SECOND, figures_of
from tests.views.paper.test_papers import FORBIDDEN
from views.paper.fonts import Fonts
from views.paper.periodic_report import render
from views.words.figure_tables import FigureTables
from views.words.figure_words import FigureWords
from views.words.words import Words


def made(figures: Figures, fonts: Fonts) -> bytes:
    return render(figures, samples.OFFICE, samples.PRINTING, fonts)


CASES = {
    "quarter": figures_of(),
    "year": figures_of("2026", 200),
    "empty": figures_of("2019"),
    "nasty": figures_of("2026", 30, nasty=True),
    "other SOP": figures_of("2026-S2", 50, SECOND),
    "one project": figures_of("2026", 1),
}
every_case = pytest.mark.parametrize("name", CASES)


@every_case
def test_other_programs_find_no_fault(name: str, fonts: Fonts, tool: Callable[..., str], tmp_path: Path):
    path = tmp_path / "laporan.pdf"
    path.write_bytes(made(CASES[name], fonts))
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", str(path))
    for row in tool("pdffonts", str(path)).splitlines()[2:]:
        assert row.split()[-5:-2] == ["yes", "yes", "yes"], row
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", tool("pdfinfo", "-f", "1", "-l", "99", str(path)))
    assert set(sizes) == {("841.89", "595.276")}


@every_case
def test_nothing_of_the_program_shows_and_every_page_is_numbered(
    name: str, fonts: Fonts, text_of: Callable[[bytes], str]
):
    content = made(CASES[name], fonts)
    text = text_of(content)
    assert not FORBIDDEN.search(text.replace("[", "").replace("]", ""))
    count = len(PdfReader(BytesIO(content)).pages)
    for number in range(1, count + 1):
        assert f"Halaman {number} dari {count}" in text


def test_the_balance_and_all_projects_stand_on_the_paper(fonts: Fonts, text_of: Callable[[bytes], str]):
    figures = CASES["quarter"]
    text = text_of(made(figures, fonts))
    assert "TRIWULAN III 2026" in text
    assert "1 Juli 2026 sampai 30 September 2026" in text
    for line in figures.projects:
        assert line.number in text
    one = figures.balance
    found = re.search(r"(\d+)\s+\+\s+(\d+)\s+−\s+(\d+)\s+−\s+(\d+)\s+−\s+(\d+)\s+=\s+(\d+)", text)
    assert found is not None
    assert tuple(map(int, found.groups())) == (
        one.opening, one.entered, one.finished, one.rejected, one.cancelled, one.closing,
    )  # fmt: skip


@pytest.mark.parametrize("sop", [SOP, SECOND], ids=["published", "second"])
def test_every_table_and_step_of_the_sop_is_printed(sop: Sop, fonts: Fonts, text_of: Callable[[bytes], str]):
    figures = figures_of("2026", 40, sop)
    text = " ".join(text_of(made(figures, fonts)).split())
    tables = FigureTables(figures, FigureWords(), Words())
    for table in tables.all():
        if table.code not in ("balance", "flow", "throughput"):
            assert table.title in text, table.code
    for step in sop.steps:
        assert step.title in text


def test_an_empty_period_says_so_and_is_signed_all_the_same(fonts: Fonts, text_of: Callable[[bytes], str]):
    text = text_of(made(CASES["empty"], fonts))
    assert "Tidak ada proyek pada periode ini." in text
    assert "Hendra Wijaya" in text
    assert "NIP 19780512 200312 1 004" in text
    assert "Catatan metode" in text


def test_a_period_that_is_not_over_says_until_when(fonts: Fonts, text_of: Callable[[bytes], str]):
    text = " ".join(text_of(made(figures_of("2026-Q4"), fonts)).split())
    assert "Periode belum berakhir; angka dihitung sampai dengan 22 November 2026." in text


def test_the_signature_never_stands_alone_on_a_page(fonts: Fonts):
    for text in ("2026-Q1", "2026-Q2", "2026-Q3", "2026", "2025-S2"):
        for count in (5, 23, 61):
            pages = PdfReader(BytesIO(made(figures_of(text, count), fonts))).pages
            last = pages[-1].extract_text()
            assert "Hendra Wijaya" in last
            assert "kerja berikutnya" in last or "Catatan metode" in last


def test_the_same_figures_give_the_same_bytes(fonts: Fonts):
    assert made(CASES["quarter"], fonts) == made(CASES["quarter"], fonts)
    assert timedelta(0) == CASES["quarter"].read_at - CASES["year"].read_at
