"""Which editor a fact gets."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from models.people import Person
from models.sop.procedure import Fact, FactKind
from views.look import Look
from views.widgets.fact_field import FactField
from views.widgets.fact_field_choice import ChecklistField, ChoiceField, DateField, MemberField, MembersField
from views.widgets.fact_field_rows import RowsField
from views.widgets.fact_field_text import LongTextField, TextField

_PLAIN: dict[FactKind, type[FactField]] = {
    FactKind.TEXT: TextField,
    FactKind.LONG_TEXT: LongTextField,
    FactKind.DATE: DateField,
    FactKind.CHOICE: ChoiceField,
    FactKind.CHECKLIST: ChecklistField,
    FactKind.ROWS: RowsField,
}


def fact_field(
    look: Look, fact: Fact, people: tuple[Person, ...], today: date, parent: QWidget | None = None
) -> FactField:
    """The editor of `fact`. FINDINGS have their own (findings_field.py): their values are records."""
    if fact.kind is FactKind.MEMBER:
        return MemberField(look, fact, people, today, parent)
    if fact.kind is FactKind.MEMBERS:
        return MembersField(look, fact, people, today, parent)
    return _PLAIN[fact.kind](look, fact, today, parent)
