"""Editors of things picked: a date, one choice, a checklist, one person, several persons."""

from __future__ import annotations

from datetime import date
from typing import override

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QRadioButton, QWidget

from models.people import Person
from models.performers import holders
from models.project_file import FactValue
from models.sop.procedure import Fact
from views.look import Look
from views.widgets.date_edit import DateEdit
from views.widgets.fact_field import FactField
from views.widgets.text import Text
from views.words.formats import date_long

FEW = 3
"""Up to so many choices stand open as radio buttons."""


class DateField(FactField):
    """DATE, as ISO text."""

    def __init__(self, look: Look, fact: Fact, today: date, parent: QWidget | None = None) -> None:
        super().__init__(look, fact, today, parent)
        self.editor = DateEdit(look.icons, fact.label, today, None if fact.future else today)
        self.adopt(self.editor.line)
        self.box.addWidget(self.editor)
        self.editor.changed.connect(self.tell)
        self.editor.line.editingFinished.connect(lambda: self.show_error(self.problem()))

    @override
    def value(self) -> FactValue:
        """ISO date, or what was typed where it cannot be read."""
        return self.editor.text()

    @override
    def set_value(self, value: FactValue) -> None:
        """Shows a stored ISO date."""
        self.editor.set_date(date.fromisoformat(value) if isinstance(value, str) and value else None)

    @override
    def problem(self) -> str:
        """A date that cannot be read is told with an example that can be typed here."""
        if self.editor.text() and self.editor.date() is None:
            example = date_long(self.today)
            return f"Tanggal ini tidak terbaca. Tulis misalnya {example}."
        return super().problem()

    @override
    def tell(self) -> None:
        """A half-typed date is no mistake yet: the sentence comes when the field is left."""
        if self.editor.date() is not None or not self.editor.text():
            self.show_error(self.problem())
        self.changed.emit()


class ChoiceField(FactField):
    """CHOICE: few and required as radio buttons, else a list."""

    def __init__(self, look: Look, fact: Fact, today: date, parent: QWidget | None = None) -> None:
        super().__init__(look, fact, today, parent)
        self._radios: dict[str, QRadioButton] = {}
        self._list: QComboBox | None = None
        if fact.required and len(fact.choices) <= FEW:
            self._build_radios()
        else:
            self._list = self._build_list()

    @override
    def value(self) -> FactValue:
        """The code of the choice, "" if none."""
        if self._list is not None:
            return str(self._list.currentData() or "")
        return next((code for code, radio in self._radios.items() if radio.isChecked()), "")

    @override
    def set_value(self, value: FactValue) -> None:
        """Shows a stored code."""
        if self._list is not None:
            self._list.setCurrentIndex(max(0, self._list.findData(value)))
        elif isinstance(value, str) and value in self._radios:
            self._radios[value].setChecked(True)

    def _build_radios(self) -> None:
        group = QButtonGroup(self)
        for code, label in self.fact.choices:
            radio = QRadioButton(label)
            radio.setAccessibleName(f"{self.fact.label}: {label}")
            group.addButton(radio)
            self.box.addWidget(radio)
            self._radios[code] = radio
            radio.clicked.connect(self.tell)
        self.label.setBuddy(next(iter(self._radios.values()), self))

    def _build_list(self) -> QComboBox:
        box = QComboBox()
        box.addItem("Pilih…", "")
        for code, label in self.fact.choices:
            box.addItem(label, code)
        self.adopt(box)
        self.box.addWidget(box)
        box.activated.connect(self.tell)
        return box


