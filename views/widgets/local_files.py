"""Files carried by a drag or the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData


def local_files(mime: QMimeData) -> list[str]:
    """Paths of the files carried, [] if none."""
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
