"""`lajur init` and `lajur copy`: offices that get a place, a file or a database on a server. No Qt."""

from __future__ import annotations

import importlib
import os
import signal
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from desktop import identity
from desktop.cli.output import Output
from desktop.cli.parser import WrongUsage
from desktop.paths import Folders
from desktop.workers.new_office import create_real_office
from desktop.workers.records_service import DOCUMENTS, DOCUMENTS_HERE, documents_of
from models import places
from models.administration.office_copy import OfficeCopied, copy_office, recorded_documents
from models.documents.document_copy import DocumentMove, DocumentsCopied
from models.errors import ShareUnavailable, Stopped
from models.storage.dialects import open_place
from views.words import formats

STEP = 10
"""Per cent between two lines of progress."""


def found(arguments: Namespace, output: Output) -> None:
    """Makes the office that `init` asks for. Raises WrongUsage or what founding raises."""
    target, documents = places.absolute(arguments.target), _folder(arguments.documents)
    shown = places.without_password(target)
    on_server = places.is_address(target)
    if on_server and not documents:
        raise WrongUsage("kantor di server memerlukan folder dokumen; sebutkan --documents FOLDER")
    if arguments.training and (on_server or documents):
        _found_training_elsewhere(target, documents)
    elif arguments.training:
        importlib.import_module("desktop.training.create").create(Path(target), lambda done, total, words: None)
    else:
        name = arguments.name or identity.login()
        create_real_office(target, identity.login(), name, datetime.now(UTC), _made(documents))
    output.value({"database": shown, "documents": documents}, [f"Kantor baru dibuat di {shown}."])


def copy(arguments: Namespace, output: Output) -> None:
    """Moves an office from `source` to `target` and prints the proof."""
    source, target = places.absolute(arguments.source), places.absolute(arguments.target)
    with stoppable() as stopped:
        copied, documents = _moved(source, target, _folder(arguments.documents), _Progress(output), stopped)
    proof = {"tables": copied.tables, "ledger_lines": copied.ledger_lines, "ledger_hash": copied.ledger_hash}
    output.value({**proof, "documents": documents}, _lines(copied, documents, source, target))


def _moved(
    source: str, target: str, folder: str, progress: _Progress, stopped: Callable[[], bool]
) -> tuple[OfficeCopied, DocumentsCopied | None]:
    done: list[DocumentsCopied] = []

    def tell(part: str, now: int, total: int) -> None:
        if stopped():
            raise Stopped
        progress.tell(part, now, total)

    with closing(open_place(source, turns=Folders.find().turns)) as office:
        root = documents_of(office, os.environ.get(DOCUMENTS_HERE, "")).root
        goal = Path(folder) if folder else root
        move = DocumentMove(root, goal, lambda now, total: tell("dokumen", now, total)) if folder else None
        if move is not None:
            with office.reading() as connection:
                recorded = recorded_documents(connection)
            move.copy(recorded)  # the long part, while people go on working

        def place_documents(recorded: Mapping[str, str]) -> str:
            if move is not None:
                done.append(move.copy(recorded))
            _made(str(goal))
            beside = not places.is_address(target) and goal == Path(target).parent / DOCUMENTS
            return "" if beside else str(goal)

        copied = copy_office(office, target, place_documents, lambda _, now, total: tell("data", now, total))
    return copied, done[-1] if done else None


def _found_training_elsewhere(target: str, documents: str) -> None:
    """Plays the sample in a file of its own and moves the result."""
    with TemporaryDirectory(prefix="lajur-") as folder:
        played = Path(folder) / "latihan.db"
        importlib.import_module("desktop.training.create").create(played, lambda done, total, words: None)
        _moved(str(played), target, documents, _Progress(None), lambda: False)


def _lines(copied: OfficeCopied, documents: DocumentsCopied | None, source: str, target: str) -> Iterator[str]:
    yield "Tabel, jumlah baris, dan sidik SHA-256 (sama di asal dan di salinan):"
    for table in copied.tables:
        yield f"  {table.name:<12} {formats.number(table.rows):>9}  {table.sha256}"
    yield f"Riwayat: {formats.number(copied.ledger_lines)} baris, rantai utuh, sidik terakhir {copied.ledger_hash}"
    if documents is not None:
        yield f"Dokumen: {formats.number(documents.files)} berkas, {formats.size(documents.size)}, semua sidik cocok"
    else:
        yield "Dokumen: tetap di foldernya semula"
    yield f"Kantor disalin dari {places.without_password(source)} ke {places.without_password(target)}."
    yield "Kantor asal tidak diubah. Agar tidak ada dua kantor, jangan menulis di sana lagi."


class _Progress:
    """A line for every tenth part. output None: silent."""

    def __init__(self, output: Output | None) -> None:
        self._output = output
        self._told = ("", -1)

    def tell(self, part: str, now: int, total: int) -> None:
        tenth = (part, now * 100 // total // STEP * STEP if total else 100)
        if self._output is not None and tenth != self._told:
            self._told = tenth
            self._output.note(f"Menyalin {part}: {tenth[1]} %")


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Ctrl+C asks to stop at the next safe place instead of breaking off anywhere."""
    stop = Event()
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        yield stop.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _folder(documents: str) -> str:
    return str(Path(documents).absolute()) if documents else ""


def _made(documents: str) -> str:
    """The folder, which is there now. ShareUnavailable(problem="readonly") where it cannot be made."""
    try:
        if documents:
            Path(documents).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ShareUnavailable(problem="readonly", path=documents) from error
    return documents
