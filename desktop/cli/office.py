"""Commands for the office itself: its people, its letterhead and limits, its procedure."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from desktop.cli.output import Output
from desktop.cli.parser import WrongUsage
from models.board import Board
from models.office import OfficeSettings
from models.people import Person
from models.requests import AddMember, AdoptSop, ReadOffice, SetOffice
from models.sop import reading
from models.sop.checking import unfilled
from models.sop.procedure import Sop
from views.words.trouble_words import form_warning

COMMANDS = ("member", "office", "sop")

Ask = Callable[[object], object]


def run(arguments: Namespace, ask: Ask, board: Board, output: Output) -> None:
    """Does what was asked; refusals are raised as OfficeError."""
    match arguments.command, arguments.action:
        case "member", "list":
            output.value(board.people, (_person(person, board.sop) for person in board.people))
        case "member", _:
            output.value(ask(_member(arguments)), [f"{arguments.name} tercatat sebagai anggota."])
        case "office", "show":
            settings = ask(ReadOffice())
            assert isinstance(settings, OfficeSettings)
            output.value(settings, _settings(settings))
        case "office", _:
            request = SetOffice(operation_id=uuid4().hex, values=_values(arguments.facts))
            output.value(ask(request), ["Pengaturan kantor tersimpan."])
        case "sop", "show":
            output.value(board.sop, _procedure(board.sop))
        case _:
            file = Path(arguments.file)
            request = AdoptSop(operation_id=uuid4().hex, content=_read(arguments.file), name=file.name)
            answer = ask(request)
            for form, missing in unfilled(reading.parse(request.content, file.name)):
                output.note(form_warning(form, missing))
            output.value(answer, [f"{file.name} berlaku bagi proyek baru."])


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise WrongUsage(f"{path} tidak dapat dibaca") from error


def _values(path: str) -> dict[str, object]:
    try:
        values = json.loads(_read(path))
    except ValueError as error:
        raise WrongUsage(f"{path} bukan berkas JSON") from error
    if not isinstance(values, dict):
        raise WrongUsage(f"{path} harus berisi objek JSON")
    return values


def _member(arguments: Namespace) -> AddMember:
    return AddMember(
        operation_id=uuid4().hex,
        login=arguments.account,
        name=arguments.name,
        roles=tuple(arguments.role),
        team=arguments.team,
        title=arguments.title,
        nip=arguments.nip,
        administrator=arguments.administrator,
    )


def _person(person: Person, sop: Sop) -> str:
    titles = {role.code: role.title for role in sop.roles}
    roles = ", ".join(titles.get(code, code) for code in person.roles) or "tanpa peran"
    mark = ", administrator" if person.administrator else ""
    return f"{person.login}  {person.name}  ({roles}{mark})  {person.team}".rstrip()


def _settings(settings: OfficeSettings) -> list[str]:
    head = settings.letterhead
    return [*head.lines, *head.address, f"Tempat: {head.place}", f"Kontak: {settings.support_contact or 'belum diisi'}"]


def _procedure(sop: Sop) -> list[str]:
    roles = {role.code: role.title for role in sop.roles}
    steps = [
        f"{step.number}. {step.title}  ({', '.join(roles[code] for code in step.roles)}; {step.standard.text})"
        for step in sop.steps
    ]
    return [f"{sop.identity.number}  {sop.identity.name}  (versi {sop.version})", *steps]
