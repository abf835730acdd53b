"""What a PDF carries beside its pages: password, scripts, embedded files. Only reads, never rewrites."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pikepdf

_ACTIVE = ("/JavaScript", "/JS", "/Launch", "/SubmitForm", "/ImportData", "/RichMedia")

logging.getLogger("pikepdf").setLevel(logging.ERROR)


def look_in_pdf(path: Path) -> tuple[str, ...]:
    """Warnings of models.documents.attachments: password, damaged, pdf_active, pdf_files; () for a plain document."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            return _findings(pdf)
    except pikepdf.PasswordError:
        return ("password",)
    except (pikepdf.PdfError, ValueError, RuntimeError, RecursionError, OverflowError):
        return ("damaged",)


def _findings(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    if len(pdf.pages) == 0:
        return ("damaged",)
    found: list[str] = []
    # A file that qpdf had to rebuild opens, but is cut off or broken.
    if any("damaged" in text or "reconstruct" in text for text in map(str, pdf.get_warnings())):
        found.append("damaged")
    active, files = _active_parts(pdf)
    if active:
        found.append("pdf_active")
    if files:
        found.append("pdf_files")
    return tuple(found)


def _active_parts(pdf: pikepdf.Pdf) -> tuple[bool, bool]:
    """Scripts or launch actions anywhere; embedded files anywhere. Every object is looked at, so none can hide."""
    active = files = False
    for whole in pdf.objects:
        for thing in _dictionaries(whole):
            active = active or "/JS" in thing or str(thing.get("/S", "")) in _ACTIVE
            files = files or "/EF" in thing or thing.get("/Type") == "/EmbeddedFile"
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary):
        active = active or "/JavaScript" in names
        files = files or "/EmbeddedFiles" in names
    return active, files


def _dictionaries(whole: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The dictionaries written directly inside one numbered object, however deep; numbered ones come by themselves."""
    waiting = [whole]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Array):
            inner: list[object] = list(thing)
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
            inner = [value for _key, value in thing.items()]
        else:
            continue
        waiting += [each for each in inner if isinstance(each, pikepdf.Object) and not each.is_indirect]
