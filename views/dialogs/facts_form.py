"""Many facts at once: pairs of short ones side by side, long ones over the whole width."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from models.people import Person
from models.project_file import FactValue
from models.sop.procedure import Fact, FactKind
from views.look import Look
from views.widgets.fact_field import FactField
from views.widgets.fact_fields import fact_field

_SHORT = (FactKind.TEXT, FactKind.DATE, FactKind.CHOICE, FactKind.MEMBER)


class FactsForm(QWidget):
    """Fields for `facts`, in their order. FINDINGS are left out: they are records, not facts."""

    changed = Signal()

    def __init__(
        self,
        look: Look,
        facts: tuple[Fact, ...],
        stored: Mapping[str, FactValue],
        people: tuple[Person, ...],
        today: date,
        wide: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._stored = stored
        self.fields: dict[str, FactField] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        row = column = 0
        for fact in facts:
            if fact.kind is FactKind.FINDINGS:
                continue
            field = fact_field(look, fact, people, today)
            if value := stored.get(fact.key):
                field.set_value(value)
            field.changed.connect(self.changed)
            self.fields[fact.key] = field
            short = fact.kind in _SHORT and fact.key not in wide
            if not short and column:
                row, column = row + 1, 0
            grid.addWidget(field, row, column, 1, 1 if short else 2, Qt.AlignmentFlag.AlignTop)
            row, column = (row, 1) if short and not column else (row + 1, 0)

    def facts(self) -> dict[str, FactValue]:
        """Values in order that differ from the stored ones."""
        told: dict[str, FactValue] = {}
        for key, field in self.fields.items():
            if not field.problem():
                value = field.clean_value()
                if value != self._stored.get(key, [] if isinstance(value, list) else ""):
                    told[key] = value
        return told

    def missing(self) -> list[str]:
        """What is open or wrong, as words inside a sentence."""
        return [text for field in self.fields.values() if (text := field.missing())]

    def wrong(self) -> list[str]:
        """Only what was typed wrongly."""
        return [field.missing() for field in self.fields.values() if field.problem()]
