"""Tasks, others' tasks and waiting projects as lines of words. Without Qt: the page paints them, tests read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.board import Card, Move, Waiting, WaitingCause
from models.my_work import Task, days_left
from models.obstacles import Obstacle, Why
from models.sop.procedure import Sop
from models.worktime import Clock, Status
from views.words import formats
from views.words.words import Words

_NAMED = 2
"""So many missing things are named; more are counted."""


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One row. way: what its button asks for, None where the button only opens the project. main: a filled button."""

    project_id: int
    status: Status
    time: str
    time_more: str
    name: str
    about: str
    step: int
    step_title: str
    text: str
    button: str
    way: Move | None = None
    main: bool = False

    @property
    def sentence(self) -> str:
        """The whole row for screen readers."""
        parts = (self.name, self.about, self.step_title, self.time, self.time_more, self.text)
        return ", ".join(part for part in parts if part)


class LineWords:
    """Makes lines in the words of one procedure, as of `today`."""

    def __init__(self, words: Words, sop: Sop, today: date) -> None:
        self._words, self._sop, self._today = words, sop, today

    def task(self, task: Task) -> WorkLine:
        """What the person has to do with that card."""
        button = self._button(task)
        return self._line(task.card, self.deed(task), button, task.way, task.ready)

    def other(self, card: Card) -> WorkLine:
        """A request of one's own team in the hands of others."""
        who = card.person or self._words.roles(self._sop.step(card.step).roles, self._sop)
        return self._line(card, f"Menunggu {who}", "Buka")

    def waiting(self, waiting: Waiting, card: Card) -> WorkLine:
        """A held project with its reason and expected day, or one that was sent back."""
        if waiting.cause is WaitingCause.HELD:
            resume = next((path for path in card.moves if path.kind == "resume" and not path.barred), None)
            button = "Lanjutkan" if resume else "Buka"
            return self._line(card, f"{waiting.reason.rstrip(' .')} ({self._held(waiting)})", button, resume)
        text = "{reason} (dikembalikan {who} dari langkah {step}, {day})".format(
            reason=waiting.reason.rstrip(" ."),
            who=waiting.by,
            step=waiting.from_step,
            day=formats.date_medium(formats.local(waiting.since).date()),
        )
        return self._line(card, text, "Buka")

    def deed(self, task: Task) -> str:
        """The next deed in words: "Lampirkan Dokumen SRA dan isi hasil telaah"."""
        if task.way.kind == "return":
            return f"{task.way.label}: {'tulis alasannya'}"
        if task.ready:
            closing = task.way.kind == "close"
            return "Semua syarat lengkap, kartu siap ditutup" if closing else "Semua syarat lengkap, siap pindah"
        asked = [self._asked(each) for each in task.way.needs]
        parts = list(dict.fromkeys(part for part in asked if part))
        if len(parts) > _NAMED + 1:
            parts = [*parts[:_NAMED], f"{len(parts) - _NAMED} syarat lagi"]
        text = formats.joined(parts)
        return text[:1].upper() + text[1:]

    def left(self, clock: Clock, days: int | None) -> tuple[str, str]:
        """Remaining time, and how it is counted: ("Sisa 3 hari kerja", "hari ke-4 dari 7")."""
        if days is None or clock.due is None:
            return "Tanpa batas", ""
        more = f"hari ke-{clock.day} dari {clock.limit}"
        if clock.status is Status.PAUSED:
            return "Ditunda", more
        if clock.uncharted and days >= 0:
            return "Kalender belum ada", more
        unit = "hari kerja" if clock.working_days else "hari"
        if days < 0:
            return f"Terlambat {-days} {unit}", more
        if days == 0:
            day = formats.date_short(clock.due)
            return ("Habis hari ini" if clock.due == self._today else f"Batas {day}"), more
        return f"Sisa {days} {unit}", more

    def _line(self, card: Card, text: str, button: str, way: Move | None = None, main: bool = False) -> WorkLine:
        clock = card.clock
        time, more = self.left(clock, days_left(clock, self._today))
        about = [card.number, card.team]
        if card.round > 1:
            about.append(f"putaran {card.round}")
        step = self._sop.step(card.step) if card.step <= self._sop.last_step else None
        return WorkLine(
            card.id,
            clock.status,
            time,
            more,
            card.name,
            "  ·  ".join(part for part in about if part),
            card.step,
            step.title if step else "",
            text,
            button,
            way,
            main,
        )

    def _button(self, task: Task) -> str:
        if task.way.kind == "return":
            return "Kembalikan…"
        if task.ready:
            return "Selesaikan"
        forms = {kind.code for kind in self._sop.step(task.card.step).documents if kind.form}
        missing = [each.key for each in task.way.needs if each.why is Why.DOCUMENT_MISSING]
        if not missing:
            return "Lengkapi…"
        return "Buat…" if forms.issuperset(missing) else "Lampirkan…"

    def _asked(self, need: Obstacle) -> str:
        match need.why:
            case Why.DOCUMENT_MISSING:
                form = any(kind.code == need.key and kind.form for step in self._sop.steps for kind in step.documents)
                return ("buat {label}" if form else "lampirkan {label}").format(label=need.label)
            case Why.FACT_MISSING:
                return f"isi {_lower(need.label)}"
            case Why.CHECKLIST_OPEN:
                return f"lengkapi {_lower(need.label)}"
            case Why.FACT_REFUSED:
                return f"periksa {_lower(need.label)}"
            case Why.FINDING_OPEN:
                return f"selesaikan {need.count} temuan"
            case Why.REASON_MISSING:
                return "tulis alasannya"
            case _:
                return ""

    def _held(self, waiting: Waiting) -> str:
        since = formats.date_medium(formats.local(waiting.since).date())
        if waiting.expected is None:
            return f"sejak {since}, belum ada perkiraan"
        day = formats.date_medium(waiting.expected)
        if waiting.expected < self._today:
            return f"sejak {since}, perkiraan {day} sudah lewat"
        return f"sejak {since}, perkiraan lanjut {day}"


def _lower(label: str) -> str:
    """A label inside a sentence; abbreviations keep their capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
