"""Names of files and folders in the document store: safe on Windows, Linux and a share, readable by people.

Rules after Microsoft's "Naming Files, Paths, and Namespaces". Lengths count UTF-16 units, as Windows does
(MAX_PATH 260): root 90 + year and project 56 + step 33 + file 76 stays under it.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

STEM_LIMIT = 80
PROJECT_LIMIT = 50
STEP_LIMIT = 32
FILE_LIMIT = 75
BYTE_LIMIT = 240
NAMELESS = "tanpa nama"

# Windows' own list, and the per cent sign: BagIt encodes it in manifests, which sha256sum does not understand.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*%]')
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])", re.IGNORECASE)
_SYSTEM = re.compile(r"(?:desktop\.ini|thumbs\.db|~\$.*)", re.IGNORECASE)
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,15}\Z")


def safe_name(name: str) -> str:
    """One file name that every system takes: never empty, never "." or "..", at most 80 units and an extension."""
    stem, extension = split_name(_unreserved(_cleaned(name) or NAMELESS))
    return cut(stem, STEM_LIMIT).rstrip(" .") + extension


def split_name(name: str) -> tuple[str, str]:
    """Stem and extension with its dot; "" where the end does not look like one."""
    match = _EXTENSION.search(name)
    if match is None or match.start() == 0:
        return name, ""
    return name[: match.start()], match.group()


def same_name(name: str) -> str:
    """The form under which a share that ignores case takes two names for one."""
    return unicodedata.normalize("NFC", name).casefold()


def project_folder(number: str, name: str, year: int) -> PurePosixPath:
    """ "2026/PRJ-2026-014 SI-LADU": the project's folder under the root."""
    return PurePosixPath(f"{year:04d}", _folder(f"{number} {name}", PROJECT_LIMIT))


def step_folder(step: int, title: str) -> str:
    """ "03 Pengajuan SRS"."""
    return _folder(f"{step:02d} {title}", STEP_LIMIT)


def file_name(kind: str, version: int, name: str) -> str:
    """ "SRS v2 - kebutuhan.docx": kind, version and the sender's own name, cut to the path budget."""
    stem, extension = split_name(safe_name(f"{kind} v{version} - {name}"))
    return cut(stem, FILE_LIMIT - len(extension)).rstrip(" .-") + extension


def numbered(name: str, number: int) -> str:
    """ "nama (2).pdf": the same name made different, still within the budget."""
    stem, extension = split_name(name)
    mark = f" ({number})"
    return cut(stem, FILE_LIMIT - len(mark) - len(extension)).rstrip(" .") + mark + extension


def cut(text: str, limit: int) -> str:
    """At most `limit` UTF-16 units and 240 bytes of UTF-8, never between a letter and the marks that belong to it."""
    end = len(text)
    while end and (_units(text[:end]) > limit or len(text[:end].encode()) > BYTE_LIMIT or _joined(text, end)):
        end -= 1
    return text[:end]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _joined(text: str, end: int) -> bool:
    """The character at `end` belongs to the one before it: accent, variation, skin tone, second half of a flag."""
    if end >= len(text):
        return False
    after = ord(text[end])
    if unicodedata.combining(text[end]) or 0xFE00 <= after <= 0xFE0F or 0x1F3FB <= after <= 0x1F3FF:
        return True
    flags = 0
    while flags < end and 0x1F1E6 <= ord(text[end - 1 - flags]) <= 0x1F1FF:
        flags += 1
    return 0x1F1E6 <= after <= 0x1F1FF and flags % 2 == 1


def _cleaned(name: str) -> str:
    # A name of 100,000 characters costs nothing: what lies far beyond the limit can only be its extension.
    name = name if len(name) <= 2_000 else name[:1_000] + name[-100:]
    seen = "".join(" " if unicodedata.category(c) in {"Zs", "Zl", "Zp"} or c in "\t\r\n" else c for c in name)
    shown = "".join(c for c in seen if unicodedata.category(c) not in _INVISIBLE)
    plain = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", shown))
    return re.sub(r" {2,}", " ", plain).strip(" .")


def _unreserved(name: str) -> str:
    first = name.split(".", 1)[0].rstrip()
    return f"_{name}" if _RESERVED.fullmatch(first) or _SYSTEM.fullmatch(name) else name


def _folder(text: str, limit: int) -> str:
    cleaned = _unreserved(_cleaned(text))
    short = cut(cleaned, limit)
    if len(short) < len(cleaned) and " " in short[limit // 2 :] and cleaned[len(short)] != " ":
        short = short[: short.rindex(" ")]
    return short.rstrip(" .-") or NAMELESS
