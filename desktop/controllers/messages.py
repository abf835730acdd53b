"""What controllers tell the person: what was done, what was refused and why, and which dialog was opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

from desktop.workers.answers import Answer, Crashed, Failed, Ok, Refused
from models.errors import ChangedByOther, OfficeError
from models.sop.procedure import Sop
from views.words.trouble_words import TroubleWords
from views.words.words import Words

_LOST = {
    "no_answer": "Data belum menjawab. Tidak ada yang berubah; coba lagi sebentar.",
    "not_saved": "Penyimpanan terputus dan perubahan Anda belum tersimpan. Periksa sambungan lalu ulangi.",
    "unknown_outcome": (
        "Penyimpanan terputus dan hasilnya belum diketahui. "
        "Isian Anda aman di komputer ini; begitu data terjangkau, Lajur memeriksanya lalu mengirim atau menawarkannya."
    ),
    "crash": "Terjadi kesalahan pada program dan permintaan ini tidak dijalankan. Rinciannya sudah dicatat.",
}


def kept_for_later(answer: Answer) -> bool:
    """Nobody knows yet whether that write is saved; it waits in the list of what is not sent yet, with every word."""
    return isinstance(answer, Failed) and answer.error.code == "unknown_outcome"


def overtaken(answer: Answer) -> ChangedByOther | None:
    """The refusal of a write because another changed the project first, None for any other answer."""
    return answer.error if isinstance(answer, Refused) and isinstance(answer.error, ChangedByOther) else None


class Messages(QObject):
    """One for all controllers: said(sentence), refused(sentence), opened(dialog) for whoever shows or drives them.

    crashed: receives the trace of a fault of our own.
    """

    said = Signal(str)
    refused = Signal(str)
    opened = Signal(object)

    def __init__(self, words: Words, crashed: Callable[[str], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._crashed = crashed
        self.sop: Sop | None = None

    def say(self, sentence: str) -> None:
        """Something was done."""
        self.said.emit(sentence)

    def refuse(self, sentence: str) -> None:
        """Something was not done, and why."""
        self.refused.emit(sentence)

    def unanswered(self, answer: Answer) -> None:
        """Something was not done because of this answer."""
        self.refused.emit(self.sentence(answer))

    def open(self, dialog: QDialog) -> None:
        """Open a dialog, which is deleted when it is closed."""
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self.opened.emit(dialog)

    def sentence(self, answer: Answer) -> str:
        """One or two calm sentences, "" for Ok."""
        return "" if isinstance(answer, Ok) else self.of_error(answer.error)

    def of_error(self, error: OfficeError) -> str:
        """The sentence of a trouble; a crash is reported besides."""
        if isinstance(error, Crashed):
            self._crashed(str(error.facts.get("trace", "")))
        if error.code in _LOST:
            return _LOST[error.code]
        return TroubleWords(self._words, self.sop).sentence(error)
