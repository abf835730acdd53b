"""What the command line was given, read into the values of models.requests. No Qt."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path

from desktop.cli.parser import WrongUsage
from models.project_file import FactValue
from models.requests import Attachment, FindingNote

LINKS = ("https://", "http://")


def day(text: str) -> date | None:
    """An ISO date, None for "". Raises WrongUsage."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUsage(f"{text} bukan tanggal; contoh yang benar: 2026-11-22") from None


def read_json(name: str) -> object:
    """Content of a JSON file. Raises WrongUsage with the line of the fault."""
    try:
        return json.loads(Path(name).read_text("utf-8-sig"))
    except FileNotFoundError:
        raise WrongUsage(f"berkas {name} tidak ada") from None
    except OSError as error:
        raise WrongUsage(f"berkas {name} tidak dapat dibaca ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise WrongUsage(f"berkas {name} bukan teks UTF-8 (bita ke-{error.start + 1})") from None
    except json.JSONDecodeError as error:
        raise WrongUsage(f"berkas {name} bukan JSON yang benar (baris {error.lineno}, kolom {error.colno})") from None
    except RecursionError:
        raise WrongUsage(f"berkas {name} terlalu dalam susunannya") from None


def read_facts(name: str) -> Mapping[str, FactValue]:
    """Facts by key out of a JSON file, {} for "". Values are checked by the rules."""
    if not name:
        return {}
    content = read_json(name)
    if not isinstance(content, dict):
        raise WrongUsage(f"berkas {name} harus berisi satu objek JSON: kunci dan isinya")
    return content


def read_findings(name: str) -> tuple[FindingNote, ...]:
    """Findings out of a JSON list of objects with the fields of FindingNote."""
    if not name:
        return ()
    content = read_json(name)
    known = {each.name: int if each.name == "id" else str for each in fields(FindingNote)}
    if not isinstance(content, list) or not all(
        isinstance(row, dict) and all(type(value) is known.get(key) for key, value in row.items()) for row in content
    ):
        raise WrongUsage(f"berkas {name} harus berisi daftar temuan dengan kunci: {', '.join(known)}")
    return tuple(FindingNote(**row) for row in content)


def attachments(arguments: Namespace) -> tuple[Attachment, ...]:
    """JENIS=BERKAS pairs. A file is looked at by the operation, not here."""
    letter = (arguments.letter_number, day(arguments.letter_date), arguments.letter_subject)
    return tuple(_attachment(pair, letter, arguments.yes) for pair in arguments.files)


def _attachment(pair: str, letter: tuple[str, date | None, str], confirmed: bool) -> Attachment:
    kind, equals, place = pair.partition("=")
    if not (kind and equals and place):
        raise WrongUsage(f"{pair} tidak dapat dibaca; contoh yang benar: SRS=srs.pdf")
    number, on, subject = letter
    if place.startswith(LINKS):
        return Attachment(kind.upper(), link=place, name=place, confirmed=confirmed)
    path = Path(place)
    return Attachment(kind.upper(), str(path.absolute()), path.name, "", number, on, subject, confirmed)
