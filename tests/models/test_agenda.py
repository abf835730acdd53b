"""Deadlines as iCalendar: read back line by line as RFC 5545 says, by an unfolder of the test's own."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from models.agenda import FOLD, Deadline, agenda

MADE = datetime(2026, 11, 22, 2, 15, tzinfo=UTC)
PRINTED = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200)


def read(content: bytes) -> list[tuple[str, str]]:
    """Names (with parameters) and values of the unfolded lines."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= FOLD for line in content.split(b"\r\n"))
    lines = content.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]
    pairs = [line.partition(":") for line in lines]
    return [(name, value) for name, _, value in pairs]


def plain(value: str) -> str:
    """The TEXT value without its escapes."""
    found, letters = "", iter(value)
    for letter in letters:
        found += {"n": "\n", "N": "\n"}.get(following := next(letters), following) if letter == "\\" else letter
    return found


def one(title: str, text: str = "", day: date = date(2026, 12, 31)) -> list[tuple[str, str]]:
    return read(agenda([Deadline("PRJ-2026-014-4-1", day, title, text)], "Tenggat Lajur", MADE))


def test_a_deadline_is_a_whole_day_with_a_key_and_a_stamp():
    found = dict(one("Batas langkah 4"))
    assert found["VERSION"] == "2.0"
    assert found["UID"] == "PRJ-2026-014-4-1@lajur"
    assert found["DTSTAMP"] == "20261122T021500Z"
    assert found["DTSTART;VALUE=DATE"] == "20261231"
    assert found["DTEND;VALUE=DATE"] == "20270101"


def test_every_component_that_begins_also_ends():
    open_components: list[str] = []
    for name, value in one("Batas"):
        if name == "BEGIN":
            open_components.append(value)
        elif name == "END":
            assert open_components.pop() == value
    assert open_components == []


@given(PRINTED, PRINTED)
def test_whatever_a_project_is_called_comes_back_letter_by_letter(title: str, text: str):
    found = one(title, text)
    assert plain(dict(found)["SUMMARY"]) == title
    described = [plain(value) for name, value in found if name == "DESCRIPTION"]
    assert described == [text, title]


def test_control_characters_do_not_break_the_file():
    assert plain(dict(one("a\x00b\rc\x07\nd"))["SUMMARY"]) == "abc\nd"


def test_no_deadlines_are_an_empty_calendar():
    names = [name for name, _ in read(agenda([], "Kosong", MADE))]
    assert "DTSTART;VALUE=DATE" not in names
