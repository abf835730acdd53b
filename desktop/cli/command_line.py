"""`lajur PERINTAH`: the same operations as the window, in this process and without Qt.

Exit status: 0 done, 1 refused by a rule, 2 wrong usage, 3 database or share not available, 4 damage found.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
import traceback
from argparse import Namespace
from contextlib import closing
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from uuid import uuid4

from desktop import identity
from desktop.cli import copying, office, reports, share, storage
from desktop.cli.output import Output
from desktop.cli.parser import WrongUsage, build_parser
from desktop.cli.projects import Projects
from desktop.diary import program_version, start_log
from desktop.paths import Folders
from desktop.settings import read_settings
from desktop.workers.press_requests import RenderPaper
from desktop.workers.press_service import PressService, saved
from desktop.workers.records_service import RecordsService
from models.board import Board
from models.errors import BadSop, DamageFound, DatabaseTooNew, DatabaseTooOld, NotFound, OfficeError, ShareUnavailable
from models.office import OfficeSettings, Printing
from models.project_file import ProjectFile
from models.requests import OpenSeat, PublishRelease, ReadBoard, ReadOffice, ReadProject
from models.sop.procedure import Sop

DONE, REFUSED, USAGE, UNAVAILABLE, DAMAGED, BROKEN = 0, 1, 2, 3, 4, 70
DATABASE = "LAJUR_DATABASE"
STREAM_ENCODING = "utf-8"


def main(argv: list[str] | None = None) -> int:
    """Run one command; answers the exit status. Only --help and --version leave by SystemExit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=STREAM_ENCODING, errors="backslashreplace")
    arguments = sys.argv[1:] if argv is None else argv
    output = Output(sys.stdout, sys.stderr, "--json" in arguments)
    try:
        return CommandLine(build_parser(program_version()).parse_args(arguments), output).run()
    except WrongUsage as error:
        output.complaint(str(error))
        return USAGE


def status_of(error: OfficeError) -> int:
    """Exit status that a known trouble ends with."""
    if isinstance(error, ShareUnavailable | DatabaseTooNew | DatabaseTooOld):
        return UNAVAILABLE
    if isinstance(error, DamageFound):
        return DAMAGED
    if isinstance(error, BadSop) or (isinstance(error, NotFound) and error.facts.get("what") != "member"):
        return USAGE
    return REFUSED


class CommandLine:
    """One run of one command."""

    def __init__(self, arguments: Namespace, output: Output) -> None:
        self._arguments = arguments
        self._output = output
        self._folders = Folders.find()
        self._sop: Sop | None = None

    def run(self) -> int:
        """Answers the exit status; raises WrongUsage."""
        try:
            return self._dispatch()
        except OfficeError as error:
            self._output.refusal(error, self._sop)
            return status_of(error)
        except (WrongUsage, KeyboardInterrupt):
            raise
        except Exception:
            return self._crashed(traceback.format_exc())

    def _dispatch(self) -> int:
        match self._arguments.command:
            case "init" | "copy" as command:
                (copying.found if command == "init" else copying.copy)(self._arguments, self._output)
                return DONE
            case "tour":
                return self._tour()
            case command if command in storage.COMMANDS:
                whole = storage.Storage(self._place(), self._arguments, self._output, self._login).run()
                return DONE if whole else DAMAGED
            case "share-check":
                return DONE if share.run(self._arguments, self._output) else UNAVAILABLE
        with closing(RecordsService(self._place())) as service:
            login = self._login(service)
            board = service.answer(ReadBoard(), login)
            assert isinstance(board, Board)
            self._sop = board.sop
            projects = Projects(lambda request: service.answer(request, login), board, self._output)
            if self._arguments.command == "project":
                projects.run(self._arguments)
            elif self._arguments.command in office.COMMANDS:
                office.run(self._arguments, lambda request: service.answer(request, login), board, self._output)
            elif self._arguments.command in reports.COMMANDS:
                reports.run(self._arguments, lambda request: service.answer(request, login), board, self._output)
            else:
                self._print(service, login, board, projects)
        return DONE

    def _place(self) -> str:
        place = (
            self._arguments.database or os.environ.get(DATABASE, "") or read_settings(self._folders.settings).database
        )
        if not place:
            raise WrongUsage(f"belum ada basis data; sebutkan --database TEMPAT atau isi {DATABASE}")
        return place

    def _login(self, service: RecordsService) -> str:
        wanted: str | None = self._arguments.login
        seat = service.seat(OpenSeat(identity.login(), wanted or ""))
        if wanted is not None and not seat.training:
            raise WrongUsage("--as hanya berlaku di kantor latihan; di sini Anda bertindak dengan akun sendiri")
        return seat.login

    def _tour(self) -> int:
        out = Path(self._arguments.out or f"lajur-tur-{datetime.now():%Y%m%d-%H%M%S}").absolute()
        status: int = importlib.import_module("desktop.tour.tour").run(out)
        return status

    def _print(self, service: RecordsService, login: str, board: Board, projects: Projects) -> None:
        form, card = self._arguments.form, projects.find(self._arguments.project)
        project = service.answer(ReadProject(card.id), login)
        assert isinstance(project, ProjectFile)
        if self._arguments.number and not project.numbers.get(form):
            publish = PublishRelease(
                operation_id=uuid4().hex, project_id=card.id, version=project.card.version, form=form
            )
            service.answer(publish, login)
            project = service.answer(ReadProject(card.id), login)
            assert isinstance(project, ProjectFile)
        office = service.answer(ReadOffice(), login)
        assert isinstance(office, OfficeSettings)
        printing = Printing(datetime.now(UTC), board.actor.name, self._arguments.paper)
        content = PressService().render(RenderPaper(form, project, office, printing))
        out = Path(self._arguments.out)
        try:
            saved(content, out)
        except ShareUnavailable:
            raise WrongUsage(f"{out} tidak dapat ditulis") from None
        self._output.value({"file": str(out), "bytes": len(content)}, [f"Naskah disimpan di {out}."])

    def _crashed(self, trace: str) -> int:
        start_log(self._folders.log, "perintah")
        logging.getLogger(__name__).error("Unexpected fault\n%s", trace)
        self._output.complaint(f"Terjadi kesalahan pada program. Rinciannya dicatat di {self._folders.log}.")
        return BROKEN
