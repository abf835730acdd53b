"""Why a card stands as it does: SOP line, standard time, entry, pauses, holidays, due date and its roll. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models.project_file import HistoryLine, ProjectFile
from models.sop.procedure import Step, TimeUnit
from models.worktime import Calendar, Clock, Status
from views.words import formats
from views.words.words import Words

SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the answer. title: what it is about; lines: sentences."""

    title: str
    lines: tuple[str, ...]


class WhyWords:
    """Makes the answer. `today`: the office's day."""

    def __init__(self, words: Words, project: ProjectFile, calendar: Calendar, today: date) -> None:
        self._words, self._project, self._calendar, self._today = words, project, calendar, today
        self._clock = project.card.clock
        self._step = project.sop.step(project.card.step)

    def summary(self) -> str:
        """How the card stands, in one sentence."""
        text = self._words.clock_sentence(self._clock)
        return f"{text[:1].upper()}{text[1:]}."

    def reasons(self) -> tuple[Reason, ...]:
        """Every part of the answer that applies, in the order of the reckoning."""
        clock = self._clock
        found = [Reason("Dasar", self._basis())]
        if clock.due is not None:
            found.append(Reason("Cara menghitung", (self._counting(),)))
        entered = f"{formats.weekday_date(clock.entered)}, dihitung sebagai hari ke-0."
        found.append(Reason("Masuk langkah ini", (entered,)))
        found.append(Reason("Ditunda", self._pauses()))
        if clock.due is not None:
            found.append(Reason("Hari libur", self._holidays(clock, clock.due)))
            found.append(Reason("Batas waktu", self._due(clock, clock.due)))
        if self._project.card.wished:
            wished = "{day}. Ini permintaan pemohon, bukan batas menurut SOP."
            text = wished.format(day=formats.weekday_date(self._project.card.wished))
            found.append(Reason("Tanggal yang diminta", (text,)))
        found.append(Reason("Untuk maju", self._onward()))
        return tuple(reason for reason in found if reason.lines)

    def _basis(self) -> tuple[str, ...]:
        sop, step = self._project.sop, self._step
        line = "{sop}, langkah {n}: {activity}.".format(
            sop=sop.identity.number, n=step.number, activity=step.activity.replace("*", "")
        )
        if step.standard.unit is TimeUnit.MINUTE:
            standard = f"Mutu baku {step.standard.text} adalah lama pengerjaan, bukan tenggat."
        else:
            standard = f"Mutu baku: {step.standard.text}. Batas adalah nilai atasnya."
        if self._project.card.state.ended:
            return line, "Pembangunan sudah berakhir; tidak ada batas waktu yang berjalan."
        return line, standard

    def _counting(self) -> str:
        unit = self._step.standard.unit
        if unit is TimeUnit.DAY:
            return "Hari kerja: Senin sampai Jumat, tanpa hari libur nasional dan cuti bersama."
        if self._clock.working_days:
            return "Semua dalam hari kerja: 1 minggu = 5 hari kerja, 1 bulan = 20 hari kerja."
        if unit is TimeUnit.WEEK:
            return "Hari kalender: 1 minggu = 7 hari. Batas yang jatuh pada hari libur bergeser ke hari kerja."
        return "Bulan kalender: tanggal yang sama. Batas yang jatuh pada hari libur bergeser ke hari kerja."

    def _pauses(self) -> tuple[str, ...]:
        """The holds of the present visit, out of the history."""
        lines = list[str]()
        since: HistoryLine | None = None
        begun = max((visit.entered for visit in self._project.visits if visit.left is None), default=None)
        present = [line for line in self._project.history if begun is None or line.at >= begun]
        for line in sorted(present, key=lambda each: each.sequence):
            if line.deed == "hold_project":
                since = line
            elif line.deed == "resume_project" and since is not None:
                lines.append(self._pause(since, formats.local(line.at).date()))
                since = None
        if since is not None:
            lines.append(self._pause(since, None))
        if lines and self._clock.paused_days:
            days = "hari kerja" if self._clock.working_days else "hari"
            text = "Jam berhenti {n} {days} seluruhnya; batas mundur selama itu."
            lines.append(text.format(n=self._clock.paused_days, days=days))
        return tuple(lines)

    def _pause(self, since: HistoryLine, until: date | None) -> str:
        first = formats.date_long(formats.local(since.at).date())
        span = f"{first} sampai {formats.date_long(until)}" if until else ""
        text = "{span}, oleh {who}: {reason}"
        reason = str(since.facts.get("reason") or "tanpa alasan tercatat").rstrip(".")
        return text.format(span=span or f"sejak {first}", who=since.person, reason=f"{reason}.")

    def _holidays(self, clock: Clock, due: date) -> tuple[str, ...]:
        """Days off that the reckoning met: for working days all of them, else those at the roll."""
        first, last = clock.entered, max(due, self._today) if clock.working_days else due
        raw = self._unrolled(clock)
        if not clock.working_days:
            first = raw - _DAY
        met = [day for day in sorted(self._calendar.days) if first < day <= last and day.weekday() < SATURDAY]
        lines = [f"{formats.weekday_date(day)}: {self._calendar.days[day].name}." for day in met]
        if clock.uncharted:
            years = [year for year in range(clock.entered.year, last.year + 1) if year not in self._calendar.years]
            named = formats.joined([str(year) for year in years])
            lines.append(f"Kalender {named} belum ada, jadi hanya akhir pekan yang diperhitungkan.")
        return tuple(lines)

    def _due(self, clock: Clock, due: date) -> tuple[str, ...]:
        raw, lines = self._unrolled(clock), list[str]()
        if not clock.working_days and raw != due:
            text = "Hitungan jatuh pada {raw}, yang bukan hari kerja, sehingga batas bergeser."
            lines.append(text.format(raw=formats.weekday_date(raw)))
        if clock.uncharted:
            return ("Belum pasti: tanpa kalender tahun itu batas tidak ditetapkan.",)
        lines.append(f"{formats.weekday_date(due)}.")
        if clock.status is Status.PAUSED:
            lines.append("Selama ditunda, batas ini terus mundur.")
        return tuple(lines)

    def _unrolled(self, clock: Clock) -> date:
        """Where the count ends before it rolls to a working day; the due date where it does not roll."""
        assert clock.due is not None
        raw = clock.entered + timedelta(days=clock.limit + clock.paused_days)
        return raw if not clock.working_days and self._calendar.roll(raw) == clock.due else clock.due

    def _onward(self) -> tuple[str, ...]:
        """What hinders the next step, and who may take it."""
        card, sop = self._project.card, self._project.sop
        ahead = [path for path in card.moves if path.kind in ("forward", "close")]
        lacks = [self._words.obstacle(each, sop) for path in ahead[:1] for each in path.obstacles]
        who = f"Pelaksana: {self._who(self._step)}."
        return (*(f"{text}." for text in dict.fromkeys(lacks)), who) if not card.state.ended else ()

    def _who(self, step: Step) -> str:
        roles = self._words.roles(step.roles, self._project.sop)
        return f"{roles} ({self._project.card.person})" if self._project.card.person else roles
