"""Why a paper is still a draft, and the name of its file; without ReportLab, for the window."""

from __future__ import annotations

from models.people import Person
from models.project_file import ProjectFile
from models.sop.forms import Form
from views.paper.lookups import bound, form_number, release_date, release_version

REASONS = {
    "number_missing": "nomor belum ditetapkan",
    "version_missing": "versi rilis belum diisi",
    "date_missing": "tanggal belum diisi",
    "coordinator_missing": "penanggung jawab belum ditetapkan",
    "head_missing": "penyetuju belum ditetapkan",
    "instruction_missing": "isi disposisi belum diisi",
}
"""Code to the words on the paper."""


def draft_reasons(form: str, project: ProjectFile) -> tuple[str, ...]:
    """Codes (keys of REASONS) saying why `form` would carry KONSEP; empty for a finished paper.

    An unknown form, and the project card, are never drafts.
    """
    checks = {
        "release_notice": {
            "number_missing": form_number(project, form),
            "version_missing": release_version(project),
            "date_missing": release_date(project),
            "coordinator_missing": _name(project.coordinator),
            "head_missing": _name(project.head),
        },
        "completion_report": {
            "number_missing": form_number(project, form),
            "coordinator_missing": _name(project.coordinator),
        },
        "disposition": {
            "instruction_missing": instruction(project),
            "date_missing": bound(project, "disposition_date"),
            "coordinator_missing": _name(project.coordinator),
            "head_missing": _name(project.head),
        },
    }
    return tuple(code for code, value in checks.get(form, {}).items() if not value.strip())


def draft_words(form: str, project: ProjectFile) -> tuple[str, ...]:
    """The same as words for the edge of the paper."""
    return tuple(REASONS[code] for code in draft_reasons(form, project))


def instruction(project: ProjectFile) -> str:
    """The order of the disposition, as typed or as recorded last."""
    recorded = project.dispositions[-1].instruction if project.dispositions else ""
    return bound(project, "disposition_instruction") or recorded


def _name(person: Person | None) -> str:
    return person.name if person else ""


def file_name(form: Form, project: ProjectFile) -> str:
    """A name for the saved file, without folders: "Release Notice RN-2026-003 PRJ-2026-014.pdf"."""
    parts = (form.title, form_number(project, form.code), project.card.number)
    text = " ".join(part for part in parts if part)
    return "".join(c if c.isalnum() or c in " -_.()" else "-" for c in text).strip(" .")[:120] + ".pdf"