class ChecklistField(FactField):
    """CHECKLIST in two columns; complete when every item is ticked."""

    def __init__(self, look: Look, fact: Fact, today: date, parent: QWidget | None = None) -> None:
        super().__init__(look, fact, today, parent)
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(16)
        self._boxes: dict[str, QCheckBox] = {}
        for place, (code, label) in enumerate(fact.choices):
            box = QCheckBox(label)
            box.setAccessibleName(label)
            grid.addWidget(box, place // 2, place % 2)
            box.toggled.connect(self._toggled)
            self._boxes[code] = box
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._quiet = False
        self.box.addLayout(grid)
        self.label.setBuddy(next(iter(self._boxes.values()), self))

    @override
    def value(self) -> FactValue:
        """Codes of the ticked items."""
        return [code for code, box in self._boxes.items() if box.isChecked()]

    @override
    def set_value(self, value: FactValue) -> None:
        """Ticks the stored items."""
        self._quiet = True
        for code, box in self._boxes.items():
            box.setChecked(isinstance(value, list) and code in value)
        self._quiet = False

    @override
    def missing(self) -> str:
        """Says how many items are open."""
        left = len(self._boxes) - len(self.value())
        if not left or not self.fact.required:
            return ""
        return f"{left} bagian daftar periksa"

    def progress(self) -> str:
        """How many items are ticked."""
        return f"{len(self.value())} dari {len(self._boxes)} bagian sudah dicentang"

    def _toggled(self) -> None:
        if not self._quiet:
            self.tell()


class MemberField(FactField):
    """MEMBER: one person who holds the role, kept as login."""

    def __init__(
        self, look: Look, fact: Fact, people: tuple[Person, ...], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, fact, today, parent)
        self._people = people
        self.editor = QComboBox()
        self.editor.addItem("Pilih orang…", "")
        for person in _by_name(people, fact.role):
            self.editor.addItem(person_line(person), person.login)
        self.adopt(self.editor)
        self.box.addWidget(self.editor)
        if self.editor.count() == 1:
            self.box.addWidget(Text("Belum ada orang dengan peran ini. Administrator dapat menambahkannya.", "near"))
        self.editor.activated.connect(self.tell)

    @override
    def value(self) -> FactValue:
        """The login, "" if none."""
        return str(self.editor.currentData() or "")

    @override
    def set_value(self, value: FactValue) -> None:
        """Shows a stored login, also of a person who has lost the role since."""
        place = self.editor.findData(value)
        if place < 0 and isinstance(value, str):
            name = next((each.name for each in self._people if each.login == value), value)
            self.editor.addItem(f"{name} (tidak lagi memegang peran ini)", value)
            place = self.editor.count() - 1
        self.editor.setCurrentIndex(max(0, place))


class MembersField(FactField):
    """MEMBERS: several persons who hold the role, kept as logins."""

    def __init__(
        self, look: Look, fact: Fact, people: tuple[Person, ...], today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, fact, today, parent)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(6)
        self._boxes: dict[str, QCheckBox] = {}
        self._people = people
        for person in _by_name(people, fact.role):
            self._add(person.login, person.name)
        if not self._boxes:
            self.box.addWidget(Text("Belum ada orang dengan peran ini. Administrator dapat menambahkannya.", "near"))
        row = QHBoxLayout()
        row.addLayout(self._grid, 1)
        self.box.addLayout(row)
        self.label.setBuddy(next(iter(self._boxes.values()), self))

    @override
    def value(self) -> FactValue:
        """Logins of the ticked persons."""
        return [login for login, box in self._boxes.items() if box.isChecked()]

    @override
    def set_value(self, value: FactValue) -> None:
        """Ticks the stored logins."""
        chosen = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
        for login in chosen:
            if login not in self._boxes:
                self._add(login, next((each.name for each in self._people if each.login == login), login))
        for login, box in self._boxes.items():
            box.blockSignals(True)
            box.setChecked(login in chosen)
            box.blockSignals(False)

    def _add(self, login: str, name: str) -> None:
        box = QCheckBox(name)
        box.setAccessibleName(name)
        place = len(self._boxes)
        self._grid.addWidget(box, place // 2, place % 2)
        box.toggled.connect(self.tell)
        self._boxes[login] = box


def _by_name(people: tuple[Person, ...], role: str) -> list[Person]:
    return sorted(holders(people, role), key=lambda person: person.name.casefold())


def person_line(person: Person) -> str:
    """Name and, where known, the team."""
    return f"{person.name}, {person.team}" if person.team else person.name
