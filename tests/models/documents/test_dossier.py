import os
import subprocess
from pathlib import Path

import bagit
import pytest

from models.documents.file_names import file_name, project_folder, step_folder
from models.documents.store import DocumentStore
from models.errors import DamageFound, ShareUnavailable

# bagit 1.9 calls re.sub as Python 3.13 no longer likes it.
pytestmark = pytest.mark.filterwarnings("ignore:'count' is passed as positional argument:DeprecationWarning")

PROJECT = project_folder("PRJ-2026-014", "SI-LADU", 2026)
METADATA = {
    "Source-Organization": "BPS Provinsi Bengkulu",
    "External-Identifier": "PRJ-2026-014",
    "External-Description": "Sistem Informasi Layanan\nPengaduan",
    "Bagging-Date": "2026-11-22",
}
ENTRIES = {"proyek.json": '{"nama": "SI-LADU – 1"}'.encode(), "Laporan Penyelesaian.pdf": b"%PDF-1.7"}


@pytest.fixture
def office(tmp_path):
    """A store with three documents of one project: (store, rows)."""
    store = DocumentStore(tmp_path / "Dokumen")
    rows = []
    for step, title, name in (
        (1, "Permohonan", "nota.pdf"),
        (3, "Pengajuan SRS", "srs “1”.docx"),
        (3, "Pengajuan SRS", "srs.docx"),
    ):
        source = tmp_path / "asal"
        source.write_bytes(os.urandom(1234))
        placed = store.place(source, PROJECT / step_folder(step, title), file_name("X", 1, name))
        rows.append((placed.path, placed.sha256))
    return store, rows


@pytest.fixture
def bag(office, tmp_path) -> Path:
    store, rows = office
    return store.bag(PROJECT, tmp_path / "Arsip" / "2026" / "PRJ-2026-014", rows, ENTRIES, METADATA)


def test_the_bag_is_valid_for_the_library_of_congress(bag):
    opened = bagit.Bag(str(bag))

    opened.validate()
    assert opened.version_info == (1, 0)
    assert opened.info["External-Identifier"] == "PRJ-2026-014"
    assert opened.info["External-Description"] == "Sistem Informasi Layanan Pengaduan"
    assert opened.info["Payload-Oxum"] == f"{3 * 1234 + sum(map(len, ENTRIES.values()))}.5"


@pytest.mark.parametrize("manifest", ["manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_the_bag_is_checked_without_any_library(bag, manifest):
    subprocess.run(["sha256sum", "--strict", "--quiet", "-c", manifest], cwd=bag, check=True)


def test_the_bag_keeps_the_folders_of_the_project(bag):
    inside = {path.relative_to(bag / "data").as_posix() for path in (bag / "data").rglob("*") if path.is_file()}

    assert inside == {
        "01 Permohonan/X v1 - nota.pdf",
        "03 Pengajuan SRS/X v1 - srs “1”.docx",
        "03 Pengajuan SRS/X v1 - srs.docx",
        "proyek.json",
        "Laporan Penyelesaian.pdf",
    }


def test_one_changed_byte_in_the_bag_is_found(bag):
    (bag / "data" / "proyek.json").write_bytes(b'{"nama": "SI-LADU + 1"} ')

    with pytest.raises(bagit.BagValidationError):
        bagit.Bag(str(bag)).validate()


def test_a_changed_document_gets_into_no_bag(office, tmp_path):
    store, rows = office
    stored = store.root / rows[1][0]
    stored.chmod(0o644)
    stored.write_bytes(b"diganti")

    with pytest.raises(DamageFound):
        store.bag(PROJECT, tmp_path / "Arsip" / "x", rows, ENTRIES, METADATA)

    assert list((tmp_path / "Arsip").iterdir()) == []


def test_a_missing_document_gets_into_no_bag(office, tmp_path):
    store, rows = office
    (store.root / rows[1][0]).unlink()

    with pytest.raises(DamageFound) as caught:
        store.bag(PROJECT, tmp_path / "Arsip" / "x", rows, ENTRIES, METADATA)

    assert caught.value.facts["problem"] == "document_missing"
    assert list((tmp_path / "Arsip").iterdir()) == []


def test_a_bag_never_replaces_another(office, bag):
    store, rows = office
    before = sorted(bag.rglob("*"))

    with pytest.raises(ShareUnavailable) as caught:
        store.bag(PROJECT, bag, rows, {}, {})

    assert caught.value.facts["problem"] == "exists"
    assert sorted(bag.rglob("*")) == before


@pytest.mark.parametrize("path", ["../luar.txt", "/etc/luar.txt", ""])
def test_nothing_gets_out_of_the_bag(office, tmp_path, path):
    store, _rows = office

    with pytest.raises(DamageFound):
        store.bag(PROJECT, tmp_path / "Arsip" / "x", [], {path: b"x"}, {})


def test_odd_signs_in_a_path_are_encoded_as_the_standard_asks(office, tmp_path):
    store, _rows = office

    bag = store.bag(PROJECT, tmp_path / "b", [], {"50%.txt": b"x"}, {})

    assert "data/50%25.txt" in (bag / "manifest-sha256.txt").read_text()


def test_the_same_facts_give_the_same_bag(office, tmp_path):
    store, rows = office
    first, second = (store.bag(PROJECT, tmp_path / name, rows, ENTRIES, METADATA) for name in ("a", "b"))

    for path in first.rglob("*.*"):
        if path.is_file():
            assert path.read_bytes() == (second / path.relative_to(first)).read_bytes()
