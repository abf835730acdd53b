"""A SOP file that lost lines, bytes or shapes is read or refused with its place, and nothing else happens."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import BadSop
from models.sop import reading
from models.sop.procedure import Sop

SHIPPED = (Path(__file__).parents[3] / "resources" / "sop" / "sop-057-17000-2025.toml").read_text(encoding="utf-8")
SECOND = (Path(__file__).parents[1] / "second_sop.toml").read_text(encoding="utf-8")
LINES = SHIPPED.split("\n")


@settings(max_examples=150, deadline=None)
@given(dropped=st.sets(st.integers(0, len(LINES) - 1), min_size=1, max_size=4))
def test_a_file_that_lost_lines_is_read_or_refused_and_nothing_else(dropped: set[int]) -> None:
    text = "\n".join(line for number, line in enumerate(LINES) if number not in dropped)
    read_or_refused(text.encode())


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, len(SECOND.encode()) - 1), junk=st.binary(min_size=1, max_size=6), cut=st.integers(0, 12))
def test_a_file_with_garbled_bytes_is_read_or_refused_and_nothing_else(at: int, junk: bytes, cut: int) -> None:
    content = SECOND.encode()
    read_or_refused(content[:at] + junk + content[at + cut :])


def paths_of(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    members: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        members = list(value.items())
    elif isinstance(value, list):
        members = list(enumerate(value))
    return [path, *(each for key, member in members for each in paths_of(member, (*path, key)))]


VALUES = tomllib.loads(SECOND)
PATHS = paths_of(VALUES)
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.just([]),
    st.just({}),
    st.just([[]]),
    st.sampled_from(["penulis", "verdict", "forward", "rows", "month"]),
)


@settings(max_examples=300, deadline=None)
@given(path=st.sampled_from(PATHS[1:]), value=ANYTHING)
def test_a_stored_sop_with_any_value_anywhere_is_read_or_refused(path: tuple[str | int, ...], value: object) -> None:
    garbled = json.loads(json.dumps(VALUES))
    table = garbled
    for key in path[:-1]:
        table = table[key]
    table[path[-1]] = value
    place, sop = place_or_sop(lambda: reading.load(json.dumps(garbled)))
    assert place or (sop and reading.load(reading.dump(sop)) == sop)


def read_or_refused(content: bytes) -> None:
    place, sop = place_or_sop(lambda: reading.parse(content, "sop.toml"))
    assert place.startswith("baris ") or (sop and reading.load(reading.dump(sop)) == sop)


def place_or_sop(read: Callable[[], Sop]) -> tuple[str, Sop | None]:
    """Where a text was refused, or the SOP; any other exception fails the test."""
    try:
        return "", read()
    except BadSop as error:
        return str(error.facts["place"]), None
