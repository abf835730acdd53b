"""Which printed forms there are: code, title, number series, paper sizes, and the facts that each prints. Pure.

How a form is drawn is in views/paper, in the module that is named in views/paper/forms.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

RELEASE_NOTICE = "release_notice"
TEST_RECORD = "test_record"


@dataclass(frozen=True, slots=True)
class Form:
    """One printed form. series: prefix of its numbers, "" where it has none. papers: sizes it is laid out for.

    facts: keys of the SOP's facts that it prints; bound: bindings of those that it finds whatever their key.
    document: a SOP may name it as the form of a document kind.
    """

    code: str
    title: str
    series: str = ""
    papers: tuple[str, ...] = ("A4", "F4")
    facts: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    document: bool = True

    @property
    def numbered(self) -> bool:
        """The program gives it a number of its own (PublishRelease)."""
        return bool(self.series)


_LETTER = ("letter_number", "letter_date", "letter_subject")

FORMS: Mapping[str, Form] = MappingProxyType(
    {
        form.code: form
        for form in (
            Form(
                RELEASE_NOTICE,
                "Release Notice",
                "RN",
                facts=(
                    "release_type", "release_summary", "release_features", "release_impact", "final_test_date",
                    "environment", "application_address", "source_tag", "installation", "backup", "rollback",
                    "downtime",
                ),
                bound=("release_version", "release_date", "test_conclusion", "coordinator"),
            ),
            Form(
                "completion_report",
                "Laporan Penyelesaian",
                "LP",
                facts=(
                    "background", "purpose", "scope", "results", "requirements_met", "requirement_count",
                    "first_test_conclusion", "first_test_date", "first_test_scenarios", "final_test_conclusion",
                    "final_test_date", "final_test_scenarios", "difficulties", "suggestions", "maintenance_owner",
                    "maintenance_plan",
                ),
                bound=(*_LETTER, "disposition_date", "release_version", "release_date", "coordinator"),
            ),
            Form(
                "disposition",
                "Lembar Disposisi",
                papers=("A4", "F4", "A5"),
                facts=(
                    "received_date", "agenda_number", "letter_enclosures", "urgency", "data_class", "disposition_due",
                ),
                bound=(*_LETTER, "disposition_date", "disposition_instruction", "coordinator"),
            ),
            Form("project_card", "Kartu Proyek", facts=("contact",), bound=(*_LETTER, "wished_date"), document=False),
        )
    }
)  # fmt: skip
"""Form code to form."""

DOCUMENT_FORMS = frozenset(form.code for form in FORMS.values() if form.document)
"""Forms that a document kind of a SOP may name."""


def number_series(form: str) -> str:
    """Prefix of a form's numbers, "" where it has no series of its own. Test records are numbered, never printed."""
    return "BA" if form == TEST_RECORD else FORMS[form].series if form in FORMS else ""
