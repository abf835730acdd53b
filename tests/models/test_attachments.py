import os
import socket
import subprocess
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.attachments import MUST_CONFIRM, REFUSALS, WARNINGS, inspect
from models.contents import sniff
from models.errors import BadDocument

MEGABYTE = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def packed(**parts: str | bytes) -> bytes:
    """A zip of the given parts; "__" in a key stands for "/", "_dot_" for "."."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, content in parts.items():
            archive.writestr(key.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def word_file(extra: dict[str, bytes] | None = None, types: str = "") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{types}</Types>")
        archive.writestr("word/document.xml", "<document>" + "isi dokumen " * 200 + "</document>")
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def open_document() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<content/>")
    return buffer.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"


@pytest.fixture
def file(tmp_path):
    def make(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return make


def refusal(path: Path, required: bool = False, warn: int = MEGABYTE, limit: int = 100 * MEGABYTE) -> str:
    with pytest.raises(BadDocument) as caught:
        inspect(path, required, warn, limit)
    problem = str(caught.value.facts["problem"])
    assert problem in REFUSALS
    assert caught.value.facts["name"]
    return problem


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("nota.pdf", PDF, "application/pdf"),
        ("srs.docx", word_file(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (
            "tabel.xlsx",
            packed(xl__workbook_dot_xml="<x/>"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("surat.odt", open_document(), "application/vnd.oasis.opendocument.text"),
        ("layar.png", PNG, "image/png"),
        ("foto.JPEG", b"\xff\xd8\xff\xe0" + bytes(64), "image/jpeg"),
        ("kode.zip", packed(main_dot_py="print(1)"), "application/zip"),
        ("alur.vsdx", packed(visio__document_dot_xml="<x/>"), "application/zip"),
        ("catatan.txt", "Rapat tanggal 3 – hasil".encode(), "text/plain"),
        ("lama.csv", "no;nama\n1;Andr\xe9\n".encode("cp1252"), "text/plain"),
    ],
)
def test_an_ordinary_document_is_taken_without_a_word(file, name, content, media):
    found = inspect(file(name, content), required=True)

    assert found.media == media
    assert found.warnings == ()
    assert found.must_confirm == ()
    assert found.size == len(content)
    assert found.name == name


def test_a_missing_file_is_refused(tmp_path):
    assert refusal(tmp_path / "tidak ada.pdf") == "missing"


def test_a_file_below_a_file_is_missing(file):
    assert refusal(file("a.pdf", PDF) / "b.pdf") == "missing"


def test_a_folder_is_refused(tmp_path):
    assert refusal(tmp_path) == "folder"


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipa.pdf")

    assert refusal(tmp_path / "pipa.pdf") == "not_a_file"


def test_devices_and_sockets_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("soket.pdf")

        assert refusal(tmp_path / "soket.pdf") == "not_a_file"
    assert refusal(Path("/dev/zero")) == "not_a_file"


def test_a_file_that_cannot_be_read_is_refused(tmp_path, file):
    if os.geteuid():
        path = file("rahasia.pdf", PDF)
        path.chmod(0)
    else:  # nothing is unreadable for root but a link that leads to itself
        path = tmp_path / "berputar.pdf"
        path.symlink_to(path)

    assert refusal(path) == "unreadable"


def test_an_empty_file_is_refused(file):
    assert refusal(file("kosong.pdf", b"")) == "empty"


def test_a_link_is_followed_and_told(tmp_path, file):
    target = file("asli.pdf", PDF)
    link = tmp_path / "tautan.pdf"
    link.symlink_to(target)

    found = inspect(link, required=True)

    assert found.source == target.resolve()
    assert found.warnings == ("link",)
    assert found.name == "tautan.pdf"


def test_a_link_to_nothing_or_to_a_folder_is_refused(tmp_path):
    (tmp_path / "putus.pdf").symlink_to(tmp_path / "tidak ada")
    (tmp_path / "folder.pdf").symlink_to(tmp_path)

    assert refusal(tmp_path / "putus.pdf") == "missing"
    assert refusal(tmp_path / "folder.pdf") == "folder"


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03" + bytes(60),
        b"\x7fELF\x02\x01\x01" + bytes(60),
        b"#!/bin/sh\nrm -rf ~\n",
        b"@echo off\r\ndel *.*\r\n",
        "\ufeff@ECHO OFF\r\n".encode(),
        "\ufeff@echo off\r\n".encode("utf-16-le"),
        b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60),
        b"\xca\xfe\xba\xbe\x00\x00\x00\x41",
        b"[InternetShortcut]\r\nURL=http://x\r\n",
        b"[Desktop Entry]\nExec=sh\n",
        packed(AndroidManifest_dot_xml="x", classes_dot_dex="x"),
        OLE + bytes.fromhex("84100c0000000000c000000000000046"),
    ],
)
@pytest.mark.parametrize("name", ["laporan.pdf", "laporan.docx", "laporan", "laporan.txt"])
def test_a_program_is_refused_whatever_its_name(file, name, content):
    assert refusal(file(name, content)) == "program"


def test_a_java_archive_is_a_program(file):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", "Main-Class: A")
        archive.writestr("A.class", b"\xca\xfe\xba\xbe")

    assert refusal(file("dokumen.zip", buffer.getvalue())) == "program"


@pytest.mark.parametrize(
    "name", ["setup.exe", "a.pdf.exe", "a.BAT", "a.ps1", "a.vbs", "a.js", "a.lnk", "a.hta", "a.url"]
)
def test_a_program_by_its_name_is_refused_whatever_it_holds(file, name):
    assert refusal(file(name, b"tulisan biasa")) == "program"


@pytest.mark.parametrize("name", ["laporan.exe.", "laporan\u202efdp.exe", "laporan.exe "])
def test_a_program_cannot_hide_behind_its_name(file, name):
    assert refusal(file(name, b"tulisan biasa")) == "program"


@pytest.mark.parametrize(
    "content", [PAGE, b"\n  <HTML>x", "\ufeff<html>".encode("utf-16-le"), b"<?xml version='1.0'?>\n<html/>", PAGE + PDF]
)
def test_a_web_page_named_pdf_is_refused(file, content):
    assert refusal(file("laporan.pdf", content)) == "web_page"


def test_a_web_page_under_its_own_name_wants_to_be_confirmed(file):
    assert inspect(file("halaman.html", PAGE), required=False).must_confirm == ("web_page",)


@pytest.mark.parametrize(
    ("name", "content", "right"),
    [
        ("srs.docx", PDF, "srs.pdf"),
        ("srs.pdf", word_file(), "srs.docx"),
        ("srs.docx", packed(a="isi"), "srs.zip"),
        ("srs.pdf", b"tulisan biasa", "srs.txt"),
        ("srs", PDF, "srs.pdf"),
        ("srs.xls", PNG, "srs.png"),
        ("srs.pdf.txt", PDF, "srs.pdf.pdf"),
    ],
)
def test_a_harmless_file_with_a_wrong_ending_is_offered_the_right_one(file, name, content, right):
    found = inspect(file(name, content), required=True)

    assert found.must_confirm == ("extension_differs",)
    assert found.name == right
    assert found.given_extension == Path(name).suffix


MACROS = [
    word_file({"word/vbaProject.bin": b"x"}),
    word_file(types="<Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/>"),
    packed(xl__workbook_dot_xml="<x/>", xl__macrosheets__sheet1_dot_xml="<x/>"),
    OLE + "WordDocument".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"),
]


@pytest.mark.parametrize("content", MACROS)
@pytest.mark.parametrize("name", ["srs.docx", "srs.docm", "srs"])
def test_macros_are_refused_in_a_required_document(file, name, content):
    assert refusal(file(name, content), required=True) == "macro"


@pytest.mark.parametrize("content", MACROS)
def test_macros_in_another_attachment_must_be_confirmed(file, content):
    assert "macro" in inspect(file("lampiran.docx", content), required=False).must_confirm


def test_an_old_word_file_is_taken_with_a_word(file):
    found = inspect(file("lama.doc", OLE + "WordDocument".encode("utf-16-le")), required=True)

    assert found.media == "application/msword"
    assert found.warnings == ("old_format",)
    assert found.must_confirm == ()


def test_an_office_file_with_a_password_is_refused_when_required(file):
    path = file("terkunci.docx", OLE + "EncryptedPackage".encode("utf-16-le"))

    assert refusal(path, required=True) == "password"
    assert inspect(path, required=False).must_confirm == ("password",)


@pytest.mark.parametrize(
    "content",
    [word_file()[:-40], word_file()[:200], b"PK\x03\x04" + bytes(40), os.urandom(3000) + b"\x00"],
    ids=["without its end", "cut in the middle", "a head alone", "noise"],
)
def test_a_damaged_document_is_refused_when_required(file, content):
    path = file("srs.docx", content)

    assert refusal(path, required=True) == "damaged"
    assert "damaged" in inspect(path, required=False).must_confirm


def test_one_wrong_byte_inside_a_word_file_is_damage(file):
    whole = bytearray(word_file())
    whole[whole.index(b"word/document.xml") + 30] ^= 0xFF

    assert refusal(file("srs.docx", bytes(whole)), required=True) == "damaged"


def test_a_zip_bomb_is_refused_without_unpacking_it(tmp_path):
    path = tmp_path / "bom.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("nol", "w") as entry:
        for _ in range(300):
            entry.write(bytes(MEGABYTE))
    began = time.perf_counter()

    assert refusal(path) == "bomb"
    assert time.perf_counter() - began < 0.5


def test_a_big_file_is_taken_with_a_word_and_a_bigger_one_is_not(file):
    path = file("besar.pdf", PDF + bytes(3 * MEGABYTE))

    assert inspect(path, True, 2 * MEGABYTE, 4 * MEGABYTE).must_confirm == ("large",)
    assert inspect(path, True, 4 * MEGABYTE, 8 * MEGABYTE).warnings == ()
    assert refusal(path, warn=MEGABYTE, limit=2 * MEGABYTE) == "too_large"


def test_two_hundred_megabytes_are_refused_without_reading_them(tmp_path):
    path = tmp_path / "raksasa.pdf"
    with path.open("wb") as sparse:
        sparse.write(PDF)
        sparse.truncate(200 * MEGABYTE)
    began = time.perf_counter()

    with pytest.raises(BadDocument) as caught:
        inspect(path, required=False)

    assert caught.value.facts == {
        "problem": "too_large", "name": "raksasa.pdf", "size": 200 * MEGABYTE, "limit": 100 * MEGABYTE,
    }  # fmt: skip
    assert time.perf_counter() - began < 0.1


def test_a_document_open_in_word_is_told(file):
    file("~$poran.docx", b"\x05Rina")

    assert inspect(file("laporan.docx", word_file()), required=True).warnings == ("office_lock",)


def test_the_name_that_is_shown_may_be_another_than_the_file_has(file):
    assert inspect(file("tmp123", PDF), required=True, name="Nota/Dinas.pdf").name == "Nota-Dinas.pdf"


def test_what_lies_inside_a_pdf_is_asked_for(file):
    found = inspect(file("a.pdf", PDF), required=False, look_in_pdf=lambda _path: ("pdf_active",))

    assert found.must_confirm == ("pdf_active",)


def test_every_warning_to_confirm_is_a_warning():
    assert set(WARNINGS) >= MUST_CONFIRM


@given(st.binary(max_size=5000))
def test_any_bytes_have_a_type(head):
    assert sniff(head)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", PDF), ("a.docx", word_file()), ("a.png", PNG + bytes(20)), ("a.odt", open_document()), ("a.html", PAGE)],
)
def test_the_file_command_of_the_system_agrees(file, name, content):
    path = file(name, content)
    try:
        asked = subprocess.run(["file", "--brief", "--mime-type", path], capture_output=True, text=True, check=True)
    except FileNotFoundError:
        pytest.skip("the command `file` is not installed")
    told = asked.stdout.strip()

    assert told in {inspect(path, required=False).media, "application/zip", "application/octet-stream"}
