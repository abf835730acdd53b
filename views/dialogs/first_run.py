"""First run: which database. The path is tested outside while it is typed; the answer is a sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import override

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from views.dialogs.form_dialog import FormDialog
from views.icons import Icons
from views.look import Look
from views.widgets.marks import Logo
from views.widgets.text import Button, IconMark, Panel, Text


class FoundingChoice(StrEnum):
    """What the person wants to work with."""

    OPEN = "open"
    CREATE = "create"
    TRAINING = "training"


class PlaceCard(Panel):
    """One of the three ways, with its path where it needs one."""

    def __init__(
        self,
        icons: Icons,
        icon: str,
        radio: QRadioButton,
        hint: str,
        path: QWidget | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("quiet", parent)
        self.radio = radio
        words = QVBoxLayout()
        words.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(radio)
        head.addWidget(IconMark(icons, icon, "accent", 22))
        names = QVBoxLayout()
        names.setSpacing(1)
        title = Text(radio.accessibleName(), "strong", wrap=True)
        title.setBuddy(radio)
        names.addWidget(title)
        names.addWidget(Text(hint, "small", wrap=True))
        head.addLayout(names, 1)
        words.addLayout(head)
        if path is not None:
            place = QHBoxLayout()
            place.setContentsMargins(66, 0, 0, 0)
            place.addWidget(path)
            words.addLayout(place)
        row = QVBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.addLayout(words)


class FirstRun(FormDialog):
    """Signals: test_requested(place, path) -> show_test(path, ok, sentence); chosen(place, path) -> show_saving() …

    `place` is a Place value ("open", "create", "training"); path "" for the training office.
    """

    test_requested = Signal(str, str)
    chosen = Signal(str, str)

    def __init__(self, look: Look, path: str = "", procedure: str = "", parent: QWidget | None = None) -> None:
        super().__init__(look, "Lajur", parent)
        self._width = 620
        self._sound = False
        self._group = QButtonGroup(self)
        self._places: dict[FoundingChoice, QRadioButton] = {}
        self._cards: dict[FoundingChoice, PlaceCard] = {}
        self._boxes: dict[FoundingChoice, QWidget] = {}
        self.open_path, self.create_path = QLineEdit(path), QLineEdit()
        self._told = {
            FoundingChoice.OPEN: Text("", "small", wrap=True),
            FoundingChoice.CREATE: Text("", "small", wrap=True),
        }
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(250)
        self._wait.timeout.connect(self._test)
        self._build(procedure)
        self.main.set_words("Lanjut")
        self.main.clicked.connect(self._choose)
        self.cancel.set_words("Keluar")
        self._select(FoundingChoice.OPEN)

    def place(self) -> FoundingChoice:
        """The chosen way."""
        return next(place for place, radio in self._places.items() if radio.isChecked())

    def path(self) -> str:
        """The path of the chosen way, "" for the training office."""
        lines = {FoundingChoice.OPEN: self.open_path, FoundingChoice.CREATE: self.create_path}
        line = lines.get(self.place())
        return line.text().strip() if line else ""

    def show_test(self, path: str, ok: bool, sentence: str) -> None:
        """What the test of `path` found; an answer for a path that has changed since is ignored."""
        if path != self.path() or self.place() is FoundingChoice.TRAINING:
            return
        told = self._told[self.place()]
        told.set_kind("ok" if ok else "late")
        told.setText(sentence)
        self._sound = ok
        self.fit()
        self.refresh()

    @override
    def refresh(self) -> None:
        if self.saving:
            return
        ready = self.place() is FoundingChoice.TRAINING or self._sound
        self.main.setEnabled(ready)
        self.hint.setText("" if ready else "Tulis alamat yang dapat dipakai untuk melanjutkan.")

    def _build(self, procedure: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        logo = Logo(self.theme)
        logo.setFixedSize(30, 30)
        head.addWidget(logo)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text("Selamat datang di Lajur", "title"))
        if procedure:
            names.addWidget(Text(f"Papan kerja {procedure}", "small"))
        head.addLayout(names, 1)
        self.body.addLayout(head)
        self.body.addWidget(Text("Di mana basis data bersama disimpan?", "section"))
        self._add(
            FoundingChoice.OPEN,
            "folder",
            "Buka basis data yang sudah ada",
            "Pilih ini jika rekan Anda sudah memakai Lajur.",
            self._path_box(FoundingChoice.OPEN, self.open_path, "Alamat basis data"),
        )
        self._add(
            FoundingChoice.CREATE,
            "new",
            "Buat basis data baru",
            "Untuk kantor yang baru mulai. Pilih folder bersama yang dapat ditulis semua anggota tim.",
            self._path_box(FoundingChoice.CREATE, self.create_path, "Alamat basis data baru"),
        )
        self._add(
            FoundingChoice.TRAINING,
            "training",
            "Coba dengan data contoh",
            "Tersimpan di komputer ini saja. Tidak terlihat orang lain.",
            None,
        )
        self.body.addStretch(1)

    def _add(self, place: FoundingChoice, icon: str, title: str, hint: str, path: QWidget | None) -> None:
        radio = QRadioButton()
        radio.setAccessibleName(title)
        radio.setAccessibleDescription(hint)
        self._group.addButton(radio)
        self._places[place] = radio
        self._cards[place] = PlaceCard(self.icons, icon, radio, hint, path)
        radio.toggled.connect(lambda on: self._show_place() if on else None)
        self.body.addWidget(self._cards[place])

    def _path_box(self, place: FoundingChoice, line: QLineEdit, name: str) -> QWidget:
        box = QWidget()
        line.setAccessibleName(name)
        line.setPlaceholderText(r"\\server\folder\lajur.db")
        line.textEdited.connect(self._typed)
        browse = Button("Telusuri…")
        browse.setAccessibleName(f"Telusuri: {name}")
        browse.clicked.connect(lambda: self._browse(place))
        row = QHBoxLayout()
        row.addWidget(line, 1)
        row.addWidget(browse)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(row)
        column.addWidget(self._told[place])
        box.hide()
        self._boxes[place] = box
        return box

    def _select(self, place: FoundingChoice) -> None:
        self._places[place].setChecked(True)
        self._show_place()

    def _show_place(self) -> None:
        self._sound = False
        for place, card in self._cards.items():
            chosen = place is self.place()
            card.set_panel("soft" if chosen else "quiet")
            if place in self._told:
                self._told[place].setText("")
                self._boxes[place].setVisible(chosen)
        self.fit()
        self._typed()

    def _line(self, place: FoundingChoice) -> QLineEdit:
        return self.open_path if place is FoundingChoice.OPEN else self.create_path

    def _typed(self) -> None:
        self._sound = False
        if self.path():
            self._told[self.place()].set_kind("small")
            self._told[self.place()].setText("Memeriksa…")
            self._wait.start()
        self.refresh()

    def _test(self) -> None:
        if self.path():
            self.test_requested.emit(self.place().value, self.path())

    def _browse(self, place: FoundingChoice) -> None:
        dialog = QFileDialog(self, "Basis data Lajur")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setNameFilters(["Basis data Lajur (*.db)", "Semua berkas (*)"])
        if place is FoundingChoice.CREATE:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("db")
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, True)
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._browsed(place, path))
        dialog.open()

    def _browsed(self, place: FoundingChoice, path: str) -> None:
        self._line(place).setText(path)
        self._typed()

    def _choose(self) -> None:
        if self.main.isEnabled() and not self.saving:
            self.chosen.emit(self.place().value, self.path())
