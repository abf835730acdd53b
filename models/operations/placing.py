"""Puts the files of a request into the store before the transaction that names them."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from models.documents.file_names import file_name, step_folder
from models.documents.store import DocumentStore
from models.errors import BadDocument
from models.office import OfficeSettings
from models.operations.write_context import Outcome, PlacedFile
from models.records.live_project import LiveProject
from models.requests import Attachment
from models.storage.durable import hash_of
from models.storage.tables import DocumentRow


def place_files(
    store: DocumentStore, settings: OfficeSettings, outcome: Outcome, attachments: tuple[Attachment, ...]
) -> dict[int, PlacedFile]:
    """Copies every attached file to where the rehearsed outcome says. All are looked at before the first is copied.

    Raises BadDocument where a file is refused or its warnings were not accepted, ShareUnavailable from the store.
    """
    live = outcome.shown or outcome.projects[0]
    files = [
        (index, attachment, row)
        for index, (attachment, row) in enumerate(zip(attachments, outcome.documents, strict=True))
        if attachment.source
    ]
    names = {index: _checked(store, settings, live, attachment, row) for index, attachment, row in files}
    return {index: _place(store, live, attachment, row, names[index]) for index, attachment, row in files}


def _checked(
    store: DocumentStore, settings: OfficeSettings, live: LiveProject, attachment: Attachment, row: DocumentRow
) -> str:
    """The safe name of a file that may be attached."""
    source = Path(attachment.source)
    required = live.sop.document(row.kind).required
    warn, limit = settings.attachment_warning, settings.attachment_limit
    found = store.inspect(source, required, warn, limit, attachment.name)
    if found.must_confirm and not attachment.confirmed:
        raise BadDocument(problem="must_confirm", name=found.name, warnings=found.must_confirm)
    sha256 = hash_of(found.source)
    if any(each.kind == row.kind and each.sha256 == sha256 for each in live.replaced):
        raise BadDocument(problem="same_file", name=found.name)
    return found.name


def _place(store: DocumentStore, live: LiveProject, attachment: Attachment, row: DocumentRow, name: str) -> PlacedFile:
    folder = PurePosixPath(live.row.folder) / step_folder(row.step, live.sop.step(row.step).title)
    placed = store.place(Path(attachment.source), folder, file_name(row.kind, row.version, name))
    return PlacedFile(live.row.folder, name, placed.path, placed.size, placed.sha256, placed.media)
