"""A computer whose clock is wrong: its days are counted wrongly, so it is said, calmly and once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, Signal

from desktop.controllers.session import Session
from models.board import Board, LastChange

TOLERATED = timedelta(seconds=60)
"""The newest line of the office may lie so far ahead of this computer's clock."""


def utc_now() -> datetime:
    """This computer's clock."""
    return datetime.now(UTC)


class ClockWatch(QObject):
    """said(sentence): the newest change of the office lies in this computer's future."""

    said = Signal(str)

    def __init__(self, session: Session, now: Callable[[], datetime] = utc_now, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now, self._told = now, False
        session.board_read.connect(self._look_at_board)
        session.told.connect(self.look)

    def look(self, change: LastChange) -> None:
        """Compares the newest change with the clock; says it again only after all was well in between."""
        ahead = change.at - self._now()
        if ahead <= TOLERATED:
            self._told = False
        elif not self._told:
            self._told = True
            self.said.emit(self._sentence(ahead, change.person))

    def _look_at_board(self, board: Board) -> None:
        if board.last_change is not None:
            self.look(board.last_change)

    def _sentence(self, ahead: timedelta, person: str) -> str:
        text = self.tr(
            "Perubahan terakhir ({who}) tercatat {amount} di depan jam komputer ini. Periksa tanggal dan jam kedua "
            "komputer; tenggat dihitung menurut tanggal komputer."
        )
        return text.format(who=person, amount=self._amount(ahead))

    def _amount(self, ahead: timedelta) -> str:
        minutes = round(ahead.total_seconds() / 60)
        if minutes < 120:
            return self.tr("{n} menit").format(n=minutes)
        hours = round(minutes / 60)
        return self.tr("{n} jam").format(n=hours) if hours < 48 else self.tr("{n} hari").format(n=round(hours / 24))
