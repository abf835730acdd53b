"""`lajur check`, `backup`, `restore`, `upgrade` and `maintenance`: looking after the office's file. No Qt."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from desktop import identity
from desktop.cli.copying import stoppable
from desktop.cli.output import Output
from desktop.cli.parser import WrongUsage
from desktop.diary import program_version
from desktop.paths import Folders
from desktop.workers.records_service import DOCUMENTS_HERE, RecordsService, documents_beside, documents_of
from desktop.workers.upkeep import backup_at
from models import places
from models.administration.restore_office import restore_office
from models.administration.upgrade_office import upgrade_office
from models.administration.upgrade_server import upgrade_server
from models.administration.upkeep_by import UpkeepBy
from models.documents.store import DocumentStore
from models.errors import DamageFound, DatabaseTooOld, ShareUnavailable
from models.requests import BackUp, EndMaintenance, ListBackups, RequireProgram, RunCheck
from models.storage.copies import looking_into
from models.storage.database import open_office
from models.storage.local_queue import LocalQueue
from models.upkeep import BackupFile, BackupMade, Pace, Progress, Report
from views.words import formats
from views.words.upkeep_words import UpkeepWords
from views.words.words import Words

COMMANDS = ("check", "backup", "restore", "upgrade", "maintenance")
STEP = 10
"""Per cent between two lines of progress."""

Seated = Callable[[RecordsService], str]
"""The login that acts at an open service."""


class Storage:
    """One run of one of these commands on the office at `place`."""

    def __init__(self, place: str, arguments: Namespace, output: Output, seated: Seated) -> None:
        self._place = place
        self._arguments = arguments
        self._output = output
        self._seated = seated
        self._words = UpkeepWords(Words())
        self._told = ("", -1)

    def run(self) -> bool:
        """Whether the office is whole, as far as it was looked at. Raises OfficeError and WrongUsage."""
        with stoppable() as stopped:
            pace = Pace(self._tell, stopped)
            match self._arguments.command:
                case "restore":
                    self._restore(pace)
                case "upgrade":
                    self._upgrade(pace)
                case _:
                    return self._at_the_service(pace)
        return True

    def _at_the_service(self, pace: Pace) -> bool:
        with closing(RecordsService(self._place)) as service:
            match self._arguments.command:
                case "check":
                    login = self._seated(service) if self._arguments.repair else ""
                    report = service.upkeep.answer(RunCheck(self._arguments.repair), login, pace)
                    assert isinstance(report, Report)
                    self._output.value(report, self._words.report(report))
                    return report.clean
                case "backup" if self._arguments.list:
                    found = service.upkeep.answer(ListBackups(), "", pace)
                    assert isinstance(found, tuple)
                    self._output.value(found, [_line(each) for each in found] or ["Belum ada cadangan."])
                case "backup":
                    made = service.upkeep.answer(BackUp(), self._seated(service), pace)
                    assert isinstance(made, BackupMade)
                    self._output.value(made, _made(made))
                case _:
                    self._maintain(service, pace)
        return True

    def _maintain(self, service: RecordsService, pace: Pace) -> None:
        login = self._seated(service)
        if self._arguments.action == "end":
            ended = service.upkeep.answer(EndMaintenance(), login, pace)
            self._output.value({"ended": ended}, ["Pemeliharaan diakhiri." if ended else "Tidak ada pemeliharaan."])
            return
        wanted, own = self._arguments.program, program_version()
        if wanted and _parts(wanted) > _parts(own):
            raise WrongUsage(f"Lajur ini versi {own}; wajibkan {wanted} dari komputer yang sudah memakainya")
        service.answer(RequireProgram(operation_id=uuid4().hex, program=wanted), login)
        said = f"Lajur sebelum {wanted} kini hanya dapat membaca." if wanted else "Semua versi Lajur boleh menulis."
        self._output.value({"program": wanted}, [said])

    def _restore(self, pace: Pace) -> None:
        if places.is_address(self._place):
            raise ShareUnavailable(problem="on_server", path=places.without_password(self._place))
        path = Path(self._place).absolute()
        source = backup_at(path, self._arguments.source)
        restored = restore_office(
            path, source, _documents(path), self._by(source, still=True), pace, Folders.find().turns
        )
        kept = [f"Data sebelumnya disimpan di {restored.kept}."] if restored.kept else []
        lines = [f"Data dipulihkan dari {source.name}. Riwayat nomor {restored.contents.sequence}.", *kept]
        self._output.value(restored, [*lines, *self._words.restored(restored)])

    def _upgrade(self, pace: Pace) -> None:
        if places.is_address(self._place):
            by = UpkeepBy(identity.login(), identity.workstation(), datetime.now(UTC), uuid4().hex)
            upgraded = upgrade_server(self._place, by)
        else:
            path = Path(self._place).absolute()
            with closing(LocalQueue(path, Folders.find().turns)) as turn, turn.held_for_long():
                upgraded = upgrade_office(path, self._by(path, still=False), pace)
        kept = [f"Data sebelumnya disimpan di {upgraded.kept}."] if upgraded.kept else []
        same = upgraded.before == upgraded.now
        said = "Susunan data sudah yang terbaru." if same else f"Susunan data diperbarui ke versi {upgraded.now}."
        self._output.value(upgraded, [said, *kept])

    def _by(self, file: Path, *, still: bool) -> UpkeepBy:
        """Who acts on an office that may not be open: a training office, as `file` has it, may be played by anybody."""
        login = identity.login()
        wanted: str | None = self._arguments.login
        if wanted is not None:
            if not file.is_file():
                raise ShareUnavailable(problem="no_backup" if still else "missing", path=str(file))
            with looking_into(file, still=still) as connection:
                training = connection.exec_driver_sql("SELECT training FROM office").scalar()
            if not training:
                raise WrongUsage("--as hanya berlaku di kantor latihan; di sini Anda bertindak dengan akun sendiri")
            login = wanted
        return UpkeepBy(login, identity.workstation(), datetime.now(UTC), uuid4().hex)

    def _tell(self, progress: Progress) -> None:
        share = progress.done * 100 // progress.total // STEP * STEP if progress.total else 0
        if (progress.phase, share) != self._told:
            self._told = (progress.phase, share)
            self._output.note(self._words.progress(progress))


def _documents(path: Path) -> DocumentStore:
    """The folder that the office names, as long as it can be asked; else the one beside its file."""
    try:
        with closing(open_office(path, turns=Folders.find().turns)) as database:
            return documents_of(database, os.environ.get(DOCUMENTS_HERE, ""))
    except (DamageFound, DatabaseTooOld, ShareUnavailable):
        return documents_beside(path)


def _made(made: BackupMade) -> list[str]:
    size, lines = formats.size(made.size), formats.number(made.contents.sequence)
    said = f"Cadangan dibuat dan diperiksa: {made.path} ({size}, riwayat nomor {lines})."
    return [said, *(f"Cadangan lama dibersihkan: {name}" for name in made.removed)]


def _line(backup: BackupFile) -> str:
    return f"{backup.name}  {formats.moment_long(backup.at)}  {formats.size(backup.size)}"


def _parts(version: str) -> list[int]:
    return [int(part) for part in version.split(".") if part.isdecimal()]
