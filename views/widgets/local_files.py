"""Files carried by a drag or the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData


def local_files(mime: QMimeData | None) -> list[str]:
    """Paths of the files carried, [] if none. An empty clipboard gives no load at all."""
    if mime is None:
        return []
    return [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
