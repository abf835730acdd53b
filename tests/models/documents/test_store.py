import hashlib
import os
import stat
import subprocess
import threading
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.documents.file_names import file_name, project_folder, step_folder
from models.documents.store import DocumentStore
from models.errors import DamageFound

PROJECT = project_folder("PRJ-2026-014", "SI-LADU", 2026)
STEP = PROJECT / step_folder(3, "Pengajuan SRS")
MEGABYTE = 1024 * 1024
ROOT_OF_THE_SOURCE = Path(__file__).parents[3]


@pytest.fixture
def store(tmp_path):
    (tmp_path / "Dokumen").mkdir()
    return DocumentStore(tmp_path / "Dokumen")


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "kebutuhan.docx"
    path.write_bytes(os.urandom(3 * MEGABYTE + 17))
    os.utime(path, ns=(1_700_000_000_000_000_000, 1_700_000_000_123_456_000))
    return path


def everything(store: DocumentStore) -> set[str]:
    return {path.relative_to(store.root).as_posix() for path in store.root.rglob("*") if not path.is_dir()}


def test_a_placed_file_is_the_same_file_in_a_readable_place(store, source):
    placed = store.place(source, STEP, file_name("SRS", 2, source.name))

    assert placed.path == "2026/PRJ-2026-014 SI-LADU/03 Pengajuan SRS/SRS v2 - kebutuhan.docx"
    assert placed.sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
    assert placed.size == source.stat().st_size
    assert (store.root / placed.path).read_bytes() == source.read_bytes()
    assert everything(store) == {placed.path}


def test_a_placed_file_is_read_only_and_keeps_its_time(store, source):
    stored = store.root / store.place(source, STEP, "a.docx").path

    assert stat.S_IMODE(stored.stat().st_mode) == 0o444
    assert stored.stat().st_mtime_ns == source.stat().st_mtime_ns


def test_the_media_is_told_from_the_content(store, tmp_path):
    (tmp_path / "x.docx").write_bytes(b"%PDF-1.4\n")

    assert store.place(tmp_path / "x.docx", STEP, "x.docx").media == "application/pdf"


def test_nothing_is_ever_overwritten(store, source, tmp_path):
    (tmp_path / "lain.docx").write_bytes(b"isi lain")
    first = store.place(source, STEP, "SRS v1 - nama.docx")
    again = store.place(source, STEP, "SRS v1 - nama.docx")
    other = store.place(tmp_path / "lain.docx", STEP, "srs V1 - NAMA.docx")

    assert PurePosixPath(again.path).name == "SRS v1 - nama (2).docx"
    assert PurePosixPath(other.path).name == "srs V1 - NAMA (3).docx"
    assert store.verify(first.path, first.sha256, first.size) == "intact"
    assert len({each.path.casefold() for each in (first, again, other)}) == 3


