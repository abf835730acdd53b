"""Facts as a person reads them: dates long, choices by label, people by name. Without Qt."""

from __future__ import annotations

from models.people import Person
from models.project_file import FactValue
from models.sop.procedure import Fact, FactKind
from views.words import formats


def fact_text(fact: Fact, value: FactValue | None, people: tuple[Person, ...]) -> str:
    """The value in words; "" when there is none. Rows become one line each, cells joined by a comma."""
    if not value:
        return ""
    match fact.kind:
        case FactKind.DATE:
            return formats.iso_long(value) if isinstance(value, str) else ""
        case FactKind.CHOICE:
            return dict(fact.choices).get(value, value) if isinstance(value, str) else ""
        case FactKind.CHECKLIST:
            labels = dict(fact.choices)
            return ", ".join(labels.get(each, each) for each in value if isinstance(each, str))
        case FactKind.MEMBER:
            return _name(value, people) if isinstance(value, str) else ""
        case FactKind.MEMBERS:
            return formats.joined([_name(each, people) for each in value if isinstance(each, str)])
        case FactKind.ROWS:
            return "\n".join(_row(fact, row) for row in value if isinstance(row, dict))
        case _:
            return value if isinstance(value, str) else ""


def _name(login: str, people: tuple[Person, ...]) -> str:
    return next((person.name for person in people if person.login == login), login)


def _row(fact: Fact, row: dict[str, str]) -> str:
    cells = ((dict(column.choices), row.get(column.key, "")) for column in fact.columns)
    return ", ".join(labels.get(cell, cell) for labels, cell in cells if cell)
