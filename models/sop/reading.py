"""Reads a SOP from TOML or from its stored text; writes the stored text. Every fault is a BadSop with its place.

problem codes and their facts (all have place and file, most have key): unreadable, too_large, bad_encoding, syntax
(detail), missing_key, unknown_key, wrong_type (expected, found), blank, bad_text, bad_code (value), unknown_value
(value, allowed), out_of_range (value, low, high), empty, and those of models/sop/checking.py.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import cast

from models.sop.checking import check
from models.sop.forms import DOCUMENT_FORMS
from models.sop.procedure import (
    BINDINGS,
    Decision,
    DecisionKind,
    DocumentKind,
    Fact,
    FactColumn,
    FactKind,
    Identity,
    Performer,
    Role,
    Sop,
    StandardTime,
    Step,
    TimeUnit,
)
from models.sop.source import Source, TomlTable, key_lines

LARGEST_FILE = 1024 * 1024
"""Bytes; the SOP of the office has 25,000."""

LARGEST_STANDARD = 1200
"""Units; a hundred years of months keeps every due date a date."""

_LEFT_OUT = frozenset({"step", "hash", "version"})
"""Fields that are no part of the content: implied by the place, computed, or given by the office."""

_PAIRS = {"choices": ("code", "label"), "accepts": ("fact", "codes")}
"""Fields that are pairs in memory and small tables in the text."""


def read(path: Path) -> Sop:
    """The SOP of a TOML file. Raises BadSop."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Source(path.name).trouble("unreadable", detail=type(error).__name__) from error
    return parse(content, path.name)


def parse(content: bytes, name: str) -> Sop:
    """The SOP of a TOML file's bytes. name: shown in refusals. Raises BadSop."""
    if len(content) > LARGEST_FILE:
        raise Source(name).trouble("too_large", limit=LARGEST_FILE, size=len(content))
    text = _decoded(content, name)
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise _syntax(error, text, name) from error
    return _built(values, Source(name, key_lines(text)))


def dump(sop: Sop) -> str:
    """The stored text of a SOP: canonical JSON, version included, hash left out. `load` gives back an equal value."""
    return _canonical(sop, version=sop.version)


