"""What papers ask of a project file: facts by key or by binding, signers, names of things. Missing is always ""."""

from __future__ import annotations

from models.office import Signer
from models.people import Person
from models.performers import head_step
from models.project_file import DocumentVersion, ProjectFile, Release
from models.sop.forms import RELEASE_NOTICE
from models.sop.procedure import DocumentKind
from views.words import formats
from views.words.fact_text import fact_text, row_text

HASH_SHOWN = 16
"""Characters of a SHA-256 that papers print."""


def shown(project: ProjectFile, key: str) -> str:
    """A fact as people read it: dates long, choices by label, lists joined; "" when there is none."""
    for fact in project.sop.facts:
        if fact.key == key:
            return fact_text(fact, project.facts.get(fact.key), project.people)
    return project.text(key)


def bound(project: ProjectFile, binds: str) -> str:
    """The fact that the SOP binds to `binds`, as people read it."""
    for fact in project.sop.facts:
        if fact.binds == binds:
            return fact_text(fact, project.facts.get(fact.key), project.people)
    return ""


def table_rows(project: ProjectFile, key: str, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A ROWS fact as tuples numbered from 1, the columns by key, choices by label."""
    fact = next((fact for fact in project.sop.facts if fact.key == key), None)
    rows = [row_text(fact, row) if fact else row for row in project.rows(key)]
    return [(str(number), *(row.get(column, "") for column in columns)) for number, row in enumerate(rows, 1)]


def newest_release(project: ProjectFile) -> Release | None:
    """The release a notice speaks of."""
    return project.releases[-1] if project.releases else None


def form_number(project: ProjectFile, form: str) -> str:
    """The program's own number of a form; a release notice carries its release's."""
    number = project.numbers.get(form, "")
    release = newest_release(project)
    return number or (release.number if release and form == RELEASE_NOTICE else "")


def release_version(project: ProjectFile) -> str:
    """The version as typed, else the release's own."""
    release = newest_release(project)
    typed = bound(project, "release_version") or (release.version if release else "")
    return typed.strip()


def release_date(project: ProjectFile) -> str:
    """The day of release in long form."""
    release = newest_release(project)
    return bound(project, "release_date") or (formats.date_long(release.released) if release else "")


def letter(project: ProjectFile) -> str:
    """The request's letter: number, date and subject, as far as they are known."""
    number, day, subject = (bound(project, name) for name in ("letter_number", "letter_date", "letter_subject"))
    text = f"Nota dinas Nomor {number}" if number else "Nota dinas" if day or subject else ""
    return text + (f" tanggal {day}" if day else "") + (f" hal {subject}" if subject else "")


def coordinator_role(project: ProjectFile) -> str:
    """Code of the role the disposition is addressed to."""
    return next((fact.role for fact in project.sop.facts if fact.binds == "coordinator"), "")


def head_role(project: ProjectFile) -> str:
    """Code of the role that gives the disposition."""
    return head_step(project.sop).roles[0]


def signer(project: ProjectFile, person: Person | None, role: str) -> Signer:
    """Who signs in that role. A deputy signs with "Plh." or "Plt." before the office deputised for.

    The office is the role's title; a longer wording of the same office in the person's own title is preferred.
    """
    office = role_title(project, role)
    if person is None:
        return Signer(title=office)
    prefix = dict(person.acting).get(role, "")
    same = person.title.split()[:1] == office.split()[:1]
    return Signer(
        title=person.title if same and not prefix else office, name=person.name, nip=person.nip, prefix=prefix
    )


def role_title(project: ProjectFile, role: str) -> str:
    """Title of a role, "" when the SOP has none of that code."""
    return next((each.title for each in project.sop.roles if each.code == role), "")


def current_documents(project: ProjectFile, form: str = "") -> list[DocumentVersion]:
    """Documents in force in the order of the steps.

    With a form: only what is there when that paper is made, neither itself nor anything of a later step.
    """
    made = {document.code: document.step for document in _kinds(project) if form and document.form == form}
    last = max(made.values(), default=project.sop.last_step)
    kept = [each for each in project.documents if each.status == "current" and each.kind not in made]
    return sorted((each for each in kept if each.step <= last), key=lambda each: (each.step, each.kind, each.id))


def _kinds(project: ProjectFile) -> list[DocumentKind]:
    return [document for step in project.sop.steps for document in step.documents]


def fingerprint(document: DocumentVersion) -> str:
    """The first characters of its SHA-256; the address where a link stands in for a file."""
    return document.sha256[:HASH_SHOWN] or (f"tautan: {document.link}" if document.link else "")
