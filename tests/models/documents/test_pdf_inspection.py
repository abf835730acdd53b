from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from models.documents.pdf_inspection import look_in_pdf
from models.documents.store import DocumentStore
from models.errors import BadDocument

LIMITS = (25 * 2**20, 100 * 2**20)


@pytest.fixture
def pdf():
    with pikepdf.new() as made:
        made.add_blank_page()
        yield made


@pytest.fixture
def saved(tmp_path, pdf):
    def save(**how: object) -> Path:
        path = tmp_path / "nota dinas.pdf"
        pdf.save(path, **how)
        return path

    return save


def test_a_plain_document_has_nothing_to_tell(saved):
    assert look_in_pdf(saved()) == ()


def test_a_document_with_compressed_objects_has_nothing_to_tell(saved):
    assert look_in_pdf(saved(object_stream_mode=pikepdf.ObjectStreamMode.generate)) == ()


def test_a_password_to_open_is_told_and_refused_when_required(saved, tmp_path):
    path = saved(encryption=pikepdf.Encryption(owner="a", user="rahasia"))

    assert look_in_pdf(path) == ("password",)
    with pytest.raises(BadDocument) as caught:
        DocumentStore(tmp_path).inspect(path, True, *LIMITS)
    assert caught.value.facts == {"problem": "password", "name": "nota dinas.pdf"}
    assert DocumentStore(tmp_path).inspect(path, False, *LIMITS).must_confirm == ("password",)


def test_a_password_only_against_changes_is_no_hindrance(saved):
    assert look_in_pdf(saved(encryption=pikepdf.Encryption(owner="a", user=""))) == ()


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def launch() -> Dictionary:
    return Dictionary(S=Name.Launch, F=String("calc.exe"))


@pytest.mark.parametrize("make", [script, launch])
@pytest.mark.parametrize("place", ["open", "extra", "annotation", "names", "next"])
def test_what_runs_by_itself_is_told_wherever_it_hides(pdf, saved, place, make):
    action = make()
    if place == "open":
        pdf.Root.OpenAction = action
    elif place == "extra":
        pdf.pages[0].obj.AA = Dictionary(O=action)
    elif place == "annotation":
        pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)])
    elif place == "names":
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), pdf.make_indirect(action)])))
    else:
        pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=action)

    assert look_in_pdf(saved(object_stream_mode=pikepdf.ObjectStreamMode.generate)) == ("pdf_active",)


def test_a_link_to_a_page_or_an_address_is_no_script(pdf, saved):
    address = Dictionary(S=Name.URI, URI=String("https://bengkulu.bps.go.id"))
    pdf.pages[0].obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=address)])

    assert look_in_pdf(saved()) == ()


def test_embedded_files_are_told(pdf, saved):
    pdf.attachments["lampiran.xlsx"] = b"isi"

    assert look_in_pdf(saved()) == ("pdf_files",)


def test_an_embedded_file_of_a_note_is_told(pdf, saved):
    file = pdf.make_stream(b"isi", Type=Name.EmbeddedFile)
    note = Dictionary(Subtype=Name.FileAttachment, FS=Dictionary(Type=Name.Filespec, EF=Dictionary(F=file)))
    pdf.pages[0].obj.Annots = Array([note])

    assert look_in_pdf(saved()) == ("pdf_files",)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_document_that_is_cut_off_is_damaged(pdf, saved, tmp_path, share):
    pdf.pages[0].obj.Contents = Stream(pdf, bytes(range(256)) * 40)
    path = saved()
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])

    assert "damaged" in look_in_pdf(path)
    with pytest.raises(BadDocument) as caught:
        DocumentStore(tmp_path).inspect(path, True, *LIMITS)
    assert caught.value.facts["problem"] == "damaged"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\n" + b"x" * 5000])
def test_what_only_says_that_it_is_a_pdf_is_damaged(tmp_path, content):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)

    assert look_in_pdf(path) == ("damaged",)


def test_a_document_without_pages_is_damaged(tmp_path):
    with pikepdf.new() as empty:
        empty.save(tmp_path / "a.pdf")

    assert look_in_pdf(tmp_path / "a.pdf") == ("damaged",)


def test_looking_changes_nothing(pdf, saved):
    pdf.Root.OpenAction = script()
    path = saved()
    before = (path.read_bytes(), path.stat().st_mtime_ns)

    look_in_pdf(path)

    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