def test_twenty_at_once_get_twenty_files(store, source):
    placed = []
    threads = [threading.Thread(target=lambda: placed.append(store.place(source, STEP, "a.docx"))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({each.path for each in placed}) == 20
    assert everything(store) == {each.path for each in placed}
    assert all(store.verify(each.path, each.sha256, each.size) == "intact" for each in placed)


@settings(max_examples=30, deadline=None)
@given(name=st.text(max_size=300))
def test_any_name_is_stored_under_its_folder(tmp_path_factory, name):
    folder = tmp_path_factory.mktemp("kantor")
    (folder / "x").write_bytes(b"isi")
    store = DocumentStore(folder / "Dokumen")

    placed = store.place(folder / "x", STEP, file_name("SRS", 1, name))

    assert (store.root / placed.path).parent == store.root / STEP
    assert store.verify(placed.path, placed.sha256, placed.size) == "intact"


@pytest.mark.parametrize(
    "folder", ["../luar", "/etc", "2026/../../luar", "2026\\..\\luar", "C:/Windows", "", "2026/a:b"]
)
def test_no_folder_leads_out_of_the_store(store, source, folder):
    with pytest.raises(DamageFound) as caught:
        store.place(source, PurePosixPath(folder), "a.docx")

    assert caught.value.facts["problem"] == "outside"
    assert everything(store) == set()


def test_no_link_leads_out_of_the_store(store, source, tmp_path):
    (tmp_path / "luar").mkdir()
    (store.root / "2026").symlink_to(tmp_path / "luar")

    with pytest.raises(DamageFound):
        store.place(source, STEP, "a.docx")

    assert list((tmp_path / "luar").iterdir()) == []


def test_no_row_leads_out_of_the_store(store, tmp_path):
    (tmp_path / "rahasia").write_bytes(b"x")

    for lead in (store.verify, store.fetch):
        with pytest.raises(DamageFound):
            lead("../rahasia", "0" * 64, tmp_path / "keluar")


# reading back -----------------------------------------------------------------------------------------------------


def test_one_changed_byte_is_found_though_size_and_time_are_the_same(store, source):
    placed = store.place(source, STEP, "a.docx")
    stored = store.root / placed.path
    times = stored.stat()
    stored.chmod(0o644)
    with stored.open("r+b") as file:
        file.seek(1_000_000)
        byte = file.read(1)
        file.seek(1_000_000)
        file.write(bytes([byte[0] ^ 1]))
    os.utime(stored, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert store.verify(placed.path, placed.sha256, placed.size) == "changed"


def test_a_shorter_a_missing_and_a_replaced_file_are_told_apart(store, source):
    placed = store.place(source, STEP, "a.docx")
    stored = store.root / placed.path
    stored.chmod(0o644)
    os.truncate(stored, 10)
    assert store.verify(placed.path, placed.sha256, placed.size) == "changed"
    stored.unlink()
    assert store.verify(placed.path, placed.sha256, placed.size) == "missing"
    stored.mkdir()
    assert store.verify(placed.path, placed.sha256, placed.size) == "missing"


def test_a_fetched_copy_is_read_only_and_the_stored_file_stays(store, source, tmp_path):
    placed = store.place(source, STEP, "a.docx")

    copy = store.fetch(placed.path, placed.sha256, tmp_path / "baca", "SRS: versi 1.docx")

    assert copy == tmp_path / "baca" / "SRS- versi 1.docx"
    assert copy.read_bytes() == source.read_bytes()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o444
    assert store.fetch(placed.path, placed.sha256, tmp_path / "baca", "SRS: versi 1.docx") == copy
    assert len(list((tmp_path / "baca").iterdir())) == 1


def test_another_file_of_that_name_in_the_folder_is_left_alone(store, source, tmp_path):
    placed = store.place(source, STEP, "a.docx")
    mine = tmp_path / "baca" / "a.docx"
    mine.parent.mkdir()
    mine.write_bytes(b"catatan saya")

    assert store.fetch(placed.path, placed.sha256, tmp_path / "baca").name == "a (2).docx"
    assert mine.read_bytes() == b"catatan saya"


def test_a_damaged_document_is_not_handed_out(store, source, tmp_path):
    placed = store.place(source, STEP, "a.docx")
    (store.root / placed.path).chmod(0o644)
    (store.root / placed.path).write_bytes(b"diganti")

    with pytest.raises(DamageFound) as caught:
        store.fetch(placed.path, placed.sha256, tmp_path / "baca")

    assert caught.value.facts["problem"] == "document_changed"
    assert list((tmp_path / "baca").iterdir()) == []


def test_a_missing_document_is_told(store, tmp_path):
    with pytest.raises(DamageFound) as caught:
        store.fetch("2026/PRJ/a.docx", "0" * 64, tmp_path / "baca")

    assert caught.value.facts["problem"] == "document_missing"


# what the office can check by itself ------------------------------------------------------------------------------


def test_the_manifest_is_checked_without_lajur(store, source, tmp_path):
    (tmp_path / "lain").write_bytes(b"isi lain")
    names = ["SRS v1 - kebutuhan.docx", "SRS v1 - “kutip” & spasi.docx", "SRS v1 - الإحصاء 📊.docx", "#1 'a' $b.docx"]
    placed = [store.place(source, STEP, name) for name in names]
    placed.append(store.place(tmp_path / "lain", PROJECT / "01 Permohonan", "ND v1 - nota.pdf"))
    rows = [(each.path, each.sha256) for each in placed]
    store.write_manifest(PROJECT, rows[:2])

    manifest = store.write_manifest(PROJECT, rows)

    def check() -> subprocess.CompletedProcess[str]:
        command = ["sha256sum", "--strict", "-c", manifest.name]
        return subprocess.run(command, cwd=manifest.parent, capture_output=True, text=True, check=False)

    assert check().returncode == 0, check().stdout
    assert check().stdout.count(": OK") == 5
    assert store.orphans({each.path for each in placed}) == ()
    (store.root / placed[0].path).chmod(0o644)
    (store.root / placed[0].path).write_bytes(b"diubah")
    assert check().returncode == 1


def test_the_folder_explains_itself(store, source):
    placed = store.place(source, STEP, "a.docx")
    store.write_manifest(PROJECT, [(placed.path, placed.sha256)])

    text = (store.root / PROJECT / "BACA-SAYA.txt").read_text("ascii")

    assert "sha256sum -c manifest-sha256.txt" in text
    assert "Jangan mengubah" in text


def test_files_without_a_row_are_listed(store, source):
    known = store.place(source, STEP, "a.docx")
    unknown = store.place(source, STEP, "b.docx")
    (store.root / STEP / ".abc.part").write_bytes(b"setengah")
    (store.root.parent / "Arsip" / ".def.part" / "data").mkdir(parents=True)
    (store.root / STEP / ".ghi.part" / "data").mkdir(parents=True)
    (store.root / STEP / ".ghi.part" / "data" / "a.docx").write_bytes(b"dalam berkas proyek")

    assert store.orphans({known.path}) == (unknown.path,)
    assert [path.name for path in store.unfinished()] == [".def.part", ".abc.part", ".ghi.part"]
    assert DocumentStore(store.root / "tidak ada").orphans(set()) == ()
