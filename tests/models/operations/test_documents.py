"""Attaching, replacing and withdrawing documents through the service."""

from __future__ import annotations

import hashlib
import zipfile
from datetime import date
from pathlib import Path

import pytest

from models.administration.checking import check
from models.errors import BadDocument, BadInput, DamageFound, NotFound, RuleBroken, ShareUnavailable
from models.obstacles import Why
from models.requests import AttachDocument, Attachment, CopyDocument, RequestProject, WithdrawDocument
from models.storage.dialects import open_place
from tests.models.office import FORWARD, REASON, Office, operation


def refused(office: Office, attachment: Attachment) -> str:
    """The problem with which an attachment to a new project is refused; nothing of it may stay."""
    card = office.walk(office.new(), *FORWARD[:4])
    with pytest.raises(BadDocument) as caught:
        office.attach(card, attachment)
    assert office.card(card.id) == card
    assert check(office.database, office.store).orphans == ()
    return str(caught.value.facts["problem"])


def withdraw(office: Office, project: int, document: int, reason: str = REASON) -> None:
    version = office.card(project).version
    office.ask(
        WithdrawDocument(
            operation_id=operation(), project_id=project, version=version, document_id=document, reason=reason
        )
    )


def test_a_file_lies_under_year_project_and_step_with_its_hash(office: Office):
    card = office.new("SI-LADU")
    document = office.project(card.id).documents[0]
    assert document.path.startswith("2026/PRJ-2026-001 SI-LADU/01 Permohonan/ND v1 - berkas")
    stored = office.store.root / document.path
    assert hashlib.sha256(stored.read_bytes()).hexdigest() == document.sha256
    assert (document.size, document.round, document.attached_by) == (stored.stat().st_size, 1, "Semua Peran")


def test_a_document_whose_save_had_to_wait_is_copied_once(office: Office):
    card = office.new()
    request = AttachDocument(
        operation_id=operation(), project_id=card.id, version=card.version, attachments=(office.attachment("ND"),)
    )
    other = open_place(office.address or office.place)
    with other.writing():
        for _ in range(2):
            with pytest.raises(ShareUnavailable) as caught:
                office.ask(request)
            assert caught.value.facts["problem"] == "busy"
    other.close()
    office.ask(request)
    assert len(office.project(card.id).documents) == 2
    assert check(office.database, office.store).orphans == ()


def test_a_new_version_supersedes_the_one_before(office: Office):
    card = office.new()
    office.attach(card, office.attachment("ND"))
    documents = office.project(card.id).documents
    assert [(each.version, each.status) for each in documents] == [(1, "superseded"), (2, "current")]
    assert office.card(card.id).attachments == 1


def test_the_same_file_twice_is_refused_but_not_after_a_return(office: Office):
    card = office.walk(office.new(), *FORWARD[:2])
    same = Attachment("SRS", office.file("Kebutuhan sistem yang sama"), confirmed=True)
    card = office.attach(card, same)
    with pytest.raises(BadDocument) as caught:
        office.attach(card, same)
    assert caught.value.facts["problem"] == "same_file"
    card = office.walk(card, "submit_srs", "return_srs")
    assert office.attach(card, same).documents_done == 1


def test_programs_empty_files_and_folders_are_refused(office: Office, tmp_path: Path):
    program = tmp_path / "laporan.pdf"
    program.write_bytes(b"MZ" + bytes(2_000))
    empty = tmp_path / "kosong.pdf"
    empty.touch()
    assert refused(office, Attachment("SD", str(program))) == "program"
    assert refused(office, Attachment("SD", str(empty))) == "empty"
    assert refused(office, Attachment("SD", str(tmp_path))) == "folder"
    assert refused(office, Attachment("SD", str(tmp_path / "tiada.pdf"))) == "missing"
    assert refused(office, Attachment("SD")) == "missing"
    assert refused(office, Attachment("XYZ", str(program))) == "unknown_kind"


def test_a_macro_document_is_refused_as_a_required_document(office: Office, tmp_path: Path):
    macro = tmp_path / "rancangan.docm"
    with zipfile.ZipFile(macro, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types>macroEnabled</Types>")
        archive.writestr("word/document.xml", "<document/>")
        archive.writestr("word/vbaProject.bin", "x")
    assert refused(office, Attachment("SD", str(macro))) == "macro"


def test_a_warning_must_be_accepted_first(office: Office, tmp_path: Path):
    renamed = tmp_path / "rancangan.docx"
    renamed.write_text("Hanya teks biasa.\n", encoding="utf-8")
    assert refused(office, Attachment("SD", str(renamed))) == "must_confirm"
    card = office.attach(office.walk(office.new(), *FORWARD[:4]), Attachment("SD", str(renamed), confirmed=True))
    assert card.documents_done == 1


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "CON.txt", "a\u202efdp.txt", "x" * 300 + ".txt", "a\x00b.txt"]
)
def test_odd_names_stay_inside_the_folder(office: Office, name: str):
    card = office.walk(office.new(), *FORWARD[:4])
    office.attach(card, Attachment("SD", office.file(), name, confirmed=True))
    document = office.project(card.id).documents[-1]
    assert (office.store.root / document.path).resolve().is_relative_to(office.store.root.resolve())
    assert office.project(card.id, check=True).documents[-1].intact is True


