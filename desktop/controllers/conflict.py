"""What two people did to one card, side by side for the conflict dialog. Pure values, no lane."""

from __future__ import annotations

from datetime import UTC, datetime

from models.board import Card, Path
from models.errors import ChangedByOther
from models.project_file import ProjectFile
from views import formats
from views.dialogs.conflict_dialog import Conflict, Difference
from views.words import Words


def conflict_of(
    words: Words, error: ChangedByOther, shown: Card, now: ProjectFile, path: Path, reason: str, attached: int
) -> Conflict:
    """shown: the card as it was when the person decided. now: the project as it is. reason, attached: what was sent."""
    card, sop = now.card, now.sop
    newest = max(now.history, key=lambda line: line.sequence, default=None)
    by_name = str(error.facts.get("by") or card.changed_by or words.tr("orang lain"))
    by = next((person for person in now.people if person.name == by_name), None)
    place = words.tr("langkah {step}: {title}")
    rows = (
        Difference(
            words.tr("Kedudukan"),
            place.format(step=card.step, title=sop.step(card.step).title),
            words.decision(path.decision, sop),
            changed_now=card.step != shown.step,
            changed_mine=True,
        ),
        Difference(words.tr("Keadaan"), words.state(card.state), words.state(shown.state), card.state != shown.state),
        Difference(
            words.tr("Perubahan terakhir"),
            words.deed(newest, sop) if newest else "",
            reason,
            changed_now=True,
            changed_mine=bool(reason),
        ),
        Difference(
            words.tr("Dokumen"),
            f"{card.documents_done}/{card.documents_required}",
            words.tr("{count} berkas dari Anda, tetap di komputer ini").format(count=attached) if attached else "",
            card.documents_done != shown.documents_done,
        ),
    )
    still = next((each for each in card.paths if each.decision == path.decision and not each.barred), None)
    return Conflict(
        card=f"{card.number} · {card.name}",
        by=by,
        by_name=by_name,
        ago=ago(words, card.changed_at, datetime.now(UTC)),
        when_now=f"{by_name}, {formats.moment_long(card.changed_at)}",
        when_mine=words.tr("Anda, belum tersimpan"),
        differences=rows,
        merge=words.tr("Ulangi keputusan saya pada keadaan ini") if still and card.step == shown.step else "",
    )


def ago(words: Words, then: datetime, now: datetime) -> str:
    """How long ago in words; "" when the clocks of two computers disagree."""
    at = then if then.tzinfo else then.replace(tzinfo=UTC)
    seconds = int((now - at).total_seconds())
    for size, text in ((86400, "{n} hari yang lalu"), (3600, "{n} jam yang lalu"), (60, "{n} menit yang lalu")):
        if seconds >= size:
            return words.tr(text).format(n=seconds // size)
    return words.tr("{n} detik yang lalu").format(n=max(seconds, 1)) if seconds >= 0 else ""
