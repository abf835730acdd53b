"""May this file be attached? Names, contents and size, before anything is copied. Standard library only.

What is inside a PDF is asked through `look_in_pdf` (models.documents.pdf_inspection); DocumentStore.inspect joins both.
"""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from errno import EACCES, EPERM
from pathlib import Path

from models.documents import contents
from models.documents.contents import sniff
from models.documents.file_names import safe_name, split_name
from models.errors import BadDocument
from models.office import OfficeSettings

REFUSALS = (
    "missing", "unreadable", "busy", "folder", "not_a_file", "empty", "program", "macro", "damaged", "password",
    "bomb", "too_large", "web_page",
)  # fmt: skip
"""BadDocument.problem, always with `name`; too_large: size, limit (bytes); web_page: extension."""

WARNINGS = (
    "extension_differs", "macro", "old_format", "password", "pdf_active", "pdf_files", "damaged", "large", "link",
    "web_page", "unknown_type", "office_lock",
)  # fmt: skip
"""Inspection.warnings."""

MUST_CONFIRM = frozenset(
    {
        "extension_differs",
        "macro",
        "password",
        "damaged",
        "pdf_active",
        "pdf_files",
        "large",
        "web_page",
        "unknown_type",
    }
)

BOMB_RATIO = 200
BOMB_FLOOR = 100 * 1024 * 1024
TEST_LIMIT = 256 * 1024 * 1024
"""Office files that unpack to more than this many bytes are not read through for damage."""

