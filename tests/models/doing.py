"""A program that does one kind of deed to an office until it is killed, and says each that is done.

python -m tests.models.doing DEED FOLDER SCRATCH TIMES [lying]: "ready" first, then "done ID" after each deed, or a
word for the trouble that ended it. lying: the free space of the disk is not told, as on a server with quotas.
"""

from __future__ import annotations

import shutil
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count, islice
from pathlib import Path
from types import SimpleNamespace

from models.administration.backup import Backups
from models.administration.repair import look_over, repair
from models.administration.restore_office import restore_office
from models.administration.upgrade_office import upgrade_office
from models.administration.upkeep_by import UpkeepBy
from models.documents.store import DocumentStore
from models.errors import OfficeError
from models.requests import AddComment, AttachDocument, Attachment
from models.upkeep import Pace
from tests.models.office import Office, operation

THICK = 30_000
"""Lines of a document: more than a megabyte."""

Deed = Callable[[datetime], str]
"""Does it once at that moment; answers an operation id that the ledger must know from now on, "" for none."""


class Doer:
    """Someone at an office that lies in `folder`; what he takes from his own computer lies in `scratch`."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self.place, self.store = folder / "kantor.lajur", DocumentStore(folder / "Dokumen")
        self._folder, self._scratch = folder, scratch

    def open(self) -> Office:
        """The office; the files that it makes for documents are made in the scratch folder."""
        office = Office(self._folder, made=True)
        office.folder = self._scratch
        return office

    def saving(self) -> Deed:
        office = self.open()

        def save(_now: datetime) -> str:
            request = AddComment(
                operation_id=operation(), project_id=1, version=office.card(1).version, text="Catatan " * 200
            )
            office.ask(request)
            return request.operation_id

        return save

    def attaching(self) -> Deed:
        office = self.open()
        source = self._scratch / "tebal.txt"
        source.write_text("".join(f"baris {number} {uuid.uuid4().hex}\n" for number in range(THICK)))

        def attach(_now: datetime) -> str:
            with source.open("a") as file:
                file.write("baris tambahan\n")
            card = office.card(1)
            kind = office.sop.step(card.step).documents[0].code
            thick = (Attachment(kind, str(source), source.name, confirmed=True),)
            request = AttachDocument(operation_id=operation(), project_id=1, version=card.version, attachments=thick)
            office.ask(request)
            return request.operation_id

        return attach

    def closing(self) -> Deed:
        office = self.open()

        def close(_now: datetime) -> str:
            office.finish(office.card(2), "close_development")
            return ""

        return close

    def backing_up(self) -> Deed:
        office = self.open()

        def back_up(now: datetime) -> str:
            Backups(self.place).make(office.database, now, "anak", Pace())
            return ""

        return back_up

    def restoring(self) -> Deed:
        backup = first_backup(self.place)

        def restore(now: datetime) -> str:
            restore_office(self.place, backup, self.store, by(now), Pace())
            return ""

        return restore

    def upgrading(self) -> Deed:
        def upgrade(now: datetime) -> str:
            upgrade_office(self.place, by(now), Pace())
            return ""

        return upgrade

    def repairing(self) -> Deed:
        office = self.open()

        def tidy(now: datetime) -> str:
            report = look_over(office.database, self.store, now, Pace())
            repair(office.database, self.store, report, "anak", now, Pace())
            return ""

        return tidy


def first_backup(place: Path) -> Path:
    """The oldest one of that office."""
    return place.parent / "Cadangan" / Backups(place).all()[-1].name


def by(now: datetime) -> UpkeepBy:
    """The administrator, on another workstation."""
    return UpkeepBy("semua", "PC-2", now, operation())


def say(*words: str) -> None:
    """One line, heard at once."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main() -> None:
    """See above."""
    deed, folder, scratch, times, *lying = sys.argv[1:]
    if lying:
        shutil.disk_usage = lambda _path: SimpleNamespace(free=10**12)
    doer = Doer(Path(folder), Path(scratch))
    deeds = {
        "save": doer.saving, "attach": doer.attaching, "close": doer.closing, "backup": doer.backing_up,
        "restore": doer.restoring, "ruined": doer.restoring, "upgrade": doer.upgrading, "repair": doer.repairing,
    }  # fmt: skip
    moments = (datetime(2030, 1, 1, tzinfo=UTC) + timedelta(minutes=each) for each in count())
    try:
        do = deeds[deed]()
        say("ready")
        for now in islice(moments, int(times)):
            say("done", do(now))
    except OfficeError as error:
        say(str(error.facts.get("problem", error.code)))


if __name__ == "__main__":
    main()
