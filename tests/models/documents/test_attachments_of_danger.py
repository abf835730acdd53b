"""Programs, web pages, macros and damage, whatever name they come under."""

import os
import zipfile
from io import BytesIO

import pytest

from models.documents.attachments import inspect
from tests.models.refused import refusal
from tests.models.sample_files import OLE, PAGE, PDF, packed, word_file


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
