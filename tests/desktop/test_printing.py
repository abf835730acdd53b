"""Printing, on the one printer every computer has: a PDF file, measured by poppler."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageSize
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desktop.printing import PrintJob, fitted, page_size, print_pdf
from tests.views.paper import samples
from views.paper.forms import FORMS
from views.paper.styles import A4, A5_LANDSCAPE, F4

SIZES = {"A4": (210.0, 297.0), "F4": (215.0, 330.0), "A5": (210.0, 148.0)}


def paper(code: str = "release_notice", size: str = "A4") -> bytes:
    project = samples.full_project(samples.sop())
    printing = replace(samples.PRINTING, paper=size)
    return FORMS[code].render(project, samples.OFFICE, printing, samples.fonts())


@pytest.fixture
def printer(qtbot: QtBot, tmp_path: Path) -> QPrinter:
    """A printer that writes tmp_path/out.pdf at 300 dots per inch."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "out.pdf"))
    made.setResolution(300)
    return made


def poppler(name: str, *arguments: str) -> str:
    if shutil.which(name) is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} belongs on this computer")
        pytest.skip(f"{name} is not installed")
    return subprocess.run([name, *arguments], capture_output=True, check=True, text=True).stdout


def sizes(path: Path) -> list[tuple[float, float]]:
    """Width and height of every page in mm."""
    found = re.findall(r"size: +([\d.]+) x ([\d.]+)", poppler("pdfinfo", "-f", "1", "-l", "99", str(path)))
    return [(float(w) / 72 * 25.4, float(h) / 72 * 25.4) for w, h in found]


def picture(path: Path, page: int, folder: Path) -> QImage:
    poppler(
        "pdftoppm", "-r", "50", "-f", str(page), "-l", str(page), "-png", "-singlefile", str(path), str(folder / "p")
    )
    return QImage(str(folder / "p.png")).convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize(("code", "size"), [("release_notice", "A4"), ("release_notice", "F4"), ("disposition", "A5")])
def test_every_page_comes_out_on_its_own_paper(code: str, size: str, printer: QPrinter, tmp_path: Path) -> None:
    pages = print_pdf(paper(code, size), printer)
    found = sizes(tmp_path / "out.pdf")
    assert len(found) == pages > 0
    for width, height in found:
        assert (width, height) == pytest.approx(SIZES[size], abs=0.5)


def test_what_is_printed_lies_where_the_original_has_it(printer: QPrinter, tmp_path: Path) -> None:
    data = paper()
    (tmp_path / "original.pdf").write_bytes(data)
    print_pdf(data, printer)
    one = picture(tmp_path / "original.pdf", 1, tmp_path)
    other = picture(tmp_path / "out.pdf", 1, tmp_path)
    assert abs(one.width() - other.width()) <= 1
    width, height = min(one.width(), other.width()), min(one.height(), other.height())
    dark = [[(x, y) for y in range(height) for x in range(width) if image.pixelColor(x, y).lightness() < 110]
            for image in (one, other)]  # fmt: skip
    boxes = [(min(x for x, _ in d), min(y for _, y in d), max(x for x, _ in d), max(y for _, y in d)) for d in dark]
    assert boxes[0] == pytest.approx(boxes[1], abs=2)


def test_a_gray_printer_gets_no_colour(printer: QPrinter, tmp_path: Path) -> None:
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    print_pdf(paper(), printer)
    image = picture(tmp_path / "out.pdf", 1, tmp_path)
    assert all(image.pixelColor(x, y).saturation() < 12 for x in range(image.width()) for y in range(image.height()))


def test_a_range_prints_only_its_pages(printer: QPrinter, tmp_path: Path) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert print_pdf(paper("completion_report"), printer) == 2
    assert len(sizes(tmp_path / "out.pdf")) == 2


def test_a_range_beyond_the_end_prints_nothing(printer: QPrinter, tmp_path: Path) -> None:
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(40, 41)
    assert print_pdf(paper(), printer) == 0
    assert not (tmp_path / "out.pdf").exists()


def test_copies_are_printed_where_the_printer_makes_none(printer: QPrinter, tmp_path: Path) -> None:
    printer.setCopyCount(2)
    assert printer.supportsMultipleCopies() is False
    assert print_pdf(paper("disposition"), printer) == 2
    assert len(sizes(tmp_path / "out.pdf")) == 2


@pytest.mark.parametrize("data", [b"", b"no PDF at all", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_not_printed(data: bytes, printer: QPrinter, tmp_path: Path) -> None:
    assert print_pdf(data, printer) == 0
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_be_opened_prints_nothing(printer: QPrinter, tmp_path: Path) -> None:
    printer.setOutputFileName(str(tmp_path / "no such folder" / "out.pdf"))
    assert print_pdf(paper(), printer) == 0


def test_a_job_tells_its_pages_and_prints_the_same(printer: QPrinter, qtbot: QtBot, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    job = PrintJob(paper("completion_report"), printer)
    job.progressed.connect(lambda page, pages: told.append((page, pages)))
    with qtbot.waitSignal(job.finished, timeout=60_000) as finished:
        job.start()
    pages = finished.args[0]
    assert told == [(page, pages) for page in range(1, pages + 1)]
    assert len(sizes(tmp_path / "out.pdf")) == pages


def test_a_job_that_is_stopped_ends_at_once(printer: QPrinter, qtbot: QtBot) -> None:
    job = PrintJob(paper("completion_report"), printer)
    with qtbot.waitSignal(job.progressed, timeout=60_000):
        job.start()
    with qtbot.waitSignal(job.finished, timeout=0) as finished:
        job.stop()
    assert finished.args == [0]


def test_strips_leave_no_seam(printer: QPrinter, tmp_path: Path) -> None:
    data = paper()
    print_pdf(data, printer)
    (tmp_path / "original.pdf").write_bytes(data)
    printed, original = picture(tmp_path / "out.pdf", 1, tmp_path), picture(tmp_path / "original.pdf", 1, tmp_path)
    width, height = min(printed.width(), original.width()), min(printed.height(), original.height())
    empty = [all(original.pixelColor(x, y).lightness() == 255 for x in range(width)) for y in range(height)]
    for y in range(2, height - 2):
        if all(empty[y - 2 : y + 3]):
            gray = sum(printed.pixelColor(x, y).lightness() < 250 for x in range(width))
            assert gray < width / 5, f"a line at {y}"


def test_f4_is_the_folio_of_indonesia_and_not_qts() -> None:
    size = page_size(QSizeF(F4.width, F4.height))
    assert size.id() == QPageSize.PageSizeId.Custom
    assert (size.size(QPageSize.Unit.Millimeter).width(), size.size(QPageSize.Unit.Millimeter).height()) == (215, 330)
    assert page_size(QSizeF(A4.width, A4.height)).id() == QPageSize.PageSizeId.A4
    assert page_size(QSizeF(A5_LANDSCAPE.width, A5_LANDSCAPE.height)).id() == QPageSize.PageSizeId.A5


def test_on_other_paper_a_page_is_scaled_and_centred() -> None:
    f4_on_a4 = fitted(QSizeF(F4.width, F4.height), QRectF(0, 0, 2480, 3508))
    assert f4_on_a4.height() == pytest.approx(3508)
    assert f4_on_a4.center().x() == pytest.approx(1240)
    assert f4_on_a4.width() / f4_on_a4.height() == pytest.approx(215 / 330, abs=1e-4)
    assert fitted(QSizeF(A4.width, A4.height), QRectF(0, 0, 2480, 3507)) == QRectF(0, 0, 2480, 3507)
