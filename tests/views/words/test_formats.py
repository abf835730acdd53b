"""Dates, numbers and words as formal Indonesian writes them, with babel and num2words as oracles."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from views.words import formats


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_long_and_weekday_dates_agree_with_babel(day: date) -> None:
    assert formats.date_long(day) == format_date(day, "d MMMM y", locale="id")
    assert formats.weekday_date(day) == format_date(day, "EEEE, d MMMM y", locale="id")


@given(st.integers(0, 10**12))
def test_whole_numbers_agree_with_babel(value: int) -> None:
    assert formats.number(value) == format_decimal(value, locale="id")


@given(st.integers(0, 999_999))
def test_numbers_in_words_agree_with_num2words(value: int) -> None:
    assert formats.spelled(value) == num2words(value, lang="id")


def test_a_negative_number_is_not_spelled() -> None:
    with pytest.raises(ValueError, match="-1"):
        formats.spelled(-1)


def test_times_are_shown_in_wib() -> None:
    at = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    assert formats.moment_long(at) == "23 November 2026, pukul 00.30 WIB"
    assert formats.clock_time(datetime(2026, 11, 22, 2, 14)) == "09.14"


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 bita"),
        (1023, "1023 bita"),
        (655_360, "640 KB"),
        (3_250_586, "3,1 MB"),
        (209_715_200, "200 MB"),
        (3 * 1024**3, "3,0 GB"),
    ],
)
def test_sizes_read_as_file_managers_show_them(count: int, text: str) -> None:
    assert formats.size(count) == text


def test_a_nip_is_grouped_and_anything_else_is_left_alone() -> None:
    assert formats.nip("196608251988021001") == "19660825 198802 1 001"
    assert formats.nip("19660825 198802 1 001") == "19660825 198802 1 001"
    assert formats.nip(" belum ada ") == "belum ada"


def test_enumerations_end_with_dan() -> None:
    assert [formats.joined(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a dan b",
        "a, b, dan c",
    ]


def test_an_iso_date_is_written_out_and_other_text_stays() -> None:
    assert formats.iso_long("2026-03-17") == "17 Maret 2026"
    assert formats.iso_long("segera") == "segera"
