"""What a file really is, told from its bytes and never from its name. Pure; reads no disk.

Not an antivirus: it knows documents, pictures and archives, and what is a program or a page with scripts.
"""

from __future__ import annotations

from collections.abc import Collection

HEAD = 4096
"""Bytes of the beginning that `sniff` wants to see."""

PROGRAM = "application/x-program"
HTML = "text/html"
TEXT = "text/plain"
UNKNOWN = "application/octet-stream"
PDF = "application/pdf"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

PROGRAM_EXTENSIONS = frozenset(
    {
        ".apk", ".app", ".application", ".bat", ".cmd", ".com", ".cpl", ".deb", ".desktop", ".dll", ".exe", ".gadget",
        ".hta", ".jar", ".js", ".jse", ".lnk", ".msc", ".msi", ".msp", ".pif", ".ps1", ".psm1", ".reg", ".rpm", ".scr",
        ".sh", ".url", ".vb", ".vbe", ".vbs", ".ws", ".wsf", ".wsh",
    }
)  # fmt: skip

# media -> extensions that may stand for it, the usual one first
EXTENSIONS: dict[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    DOCX: (".docx", ".dotx", ".docm", ".dotm"),
    XLSX: (".xlsx", ".xltx", ".xlsm", ".xltm"),
    PPTX: (".pptx", ".potx", ".ppsx", ".pptm", ".potm", ".ppsm"),
    "application/vnd.oasis.opendocument.text": (".odt", ".ott"),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods", ".ots"),
    "application/vnd.oasis.opendocument.presentation": (".odp", ".otp"),
    "application/vnd.oasis.opendocument.graphics": (".odg", ".otg"),
    "application/msword": (".doc", ".dot"),
    "application/vnd.ms-excel": (".xls", ".xlt"),
    "application/vnd.ms-powerpoint": (".ppt", ".pot", ".pps"),
    "application/rtf": (".rtf", ".doc"),
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/tiff": (".tif", ".tiff"),
    "image/webp": (".webp",),
    "image/bmp": (".bmp",),
    "video/mp4": (".mp4", ".m4v", ".mov", ".m4a", ".heic", ".heif"),
    "application/gzip": (".gz", ".tgz"),
    "application/x-7z-compressed": (".7z",),
    "application/vnd.rar": (".rar",),
    "application/x-tar": (".tar",),
    ZIP: (".zip",),
    HTML: (".html", ".htm", ".xhtml", ".mht"),
}

CLAIMED = frozenset(ending for endings in EXTENSIONS.values() for ending in endings)
"""Extensions that promise one of the contents known here."""

OFFICE = frozenset({DOCX, XLSX, PPTX})
OLD_OFFICE = frozenset({"application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint", OLE})

_PROGRAMS = (
    b"\x7fELF",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"\x00asm",
    b"!<arch>\n",
    b"\xed\xab\xee\xdb",
)
_SCRIPTS = ("@echo ", "<?php", "[internetshortcut]", "[desktop entry]", "windows registry editor", "regedit4")
_PAGES = ("<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<svg:script", "mime-version:")
_SIGNATURES = (
    (b"{\\rtf", "application/rtf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
)
_PARTS = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", XLSX),
    ("xl/workbook.bin", XLSX),
    ("ppt/presentation.xml", PPTX),
)


def sniff(head: bytes, names: Collection[str] = ()) -> str:
    """Media type told from the first HEAD bytes and, for an archive, the names inside it; UNKNOWN if nothing fits."""
    text = _text(head)
    start = text.lstrip("\ufeff \t\r\n").lower() if text is not None else ""
    if _is_program(head, start, names):
        return PROGRAM
    if _is_page(start):
        return HTML
    if head.find(b"%PDF-", 0, 1024) >= 0:
        return PDF
    media = _binary(head)
    if media == ZIP:
        return _packed(head, names)
    return media or (TEXT if text is not None else UNKNOWN)


def _is_program(head: bytes, start: str, names: Collection[str]) -> bool:
    return (
        head.startswith(_PROGRAMS)
        or (head.startswith((b"MZ", b"ZM")) and b"\x00" in head[:128])
        or start.startswith(_SCRIPTS)
        or "AndroidManifest.xml" in names
        or ("META-INF/MANIFEST.MF" in names and any(name.endswith(".class") for name in names))
    )


def _is_page(start: str) -> bool:
    return start.startswith(_PAGES) or (start.startswith(("<?xml", "<!--")) and "<html" in start)


def _binary(head: bytes) -> str:
    for signature, media in _SIGNATURES:
        if head.startswith(signature):
            return media
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return "image/bmp"
    return "application/x-tar" if head[257:262] == b"ustar" else ""


def _packed(head: bytes, names: Collection[str]) -> str:
    lowered = {name.lower() for name in names}
    for part, media in _PARTS:
        if part in lowered:
            return media
    if head[30:38] == b"mimetype":
        declared = head[38:120].split(b"PK")[0].decode("ascii", "ignore").removesuffix("-template")
        for media in EXTENSIONS:
            if media.startswith("application/vnd.oasis") and declared.startswith(media):
                return media
    return ZIP


def _text(head: bytes) -> str | None:
    """The beginning as text, None if it is binary."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if any(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head):
        return None
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError as error:
        # The head may end in the middle of a character; old Windows text passes if it is mostly plain letters.
        if error.start >= len(head) - 3:
            return head[: error.start].decode("utf-8")
    odd = sum(byte > 0x7E for byte in head)
    return head.decode("cp1252", "replace") if odd * 4 < len(head) else None
