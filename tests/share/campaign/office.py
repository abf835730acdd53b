"""The office of a campaign, founded on the server's own disk by the real operations."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from desktop.workers.records_service import RecordsService
from models.requests import Attachment, RequestProject
from tests.desktop.small_office import first_facts, found_office, small_pdf

NAME = "lajur.db"
WRITER = "dimas"
"""May request, submit and comment: the login of every writer of a campaign."""


def found_campaign(folder: Path, projects: int) -> Path:
    """An office with that many projects in step 1, ids from 1; answers its file. The first one is everybody's."""
    place = folder / NAME
    found_office(place)
    nota = Attachment("ND", str(small_pdf(folder)), "nota dinas.pdf", "", "B-17/2026", datetime.now(UTC).date(), "Hal")
    with closing(RecordsService(str(place))) as service:
        for number in range(1, projects + 1):
            facts = first_facts(f"Sistem {number}")
            service.answer(RequestProject(operation_id=uuid4().hex, facts=facts, attachments=(nota,)), WRITER)
    return place
