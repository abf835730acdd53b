"""Facts as typed by people: cleaned, checked against their kind, and asked whether they are complete. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from models.errors import BadInput
from models.obstacles import Obstacle, Why
from models.project_file import FactValue
from models.sop.procedure import Fact, FactKind

TEXT_LIMIT = 300
LONG_TEXT_LIMIT = 20_000
ROWS_LIMIT = 500
REASON_LIMIT = 5_000
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)

_BIDI = dict.fromkeys([0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])


def plain_text(text: str, limit: int, field: str) -> str:
    """NFC, without control and direction-override characters, trimmed.

    A text with nothing visible in it becomes "". Raises BadInput(problem="too_long", field, length, limit)
    when more than `limit` characters remain.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_BIDI)
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn")).strip()
    if len(kept) > limit:
        raise BadInput(problem="too_long", field=field, length=len(kept), limit=limit)
    return kept if any(not c.isspace() and unicodedata.category(c) != "Cf" for c in kept) else ""


def clean(fact: Fact, value: object, today: date) -> FactValue:
    """`value` as it is stored, or BadInput(problem, …): wrong_type, too_long, unknown_choice, bad_date, future_date."""
    match fact.kind:
        case FactKind.TEXT | FactKind.LONG_TEXT | FactKind.MEMBER:
            limit = LONG_TEXT_LIMIT if fact.kind is FactKind.LONG_TEXT else TEXT_LIMIT
            text = plain_text(_text(fact, value), limit, fact.label)
            return text if fact.kind is FactKind.LONG_TEXT else " ".join(text.split())
        case FactKind.DATE:
            return _date(fact, _text(fact, value).strip(), today)
        case FactKind.CHOICE:
            return _choice(fact, _text(fact, value))
        case FactKind.CHECKLIST:
            chosen = [_choice(fact, _text(fact, each)) for each in _list(fact, value)]
            return [code for code, _ in fact.choices if code in chosen]
        case FactKind.MEMBERS:
            names = [plain_text(_text(fact, each), TEXT_LIMIT, fact.label) for each in _list(fact, value)]
            return list(dict.fromkeys(name for name in names if name))
        case FactKind.ROWS:
            return _rows(fact, _list(fact, value))
        case FactKind.FINDINGS:
            raise BadInput(problem="wrong_type", field=fact.label)


def gap(fact: Fact, value: FactValue | None, open_findings: int) -> Obstacle | None:
    """What is still missing of a required fact, None when it is complete."""
    missing = Obstacle(Why.FACT_MISSING, fact.step, key=fact.key, label=fact.label)
    match fact.kind:
        case FactKind.FINDINGS:
            if open_findings:
                return Obstacle(Why.FINDING_OPEN, fact.step, key=fact.key, label=fact.label, count=open_findings)
            return None
        case FactKind.CHECKLIST:
            left = len(fact.choices) - len(value or ())
            return Obstacle(Why.CHECKLIST_OPEN, fact.step, key=fact.key, label=fact.label, count=left) if left else None
        case FactKind.ROWS:
            rows = [row for row in value or () if isinstance(row, dict)]
            wanted = [column.key for column in fact.columns if column.required]
            return None if rows and all(row.get(key) for row in rows for key in wanted) else missing
        case _:
            return None if value else missing


def choices_made(facts: Mapping[str, FactValue], keys: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The text values of those keys, for comparison with what a decision accepts."""
    return tuple((key, str(facts.get(key, ""))) for key in keys)


def _text(fact: Fact, value: object) -> str:
    if not isinstance(value, str):
        raise BadInput(problem="wrong_type", field=fact.label)
    return value


def _list(fact: Fact, value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise BadInput(problem="wrong_type", field=fact.label)
    rows = cast("Sequence[object]", value)
    if len(rows) > ROWS_LIMIT:
        raise BadInput(problem="too_many", field=fact.label)
    return list(rows)


def _choice(fact: Fact, code: str) -> str:
    if code and code not in dict(fact.choices):
        raise BadInput(problem="unknown_choice", field=fact.label, value=code[:TEXT_LIMIT])
    return code


def _date(fact: Fact, text: str, today: date) -> str:
    if not text:
        return ""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadInput(problem="bad_date", field=fact.label, value=text[:TEXT_LIMIT]) from None
    if not EARLIEST <= day <= LATEST:
        raise BadInput(problem="bad_date", field=fact.label, value=text)
    if day > today and not fact.future:
        raise BadInput(problem="future_date", field=fact.label, day=day)
    return day.isoformat()


def _rows(fact: Fact, rows: list[object]) -> list[dict[str, str]]:
    kept: list[dict[str, str]] = []
    for row in rows:
        if not isinstance(row, dict):
            raise BadInput(problem="wrong_type", field=fact.label)
        kept.append(_row(fact, cast("dict[object, object]", row)))
    return [row for row in kept if any(row.values())]


def _row(fact: Fact, row: dict[object, object]) -> dict[str, str]:
    unknown = set(row) - {column.key for column in fact.columns}
    if unknown:
        raise BadInput(problem="unknown_column", field=fact.label, value=str(min(map(str, unknown))))
    cells: dict[str, str] = {}
    for column in fact.columns:
        text = plain_text(_text(fact, row.get(column.key, "")), LONG_TEXT_LIMIT, column.label)
        if text and column.choices and text not in dict(column.choices):
            raise BadInput(problem="unknown_choice", field=column.label, value=text[:TEXT_LIMIT])
        cells[column.key] = text
    return cells
