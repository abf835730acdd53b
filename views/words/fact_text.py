"""Facts as a person reads them, on page, paper, Word template and command line alike. Without Qt."""

from __future__ import annotations

from models.people import Person
from models.project_file import FactValue
from models.sop.procedure import Fact, FactKind
from views.words import formats


def fact_text(fact: Fact, value: FactValue | None, people: tuple[Person, ...]) -> str:
    """The value in words; "" when there is none: dates long, choices by label, people by name.

    Rows become one line each, cells joined by a comma.
    """
    if not value:
        return ""
    match fact.kind:
        case FactKind.DATE:
            return formats.iso_long(value) if isinstance(value, str) else ""
        case FactKind.CHOICE:
            return dict(fact.choices).get(value, value) if isinstance(value, str) else ""
        case FactKind.CHECKLIST:
            labels = dict(fact.choices)
            return formats.joined([labels.get(each, each) for each in value if isinstance(each, str)])
        case FactKind.MEMBER:
            return _name(value, people) if isinstance(value, str) else ""
        case FactKind.MEMBERS:
            return formats.joined([_name(each, people) for each in value if isinstance(each, str)])
        case FactKind.ROWS:
            rows = [row_text(fact, row) for row in value if isinstance(row, dict)]
            return "\n".join(", ".join(cell for cell in row.values() if cell) for row in rows)
        case _:
            return value.strip() if isinstance(value, str) else ""


def row_text(fact: Fact, row: dict[str, str]) -> dict[str, str]:
    """One row of a ROWS fact: column key to cell, choices by label, "" for what is not told."""
    cells = {column.key: (dict(column.choices), row.get(column.key) or "") for column in fact.columns}
    return {key: labels.get(cell, cell) for key, (labels, cell) in cells.items()}


def _name(text: str, people: tuple[Person, ...]) -> str:
    """Of a login, or of a number as old offices kept it."""
    return next((person.name for person in people if text in (person.login, str(person.id))), text)
