"""The office row and its settings as JSON."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import Connection

from models.errors import BadInput, DamageFound
from models.facts import TEXT_LIMIT, plain_text
from models.office import Letterhead, OfficeSettings
from models.storage import rows
from models.storage.tables import OfficeRow

LINES_LIMIT = 8
LOGO_LIMIT = 2 * 1024 * 1024
"""Bytes."""
MOST_BACKUPS = 1_000


def read_office(connection: Connection) -> OfficeRow:
    """The one row of the office."""
    row = rows.one(connection, OfficeRow, id=1)
    if row is None:
        raise DamageFound(problem="malformed", path="")
    return row


def from_json(text: str) -> OfficeSettings:
    """Settings as written by `as_json`."""
    return merged(OfficeSettings(), json.loads(text))


def as_json(settings: OfficeSettings) -> str:
    """Settings as text; the logo in base64."""
    values = asdict(settings)
    values["letterhead"]["logo"] = base64.b64encode(settings.letterhead.logo).decode("ascii")
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def merged(settings: OfficeSettings, values: Mapping[str, object]) -> OfficeSettings:
    """`settings` with those fields replaced. A letterhead may be a Letterhead or its fields. Raises BadInput."""
    known = {field.name for field in fields(OfficeSettings)}
    changes: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            raise BadInput(problem="unknown_field", field=name[:80])
        if name == "letterhead":
            changes[name] = _letterhead(settings.letterhead, value)
        elif name in {"support_contact", "documents"}:
            changes[name] = _text(value, name)
        elif isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _most(name):
            changes[name] = value
        else:
            raise BadInput(problem="wrong_type", field=name)
    return replace(settings, **changes)


def _most(name: str) -> int:
    return MOST_BACKUPS if name.startswith("backup_") else 1 << 40


def _letterhead(old: Letterhead, value: object) -> Letterhead:
    if isinstance(value, Letterhead):
        value = asdict(value)
    if not isinstance(value, Mapping):
        raise BadInput(problem="wrong_type", field="letterhead")
    changes: dict[str, Any] = {}
    for name, part in value.items():
        match name:
            case "lines" | "address":
                changes[name] = _lines(part, name)
            case "place":
                changes[name] = _text(part, name)
            case "logo":
                changes[name] = _logo(part)
            case _:
                raise BadInput(problem="unknown_field", field=str(name)[:80])
    return replace(old, **changes)


def _lines(value: object, field: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or len(value) > LINES_LIMIT:
        raise BadInput(problem="wrong_type", field=field)
    return tuple(_text(each, field) for each in value)


def _text(value: object, field: str) -> str:
    if not isinstance(value, str):
        raise BadInput(problem="wrong_type", field=field)
    return plain_text(value, TEXT_LIMIT, field)


def _logo(value: object) -> bytes:
    try:
        logo = base64.b64decode(value, validate=True) if isinstance(value, str) else value
    except (binascii.Error, ValueError):
        raise BadInput(problem="wrong_type", field="logo") from None
    picture = isinstance(logo, bytes) and (not logo or logo.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")))
    if not isinstance(logo, bytes) or not picture or len(logo) > LOGO_LIMIT:
        raise BadInput(problem="wrong_type", field="logo")
    return logo
