import unicodedata
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.documents.file_names import cut, file_name, numbered, project_folder, safe_name, step_folder

RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"
}


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Nota Dinas.pdf", "Nota Dinas.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("..\\..\\Windows\\system.ini", "-..-Windows-system.ini"),
        ("..", "tanpa nama"),
        (".", "tanpa nama"),
        ("", "tanpa nama"),
        ("   ", "tanpa nama"),
        (".htaccess", "htaccess"),
        ("CON", "_CON"),
        ("con.pdf", "_con.pdf"),
        ("LPT9 .docx", "_LPT9.docx"),
        ("COM¹.txt", "_COM¹.txt"),
        ("CONIN$", "_CONIN$"),
        ("CONTOH.pdf", "CONTOH.pdf"),
        ("~$laporan.docx", "_~$laporan.docx"),
        ("Thumbs.db", "_Thumbs.db"),
        ("laporan\u202efdp.exe", "laporanfdp.exe"),
        ("lap\u200boran\x00\x07.pdf", "laporan.pdf"),
        ("baris\nbaru\tdan   spasi.pdf", "baris baru dan spasi.pdf"),
        ('a<b>c:d"e|f?g*h.pdf', "a-b-c-d-e-f-g-h.pdf"),
        ("Realisasi 50%.pdf", "Realisasi 50-.pdf"),
        ("titik di akhir. . .", "titik di akhir"),
        ("\udcff rusak.pdf", "rusak.pdf"),
        ("Laporan 📊 الإحصاء.pdf", "Laporan 📊 الإحصاء.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
    ],
)
def test_an_awkward_name_becomes_a_safe_one(given_name, kept):
    assert safe_name(given_name) == kept


def test_a_name_of_300_characters_is_cut_before_its_extension():
    name = safe_name("a" * 300 + ".pdf")

    assert name == "a" * 80 + ".pdf"


def test_a_name_of_a_hundred_thousand_characters_keeps_its_extension():
    assert safe_name("nama " * 20_000 + ".docx").endswith(".docx")


@pytest.mark.parametrize("cluster", ["e\u0323\u0301", "👍🏽", "🇮🇩", "❤\ufe0f", "स्"])
def test_a_cut_never_separates_what_is_read_as_one_letter(cluster):
    for padding in range(70, 81):
        whole = "x" * padding + cluster * 5
        kept = cut(whole, 80)
        rest = whole[len(kept) :]
        assert len(kept.encode("utf-16-le")) <= 160
        assert not rest or not unicodedata.combining(rest[0])
        assert kept.count("🇮") == kept.count("🇩")
        assert kept.count("👍") == kept.count("🏽")


@given(st.text(max_size=400))
def test_every_name_is_safe_everywhere(name):
    safe = safe_name(name)

    assert safe
    assert safe not in {".", ".."}
    assert not set(safe) & set('<>:"/\\|?*%')
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"} for c in safe)
    assert safe == safe.strip(" ")
    assert not safe.endswith(".")
    assert safe.split(".")[0].rstrip().upper() not in RESERVED
    assert len(safe.encode()) <= 255
    assert safe_name(safe) == safe


@given(st.text(max_size=300), st.text(min_size=1, max_size=12), st.integers(1, 999))
def test_a_stored_name_keeps_to_the_path_budget(name, kind, version):
    stored = file_name(kind, version, name)

    assert len(stored.encode("utf-16-le")) // 2 <= 75
    assert len(numbered(stored, 12).encode("utf-16-le")) // 2 <= 75
    assert len(stored.encode()) <= 255
    assert Path(stored).name == stored


@given(st.text(max_size=300), st.text(max_size=300), st.integers(1, 99))
def test_a_whole_path_fits_windows(project, step, number):
    folder = project_folder("PRJ-2026-014", project, 2026) / step_folder(number, step) / file_name("SRS", 1, "x" * 300)

    assert 90 + 1 + len(str(folder).encode("utf-16-le")) // 2 < 260
    assert ".." not in folder.parts
    assert len(folder.parts) == 4


def test_folders_read_like_the_board():
    folder = project_folder("PRJ-2026-014", "SI-LADU", 2026) / step_folder(3, "Pengajuan SRS")

    assert folder == PurePosixPath("2026/PRJ-2026-014 SI-LADU/03 Pengajuan SRS")
    assert file_name("SRS", 2, "kebutuhan layanan.docx") == "SRS v2 - kebutuhan layanan.docx"
    assert step_folder(5, "Perancangan dan Pembangunan") == "05 Perancangan dan Pembangunan"
    assert numbered("SRS v2 - nama.docx", 2) == "SRS v2 - nama (2).docx"


def test_a_long_project_name_is_cut_between_words():
    folder = project_folder("PRJ-2026-014", "Sistem Informasi Layanan Pengaduan Masyarakat Terpadu", 2026)

    assert folder.name == "PRJ-2026-014 Sistem Informasi Layanan Pengaduan"
