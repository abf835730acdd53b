"""The board as it stood in the evening of one day: a frozen value, to look at and to print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.board import Board


@dataclass(frozen=True, slots=True)
class PastBoard:
    """`board` at the end of `day` (WIB); its cards carry no paths, for nothing can be moved there.

    first: day of the office's first request, `today` without any. ledger_hash: of the newest line that it contains,
    "" before the first.
    """

    day: date
    first: date
    today: date
    board: Board
    ledger_hash: str = ""
