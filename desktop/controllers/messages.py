"""Answers that are no success, as sentences; faults of the program go to the crash report as well."""

from __future__ import annotations

from collections.abc import Callable

from desktop.workers.answers import Answer, Crashed, Failed, Ok
from models.errors import OfficeError
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


class Messages:
    """Makes the sentence for an answer. `crashed` receives the trace of a fault of our own."""

    def __init__(self, words: Words, crashed: Callable[[str], None]) -> None:
        self._words = words
        self._crashed = crashed
        self.sop: Sop | None = None

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