@pytest.mark.parametrize("link", ["https://git.contoh.go.id/si-ladu/-/tags/v1", "http://10.0.0.5:8080/coba?x=1"])
def test_a_link_may_stand_for_a_prototype(office: Office, link: str):
    card = office.walk(office.new(), *FORWARD[:4])
    office.attach(card, Attachment("PRO", link=link))
    document = office.project(card.id, check=True).documents[-1]
    assert (document.link, document.path, document.intact) == (link, "", None)
    with pytest.raises(NotFound):
        office.service.answer(CopyDocument(document.id, str(office.folder)), "semua")


@pytest.mark.parametrize(
    "link",
    [
        "ftp://x",
        "javascript:alert(1)",
        "https://",
        "contoh.go.id",
        "https://a b.id",
        "https://[x",
        "https://x/" + "a" * 3_000,
    ],
)
def test_what_is_no_web_address_is_refused_as_a_link(office: Office, link: str):
    assert refused(office, Attachment("PRO", link=link)) == "bad_link"


def test_a_document_that_must_be_a_file_takes_no_link(office: Office):
    assert refused(office, Attachment("SD", link="https://contoh.go.id/sd.pdf")) == "no_link"


def test_number_date_and_subject_of_a_letter_go_both_ways(office: Office):
    letter = Attachment(
        "ND", office.file(), letter_number="B-12/17000", letter_date=date(2026, 2, 27), letter_subject="Permohonan"
    )
    request = RequestProject(operation_id=operation(), facts={"project_name": "SI-LADU"}, attachments=(letter,))
    card = office.ask(request).cards[0]
    project = office.project(card.id)
    assert (project.text("letter_number"), project.text("letter_date")) == ("B-12/17000", "2026-02-27")
    assert project.documents[0].letter_date == date(2026, 2, 27)
    typed = office.project(office.new().id)
    assert typed.documents[0].letter_number == typed.text("letter_number") != ""


@pytest.mark.parametrize(("day", "problem"), [(date(2026, 12, 1), "future_date"), (date(1899, 1, 1), "bad_date")])
def test_a_letter_cannot_be_of_tomorrow(office: Office, day: date, problem: str):
    card = office.new()
    with pytest.raises(BadInput) as caught:
        office.attach(card, Attachment("ND", office.file(), letter_date=day))
    assert caught.value.facts["problem"] == problem


def test_who_has_no_part_in_the_step_cannot_attach(office: Office):
    card = office.new()
    with pytest.raises(RuleBroken):
        office.attach(card, office.attachment("ND"), login="tamu")
    with pytest.raises(RuleBroken) as caught:
        office.attach(card, office.attachment("ND"), login="wati")
    assert caught.value.obstacles[0].why is Why.OTHER_TEAM


def test_a_withdrawn_document_counts_no_more_and_its_file_stays(office: Office):
    card = office.new()
    document = office.project(card.id).documents[0]
    withdraw(office, card.id, document.id)
    after = office.project(card.id, check=True)
    assert (after.documents[0].status, after.documents[0].intact) == ("withdrawn", True)
    assert (after.card.documents_done, after.card.attachments) == (0, 0)
    with pytest.raises(NotFound):
        withdraw(office, card.id, document.id)


def test_withdrawing_needs_a_reason(office: Office):
    card = office.new()
    with pytest.raises(RuleBroken) as caught:
        withdraw(office, card.id, office.project(card.id).documents[0].id, "  ")
    assert caught.value.obstacles[0].why is Why.REASON_MISSING


def test_what_an_earlier_step_was_left_with_cannot_be_withdrawn(office: Office):
    card = office.walk(office.new(), "submit_request")
    with pytest.raises(RuleBroken) as caught:
        withdraw(office, card.id, office.project(card.id).documents[0].id)
    assert caught.value.obstacles[0].why is Why.DOCUMENT_RELIED_ON


def test_a_copy_is_read_only_and_a_changed_original_is_told(office: Office, tmp_path: Path):
    document = office.project(office.new().id).documents[0]
    wish = CopyDocument(document.id, str(tmp_path / "salinan"))
    copied = Path(str(office.service.answer(wish, "semua")))
    assert hashlib.sha256(copied.read_bytes()).hexdigest() == document.sha256
    stored = office.store.root / document.path
    stored.chmod(0o644)
    stored.write_bytes(stored.read_bytes()[:-1] + b"!")
    with pytest.raises(DamageFound):
        office.service.answer(wish, "semua")
    with pytest.raises(NotFound):
        office.service.answer(CopyDocument(999, str(tmp_path)), "semua")


@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_project_with_a_damaged_document_cannot_be_closed(office: Office, damage: str):
    card = office.walk(office.new(), *FORWARD)
    stored = office.store.root / office.project(card.id).documents[2].path
    stored.chmod(0o644)
    stored.unlink() if damage == "missing" else stored.write_bytes(b"x" * stored.stat().st_size)
    with pytest.raises(RuleBroken) as caught:
        office.finish(card, "close_development")
    assert [(each.why, each.key) for each in caught.value.obstacles] == [(Why.DOCUMENT_DAMAGED, "SRS")]


def test_a_closed_project_leaves_a_dossier_with_documents_facts_and_history(office: Office):
    card = office.walk(office.new(), *FORWARD, "close_development")
    dossier = office.folder / "Arsip" / card.number
    names = {path.name for path in dossier.rglob("*") if path.is_file()}
    assert {"bagit.txt", "proyek.json", "riwayat.json"} <= names
    assert sum("v1 - berkas" in name for name in names) == len(office.project(card.id).documents)
    assert office.project(card.id).history[-1].facts["dossier"] == f"Arsip/{card.number}"
