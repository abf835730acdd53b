"""The dossier of a project that is closed: its documents checked and packed (BagIt), with its facts and history."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import PurePosixPath

from sqlalchemy import Connection

from models.documents.dossier import DOSSIERS, HISTORY, unused
from models.documents.store import DocumentStore
from models.obstacles import Obstacle, Why
from models.operations.write_context import Outcome, PlacedFile, refuse
from models.records import ledger
from models.records.live_project import LiveProject
from models.storage.tables import columns


def damaged_documents(store: DocumentStore, live: LiveProject) -> tuple[Obstacle, ...]:
    """One obstacle for each current document that is missing or changed in the store."""
    return tuple(
        Obstacle(Why.DOCUMENT_DAMAGED, document.step, key=document.kind, label=document.name)
        for document in live.current_documents
        if document.path and store.verify(document.path, document.sha256, document.size) != "intact"
    )


def history_of(connection: Connection, live: LiveProject) -> bytes:
    """The project's ledger lines as JSON."""
    lines = [columns(line) for line in ledger.of_project(connection, live.row.id)]
    return json.dumps(lines, ensure_ascii=False, indent=1).encode()


def pack(store: DocumentStore, outcome: Outcome, placed: Iterable[PlacedFile], history: bytes) -> str:
    """Checks every current document and makes the bag; gives its path beside the document folder.

    Raises RuleBroken with an obstacle for each damaged document, ShareUnavailable from the store.
    """
    live = outcome.projects[0]
    refuse(damaged_documents(store, live))
    files = [(document.path, document.sha256) for document in live.current_documents if document.path]
    files += [(file.path, file.sha256) for file in placed]
    facts = json.dumps(live.facts, ensure_ascii=False, indent=1, sort_keys=True).encode()
    # A project taken back from maintenance and closed again has a second dossier.
    target = unused(store.root.parent / DOSSIERS, live.row.number)
    metadata = {"External-Identifier": live.row.number, "External-Description": live.row.name}
    store.bag(PurePosixPath(live.row.folder), target, files, {"proyek.json": facts, HISTORY: history}, metadata)
    return f"{DOSSIERS}/{target.name}"


def stands(store: DocumentStore, dossier: str) -> bool:
    """Whether a dossier that was packed is still in its place: no line names it yet, so a repair may have moved it."""
    return (store.root.parent / dossier).is_dir()
