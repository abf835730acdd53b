"""Tables and text over pages."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from models.office import OfficeSettings, Printing
from models.project_file import ProjectFile
from tests.views.paper import samples
from views.paper import release_notice
from views.paper.fonts import Fonts, Style, Typeface
from views.paper.page import begin
from views.paper.plain_sheet import Fields, Heading, Paragraph, PlainText, Rows, render
from views.paper.sheet import Sheet, wrap
from views.paper.styles import BODY, paper_size
from views.paper.table import Column, Table


@pytest.fixture
def sheet(fonts: Fonts) -> Sheet:
    return Sheet(Typeface(fonts), paper_size("A4"))


def texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def inside(sheet: Sheet) -> bool:
    """Nothing written or ruled leaves the writing area."""
    paper = sheet.paper
    for page in sheet.pages:
        for x, y, style, text, gap in page.texts:
            width = sheet.typeface.width(text, style) + gap * text.count(" ")
            if x < paper.left - 0.1 or x + width > paper.width - paper.right + 0.6:
                return False
            if y < paper.bottom - 0.1 or y > paper.height - paper.top:
                return False
        if any(min(y1, y2) < paper.bottom - 0.1 for _, y1, _, y2, _, _ in page.rules):
            return False
    return True


def test_two_hundred_rows_break_over_pages_under_a_repeated_head(full: ProjectFile, fonts: Fonts) -> None:
    features = [
        {"feature": f"Fitur ke-{n}", "description": "Uraian " * (n % 9), "reference": f"F-{n}"} for n in range(200)
    ]
    project = replace(full, facts={**full.facts, "release_features": features})
    pages = texts(release_notice.render(project, samples.OFFICE, samples.PRINTING, fonts))
    with_rows = [page for page in pages if "Fitur ke-" in page]
    assert len(with_rows) >= 4
    assert all("Rujukan SRS" in page for page in with_rows)
    joined = "\n".join(pages)
    assert [f"Fitur ke-{n}" in joined for n in range(200)] == [True] * 200


def test_a_row_taller_than_a_page_is_cut_and_carried_on(sheet: Sheet) -> None:
    words = " ".join(f"kata{n}" for n in range(4_000))
    Table(sheet, (Column("No", 1), Column("Uraian", 9))).write([("1", words), ("2", "akhir")])
    assert len(sheet.pages) > 2
    assert inside(sheet)
    written = " ".join(text for page in sheet.pages for _, _, _, text, _ in page.texts)
    assert all(f"kata{n}" in written for n in range(4_000))
    heads = [sum(text == "Uraian" for _, _, _, text, _ in page.texts) for page in sheet.pages]
    assert heads == [1] * len(sheet.pages)


def test_a_row_that_fits_on_a_page_is_never_cut(sheet: Sheet) -> None:
    row = "\n".join(f"baris {n}" for n in range(30))
    Table(sheet, (Column("Isi", 1),)).write([(row,), (row,), (row,)])
    for page in sheet.pages:
        lines = [text for _, _, _, text, _ in page.texts if text.startswith("baris")]
        assert len(lines) % 30 == 0


def test_a_table_heading_never_stands_alone_at_the_foot(fonts: Fonts) -> None:
    for filler in range(30, 60):
        sheet = begin(fonts, samples.PRINTING)
        for _ in range(filler):
            sheet.write("isi")
        Table(sheet, (Column("Kolom", 1),)).write([("nilai",)], under="Judul tabel")
        (page,) = [page for page in sheet.pages if any(text == "Judul tabel" for _, _, _, text, _ in page.texts)]
        assert any(text == "nilai" for _, _, _, text, _ in page.texts)


def test_text_and_long_words_stay_between_the_margins(sheet: Sheet) -> None:
    for text in ("x" * 3_000, "kata " * 2_000, "W" * 80 + " " + "i" * 500, "a\n\n\nb", "/".join(["jalan"] * 300)):
        sheet.write(text, align="justify")
    assert inside(sheet)


def test_wrapping_loses_no_word_and_keeps_every_line_end(fonts: Fonts) -> None:
    typeface = Typeface(fonts)
    text = "satu dua tiga\nempat " + "lima" * 60 + " enam"
    lines = wrap(text, typeface, BODY, 80)
    assert all(typeface.width(line.text, BODY) <= 80 for line in lines)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
    assert [line.text for line in wrap("a\n\nb\n", typeface, BODY, 80)] == ["a", "", "b", ""]


def test_a_column_narrower_than_a_letter_still_ends(fonts: Fonts) -> None:
    assert [line.text for line in wrap("abc", Typeface(fonts), BODY, 1)] == ["a", "b", "c"]


def test_characters_without_ink_are_dropped_and_others_boxed(fonts: Fonts) -> None:
    typeface = Typeface(fonts)
    assert typeface.legible("a\u200bb\u202ec\x07d\u00a0e\tf\r\ng\u2028h\ufe0f") == "abcd e f\ng\nh"
    assert not typeface.replaced
    assert typeface.legible("e\u0301 → “ya” ≥ שלום") == "é → “ya” ≥ שלום"
    assert typeface.legible("🎉漢") == "□□"
    assert typeface.replaced


def test_the_four_styles_are_four_fonts(fonts: Fonts) -> None:
    typeface = Typeface(fonts)
    names = {typeface.name(Style(face, 10, 12)) for face in ("regular", "bold", "italic", "bold_italic")}
    assert len(names) == 4


def test_a_plain_sheet_holds_all_its_parts(office: OfficeSettings, printing: Printing, fonts: Fonts) -> None:
    parts = (
        Fields((("Yth.", "Ketua Tim TI"), ("Lampiran", ""))),
        Heading("A. Latar belakang"),
        Paragraph("Isi naskah."),
        Rows((("No", 1), ("Uraian", 9)), (("1", "Satu"),)),
    )
    (page,) = texts(render(PlainText("Nota Dinas", parts, ""), office, printing, fonts))
    for words in ("NOTA DINAS", "NOMOR: …………", "Ketua Tim TI", "A. Latar belakang", "Isi naskah.", "Satu"):
        assert words in page
