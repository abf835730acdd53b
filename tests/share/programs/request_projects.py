"""Requests projects with real operations, as one workstation does: DATABASE COUNT ACKNOWLEDGED-FILE LOGIN.

Once the service says that a project is saved, its operation id is added to a file that is not on the share.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from desktop.workers.records_service import RecordsService
from models.errors import ShareUnavailable
from models.requests import Attachment, RequestProject
from tests.desktop.small_office import first_facts, small_pdf


def main(place: str, count: int, acknowledged: Path, login: str) -> int:
    """Answers how many were refused because somebody else was writing for too long; each is tried again."""
    refused = 0
    pdf = str(small_pdf(Path(os.environ["TMPDIR"])))
    nota = Attachment("ND", pdf, "nota dinas.pdf", "", "B-17/2026", datetime.now(UTC).date(), "Permohonan")
    with closing(RecordsService(place)) as service:
        for number in range(count):
            request = RequestProject(
                operation_id=uuid4().hex,
                facts=first_facts(f"Sistem {login} {number}"),
                attachments=(nota,),
            )
            while True:
                try:
                    service.answer(request, login)
                except ShareUnavailable as error:
                    if error.facts["problem"] != "busy":
                        raise
                    refused += 1
                else:
                    break
            with acknowledged.open("a", encoding="ascii") as file:
                file.write(f"{request.operation_id}\n")
                file.flush()
                os.fsync(file.fileno())
    return refused


if __name__ == "__main__":
    print(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]))