def load(text: str, name: str = "") -> Sop:
    """The SOP of a stored text. Raises BadSop."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _syntax(error, text, name) from error
    return _built(values, Source(name))


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (3 if content.startswith(b"\xef\xbb\xbf") else 0)
        line = content.count(b"\n", 0, offset) + 1
        raise Source(name).trouble("bad_encoding", f"baris {line}, bita ke-{offset + 1}") from error


def _syntax(error: Exception, text: str, name: str) -> Exception:
    spot = re.search(r"line (\d+),? column (\d+)", str(error))
    place = f"baris {spot[1]}, kolom {spot[2]}" if spot else f"baris {text.count(chr(10)) + 1}"
    detail = "" if isinstance(error, RecursionError) else str(error).split(" (")[0]
    return Source(name).trouble("syntax", place, detail=detail)


def _built(values: object, source: Source) -> Sop:
    table = TomlTable(values, "", source)
    sop = Sop(
        code=table.text("code"),
        identity=_identity(table.table("identity")),
        roles=table.each("roles", _role, needed=True),
        steps=table.each("steps", _step, needed=True),
        holders=table.texts("holders"),
        version=table.number("version", 1, 1_000_000, 1),
    )
    table.close()
    check(sop, source)
    return replace(sop, hash=hashlib.sha256(_canonical(sop).encode()).hexdigest())


def _identity(table: TomlTable) -> Identity:
    identity = Identity(
        agency=table.text("agency"),
        unit=table.text("unit"),
        number=table.text("number"),
        name=table.text("name"),
        created=table.text("created"),
        revised=table.text("revised", ""),
        effective=table.text("effective"),
        approved_by=table.text("approved_by"),
        approver_title=table.text("approver_title"),
        approver_nip=table.text("approver_nip", ""),
        legal_basis=table.texts("legal_basis"),
        qualifications=table.texts("qualifications"),
        related=table.texts("related"),
        equipment=table.texts("equipment"),
        warnings=table.texts("warnings"),
        records=table.texts("records"),
        remarks=table.texts("remarks"),
    )
    table.close()
    return identity


def _role(table: TomlTable) -> Role:
    return Role(table.code("code"), table.text("title"), table.flag("own_team_only"))


def _step(table: TomlTable) -> Step:
    number = table.number("number", 1, 1000)
    return Step(
        number=number,
        title=table.text("title"),
        activity=table.text("activity"),
        output=table.text("output", ""),
        standard=_standard(table.table("standard")),
        performers=table.each("performers", _performer, needed=True),
        involved=table.texts("involved"),
        documents=table.each("documents", _of_step(_document, number)),
        facts=table.each("facts", _of_step(_fact, number)),
        decisions=table.each("decisions", _of_step(_decision, number), needed=True),
    )


def _of_step[Value](read_one: Callable[[TomlTable, int], Value], step: int) -> Callable[[TomlTable], Value]:
    return lambda table: read_one(table, step)


def _standard(table: TomlTable) -> StandardTime:
    standard = StandardTime(
        minimum=table.number("minimum", 0, LARGEST_STANDARD),
        maximum=table.number("maximum", 1, LARGEST_STANDARD),
        unit=TimeUnit(table.one_of("unit", _values(TimeUnit))),
        text=table.text("text"),
    )
    table.close()
    return standard


def _performer(table: TomlTable) -> Performer:
    return Performer(table.text("role"), table.fraction("confidence", 1.0), table.flag("proposal", True))


def _document(table: TomlTable, step: int) -> DocumentKind:
    return DocumentKind(
        code=table.code("code"),
        name=table.text("name"),
        step=step,
        required=table.flag("required", True),
        form=table.one_of("form", DOCUMENT_FORMS, ""),
        link=table.flag("link"),
        letter=table.flag("letter"),
    )


def _fact(table: TomlTable, step: int) -> Fact:
    return Fact(
        key=table.code("key"),
        label=table.text("label"),
        kind=FactKind(table.one_of("kind", _values(FactKind))),
        step=step,
        required=table.flag("required", True),
        choices=table.each("choices", _choice),
        columns=table.each("columns", _column),
        role=table.text("role", ""),
        future=table.flag("future"),
        binds=table.one_of("binds", BINDINGS, ""),
        example=table.text("example", ""),
        fresh=table.flag("fresh"),
    )


def _choice(table: TomlTable) -> tuple[str, str]:
    return table.code("code"), table.text("label")


def _column(table: TomlTable) -> FactColumn:
    return FactColumn(
        key=table.code("key"),
        label=table.text("label"),
        required=table.flag("required", True),
        choices=table.each("choices", _choice),
    )


def _accepted(table: TomlTable) -> tuple[str, tuple[str, ...]]:
    return table.text("fact"), table.texts("codes")


def _decision(table: TomlTable, step: int) -> Decision:
    return Decision(
        code=table.code("code"),
        step=step,
        label=table.text("label"),
        kind=DecisionKind(table.one_of("kind", _values(DecisionKind))),
        target=table.number("target", 0, 1_000_000, 0),
        reason_required=table.flag("reason_required"),
        demand=table.flag("demand"),
        accepts=table.each("accepts", _accepted),
        refuses_open_findings=table.flag("refuses_open_findings"),
        refuses_critical_findings=table.flag("refuses_critical_findings"),
        roles=table.texts("roles"),
        from_sop=table.flag("from_sop"),
        drop_label=table.text("drop_label", ""),
        done_label=table.text("done_label", ""),
        meaning=table.text("meaning", ""),
        targets=table.numbers("targets"),
    )


def _values(kind: type[TimeUnit] | type[FactKind] | type[DecisionKind]) -> frozenset[str]:
    return frozenset(member.value for member in kind)


def _plain(value: object, name: str = "") -> object:
    """A value in the shape of its TOML. What equals its default is left out, so a field that a later Lajur adds
    changes no hash."""
    if is_dataclass(value):
        kept = {each.name: getattr(value, each.name) for each in fields(value) if each.name not in _LEFT_OUT}
        plain = {each.name: each.default for each in fields(value)}
        return {key: _plain(each, key) for key, each in kept.items() if each != plain[key]}
    if isinstance(value, tuple):
        members = cast("tuple[object, ...]", value)
        keys = _PAIRS.get(name)
        if keys:
            return [dict(zip(keys, cast("tuple[str, object]", pair), strict=True)) for pair in members]
        return [_plain(each) for each in members]
    return value


def _canonical(sop: Sop, **more: object) -> str:
    values = {**cast("dict[str, object]", _plain(sop)), **more}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
