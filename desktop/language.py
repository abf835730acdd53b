"""Languages of the window: source text is Indonesian; another language is a Qt Linguist file in resources."""

from __future__ import annotations

from typing import override

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop.paths import resource

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


def install(app: QCoreApplication, language: str = "id") -> tuple[QTranslator, ...]:
    """Set locale and translators; keep what is returned as long as the application lives."""
    QLocale.setDefault(INDONESIAN if language == "id" else QLocale(language))
    wanted: list[QTranslator] = []
    qt = QTranslator(app)
    if qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        wanted.append(qt)
    elif language == "id":
        wanted.append(StandardWords(app))
    own = QTranslator(app)
    if language != "id" and own.load(f"lajur_{language}", str(resource("translations"))):
        wanted.append(own)
    for each in wanted:
        app.installTranslator(each)
    return tuple(wanted)
