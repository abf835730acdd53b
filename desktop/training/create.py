"""Makes a training office: invented people, some forty projects in all states, real small attachments."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop import identity
from desktop.paths import resource
from desktop.training.sample_facts import SampleFacts
from desktop.training.sample_papers import SamplePapers
from desktop.training.script import OfficeScript, read_script
from desktop.training.script_player import ScriptClock, ScriptPlayer
from desktop.workers.press_requests import FillTemplate, RenderPaper
from desktop.workers.press_service import PressService, read_fonts
from desktop.workers.records_service import DOCUMENTS, shipped_sop
from models import calendar_file
from models.administration.create_office import create_office
from models.documents.store import DocumentStore
from models.errors import ShareUnavailable
from models.office import OfficeSettings
from models.operations.service import OfficeService
from models.requests import AddMember, SetOffice
from models.storage.database import open_office
from models.worktime import Calendar

TellProgress = Callable[[int, int, str], None]
"""(done, total, words): words in Indonesian."""


def create(target: Path, progress: TellProgress, now: datetime | None = None) -> None:
    """A whole training office at `target`, or nothing. now: UTC, the moment at which its script ends.

    Made in a folder of its own beside the target and put in place at the end. Raises ShareUnavailable(problem=exists…).
    """
    documents = target.parent / DOCUMENTS
    for place in (target, documents):
        if place.exists():
            raise ShareUnavailable(problem="exists", path=str(place))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=".lajur-latihan-", dir=target.parent))
    except OSError as error:
        raise ShareUnavailable(problem="readonly", path=str(target.parent)) from error
    try:
        _make(workshop / target.name, progress, now or datetime.now(UTC))
        (workshop / DOCUMENTS).rename(documents)
        (workshop / target.name).rename(target)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _make(place: Path, progress: TellProgress, now: datetime) -> None:
    progress(0, 1, "Menyiapkan kantor latihan")
    calendar = calendar_file.read(resource("calendars"))
    script = read_script(resource("training"), now, calendar)
    sop = shipped_sop()
    clock = ScriptClock(min(each.begun for each in script.projects))
    admin, *others = [_member(person) for person in script.people]
    create_office(place, sop=sop, now=clock(), first=admin, training=True, workstation=identity.workstation())
    database = open_office(place)
    try:
        service = OfficeService(
            database, DocumentStore(place.parent / DOCUMENTS), sop, calendar, clock, identity.workstation()
        )
        for member in others:
            service.answer(member, admin.login)
        service.answer(SetOffice(operation_id=uuid.uuid4().hex, values=script.settings), admin.login)
        _play(service, clock, script, calendar, progress)
    finally:
        database.close()


def _play(
    service: OfficeService, clock: ScriptClock, script: OfficeScript, calendar: Calendar, progress: TellProgress
) -> None:
    press = PressService()

    def print_paper(request: RenderPaper | FillTemplate) -> bytes:
        content = press.answer(request, "")
        assert isinstance(content, bytes)
        return content

    settings = service.office()
    assert isinstance(settings, OfficeSettings)
    with tempfile.TemporaryDirectory() as folder:
        papers = SamplePapers(print_paper, read_fonts(), Path(folder))
        player = ScriptPlayer(service, clock, shipped_sop(), SampleFacts(script), papers, settings)
        player.play(script.projects, lambda done, total: progress(done, total, "Mengisi kantor latihan"))


def _member(person: dict[str, Any]) -> AddMember:
    return AddMember(
        operation_id=uuid.uuid4().hex,
        login=person["login"],
        name=person["name"],
        roles=tuple(person["roles"]),
        team=person["team"],
        title=person["title"],
        nip=person["nip"],
        administrator=bool(person.get("administrator", False)),
    )
