"""The place where one document of a step is put: dropped, chosen, pasted, written as an address, or made by Lajur.

The window never looks into a file: a slot asks (`inspect_requested`) and is told (`show_inspection`).
"""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.requests import Attachment
from models.sop.procedure import DocumentKind
from views.icons import Icons
from views.theme import Theme
from views.widgets.date_edit import DateEdit
from views.widgets.fact_field import lower_first
from views.widgets.fact_field_text import NEVER_CUT
from views.widgets.text import Button, ElidedText, IconMark, Panel, Text
from views.words import formats

ICONS = {".pdf": "pdf", ".docx": "docx", ".png": "image", ".jpg": "image", ".jpeg": "image", ".zip": "archive"}


def file_icon(name: str) -> str:
    """The drawing for a file of that name."""
    return ICONS.get(PurePath(name).suffix.lower(), "document")


class DocumentSlot(QWidget):
    """One open place for `kind`.

    Signals: inspect_requested(path), make_form_requested(kind code), template_requested(kind code), changed.
    ask_letter: number, date and subject of an official letter are typed here.
    """

    changed = Signal()
    inspect_requested = Signal(str)
    make_form_requested = Signal(str)
    template_requested = Signal(str)

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        kind: DocumentKind,
        today: date,
        limit: int,
        ask_letter: bool = False,
        templates: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.kind = kind
        self._limit, self._today = limit, today
        self._path = self._name = ""
        self._pending = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._ground = Panel("slot")
        self._mark = IconMark(icons, "upload", "accent", 22)
        self._title = ElidedText("", "strong")
        self._hint = Text("", "small", wrap=True)
        self.choose = Button("Pilih berkas…", "outline", icons, "folder")
        self.make = Button("Buat dengan Lajur", "outline", icons, "release")
        self.template = Button("Buat dari templat", "plain", icons, "document")
        self.link = QLineEdit()
        self._error = Text("", "late", wrap=True)
        self._warnings = Text("", "near", wrap=True)
        self._agree = QCheckBox("Saya sudah membaca peringatan ini dan tetap melampirkannya")
        self.number, self.subject = QLineEdit(), QLineEdit()
        self.day = DateEdit(icons, "Tanggal surat", today, today)
        self._letter = QWidget()
        self._build(theme, templates, ask_letter)
        self._show_empty()

    def attachment(self) -> Attachment | None:
        """What was put here, None while it is empty, being looked at or refused."""
        if not self._path and not self._link():
            return None
        if self._pending or (self._warnings.text() and not self._agree.isChecked()):
            return None
        link = "" if self._path else self._link()
        return Attachment(
            self.kind.code,
            source=self._path,
            name=self._name if self._path else link,
            link=link,
            letter_number=self.number.text().strip(),
            letter_date=self.day.date(),
            letter_subject=self.subject.text().strip(),
            confirmed=self._agree.isChecked(),
        )

    def missing(self) -> str:
        """What is still missing here, as words inside a sentence; "" when it is filled."""
        if self._pending:
            return f"pemeriksaan {lower_first(self.kind.name)}"
        if self._path and self._warnings.text() and not self._agree.isChecked():
            return f"persetujuan peringatan {lower_first(self.kind.name)}"
        if self.attachment() is None:
            return lower_first(self.kind.name)
        if self._letter.isVisibleTo(self) and not (self.number.text().strip() and self.day.date()):
            return f"nomor dan tanggal {lower_first(self.kind.name)}"
        return ""

    def is_empty(self) -> bool:
        """True while nothing is in it."""
        return not self._path and not self._link()

    def pending(self) -> str:
        """Path of the file being looked at, "" if none."""
        return self._path if self._pending else ""

    def offer_file(self, path: str) -> None:
        """Takes a file of this computer and asks for a look into it; the answer comes by `show_inspection`."""
        self._path, self._name, self._pending = path, PurePath(path.replace("\\", "/")).name or path, True
        self._say("", ())
        self._show_file("Memeriksa berkas…")
        self.inspect_requested.emit(path)
        self.changed.emit()

    def show_inspection(self, path: str, problem: str, warnings: tuple[str, ...] = ()) -> None:
        """The answer for `path`: a sentence that refuses it, or warnings to agree to, or neither."""
        if path != self._path:
            return
        self._pending = False
        if problem:
            self._path = self._name = ""
            self._show_empty()
        else:
            self._show_file("Sudah diperiksa, siap dilampirkan.")
        self._say(problem, warnings)
        self.changed.emit()

    def show_making(self) -> None:
        """The form is being made."""
        self._title.set_whole("Lajur sedang menyiapkan dokumen ini…")
        self.make.setEnabled(False)

    def form_made(self, path: str, name: str) -> None:
        """The form made by Lajur is ready: it needs no inspection."""
        self._path, self._name, self._pending = path, name, False
        self.make.setEnabled(True)
        self._say("", ())
        self._show_file("Dibuat dengan Lajur, siap dilampirkan.")
        self.changed.emit()

    def show_problem(self, text: str) -> None:
        """What went wrong while making or saving something for this place; nothing in it is lost."""
        self.make.setEnabled(True)
        if self.is_empty():
            self._show_empty()
        self._say(text, ())

    def problem(self) -> str:
        """The sentence under the place now."""
        return self._error.text()

    def focus_editor(self) -> None:
        """Moves the focus to the first button."""
        (self.make if self.kind.form else self.choose).setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, theme: Theme, templates: bool, ask_letter: bool) -> None:
        name = self.kind.name
        self._ground.setMinimumHeight(theme.px(64))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._hint)
        row = QHBoxLayout(self._ground)
        row.setContentsMargins(16, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addLayout(words, 1)
        for button, shown in ((self.template, templates), (self.make, bool(self.kind.form)), (self.choose, True)):
            button.setAccessibleName(f"{button.text().strip()}: {name}")
            button.setVisible(shown)
            row.addWidget(button)
        self.make.setProperty("kind", "outline")
        self.choose.clicked.connect(self._choose)
        self.make.clicked.connect(self._make)
        self.template.clicked.connect(lambda: self.template_requested.emit(self.kind.code))
        self._column.addWidget(self._ground)
        self._build_link()
        self._build_letter(ask_letter)
        for each in (self._error, self._warnings, self._agree):
            each.hide()
            self._column.addWidget(each)
        self._agree.toggled.connect(lambda _on: self.changed.emit())

    def _build_link(self) -> None:
        self.link.setPlaceholderText("atau tulis alamatnya, misalnya https://git.kantor.go.id/aplikasi")
        self.link.setAccessibleName(f"Alamat {self.kind.name}")
        self.link.setMaxLength(NEVER_CUT)
        self.link.setVisible(self.kind.link)
        self.link.textEdited.connect(self._link_edited)
        self._column.addWidget(self.link)

    def _build_letter(self, ask_letter: bool) -> None:
        grid = QGridLayout(self._letter)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        fields = (
            (self.number, "Nomor surat", "B-117/17000/TI.210/2026", 0),
            (self.day.line, "Tanggal surat", formats.date_long(self._today), 1),
        )
        for line, label, example, place in fields:
            title = Text(label, "strong")
            title.setBuddy(line)
            line.setPlaceholderText(example)
            line.setAccessibleName(f"{label}, {self.kind.name}")
            grid.addWidget(title, 0, place)
            grid.addWidget(self.day if line is self.day.line else line, 1, place)
        title = Text("Perihal (opsional)", "strong")
        title.setBuddy(self.subject)
        self.subject.setAccessibleName(f"Perihal, {self.kind.name}")
        grid.addWidget(title, 2, 0, 1, 2)
        grid.addWidget(self.subject, 3, 0, 1, 2)
        for line in (self.number, self.subject):
            line.setMaxLength(NEVER_CUT)
            line.textEdited.connect(self.changed)
        self.day.changed.connect(self.changed)
        self._letter.setVisible(ask_letter)
        self._column.addWidget(self._letter)

    def _show_empty(self) -> None:
        self._ground.set_panel("slot")
        self._mark.set_mark("upload", "accent")
        self._title.set_whole("Letakkan berkas di sini")
        limit = formats.size(self._limit)
        self._hint.setText(f"atau tempel dengan Ctrl+V. Paling besar {limit}.")
        self.choose.set_words("Pilih berkas…")

    def _show_file(self, hint: str) -> None:
        self._ground.set_panel("quiet")
        self._mark.set_mark(file_icon(self._name), "accent")
        self._title.set_whole(self._name)
        self._hint.setText(hint)
        self.choose.set_words("Ganti…")

    def _say(self, problem: str, warnings: tuple[str, ...]) -> None:
        self._error.setText(problem)
        self._error.setVisible(bool(problem))
        self._warnings.setText("\n".join(warnings))
        self._warnings.setVisible(bool(warnings))
        self._agree.setChecked(False)
        self._agree.setVisible(bool(warnings))

    def _choose(self) -> None:
        dialog = QFileDialog(self, f"Pilih berkas: {self.kind.name}")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["Dokumen (*.pdf *.docx *.xlsx *.png *.jpg *.jpeg)", "Semua berkas (*)"])
        dialog.fileSelected.connect(self.offer_file)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _make(self) -> None:
        self.show_making()
        self.make_form_requested.emit(self.kind.code)

    def _link(self) -> str:
        text = self.link.text().strip()
        return text if text.lower().startswith(("https://", "http://")) and len(text) > len("https://") else ""

    def _link_edited(self) -> None:
        typed = self.link.text().strip()
        wrong = bool(typed) and not self._link() and not "https://".startswith(typed.lower())
        self._say("Tulis alamat lengkap yang diawali https:// atau http://." if wrong else "", ())
        self.changed.emit()
