"""Whether the office answers and this computer's clock is right, as the window says it: slow, gone, read-only, back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.controllers.parts import Parts
from desktop.controllers.session import Session
from desktop.controllers.unsent import UnsentWrites
from models.board import Board, LastChange
from models.errors import OfficeError
from models.requests import Write
from views.main_window import MainWindow
from views.words import formats

GATHER = 300
"""Milliseconds in which changes that are sent one after the other are told as one."""


class Connection(QObject):
    """Joins the worker's and the session's signs to the window's banner.

    lost: the office does not answer any more. back: it does again.
    """

    lost = Signal()
    back = Signal()

    def __init__(self, window: MainWindow, parts: Parts, unsent: UnsentWrites, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window, self._parts, self._unsent = window, parts, unsent
        self._gone = self._closed = False
        self._barred: OfficeError | None = None
        self._since = ""
        self._read_at: datetime | None = None
        self._sent = self._unsent_told = 0
        self._gather = QTimer(self, singleShot=True, interval=GATHER)
        self._gather.timeout.connect(self._tell_sent)
        worker, session = parts.records, parts.session
        worker.slow.connect(self._slow)
        worker.gone.connect(self._lose)
        worker.back.connect(self._find)
        worker.queueing.connect(self._queue)
        session.lost.connect(self._lose_because)
        session.found.connect(self._find)
        session.board_read.connect(self._find)  # only with a first board is anything to be worked on again
        session.barred.connect(self._bar)
        session.heard.connect(self._hear)
        unsent.changed.connect(self._show_unsent)
        unsent.sent.connect(self._gather_sent)
        window.status_bar.unsent_opened.connect(unsent.show)

    @property
    def gone(self) -> bool:
        """Nothing can be written at present."""
        return self._gone or self._barred is not None

    def stop(self) -> None:
        """Nothing is said any more."""
        self._closed = True
        self._gather.stop()

    def _hear(self) -> None:
        self._read_at = datetime.now(UTC)

    def _slow(self) -> None:
        fact = "Drive bersama lambat menjawab"
        self._window.set_slow(fact, "Anda dapat terus membaca. Yang sedang disimpan tetap ditunggu.")

    def _queue(self, waiting: bool, holder: str) -> None:
        """Others save one after the other; nothing is wrong with the share."""
        fact = "Menunggu giliran menyimpan" if waiting else ""
        by = f"{holder} sedang menyimpan." if holder else ""
        kept = "Isian Anda disimpan begitu gilirannya tiba."
        self._window.set_slow(fact, f"{by} {kept}".strip())

    def _lose(self) -> None:
        self._say_gone("Drive bersama tidak terjangkau, hanya baca")

    def _lose_because(self, error: OfficeError) -> None:
        if error.code == "no_answer" or error.facts.get("problem") in ("io", "vanished", "cannot_open"):
            self._lose()
        else:
            self._say_gone(self._parts.messages.of_error(error))

    def _say_gone(self, fact: str) -> None:
        if not self._gone:
            self._since = formats.clock_time(datetime.now(UTC))
            self._window.board.card_actions.announce(fact)
            self.lost.emit()
        self._gone = True
        self._show(fact, self._kept(), f"Terputus sejak {self._since}")

    def _find(self) -> None:
        self._window.set_slow("")
        session = self._parts.session
        if not self._gone or session.away or session.first_board is None:
            return
        self._gone = False
        self._window.set_read_only("")
        self._show_barred()
        self.back.emit()
        if self._sent:
            self._gather.start()
        elif not self._unsent.count and self._barred is None:
            self._say("Tersambung kembali")

    def _bar(self, error: OfficeError | None) -> None:
        """The office can be read but not be written: maintenance, an old program, a share without locks."""
        if error is None and self._barred is not None and not self._gone:
            self._window.set_read_only("")
        self._barred = error
        self._show_barred()

    def _show_barred(self) -> None:
        if self._barred is not None and not self._gone:
            kept = "Membaca, mencari, dan mencetak tetap dapat dilakukan. Lajur mencoba lagi sendiri."
            self._show(self._parts.messages.of_error(self._barred), kept, "Hanya baca")

    def _kept(self) -> str:
        if self._parts.session.first_board is None:
            return "Lajur terus mencoba menyambung."
        at = formats.clock_time(self._read_at) if self._read_at else ""
        words = [f"Data terakhir pukul {at}."] if at else []
        words.append("Lajur mencoba lagi setiap beberapa detik.")
        if self._unsent.count:
            words.append(f"{self._unsent.count} perubahan Anda menunggu dan tidak hilang.")
        return " ".join(words)

    def _show(self, fact: str, kept: str, connection: str) -> None:
        actions = (("Lihat yang belum terkirim…", self._unsent.show),) if self._unsent.count else ()
        self._window.set_read_only(fact.removesuffix("."), kept, connection, actions)

    def _show_unsent(self) -> None:
        if self._closed:
            return
        count = self._unsent.count
        self._window.status_bar.set_unsent(f"{count} belum terkirim" if count else "")
        self._window.board.area.set_unsent(self._unsent.projects)
        if count > self._unsent_told:
            text = f"{count} perubahan Anda belum terkirim dan aman di komputer ini."
            self._window.board.card_actions.announce(text)
        self._unsent_told = count
        if self._gone:
            self._lose()

    def _gather_sent(self, _request: Write) -> None:
        self._sent += 1
        if not self._closed:
            self._gather.start()

    def _tell_sent(self) -> None:
        """One sentence for all that went out since the office is back; gone again, it is said afterwards."""
        if self._gone:
            return
        count, self._sent = self._sent, 0
        self._parts.session.read_again()
        self._say(f"Tersambung kembali, {count} perubahan terkirim")

    def _say(self, sentence: str) -> None:
        self._window.board.card_actions.announce(sentence)
        self._window.tell(sentence)


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
        text = (
            "Perubahan terakhir ({who}) tercatat {amount} di depan jam komputer ini. Periksa tanggal dan jam kedua "
            "komputer; tenggat dihitung menurut tanggal komputer."
        )
        return text.format(who=person, amount=self._amount(ahead))

    def _amount(self, ahead: timedelta) -> str:
        minutes = round(ahead.total_seconds() / 60)
        if minutes < 120:
            return f"{minutes} menit"
        hours = round(minutes / 60)
        return f"{hours} jam" if hours < 48 else f"{round(hours / 24)} hari"
