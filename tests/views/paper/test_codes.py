"""The QR code as a telephone would read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.project_file import ProjectFile
from tests.views.paper import samples
from views.paper.codes import identity
from views.paper.fonts import Fonts
from views.paper.forms import FORMS


def scanned(data: bytes, tool: Callable[..., str], folder: Path) -> list[str]:
    """What zbarimg reads on the pages, rendered at 200 dpi."""
    (folder / "paper.pdf").write_bytes(data)
    tool("pdftoppm", "-r", "200", "-gray", "-png", str(folder / "paper.pdf"), str(folder / "page"))
    pages = sorted(map(str, folder.glob("page*.png")))
    options = ("--quiet", "--nodbus", "--raw", "-Sdisable", "-Sqrcode.enable")
    return tool("zbarimg", *options, *pages, accepted=(0, 4)).splitlines()  # 4: a page without a code


@pytest.mark.parametrize(("code", "number"), [("release_notice", "RN-2026-003"), ("completion_report", "LP-2026-002")])
def test_the_code_names_number_project_version_and_ledger(
    code: str, number: str, full: ProjectFile, fonts: Fonts, tool: Callable[..., str], tmp_path: Path
) -> None:
    data = FORMS[code].render(full, samples.OFFICE, samples.PRINTING, fonts)
    assert scanned(data, tool, tmp_path) == [f"{number}|PRJ-2026-014|1.0.0|{full.ledger_hash[:16]}"]


def test_an_unnumbered_draft_still_has_a_readable_code(
    empty: ProjectFile, fonts: Fonts, tool: Callable[..., str], tmp_path: Path
) -> None:
    data = FORMS["release_notice"].render(empty, samples.OFFICE, samples.PRINTING, fonts)
    assert scanned(data, tool, tmp_path) == ["-|-|-|-"]


def test_the_paper_says_that_the_code_is_no_signature(
    full: ProjectFile, fonts: Fonts, text_of: Callable[[bytes], str]
) -> None:
    for code in ("release_notice", "completion_report", "project_card"):
        text = " ".join(text_of(FORMS[code].render(full, samples.OFFICE, samples.PRINTING, fonts)).split())
        assert "Kode QR memuat identitas dokumen;" in text
        assert "ditandatangani secara elektronik" not in text


def test_a_bar_a_line_end_or_a_long_field_cannot_break_the_code() -> None:
    content = identity("RN|1\n2\ud800é", "x" * 500, "", "f" * 64)
    assert content == f"RN/1 2?e|{'x' * 60}|-|{'f' * 16}"
