"""The store when the world fails: sources that change, shares that vanish, full disks, a kill in mid-copy."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path, PurePosixPath

import pytest

from models.documents.store import DocumentStore
from models.errors import BadDocument, ShareUnavailable
from models.storage.durable import share_trouble

STEP = PurePosixPath("2026/PRJ-2026-014 SI-LADU/03 Pengajuan SRS")
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
    return path


def everything(store: DocumentStore) -> set[str]:
    return {path.relative_to(store.root).as_posix() for path in store.root.rglob("*") if not path.is_dir()}


def test_a_file_that_grows_while_it_is_copied_is_refused(store, source):
    stop = threading.Event()

    def grow() -> None:
        with source.open("ab") as growing:
            while not stop.is_set():
                growing.write(b"baris baru\n")
                growing.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        with pytest.raises(BadDocument) as caught:
            store.place(source, STEP, "a.docx")
    finally:
        stop.set()
        writer.join()

    assert caught.value.facts["problem"] == "changing"
    assert everything(store) == set()


def test_a_source_that_is_gone_or_no_file_is_refused(store, tmp_path):
    os.mkfifo(tmp_path / "pipa")
    for path in (tmp_path / "tidak ada", tmp_path, tmp_path / "pipa"):
        with pytest.raises(BadDocument) as caught:
            store.place(path, STEP, "a.docx")
        assert caught.value.facts["problem"] == "unreadable"
    assert everything(store) == set()


def test_a_store_that_is_gone_says_so(tmp_path, source):
    (tmp_path / "berkas").write_bytes(b"")

    with pytest.raises(ShareUnavailable):
        DocumentStore(tmp_path / "berkas").place(source, STEP, "a.docx")


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, "full"),
        (errno.EDQUOT, "full"),
        (errno.EACCES, "readonly"),
        (errno.EROFS, "readonly"),
        (errno.ENOENT, "missing"),
        (errno.EIO, "io"),
        (errno.EHOSTDOWN, "io"),
    ],
)
def test_troubles_of_a_share_are_told_apart(number, problem):
    assert share_trouble(OSError(number, "x"), Path("x")).facts["problem"] == problem


# a really full disk -----------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path):
    """Two megabytes of real file system, if this computer lets us mount one."""
    mounted = tmp_path / "kecil"
    mounted.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() or mount is None:
        pytest.skip("mounting a small disk needs root")
    if subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", mounted], capture_output=True, check=False
    ).returncode:
        pytest.skip("this computer does not let us mount a small disk")
    yield mounted
    subprocess.run(["umount", mounted], check=True)


def test_a_full_disk_is_told_before_the_copy_begins(small_disk, source):
    with pytest.raises(ShareUnavailable) as caught:
        DocumentStore(small_disk).place(source, STEP, "a.docx")

    assert caught.value.facts["problem"] == "full"
    assert everything(DocumentStore(small_disk)) == set()


PLACE_ON_A_DISK_THAT_LIES = """
import shutil, sys
from pathlib import Path, PurePosixPath
from models.errors import ShareUnavailable
from models.documents.store import DocumentStore

shutil.disk_usage = lambda _path: type("Room", (), {"free": 10**12})
try:
    DocumentStore(Path(sys.argv[1])).place(Path(sys.argv[2]), PurePosixPath("2026/PRJ-1"), "a.docx")
except ShareUnavailable as error:
    print(error.facts["problem"])
"""


def run_child(code: str, *arguments: Path | str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT_OF_THE_SOURCE, capture_output=True, text=True, check=False)


def test_a_disk_that_fills_up_in_mid_copy_leaves_nothing_behind(small_disk, source):
    """A quota of the server is not seen in the free space, so only the write itself finds out."""
    (small_disk / "lama.txt").write_bytes(b"sudah ada")

    ended = run_child(PLACE_ON_A_DISK_THAT_LIES, small_disk, source)

    assert ended.stdout.strip() == "full", ended.stderr
    assert everything(DocumentStore(small_disk)) == {"lama.txt"}
    assert (small_disk / "lama.txt").read_bytes() == b"sudah ada"


# killed in the middle ---------------------------------------------------------------------------------------------


DIE_AT = """
import os, signal, sys
from pathlib import Path, PurePosixPath
from models.storage import durable
from models.documents.store import DocumentStore

def die(*arguments, **named):
    os.kill(os.getpid(), signal.SIGKILL)

name = sys.argv[3]
{"write": lambda: setattr(durable, "_write_whole", lambda fd, data: (os.write(fd, data[: len(data) // 2]), die())),
 "fsync": lambda: setattr(os, "fsync", die),
 "read back": lambda: setattr(durable, "hash_of", die),
 "time": lambda: setattr(os, "utime", die),
 "rename": lambda: setattr(durable, "rename", die),
 "attribute": lambda: setattr(Path, "chmod", die)}[name]()
DocumentStore(Path(sys.argv[1])).place(Path(sys.argv[2]), PurePosixPath("2026/PRJ-1/03 SRS"), "a.docx")
"""


@pytest.mark.parametrize("moment", ["write", "fsync", "read back", "time", "rename", "attribute"])
def test_a_copy_killed_at_any_moment_never_looks_like_a_document(store, source, moment):
    before = store.place(source, STEP, "lama.docx")

    ended = run_child(DIE_AT, store.root, source, moment)

    assert ended.returncode == -signal.SIGKILL, ended.stderr
    for orphan in store.orphans({before.path}):
        # A name without a row: either still empty (reserved) or already the whole file.
        assert (store.root / orphan).read_bytes() in {b"", source.read_bytes()}
    again = store.place(source, PurePosixPath("2026/PRJ-1/03 SRS"), "a.docx")
    assert store.verify(again.path, again.sha256, again.size) == "intact"
    assert store.verify(before.path, before.sha256, before.size) == "intact"
