"""A SOP text as tables that know where they stand, so that every refusal names its line and key. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from models.errors import BadSop

LONGEST_TEXT = 10_000
"""Letters that one text of a SOP may have; real ones have a few hundred."""

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_HEADER = re.compile(r"\s*\[(\[)?\s*([A-Za-z0-9_.\"' -]+?)\s*\]\]?\s*(#.*)?$")
_ASSIGNMENT = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]*\")\s*=\s*(.*)")
_Value = TypeVar("_Value")


def key_lines(text: str) -> dict[str, int]:
    """Line number (from 1) of every table header and key of a TOML text, by dotted path.

    The whole text, path "", stands in line 1. Members of an array of tables count from 1, so `steps[3].standard` is the
    standard time of the third step. Values inside an array or inline table have no line of their own.
    """
    lines = {"": 1}
    counts: dict[str, int] = {}
    table, closing = "", ""
    for number, line in enumerate(text.split("\n"), start=1):
        if closing:
            closing = "" if closing in line else closing
        elif header := _HEADER.match(line):
            table = _table_path(header[2], header[1] is not None, counts)
            lines.setdefault(table, number)
        elif assignment := _ASSIGNMENT.match(line):
            lines.setdefault(_join(table, assignment[1].strip('"')), number)
            closing = next((q for q in ('"""', "'''") if assignment[2].count(q) == 1), "")
    return lines


def _table_path(dotted: str, is_array: bool, counts: dict[str, int]) -> str:
    parts = [part.strip(" \"'") for part in dotted.split(".")]
    path = ""
    for part in parts[:-1]:
        path = _join(path, part)
        if path in counts:
            path = f"{path}[{counts[path]}]"
    path = _join(path, parts[-1])
    if is_array:
        counts[path] = counts.get(path, 0) + 1
        path = f"{path}[{counts[path]}]"
    return path


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


@dataclass(frozen=True)
class Source:
    """Name of the file and the lines of its keys; makes every BadSop."""

    name: str
    lines: Mapping[str, int] = field(default_factory=dict[str, int])

    def trouble(self, problem: str, path: str = "", **facts: object) -> BadSop:
        """The refusal of `problem` at `path`: place reads "baris 120 (steps[3].standard)", or the path alone."""
        return BadSop(problem=problem, place=self.place(path), file=self.name, **facts)

    def place(self, path: str) -> str:
        """The line of `path` or of the nearest table around it, and the path."""
        around = path
        while around and around not in self.lines:
            around = re.sub(r"(\.[^.\[]*|\[\d+\]|[^.\[]+)$", "", around)
        if around not in self.lines:
            return path or "baris 1"
        return f"baris {self.lines[around]} ({path})" if path else f"baris {self.lines[around]}"


class TomlTable:
    """One table of the text, read key by key; `close` refuses what nobody asked for."""

    def __init__(self, value: object, path: str, source: Source) -> None:
        if not isinstance(value, dict):
            raise source.trouble("wrong_type", path, key=path, expected="table", found=type_name(value))
        self._values = cast("dict[str, object]", value)
        self._path = path
        self._source = source
        self._seen: set[str] = set()

    def path(self, key: str) -> str:
        """Full path of one of its keys."""
        return _join(self._path, key)

    def trouble(self, problem: str, key: str, **facts: object) -> BadSop:
        """A refusal that names one of its keys."""
        return self._source.trouble(problem, self.path(key), **{"key": key, **facts})

    def text(self, key: str, default: str | None = None) -> str:
        """A text without control characters; blank only where there is a default."""
        value = self._take(key, str, "text", default)
        bad = len(value) > LONGEST_TEXT or any(not (c.isprintable() or c in "\n\t") for c in value)
        if bad or (default is None and not value.strip()):
            raise self.trouble("bad_text" if bad else "blank", key)
        return value

    def code(self, key: str) -> str:
        """A code: letters, digits and underscores, a letter first, 64 at most."""
        value = self.text(key)
        if not _CODE.fullmatch(value):
            raise self.trouble("bad_code", key, value=value)
        return value

    def one_of(self, key: str, allowed: frozenset[str], default: str | None = None) -> str:
        """A text out of a list."""
        value = self.text(key, default)
        if value != default and value not in allowed:
            raise self.trouble("unknown_value", key, value=value, allowed=", ".join(sorted(allowed)))
        return value

    def number(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number within the bounds, both included."""
        value = self._take(key, int, "number", default)
        if not low <= value <= high:
            raise self.trouble("out_of_range", key, value=value, low=low, high=high)
        return value

    def fraction(self, key: str, default: float) -> float:
        """A number from 0 to 1."""
        value = self._values.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            self._seen.add(key)
        else:
            value = self._take(key, float, "number", default)
        if not 0 <= value <= 1:
            raise self.trouble("out_of_range", key, value=value, low=0, high=1)
        return float(value)

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false."""
        return self._take(key, bool, "true/false", default)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where the key is missing."""
        return self._list(key, str, "text")

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, empty where the key is missing."""
        return self._list(key, int, "number")

    def table(self, key: str) -> TomlTable:
        """A table of its own."""
        self._need(key)
        return TomlTable(self._values[key], self.path(key), self._source)

    def each(self, key: str, read: Callable[[TomlTable], _Value], needed: bool = False) -> tuple[_Value, ...]:
        """Every member of a list of tables, read and closed; `needed` refuses an empty list."""
        values = self._take(key, list, "list", None if needed else [])
        if needed and not values:
            raise self.trouble("empty", key)
        return tuple(self._members(key, values, read))

    def _members(self, key: str, values: list[object], read: Callable[[TomlTable], _Value]) -> Iterator[_Value]:
        for index, value in enumerate(values, start=1):
            table = TomlTable(value, f"{self.path(key)}[{index}]", self._source)
            yield read(table)
            table.close()

    def close(self) -> None:
        """Refuse a key that means nothing here: most often a slip of the pen."""
        for key in self._values:
            if key not in self._seen:
                raise self.trouble("unknown_key", key)

    def _list(self, key: str, kind: type[_Value], name: str) -> tuple[_Value, ...]:
        values = self._take(key, list, "list", [])
        for index, value in enumerate(values, start=1):
            if type(value) is not kind:
                raise self.trouble("wrong_type", f"{key}[{index}]", expected=name, found=type_name(value))
        return tuple(values)

    def _need(self, key: str) -> None:
        self._seen.add(key)
        if key not in self._values:
            raise self.trouble("missing_key", key)

    def _take(self, key: str, kind: type[_Value], name: str, default: _Value | None) -> _Value:
        if default is None:
            self._need(key)
        self._seen.add(key)
        value = self._values.get(key, default)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.trouble("wrong_type", key, expected=name, found=type_name(value))
        return value


def type_name(value: object) -> str:
    """What a value is, in the words of the refusals."""
    names: dict[type, str] = {
        bool: "true/false",
        int: "number",
        float: "number",
        str: "text",
        list: "list",
        dict: "table",
    }
    return names.get(type(value), "date")