_SETTINGS = OfficeSettings()
_DAMAGE = (zipfile.BadZipFile, EOFError, ValueError, RuntimeError, struct.error, zlib.error, lzma.LZMAError)
_VBA = "_VBA_PROJECT".encode("utf-16-le")
_INSTALLER = bytes.fromhex("84100c0000000000c000000000000046")
_STREAMS = (
    ("EncryptedPackage", "password"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)


@dataclass(frozen=True, slots=True)
class Inspection:
    """A file that may be attached. size in bytes. name: safe, with the extension its content asks for.

    extension: that extension, with its dot. given_extension: the one it came with. source: links followed.
    warnings: codes out of WARNINGS.
    """

    media: str
    extension: str
    size: int
    warnings: tuple[str, ...] = ()
    name: str = ""
    given_extension: str = ""
    source: Path = Path()

    @property
    def must_confirm(self) -> tuple[str, ...]:
        """Warnings that the person has to accept before the file is taken (Attachment.confirmed)."""
        return tuple(code for code in self.warnings if code in MUST_CONFIRM)


def inspect(
    path: Path,
    required: bool,
    warn: int = _SETTINGS.attachment_warning,
    limit: int = _SETTINGS.attachment_limit,
    *,
    name: str = "",
    look_in_pdf: Callable[[Path], tuple[str, ...]] | None = None,
) -> Inspection:
    """Looks at one file; `required`: it is to fulfil a document that the SOP demands. warn and limit count bytes.

    Raises BadDocument(problem in REFUSALS, name, …). Never unpacks an archive, never reads a file over the limit.
    """
    shown = safe_name(name or path.name)
    source = _followed(path, shown)
    size = _regular_size(source, shown)
    if size > limit:
        raise BadDocument(problem="too_large", name=shown, size=size, limit=limit)
    extension = split_name(shown)[1].lower()
    try:
        media, found = _content(source, shown, size)
    except OSError as error:
        raise _unreadable(error, shown) from error
    if media == contents.PDF and look_in_pdf is not None:
        found += look_in_pdf(source)
    _refuse_programs(media, extension, shown)
    found += _type_warnings(media, extension)
    found += _circumstances(path, source, size, warn)
    if required:
        _refuse_required(found, shown)
    right = _usual(media, extension) if "extension_differs" in found else extension
    return Inspection(
        media=media,
        extension=right,
        size=size,
        warnings=tuple(dict.fromkeys(found)),
        name=shown if right == extension else split_name(shown)[0] + right,
        given_extension=extension,
        source=source,
    )


def _followed(path: Path, shown: str) -> Path:
    try:
        return path.resolve(strict=True)
    except (FileNotFoundError, NotADirectoryError):
        raise BadDocument(problem="missing", name=shown) from None
    except OSError as error:
        raise _unreadable(error, shown) from error


def _regular_size(source: Path, shown: str) -> int:
    try:
        found = source.stat()
    except OSError as error:
        raise _unreadable(error, shown) from error
    if stat.S_ISDIR(found.st_mode):
        raise BadDocument(problem="folder", name=shown)
    if not stat.S_ISREG(found.st_mode):
        raise BadDocument(problem="not_a_file", name=shown)
    if found.st_size == 0:
        raise BadDocument(problem="empty", name=shown)
    return found.st_size


def _unreadable(error: OSError, shown: str) -> BadDocument:
    locked = getattr(error, "winerror", None) in {32, 33}
    denied = error.errno in {EACCES, EPERM}
    return BadDocument(problem="busy" if locked else "unreadable", name=shown, denied=denied)


def _content(source: Path, shown: str, size: int) -> tuple[str, tuple[str, ...]]:
    with source.open("rb") as file:
        head = file.read(contents.HEAD)
    media = sniff(head)
    if media == contents.ZIP:
        return _archive(source, shown, size, head)
    if media == contents.OLE:
        return _old_office(source)
    return media, ()


def _archive(source: Path, shown: str, size: int, head: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        with zipfile.ZipFile(source) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            total = sum(entry.file_size for entry in entries)
            if total > BOMB_FLOOR and total > BOMB_RATIO * size:
                raise BadDocument(problem="bomb", name=shown)
            media = sniff(head, names)
            return media, _archive_warnings(archive, media, names, total)
    except _DAMAGE:
        return sniff(head), ("damaged",)


def _archive_warnings(archive: zipfile.ZipFile, media: str, names: list[str], total: int) -> tuple[str, ...]:
    found: list[str] = []
    lowered = [name.lower() for name in names]
    if _holds_macros(media, lowered) or _declares_macros(archive, names):
        found.append("macro")
    encrypted = any(entry.flag_bits & 1 for entry in archive.infolist())
    if encrypted:
        found.append("password")
    elif media != contents.ZIP and total <= TEST_LIMIT and _is_broken(archive):
        found.append("damaged")
    return tuple(found)


def _holds_macros(media: str, lowered: list[str]) -> bool:
    folders = ("basic/", "scripts/") if "opendocument" in media else ("xl/macrosheets/",)
    return any(name.endswith("vbaproject.bin") or name.startswith(folders) for name in lowered)


def _declares_macros(archive: zipfile.ZipFile, names: list[str]) -> bool:
    if "[Content_Types].xml" not in names:
        return False
    try:
        with archive.open("[Content_Types].xml") as part:
            return b"macroenabled" in part.read(1024 * 1024).lower()
    except _DAMAGE:
        return False


def _is_broken(archive: zipfile.ZipFile) -> bool:
    try:
        return archive.testzip() is not None
    except _DAMAGE:
        return True


def _old_office(source: Path) -> tuple[str, tuple[str, ...]]:
    whole = source.read_bytes()
    if whole.find(_INSTALLER, 0, 1 << 20) >= 0:
        return contents.PROGRAM, ()
    macro = ("macro",) if _VBA in whole else ()
    for stream, media in _STREAMS:
        if stream.encode("utf-16-le") in whole:
            return (contents.OLE, ("password",)) if media == "password" else (media, ("old_format", *macro))
    return contents.OLE, ("old_format", *macro)


def _refuse_programs(media: str, extension: str, shown: str) -> None:
    if media == contents.PROGRAM or extension in contents.PROGRAM_EXTENSIONS:
        raise BadDocument(problem="program", name=shown)
    if media == contents.HTML and extension not in contents.EXTENSIONS[contents.HTML]:
        raise BadDocument(problem="web_page", name=shown, extension=extension)


def _refuse_required(found: tuple[str, ...], shown: str) -> None:
    for problem in ("macro", "damaged", "password"):
        if problem in found:
            raise BadDocument(problem=problem, name=shown)


def _type_warnings(media: str, extension: str) -> tuple[str, ...]:
    if media == contents.HTML or (media == contents.TEXT and extension in contents.EXTENSIONS[contents.HTML]):
        return ("web_page",)
    if media == contents.UNKNOWN:
        return ("damaged",) if extension in contents.CLAIMED else ("unknown_type",)
    if media == contents.OLE:
        return ()
    if media in {contents.TEXT, contents.ZIP}:
        differs = extension in contents.CLAIMED and extension not in contents.EXTENSIONS.get(media, ())
    else:
        differs = extension not in contents.EXTENSIONS[media]
    return ("extension_differs",) if differs else ()


def _circumstances(path: Path, source: Path, size: int, warn: int) -> tuple[str, ...]:
    lock_files = (source.with_name(f"~${source.name[2:]}"), source.with_name(f"~${source.name}"))
    return tuple(
        code
        for code, true in (
            ("large", size > warn),
            ("link", path.is_symlink()),
            ("office_lock", any(each.exists() for each in lock_files)),
        )
        if true
    )


def _usual(media: str, extension: str) -> str:
    if media == contents.TEXT:
        return ".txt" if extension in contents.CLAIMED else extension
    return contents.EXTENSIONS.get(media, (extension,))[0]
