"""Indonesian for what Qt itself says: its buttons, its dialogs, the menu of a text field."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

INDONESIAN = QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia)

STANDARD_TEXTS = {
    "OK": "Baik",
    "Cancel": "Batal",
    "&Cancel": "&Batal",
    "Close": "Tutup",
    "&Close": "&Tutup",
    "&Yes": "&Ya",
    "&No": "&Tidak",
    "Save": "Simpan",
    "&Save": "&Simpan",
    "Open": "Buka",
    "&Open": "&Buka",
    "Discard": "Buang",
    "Apply": "Terapkan",
    "Reset": "Kembalikan",
    "Help": "Bantuan",
    "&Undo": "&Urungkan",
    "&Redo": "U&langi",
    "Cu&t": "Po&tong",
    "&Copy": "&Salin",
    "&Paste": "&Tempel",
    "Delete": "Hapus",
    "Select All": "Pilih semua",
}
"""Qt ships no Indonesian of its own: the words of its buttons and of the menu of a text field."""

CONTEXTS = frozenset(
    {"QPlatformTheme", "QDialogButtonBox", "QLineEdit", "QWidgetTextControl", "QMessageBox", "QFileDialog"}
)


class StandardWords(QTranslator):
    """Indonesian for the few words that Qt itself says."""

    @override
    def translate(self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """Qt asks for every text; None means that it keeps its own ("" would empty the text)."""
        return STANDARD_TEXTS.get(source_text) if context in CONTEXTS else None

    @override
    def isEmpty(self) -> bool:
        """Qt skips an empty translator."""
        return False


def install(app: QCoreApplication) -> QTranslator:
    """Set the locale, and Qt's own words; keep what is returned as long as the application lives."""
    QLocale.setDefault(INDONESIAN)
    words = QTranslator(app)
    if not words.load("qtbase_id", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        words = StandardWords(app)
    app.installTranslator(words)
    return words
