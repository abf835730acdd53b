"""Small real files of every kind, as bytes."""

from __future__ import annotations

import zipfile
from io import BytesIO

MEGABYTE = 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def packed(**parts: str | bytes) -> bytes:
    """A zip of the given parts; "__" in a key stands for "/", "_dot_" for "."."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for key, content in parts.items():
            archive.writestr(key.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def word_file(extra: dict[str, bytes] | None = None, types: str = "") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f"<Types>{types}</Types>")
        archive.writestr("word/document.xml", "<document>" + "isi dokumen " * 200 + "</document>")
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def open_document() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<content/>")
    return buffer.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
PAGE = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
