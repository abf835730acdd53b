"""`lajur report` and `lajur forecast` on a real office."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from desktop.cli import command_line
from models.figures.periods import PeriodKind, around
from tests.desktop.small_office import board_of, found_office, new_project


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("kantor") / "lajur.db"
    found_office(place)
    new_project(place, place.parent)
    return place


@pytest.fixture
def lajur(made, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LAJUR_HOME", str(tmp_path / "rumah"))

    def run(*words: str) -> tuple[int, str, str]:
        status = command_line.main(["--database", str(made), "--as", "dimas", *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def month(made) -> str:
    return around(PeriodKind.MONTH, board_of(made).today).text


def test_the_report_comes_as_pdf_workbook_and_json(lajur, month, made, tmp_path):
    number = board_of(made).cards[0].number
    for ending in ("pdf", "xlsx", "json"):
        out = tmp_path / f"laporan.{ending}"
        status, said, trouble = lajur("report", "--period", month, "--out", str(out))
        assert (status, trouble) == (0, "")
        assert str(out) in said
    pages = PdfReader(tmp_path / "laporan.pdf").pages
    assert any(number in page.extract_text() for page in pages)
    book = load_workbook(BytesIO((tmp_path / "laporan.xlsx").read_bytes()))
    assert book["Daftar proyek"].cell(5, 1).value == number
    plain = json.loads((tmp_path / "laporan.json").read_text("utf-8"))
    assert plain["balance"]["entered"] == 1
    assert plain["projects"][0]["number"] == number
    assert plain["sop"]["steps"]["1"] == "Permohonan"


def test_an_empty_period_is_said(lajur, tmp_path):
    status, said, _ = lajur("report", "--period", "2019-Q1", "--out", str(tmp_path / "kosong.pdf"))
    assert status == 0
    assert "Tidak ada proyek pada periode ini." in said


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("--period", "2026-07-01..", "--out", "a.pdf"), 1, "Periode belum mempunyai tanggal akhir."),
        (("--period", "2026-09-30..2026-07-01", "--out", "a.pdf"), 1, "mendahului tanggal awalnya"),
        (("--period", "kapan-kapan", "--out", "a.pdf"), 1, "tidak dapat dibaca"),
        (("--period", "2026", "--out", "a.docx"), 2, "harus berakhiran .pdf, .xlsx, .json"),
        (("--period", "2026", "--out", "a.pdf", "--team", "Tim Hantu"), 2, "tim Tim Hantu tidak ada"),
        (("--period", "2026", "--out", "tidak/ada/a.pdf"), 2, "tidak dapat ditulis"),
        (("--out", "a.pdf"), 2, "belum diisi: --period"),
    ],
)
def test_what_makes_no_sense_gets_a_sentence(lajur, tmp_path, monkeypatch, words, status, sentence):
    monkeypatch.chdir(tmp_path)
    found, said, trouble = lajur("report", *words)
    assert found == status
    assert said == ""
    assert sentence in trouble
    assert not list(tmp_path.glob("a.*"))


def test_a_project_is_forecast_in_words_and_as_json(lajur, made):
    number = board_of(made).cards[0].number
    status, said, _ = lajur("forecast", number.lower())
    assert status == 0
    assert "85 %: selesai paling lambat" in said
    assert "Riwayat masih sedikit; memakai mutu baku untuk langkah 1 (0 kasus)" in said
    status, said, _ = lajur("forecast", number, "--json")
    plain = json.loads(said)
    assert (status, plain["number"], plain["runs"]) == (0, number, 10_000)
    assert plain["p50"] <= plain["p85"] <= plain["p95"]


def test_an_unknown_project_has_no_forecast(lajur):
    status, _, trouble = lajur("forecast", "PRJ-1999-001")
    assert status == 2
    assert "PRJ-1999-001" in trouble
