"""The board of a day on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from models.board import PastBoard
from models.office import OfficeSettings, Printing
from tests.views.sample_board import TODAY, large_board, sample_board
from views.paper.board_print import render
from views.paper.fonts import Fonts

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
DAY = date(2026, 9, 3)


def past_of(count: int = 0) -> PastBoard:
    board = large_board(count) if count else sample_board()
    return PastBoard(DAY, date(2026, 1, 5), TODAY, replace(board, today=DAY), "ab" * 32)


def printed(past: PastBoard, fonts: Fonts, paper: str = "A4") -> bytes:
    return render(past, OfficeSettings(), Printing(AT, "Rina Puspita", paper), fonts)


@pytest.mark.parametrize(("paper", "size"), [("A4", (842, 595)), ("A3", (1191, 842))])
def test_it_lies_on_the_paper_that_was_chosen(fonts: Fonts, paper: str, size: tuple[int, int]):
    page = PdfReader(BytesIO(printed(past_of(), fonts, paper))).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_day_steps_and_every_card_are_on_it(fonts: Fonts, text_of: Callable[[bytes], str]):
    past = past_of()
    text = text_of(printed(past, fonts))
    assert "Papan per 3 September 2026" in text
    for card in past.board.cards:
        assert card.number in text
    assert "None" not in text
    assert "abababab" in text


def test_long_columns_go_on_and_no_card_is_lost(fonts: Fonts, text_of: Callable[[bytes], str]):
    past = past_of(300)
    content = printed(past, fonts)
    text = text_of(content)
    assert len(PdfReader(BytesIO(content)).pages) > 1
    assert all(card.number in text for card in past.board.cards)


def test_lateness_does_not_depend_on_colour(fonts: Fonts, text_of: Callable[[bytes], str]):
    assert "! " in text_of(printed(past_of(), fonts))


def test_an_empty_day_is_a_paper_all_the_same(fonts: Fonts, text_of: Callable[[bytes], str]):
    past = past_of()
    empty = replace(past, board=replace(past.board, cards=()))
    assert "Tidak ada proyek berjalan pada akhir hari itu." in text_of(printed(empty, fonts))


def test_the_same_board_gives_the_same_bytes(fonts: Fonts):
    assert printed(past_of(), fonts) == printed(past_of(), fonts)
