"""What travels with a dragged card: the project's id as text under a MIME type of our own."""

from __future__ import annotations

from PySide6.QtCore import QMimeData

CARD_MIME = "application/x-lajur-project"


def card_mime(project_id: int) -> QMimeData:
    """A drag's load for that project."""
    load = QMimeData()
    load.setData(CARD_MIME, str(project_id).encode("ascii"))
    return load


def project_of(load: QMimeData) -> int | None:
    """The project's id, None if the load is none of our cards."""
    if not load.hasFormat(CARD_MIME):
        return None
    text = bytes(load.data(CARD_MIME).data()).decode("ascii", "replace")
    return int(text) if text.isdigit() else None


def files_of(load: QMimeData) -> list[str]:
    """Paths of local files in the load."""
    return [url.toLocalFile() for url in load.urls() if url.isLocalFile()]
