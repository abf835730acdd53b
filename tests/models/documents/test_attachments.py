import os
import socket
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.documents.attachments import MUST_CONFIRM, WARNINGS, inspect
from models.documents.contents import sniff
from models.errors import BadDocument
from tests.models.refused import refusal
from tests.models.sample_files import MEGABYTE, PAGE, PDF, PNG, open_document, packed, word_file


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
