"""The document store: readable folders beside the database, immutable files, hashes that the office can check.

A file is durable under its final name before the row that names it is written, so a crash leaves at most a file
without a row (see `orphans`), never a row without a file. A full disk may leave a file whose size
looks complete, so only the hash read back counts.
"""

from __future__ import annotations

import os
import shutil
import stat
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from models.documents import attachments
from models.documents.attachments import Inspection
from models.documents.dossier import ASIDE, DOSSIERS, MANIFEST, write_bag
from models.documents.file_names import safe_name
from models.errors import BadDocument, DamageFound, ShareUnavailable
from models.storage.durable import (
    Copied,
    SourceTrouble,
    copy_hashed,
    hash_of,
    is_absent,
    make_folders,
    publish,
    rename,
    replace_durably,
    share_trouble,
    sync_folder,
)

READ_ME = "BACA-SAYA.txt"
COPY_ATTEMPTS = 3

FileCondition = Literal["intact", "changed", "missing"]

_READ_ME_TEXT = """\
Folder ini memuat dokumen satu proyek pembuatan sistem informasi/aplikasi.

- Setiap subfolder adalah satu langkah SOP, misalnya "03 Pengajuan SRS".
- Nama berkas: jenis dokumen, versi, lalu nama asal, misalnya "SRS v2 - kebutuhan.docx".
  Versi lama tidak dihapus; versi terbesar adalah yang terbaru.
- Jangan mengubah, memindahkan, atau menghapus berkas di sini. Untuk menyunting, salin dahulu ke komputer Anda,
  lalu lampirkan hasilnya sebagai versi baru melalui Lajur.
- manifest-sha256.txt memuat sidik SHA-256 setiap berkas, sehingga keutuhannya dapat diperiksa tanpa Lajur:
    Linux   : sha256sum -c manifest-sha256.txt
    Windows : Get-FileHash "nama berkas" -Algorithm SHA256   (PowerShell; bandingkan dengan isi manifest)
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """A file in the store. path: relative to the root, POSIX. size in bytes, sha256 in hex."""

    path: str
    size: int
    sha256: str
    media: str


class DocumentStore:
    """Files under `root`. Raises ShareUnavailable where the share fails, DamageFound where a file is not as it was."""

    def __init__(self, root: Path, must_exist: bool = False) -> None:
        self.root = root
        # A root that is named may be a share that is not there now: made anew, it would hide files in the mount point.
        self._must_exist = must_exist
        self._tell: Callable[[int], object] = lambda _bytes: None

    def report_to(self, tell: Callable[[int], object]) -> None:
        """`tell` is given the bytes of each piece of a file that goes into the store, first 0."""
        self._tell = tell

    def inspect(self, source: Path, required: bool, warn: int, limit: int, name: str = "") -> Inspection:
        """models.documents.attachments.inspect with a look inside PDFs; BadDocument where the file cannot be taken."""
        from models.documents.pdf_inspection import look_in_pdf  # noqa: PLC0415 (brings qpdf: not into every opening)

        return attachments.inspect(source, required, warn, limit, name=name, look_in_pdf=look_in_pdf)

    def place(self, source: Path, folder: PurePosixPath, name: str) -> Placed:
        """Copies `source` into `folder` under `name`, or "name (2)" where that is taken; nothing is ever overwritten.

        Durable when it returns. Raises BadDocument(problem="changing") if the source changes each time it is copied.
        """
        target = self._inside(folder)
        try:
            self._look_for_root()
            make_folders(target)
            part = target / f".{uuid.uuid4().hex}.part"
            try:
                copied = self._copied_steadily(source, part, name)
                final = publish(part, target, safe_name(name))
            finally:
                part.unlink(missing_ok=True)
            sync_folder(target)
        except SourceTrouble as trouble:
            raise BadDocument(problem="unreadable", name=name) from trouble
        except OSError as error:
            raise share_trouble(error, target) from error
        return Placed(final.relative_to(self.root).as_posix(), copied.size, copied.sha256, copied.media)

    def fetch(self, relative: str, sha256: str, folder: Path, name: str = "") -> Path:
        """A read-only copy in `folder` on this computer, checked on the way; an earlier same copy is used again."""
        stored = self._inside(PurePosixPath(relative))
        shown = safe_name(name or stored.name)
        make_folders(folder)
        part = folder / f".{uuid.uuid4().hex}.part"
        try:
            copied = copy_hashed(stored, part)
            if copied.sha256 != sha256:
                raise DamageFound(problem="document_changed", name=shown, path=relative)
            earlier = folder / shown
            if earlier.is_file() and hash_of(earlier) == sha256:
                return earlier
            return publish(part, folder, shown)
        except SourceTrouble as trouble:
            raise _lost(trouble.error, stored, shown, relative) from trouble
        except OSError as error:
            raise share_trouble(error, folder) from error
        finally:
            part.unlink(missing_ok=True)

    def where(self, relative: str) -> Path:
        """The whole path of a stored file. DamageFound if it leaves the root."""
        return self._inside(PurePosixPath(relative))

    def holds(self, relative: str) -> bool:
        """Whether a file stands there."""
        return self.where(relative).is_file()

    def verify(self, relative: str, sha256: str, size: int) -> FileCondition:
        """Reads the whole file again. "missing" also where something else than a file stands there."""
        stored = self._inside(PurePosixPath(relative))
        try:
            found = stored.stat()
            if not stat.S_ISREG(found.st_mode):
                return "missing"
            return "intact" if found.st_size == size and hash_of(stored) == sha256 else "changed"
        except OSError as error:
            if is_absent(error):
                return "missing"
            raise share_trouble(error, stored) from error

    def write_manifest(self, project_folder: PurePosixPath, rows: Iterable[tuple[str, str]]) -> Path:
        """Writes manifest-sha256.txt and BACA-SAYA.txt of one project; `rows` are (stored path, sha256).

        `sha256sum -c manifest-sha256.txt` run in that folder checks every file.
        """
        folder = self._inside(project_folder)
        try:
            make_folders(folder)
            if not (folder / READ_ME).exists():
                replace_durably(folder / READ_ME, _READ_ME_TEXT.replace("\n", "\r\n").encode())
            return replace_durably(folder / MANIFEST, _manifest(project_folder, rows))
        except OSError as error:
            raise share_trouble(error, folder) from error

    def manifest_says(self, project_folder: PurePosixPath, rows: Iterable[tuple[str, str]]) -> bool:
        """Whether the manifest of a project is there and as `write_manifest` would write it."""
        try:
            return (self._inside(project_folder) / MANIFEST).read_bytes() == _manifest(project_folder, rows)
        except (OSError, DamageFound):
            return False

    def set_aside(self, relative: str) -> str:
        """Moves a file that no row knows to the folder of such files and gives its new place; nothing is deleted."""
        stored = self._inside(PurePosixPath(relative))
        target = self.root / ASIDE / PurePosixPath(relative).parent
        try:
            self._look_for_root()
            make_folders(target)
            part = target / f".{uuid.uuid4().hex}.part"
            rename(stored, part)
            return publish(part, target, stored.name).relative_to(self.root).as_posix()
        except OSError as error:
            raise share_trouble(error, stored) from error

    def orphans(self, known: set[str]) -> tuple[str, ...]:
        """Files that no row knows, as relative POSIX paths. Unfinished copies are not among them."""
        own = {MANIFEST, READ_ME}
        return tuple(
            sorted(
                relative
                for path in self._files()
                if path.name not in own
                and path.relative_to(self.root).parts[0] != ASIDE
                and (relative := path.relative_to(self.root).as_posix()) not in known
            )
        )

    def unfinished(self) -> tuple[Path, ...]:
        """Files and folders (".….part") of copies and dossiers that are under way or were cut off by a crash."""
        dossiers = (self.root.parent / DOSSIERS).glob(".*.part")
        return tuple(sorted([*dossiers, *(path for _files, parts in self._folders() for path in parts)]))

    def bag(
        self,
        project_folder: PurePosixPath,
        target: Path,
        rows: Iterable[tuple[str, str]],
        entries: Mapping[str, bytes],
        metadata: Mapping[str, str],
    ) -> Path:
        """A BagIt 1.0 bag (RFC 8493) at `target`, which must not exist: stored files (path, sha256) and made `entries`.

        In the bag the stored files keep their place under `project_folder`. metadata: see write_bag.
        """
        files = {
            str(PurePosixPath(path).relative_to(project_folder)): (self._inside(PurePosixPath(path)), sha256)
            for path, sha256 in rows
        }
        try:
            return write_bag(target, files, entries, metadata, self._tell)
        except FileExistsError as error:
            raise ShareUnavailable(problem="exists", path=str(target)) from error
        except SourceTrouble as trouble:
            lost = trouble.error.filename or ""
            raise _lost(trouble.error, Path(lost), Path(lost).name, lost) from trouble
        except OSError as error:
            raise share_trouble(error, target) from error

    def _inside(self, relative: PurePosixPath) -> Path:
        """The joined path; DamageFound if it leaves the root, by "..", an absolute path or a link."""
        joined = self.root.joinpath(*relative.parts)
        odd = (
            relative.is_absolute()
            or ".." in relative.parts
            or any("\\" in part or ":" in part for part in relative.parts)
        )
        if odd or not relative.parts or not joined.resolve().is_relative_to(self.root.resolve()):
            raise DamageFound(problem="outside", path=str(relative))
        return joined

    def _look_for_root(self) -> None:
        if self._must_exist and not self.root.is_dir():
            raise ShareUnavailable(problem="documents_missing", path=str(self.root))

    def _copied_steadily(self, source: Path, part: Path, name: str) -> Copied:
        for _attempt in range(COPY_ATTEMPTS):
            self._ask_for_room(source, part.parent)
            self._tell(0)
            copied = copy_hashed(source, part, self._tell)
            if copied.steady:
                return copied
            part.unlink()
        raise BadDocument(problem="changing", name=name)

    def _ask_for_room(self, source: Path, target: Path) -> None:
        try:
            size = source.stat().st_size
        except OSError as error:
            raise SourceTrouble(error) from error
        # Twice the size: the database beside it must still be able to write its own journal.
        if shutil.disk_usage(target).free < 2 * size:
            raise ShareUnavailable(problem="full", path=str(self.root))

    def _files(self) -> Iterator[Path]:
        for files, _parts in self._folders():
            yield from files

    def _folders(self) -> Iterator[tuple[list[Path], list[Path]]]:
        """Of each folder its files, and apart from them the files and folders of unfinished copies."""
        for place, folders, names in os.walk(self.root, onerror=_unless_missing):
            parts = [name for name in (*folders, *names) if name.startswith(".") and name.endswith(".part")]
            folders[:] = [name for name in folders if name not in parts]
            yield [Path(place, name) for name in names if name not in parts], [Path(place, name) for name in parts]


def _unless_missing(error: OSError) -> None:
    if not is_absent(error):
        raise share_trouble(error, Path(error.filename or "")) from error


def _manifest(project_folder: PurePosixPath, rows: Iterable[tuple[str, str]]) -> bytes:
    files = [(PurePosixPath(path), sha256) for path, sha256 in rows]
    own = [(path.relative_to(project_folder), sha256) for path, sha256 in files if path.is_relative_to(project_folder)]
    lines = sorted(f"{sha256}  {path}\n" for path, sha256 in own)
    return "".join(lines).encode()


def _lost(error: OSError, stored: Path, shown: str, relative: str) -> DamageFound | ShareUnavailable:
    if is_absent(error):
        return DamageFound(problem="document_missing", name=shown, path=relative)
    return share_trouble(error, stored)
