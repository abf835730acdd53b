"""What two people did to one card, side by side for the conflict dialog. Pure values, no worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from models.board import Card, Move
from models.errors import ChangedByOther
from models.people import Person
from models.project_file import DocumentVersion, FactValue, ProjectFile
from models.requests import Attachment, ProjectWrite, SetFacts, WithdrawDocument
from views.dialogs.conflict_dialog import Conflict, Difference
from views.words import formats
from views.words.sent_words import SentWords
from views.words.words import Words


@dataclass(frozen=True, slots=True)
class Collision:
    """One lost race. shown: the card as the person saw it, facts: of the project then. request: what was refused.
    path: the decision in it, None where there was none. error: the refusal."""

    shown: Card
    request: ProjectWrite
    error: ChangedByOther
    path: Move | None = None
    facts: Mapping[str, FactValue] | None = None

    def still_lawful(self, now: ProjectFile) -> Move | None:
        """The same decision on the project as it is now, None if it is gone or barred."""
        if self.path is None or now.card.step != self.shown.step:
            return None
        wanted = self.path.decision, self.path.kind
        return next((each for each in now.card.moves if (each.decision, each.kind) == wanted and not each.barred), None)

    def apart(self, now: ProjectFile) -> bool:
        """Only facts, and none of them is one that the other person changed."""
        if not isinstance(self.request, SetFacts) or self.facts is None:
            return False
        return all(now.facts.get(key) == self.facts.get(key) for key in self.request.facts)

    def document(self, now: ProjectFile) -> DocumentVersion | None:
        """The one that was to be withdrawn."""
        if not isinstance(self.request, WithdrawDocument):
            return None
        sought = self.request.document_id
        return next((each for each in now.documents if each.id == sought), None)


def conflict_of(words: Words, collision: Collision, now: ProjectFile) -> Conflict:
    """Both values of everything that differs, and the ways out. now: the project as it is."""
    card, error = now.card, collision.error
    by_name = str(error.facts.get("by") or card.changed_by or "orang lain")
    by = next((person for person in now.people if person.name == by_name), None)
    sent = SentWords(words, now.sop, now.people)
    texts = bool(sent.lines(collision.request))
    if isinstance(collision.request, SetFacts):
        rows = tuple(_fact_rows(sent, collision, now))
    else:
        rows = (*_standing(words, collision, now), *_typed(sent, collision.request))
    again = "Ulangi keputusan saya" if collision.still_lawful(now) else ""
    if isinstance(collision.request, SetFacts) and not collision.apart(now):
        again = "Pakai isian saya"
    document = collision.document(now)
    if document is not None and document.status == "current":
        again = "Tetap tarik dokumen"
    return Conflict(
        card=f"{card.number} · {card.name}",
        by=by,
        by_name=by_name,
        ago=ago(words, card.changed_at, datetime.now(UTC)),
        when_now=f"{by_name}, {formats.moment_long(card.changed_at)}",
        when_mine="Anda, belum tersimpan",
        differences=rows,
        merge=_merge(words, collision, now, by, by_name, texts=texts),
        again=again if texts or isinstance(collision.request, SetFacts) else "",
        moved=card.step != collision.shown.step,
        texts=texts,
    )


def kept_text(words: Words, collision: Collision, now: ProjectFile) -> str:
    """What the loser typed, for the history; "" if nothing was typed."""
    sent = SentWords(words, now.sop, now.people)
    if not sent.lines(collision.request):
        return ""
    head = "Isian yang bertabrakan dengan perubahan {by} dan tidak diterapkan."
    by = str(collision.error.facts.get("by") or now.card.changed_by or "orang lain")
    return f"{head.format(by=by)}\n{sent.text(collision.request)}"


def _merge(
    words: Words, collision: Collision, now: ProjectFile, by: Person | None, by_name: str, *, texts: bool
) -> str:
    """The safe way: the other's state stays in force."""
    other = by.name.split()[0] if by else by_name
    if collision.apart(now):
        return f"Gabungkan isian {other} dan saya"
    if texts:
        return f"Pakai keadaan {other}, tambahkan catatan saya"
    return "Ulangi keputusan saya pada keadaan ini" if collision.still_lawful(now) else ""


def _standing(words: Words, collision: Collision, now: ProjectFile) -> Iterator[Difference]:
    """Where the card stands, what became of it, and which documents it has."""
    card, shown, sop, path = now.card, collision.shown, now.sop, collision.path
    place = f"{card.step}  {sop.step(card.step).title}"
    wish = words.decision(path.decision, sop) if path and path.decision else path.label if path else ""
    yield Difference("Langkah", place, wish, card.step != shown.step, changed_mine=bool(wish))
    if card.state != shown.state:
        yield Difference("Keadaan", words.state(card.state), words.state(shown.state), changed_now=True)
    document = collision.document(now)
    if document is not None:
        status = f"{document.name}: {words.document_status(document.status)}"
        mine = f"{document.name}: {words.document_status('withdrawn')}"
        yield Difference("Dokumen", status, mine, document.status != "current", changed_mine=True)
    newest = max(now.history, key=lambda line: line.sequence, default=None)
    if newest is not None:
        yield Difference("Perubahan terakhir", words.deed(newest), "", changed_now=True)
    attachments: tuple[Attachment, ...] = getattr(collision.request, "attachments", ())
    if attachments or card.documents_done != shown.documents_done:
        done = f"{card.documents_done}/{card.documents_required}"
        mine = f"{len(attachments)} berkas, tetap di komputer ini" if attachments else ""
        yield Difference("Dokumen wajib", done, mine, card.documents_done != shown.documents_done, bool(attachments))


def _typed(sent: SentWords, request: ProjectWrite) -> Iterator[Difference]:
    for label, text in sent.lines(request):
        yield Difference(label, "", text, changed_mine=True)


def _fact_rows(sent: SentWords, collision: Collision, now: ProjectFile) -> Iterator[Difference]:
    """Every fact that was sent, as it is now and as it was typed."""
    assert isinstance(collision.request, SetFacts)
    mine = collision.request.facts
    before = collision.facts or {}
    shown_now = dict(zip(mine, sent.facts({key: now.facts.get(key, "") for key in mine}), strict=True))
    for key, (label, text) in zip(mine, sent.facts(mine), strict=True):
        yield Difference(label, shown_now[key][1], text, now.facts.get(key) != before.get(key), changed_mine=True)


def ago(words: Words, then: datetime, now: datetime) -> str:
    """How long ago in words; "" when the clocks of two computers disagree."""
    at = then if then.tzinfo else then.replace(tzinfo=UTC)
    seconds = int((now - at).total_seconds())
    for size, text in ((86400, "{n} hari yang lalu"), (3600, "{n} jam yang lalu"), (60, "{n} menit yang lalu")):
        if seconds >= size:
            return text.format(n=seconds // size)
    return f"{max(seconds, 1)} detik yang lalu" if seconds >= 0 else ""
