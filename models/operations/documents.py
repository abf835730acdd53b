"""Documents of a project: attached as new versions, withdrawn. The files themselves are placed by writing.py."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from models import rules
from models.errors import BadDocument, BadInput, NotFound
from models.facts import EARLIEST, LATEST, REASON_LIMIT, TEXT_LIMIT, plain_text
from models.obstacles import Obstacle, Why
from models.operations.facts import bound_text
from models.operations.write_context import WriteContext, WriteOutcome, refuse
from models.records.live_project import LiveProject
from models.requests import AttachDocument, Attachment, WithdrawDocument
from models.sop.procedure import DocumentKind
from models.storage.tables import DocumentRow

LINK_LIMIT = 2_000
_LETTER = ("letter_number", "letter_date", "letter_subject")


def attach(context: WriteContext, live: LiveProject, attachments: tuple[Attachment, ...]) -> list[DocumentRow]:
    """Adds one document version for each attachment; an earlier current version is superseded. Raises BadDocument."""
    return [_attach(context, live, index, each) for index, each in enumerate(attachments)]


def _attach(context: WriteContext, live: LiveProject, index: int, attachment: Attachment) -> DocumentRow:
    kind = _kind(live, attachment)
    link = _link(kind, attachment)
    earlier = [document for document in live.documents if document.kind == kind.code]
    placed = context.placed.get(index)
    row = DocumentRow(
        project_id=live.row.id,
        kind=kind.code,
        step=kind.step,
        round=_round(live, kind.step),
        version=1 + max((document.version for document in earlier), default=0),
        name=placed.name if placed else attachment.name or link,
        size=placed.size if placed else 0,
        sha256=placed.sha256 if placed else "",
        media=placed.media if placed else "",
        attached_at=context.at,
        attached_by=context.actor.id,
        path=placed.path if placed else "",
        link=link,
        **_letter(context, live, kind, attachment),
    )
    for document in earlier:
        if document.status == "current":
            live.alter(document, status="superseded")
            live.replaced.append(document)
    live.add(row)
    return row


def _kind(live: LiveProject, attachment: Attachment) -> DocumentKind:
    try:
        return live.sop.document(attachment.kind)
    except KeyError:
        name = attachment.name or attachment.source
        raise BadDocument(problem="unknown_kind", kind=attachment.kind, name=name) from None


def _link(kind: DocumentKind, attachment: Attachment) -> str:
    """The checked address of a link, "" for a file."""
    if attachment.source:
        return ""
    link = attachment.link.strip()
    if not link:
        raise BadDocument(problem="missing", name=attachment.name)
    if not kind.link:
        raise BadDocument(problem="no_link", name=kind.name, kind=kind.code)
    plain = link.isprintable() and " " not in link and len(link) <= LINK_LIMIT
    if not plain or not _is_web_address(link):
        raise BadDocument(problem="bad_link", name=plain_text(link[:80], TEXT_LIMIT, kind.name))
    return link


def _is_web_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _round(live: LiveProject, step: int) -> int:
    """The round of the step that the document belongs to: its latest, 1 before it was ever entered."""
    return max((v.round for v in live.visits if v.step == step and v.result != "undone"), default=1)


def _letter(context: WriteContext, live: LiveProject, kind: DocumentKind, attachment: Attachment) -> dict[str, Any]:
    """Number, date and subject of an official letter: as typed with the file, else as the project's facts say.

    What was typed with the file is written to the facts that are still empty.
    """
    if not kind.letter:
        return {}
    day = attachment.letter_date
    if day is not None and not EARLIEST <= day <= LATEST:
        raise BadInput(problem="bad_date", field=kind.name, value=day.isoformat())
    if day is not None and day > context.today:
        raise BadInput(problem="future_date", field=kind.name, day=day)
    typed = {
        "letter_number": plain_text(attachment.letter_number, TEXT_LIMIT, kind.name),
        "letter_date": day.isoformat() if day else "",
        "letter_subject": plain_text(attachment.letter_subject, TEXT_LIMIT, kind.name),
    }
    for fact in live.sop.step(kind.step).facts:
        if fact.binds in _LETTER and typed[fact.binds] and not live.facts.get(fact.key):
            live.set_fact(fact.key, typed[fact.binds])
    return {name: typed[name] or bound_text(live.sop, live.facts, name) for name in _LETTER}


def attach_document(context: WriteContext, request: AttachDocument) -> WriteOutcome:
    """Attaches files or links, by somebody with a part in the present step."""
    live = context.project(request)
    refuse(rules.edit_obstacles(live.sop, live.standing(), context.actor))
    return WriteOutcome("attach_document", [live], documents=attach(context, live, request.attachments))


def withdraw_document(context: WriteContext, request: WithdrawDocument) -> WriteOutcome:
    """Withdraws a current version, with a reason; what an earlier step was left with can only be replaced."""
    live = context.project(request)
    refuse(rules.edit_obstacles(live.sop, live.standing(), context.actor))
    document = next((each for each in live.current_documents if each.id == request.document_id), None)
    if document is None:
        raise NotFound(what="document", key=request.document_id)
    reason = plain_text(request.reason, REASON_LIMIT, "Alasan")
    if not reason:
        refuse((Obstacle(Why.REASON_MISSING, live.row.step, count=1),))
    kind = live.sop.document(document.kind)
    if kind.required and kind.step < live.row.step:
        refuse((Obstacle(Why.DOCUMENT_RELIED_ON, kind.step, key=kind.code, label=kind.name),))
    live.alter(document, status="withdrawn")
    return WriteOutcome("withdraw_document", [live], {"reason": reason, "kind": document.kind, "name": document.name})
