"""Several workstations write at the same time, and one of them is killed: nothing acknowledged is lost."""

from __future__ import annotations

import subprocess
import sys

from models.administration.checking import check
from tests.models.office import FILE, ROOT, SERVER, Office

KINDS = (FILE, SERVER)

WORKSTATION = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from models.errors import ChangedByOther, ShareUnavailable
from models.operations.service import OfficeService
from models.storage.dialects import open_place
from models.documents.store import DocumentStore
from models.requests import AddComment, ReadBoard
from tests.models.office import CALENDAR, SOP, operation

place, folder, name = sys.argv[1:]
store = DocumentStore(Path(folder) / "Dokumen")
service = OfficeService(open_place(place), store, SOP, CALENDAR, lambda: datetime(2026, 3, 2, tzinfo=UTC), name)
saved = 0
while saved < 15:
    card = service.answer(ReadBoard(), "rina").cards[0]
    wish = AddComment(operation_id=operation(), project_id=card.id, version=card.version, text=f"{name} {saved}")
    try:
        service.answer(wish, "rina")
    except (ChangedByOther, ShareUnavailable):
        continue
    saved += 1
    print(wish.text, flush=True)
"""


def start(office: Office, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WORKSTATION, office.address or str(office.place), str(office.folder), name]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_three_workstations_and_a_killed_one_lose_nothing(office: Office):
    card = office.new()
    office.database.close()
    started = [start(office, f"PC-{number}") for number in range(4)]
    victim, others = started[0], started[1:]
    assert victim.stdout is not None
    acknowledged = [victim.stdout.readline().strip() for _ in range(3)]
    victim.kill()
    acknowledged += victim.communicate()[0].splitlines()
    for process in others:
        told, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        acknowledged += told.splitlines()
    texts = [line.facts["text"] for line in office.project(card.id).history if line.deed == "add_comment"]
    assert len(set(texts)) == len(texts) == office.card(card.id).comments
    assert {text for text in acknowledged if text} <= set(texts)
    assert len(texts) - 45 <= 15
    assert check(office.database, office.store).clean
