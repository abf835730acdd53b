"""The one way of every write: looked up, rehearsed, files placed, one transaction, one ledger line, an answer.

Done twice is done once: an operation id that left a line is answered from that line. A closing brings its dossier,
which is made and checked before the transaction.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection

from models.board import Changed
from models.documents.dossier import DOSSIERS, HISTORY, unused
from models.documents.file_names import file_name, step_folder
from models.documents.store import DocumentStore
from models.errors import BadDocument, OfficeError, ShareUnavailable
from models.obstacles import Obstacle, Why
from models.office import OfficeSettings
from models.operations.undo import UNDOABLE
from models.operations.verbs import VERBS
from models.operations.write_context import PlacedFile, WriteContext, WriteOutcome, refuse
from models.records import ledger
from models.records.cards import CardMaker
from models.records.ledger import LedgerEntry
from models.records.live_project import LiveProject, load_project
from models.requests import Attachment, CloseProject, Write
from models.storage import rows
from models.storage.dialects import OfficeDatabase
from models.storage.durable import hash_of
from models.storage.tables import DocumentRow, FindingRow, LedgerRow, ProjectRow, columns


def place_files(
    store: DocumentStore, settings: OfficeSettings, outcome: WriteOutcome, attachments: tuple[Attachment, ...]
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


def pack(store: DocumentStore, outcome: WriteOutcome, placed: Iterable[PlacedFile], history: bytes) -> str:
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


def told_of(live: LiveProject) -> dict[str, object]:
    """What every line about a project tells: where it stands now, and which facts, documents and findings changed."""
    row = live.row
    told: dict[str, object] = {
        "number": row.number,
        "version": row.version,
        "step": row.step,
        "round": row.round,
        "state": row.state,
    }
    if live.fact_changes:
        told["facts"] = {key: list(change) for key, change in live.fact_changes.items()}
    documents = [each for each in live.added if isinstance(each, DocumentRow)]
    if documents:
        told["documents"] = [_document(each) for each in documents]
    statuses = {str(each.id): each.status for each in live.altered if isinstance(each, DocumentRow)}
    if statuses:
        told["statuses"] = statuses
    findings = [each for each in (*live.added, *live.altered) if isinstance(each, FindingRow)]
    if findings:
        told["findings"] = [
            {"number": each.number, "severity": each.severity, "status": each.status} for each in findings
        ]
    return told


def _document(row: DocumentRow) -> dict[str, object]:
    return {
        "id": row.id,
        "kind": row.kind,
        "version": row.version,
        "name": row.name,
        "sha256": row.sha256,
        "link": row.link,
        "status": row.status,
    }


RACES = 2
"""How often files are placed before the transaction. Where somebody else took the project's number in between each
time, they are placed inside the last one: that holds others up, but nobody can be quicker."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was done before the transaction: files in the store and, on closing, the dossier."""

    placed: Mapping[int, PlacedFile]
    dossier: str = ""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a write would do; history: for the dossier of a project that is closed."""

    context: WriteContext
    outcome: WriteOutcome
    history: bytes


class NumberTaken(Exception):
    """Another project took the number for which the files were placed."""


class FilesMoved(NumberTaken):
    """A repair took the placed files for leftovers, because no row named them yet."""


class Writer:
    """Performs the writes of one workstation. patience: see OfficeService, `turn`."""

    def __init__(
        self,
        database: OfficeDatabase,
        store: DocumentStore,
        turn_of: Callable[[Connection, str], WriteContext],
        cards_of: Callable[[WriteContext], CardMaker],
        workstation: str,
        patience: float | None = None,
    ) -> None:
        self._database = database
        self._store = store
        self._context_of = turn_of
        self._cards_of = cards_of
        self._workstation = workstation
        self._patience = patience
        self._left: dict[str, Prepared] = {}

    def write(self, request: Write, login: str) -> Changed:
        """Does it, or answers as before if this operation id was done already."""
        for _ in range(RACES):
            try:
                prepared = self._left.pop(request.operation_id, None) or self._prepare(request, login)
                if isinstance(prepared, Changed):
                    return prepared
                changed = self._perform_in_turn(request, login, prepared)
                if prepared.placed:
                    self._list_documents(changed.project_id)
                return changed
            except NumberTaken:
                continue
        with self._database.writing(self._patience) as connection:
            rehearsed = self._rehearse(connection, request, login)
            if isinstance(rehearsed, Changed):
                return rehearsed
            return self._perform(connection, request, login, self._place(request, rehearsed))

    def _perform_in_turn(self, request: Write, login: str, prepared: Prepared) -> Changed:
        """Where the turn does not come, the files stay for the next try of the same operation."""
        try:
            with self._database.writing(self._patience) as connection:
                return self._perform(connection, request, login, prepared)
        except ShareUnavailable:
            self._left = {request.operation_id: prepared} if prepared.placed or prepared.dossier else {}
            raise

    def found(self, operation_id: str, login: str) -> Changed | None:
        """The answer of an operation that was committed, None if it was not."""
        with self._database.reading() as connection:
            line = ledger.of_operation(connection, operation_id)
            return None if line is None else self._again(self._context_of(connection, login), line)

    def _prepare(self, request: Write, login: str) -> Prepared | Changed:
        """Rehearses what needs files: they are durable before the transaction, and copied only if all is well."""
        if not _attachments(request) and not isinstance(request, CloseProject):
            return Prepared({})
        with self._database.reading() as connection:
            rehearsed = self._rehearse(connection, request, login)
        return rehearsed if isinstance(rehearsed, Changed) else self._place(request, rehearsed)

    def _rehearse(self, connection: Connection, request: Write, login: str) -> Rehearsed | Changed:
        context = replace(self._context_of(connection, login), rehearsal=True)
        line = ledger.of_operation(connection, request.operation_id)
        if line is not None:
            return self._again(context, line)
        outcome = VERBS[type(request)](context, request)
        history = history_of(connection, outcome.projects[0]) if isinstance(request, CloseProject) else b""
        return Rehearsed(context, outcome, history)

    def _place(self, request: Write, rehearsed: Rehearsed) -> Prepared:
        outcome = rehearsed.outcome
        placed = place_files(self._store, rehearsed.context.settings, outcome, _attachments(request))
        if not isinstance(request, CloseProject):
            return Prepared(placed)
        return Prepared(placed, pack(self._store, outcome, placed.values(), rehearsed.history))

    def _perform(self, connection: Connection, request: Write, login: str, prepared: Prepared) -> Changed:
        context = replace(self._context_of(connection, login), placed=prepared.placed)
        line = ledger.of_operation(connection, request.operation_id)
        if line is not None:
            return self._again(context, line)
        outcome = VERBS[type(request)](context, request)
        shown = outcome.shown or (outcome.projects[0] if outcome.projects else None)
        if shown is not None and any(file.folder != shown.row.folder for file in prepared.placed.values()):
            raise NumberTaken
        if any(not self._store.holds(file.path) for file in prepared.placed.values()):
            raise FilesMoved
        if prepared.dossier and not stands(self._store, prepared.dossier):
            raise FilesMoved
        if prepared.dossier:
            outcome.details["dossier"] = prepared.dossier
        sequence = ledger.newest(connection)[0] + 1
        # The first project's line is the operation's own; a second project (a child) has a line of its own after it.
        for live in reversed(outcome.projects):
            live.save(connection, sequence + outcome.projects.index(live), context.at, context.actor.name)
        self._tell(context, request, outcome)
        return self._changed(
            context, request.operation_id, outcome.deed, sequence, outcome.projects, shown, outcome.number
        )

    def _list_documents(self, project_id: int) -> None:
        """Writes the project's list of hashes anew. The save stands without it: a check tells, a repair mends."""
        with contextlib.suppress(OfficeError), self._database.reading() as connection:
            project = rows.one(connection, ProjectRow, id=project_id)
            listed = [(row.path, row.sha256) for row in rows.many(connection, DocumentRow, project_id=project_id)]
            if project is not None:
                self._store.write_manifest(PurePosixPath(project.folder), [each for each in listed if each[0]])

    def _tell(self, context: WriteContext, request: Write, outcome: WriteOutcome) -> None:
        first = outcome.projects[0] if outcome.projects else None
        details = {**outcome.details, **outcome.late_details(), **(told_of(first) if first else {})}
        if request.note.strip():
            details["note"] = request.note.strip()[:5_000]
        self._append(context, request.operation_id, outcome.deed, first, details)
        for child in outcome.projects[1:]:
            told = {**told_of(child), "parent": first.row.number if first else ""}
            self._append(context, f"{request.operation_id}/{child.row.number}", "request_project", child, told)

    def _append(
        self,
        context: WriteContext,
        operation_id: str,
        deed: str,
        live: LiveProject | None,
        details: Mapping[str, object],
    ) -> None:
        entry = LedgerEntry(
            at=context.now,
            person_id=context.actor.id,
            person=context.actor.name,
            workstation=self._workstation,
            operation_id=operation_id,
            deed=deed,
            project_id=live.row.id if live else None,
            details=details,
        )
        ledger.append(context.connection, entry)

    def _again(self, context: WriteContext, line: LedgerRow) -> Changed:
        """The answer to an operation that was done before, with the cards as they are now."""
        told = ledger.details(line)
        ids = [each for each in (line.project_id, told.get("child_id")) if each]
        projects = [load_project(context.connection, context.procedures, each) for each in ids]
        number = str(told.get("child") or told.get("form_number") or "")
        if line.deed == "request_project":
            number = str(told["number"])
        shown = projects[-1] if projects else None
        return self._changed(context, line.operation_id, line.deed, line.sequence, projects, shown, number)

    def _changed(
        self,
        context: WriteContext,
        operation_id: str,
        deed: str,
        sequence: int,
        projects: list[LiveProject],
        shown: LiveProject | None,
        number: str,
    ) -> Changed:
        maker = self._cards_of(context)
        return Changed(
            operation_id=operation_id,
            deed=deed,
            project_id=shown.row.id if shown else 0,
            sequence=sequence,
            cards=tuple(maker.card(live.row) for live in projects),
            undoable=deed in UNDOABLE,
            number=number,
        )


def _attachments(request: Write) -> tuple[Attachment, ...]:
    return getattr(request, "attachments", ())
