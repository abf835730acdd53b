"""Word templates of the office filled with what the project knows. Runs in the press or the command line only."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Mapping
from io import BytesIO

from docxtpl import DocxTemplate

from desktop.paths import resource
from desktop.workers.press_requests import TEMPLATES
from models.errors import NotFound
from models.office import OfficeSettings
from models.people import Person
from models.project_file import DocumentVersion, ProjectFile
from views.words import formats
from views.words.fact_text import fact_text, row_text
from views.words.formats import DOTS
from views.words.words import Words

_FIXED = (1980, 1, 1, 0, 0, 0)
_EMPTY_ROWS = 5
_PREFIXES = {
    "functional": "F", "performance": "K", "usability": "U", "interface": "A", "database": "B", "security": "M",
    "constraint": "C",
}  # fmt: skip


def fill(kind: str, project: ProjectFile, office: OfficeSettings | None = None) -> bytes:
    """The DOCX of a kind's template; what is not known yet stands as dots. The same facts give the same bytes.

    Raises NotFound(what="template") for a kind without one.
    """
    if kind not in TEMPLATES:
        raise NotFound(what="template", key=kind)
    template = DocxTemplate(str(resource("templates", TEMPLATES[kind])))
    template.render(_context(kind, project, office or OfficeSettings()), autoescape=True)
    buffer = BytesIO()
    template.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _context(kind: str, project: ProjectFile, office: OfficeSettings) -> dict[str, object]:
    card, identity = project.card, project.sop.identity
    return {
        "dots": DOTS,
        "letterhead": {"lines": [_clean(line) for line in office.letterhead.lines]},
        "sop": {"number": project.sop.code, "name": identity.name},
        "project": {"name": _clean(card.name), "number": card.number, "team": _clean(card.team)},
        "text": _Known(_texts(project)),
        "people": _people(project),
        "sign": {
            "requester": _signer(project.requester, "Ketua Tim Terkait"),
            "coordinator": _signer(project.coordinator, "PJK Layanan Aplikasi"),
            "head": _signer(project.head, "Ketua Tim TIP"),
        },
        "document": _document(kind, project),
        "srs": {"version": _newest(project, "SRS")},
        "sra": {"version": _newest(project, "SRA")},
        "requirements": {name: [f"{letter}-{n:02d}" for n in range(1, 6)] for name, letter in _PREFIXES.items()},
        "blank_rows": list(range(_EMPTY_ROWS)),
        "test": _test(kind, project),
    }


class _Known(dict[str, str]):
    """Texts by fact key; dots for what nobody has told yet."""

    def __missing__(self, _key: str) -> str:
        return DOTS


def _texts(project: ProjectFile) -> dict[str, str]:
    facts, people = project.facts, project.people
    texts = {fact.key: _clean(fact_text(fact, facts.get(fact.key), people)) for fact in project.sop.facts}
    return {key: text for key, text in texts.items() if text}


def _people(project: ProjectFile) -> dict[str, str]:
    return {
        "requester": _named(project.requester),
        "coordinator": _named(project.coordinator),
        "programmers": formats.joined([_clean(each.name) for each in project.programmers]) or DOTS,
    }


def _named(person: Person | None) -> str:
    return _clean(person.name) if person and person.name else DOTS


def _signer(person: Person | None, otherwise: str) -> dict[str, str]:
    if person is None:
        return {"title": otherwise, "name": DOTS, "nip": DOTS}
    return {
        "title": _clean(person.title) or otherwise,
        "name": _named(person),
        "nip": formats.nip(person.nip) or DOTS,
    }


def _document(kind: str, project: ProjectFile) -> dict[str, object]:
    earlier = [each for each in project.documents if each.kind == kind]
    version = max((each.version for each in earlier), default=0) + 1
    rows = [
        {
            "version": str(each.version),
            "date": formats.date_long(formats.local(each.attached).date()),
            "by": _clean(each.attached_by),
            "change": Words().document_status(each.status),
        }
        for each in earlier
    ]
    rows.append({"version": str(version), "date": DOTS, "by": DOTS, "change": DOTS})
    return {
        "name": _kind_name(kind, project),
        "version": version,
        "step": next((step.number for step in project.sop.steps if kind in _kinds(step.documents)), project.card.step),
        "round": project.card.round,
        "versions": rows,
    }


def _kinds(documents: tuple[object, ...]) -> set[str]:
    return {getattr(each, "code", "") for each in documents}


def _kind_name(kind: str, project: ProjectFile) -> str:
    try:
        return project.sop.document(kind).name
    except KeyError:
        return kind


def _newest(project: ProjectFile, kind: str) -> str:
    current = [each for each in project.documents if each.kind == kind and each.status == "current"]
    if not current:
        return DOTS
    newest = max(current, key=_version)
    return f"versi {newest.version}, {formats.date_long(formats.local(newest.attached).date())}"


def _version(document: DocumentVersion) -> int:
    return document.version


def _test(kind: str, project: ProjectFile) -> dict[str, object]:
    first = kind == "UJ1"
    name, step = ("first_test", 6) if first else ("final_test", 8)
    texts = _Known(_texts(project))
    scenarios = project.rows(f"{name}_scenarios")
    results = [row.get("result", "") for row in scenarios]
    tally = f"{len(results)}; lulus {results.count('passed')}, gagal {results.count('failed')}"
    return {
        "version": texts["prototype_version" if first else "candidate_version"],
        "date": texts[f"{name}_date"],
        "environment": texts[f"{name}_environment" if first else "environment"],
        "people": formats.joined(_testers(project)) or DOTS,
        "scenarios": _scenarios(f"{name}_scenarios", scenarios, project),
        "summary": tally if results else DOTS,
        "findings": _findings(project, step),
        "conclusion": texts[f"{name}_conclusion"],
    }


def _testers(project: ProjectFile) -> list[str]:
    """Everyone who takes part in a test, each once."""
    everyone = (project.requester, project.coordinator, *project.programmers)
    return list(dict.fromkeys(_clean(each.name) for each in everyone if each and each.name))


def _scenarios(key: str, rows: list[dict[str, str]], project: ProjectFile) -> list[Mapping[str, str]]:
    fact = next((fact for fact in project.sop.facts if fact.key == key), None)
    told = [row_text(fact, row) if fact else row for row in rows]
    shown = [_Known({name: _clean(text) for name, text in row.items() if text}) for row in told]
    return list(shown) or [_Known() for _ in range(_EMPTY_ROWS)]


def _findings(project: ProjectFile, step: int) -> list[Mapping[str, str]]:
    words = Words()
    found = [
        _Known(
            number=str(each.number),
            description=_clean(each.description),
            severity=words.severity(each.severity),
            status=words.finding_status(each.status),
            action=_clean(each.action or each.reason) or DOTS,
        )
        for each in project.findings
        if each.step == step
    ]
    return list(found) or [_Known() for _ in range(3)]


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold; line breaks stay."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Cn"})


def _with_fixed_times(content: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as made, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _FIXED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fixed.writestr(entry, made.read(name))
    return buffer.getvalue()
