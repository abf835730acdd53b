"""Codes into sentences: the one place where obstacles, clocks and deeds become Indonesian words.

Without Qt, so that the command line speaks the same sentences; the window passes Qt's translate function in.
Errors become sentences in views/words/trouble_words.py.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from models.board import Card, LastChange, ProjectState
from models.obstacles import Obstacle, Why
from models.sop.procedure import Sop, StandardTime, Unit
from models.worktime import Clock, Status
from views.words import formats

if TYPE_CHECKING:
    from models.project_file import HistoryLine

Translate = Callable[[str, str], str]
"""(context, Indonesian source text) -> text in the language of the window."""


def as_written(_context: str, text: str) -> str:
    """No translation: the source text is Indonesian already."""
    return text


class Words:
    """Sentences for codes. `translate` is QCoreApplication.translate in the window, `as_written` elsewhere."""

    def __init__(self, translate: Translate = as_written) -> None:
        self._translate = translate

    def tr(self, text: str) -> str:
        """The text in the language of the window."""
        return self._translate("Words", text)

    # obstacles -------------------------------------------------------------------------------------------------------

    def obstacle(self, obstacle: Obstacle, sop: Sop | None) -> str:
        """What stands in the way, as one sentence without full stop. sop: None where no step or role is named."""
        return self._obstacle_text(obstacle.why).format(
            step=obstacle.step,
            title=sop.step(obstacle.step).title if sop and obstacle.step else "",
            roles=self.roles(obstacle.roles, sop) if sop else "",
            label=obstacle.label or obstacle.key,
            count=obstacle.count,
        )

    def obstacle_short(self, obstacle: Obstacle, sop: Sop) -> str:
        """The reason under the head of a dimmed column: at most two lines, "langkah 3" kept together."""
        text = self.obstacle(obstacle, sop)
        return text.replace("langkah ", "langkah\u00a0")

    def roles(self, codes: tuple[str, ...], sop: Sop) -> str:
        """Titles of roles, joined with "atau"."""
        return self.tr(" atau ").join(sop.role(code).title for code in dict.fromkeys(codes))

    def _obstacle_text(self, why: Why) -> str:
        match why:
            case Why.DOCUMENT_MISSING:
                return self.tr("{label} belum dilampirkan")
            case Why.FACT_MISSING:
                return self.tr("{label} belum diisi")
            case Why.FACT_REFUSED:
                return self.tr("{label} belum sesuai dengan keputusan ini")
            case Why.CHECKLIST_OPEN:
                return self.tr("{label}: {count} bagian belum dicentang")
            case Why.REASON_MISSING:
                return self.tr("Alasan wajib diisi")
            case Why.FINDING_OPEN:
                return self.tr("{count} temuan uji coba belum selesai atau ditunda dengan alasan")
            case Why.ROLE_MISSING:
                return self.tr("Hanya {roles}")
            case Why.OTHER_TEAM:
                return self.tr("Hanya {roles} dari tim pemohon")
            case Why.NO_PATH:
                return self.tr("Bukan jalur SOP dari langkah {step}")
            case Why.STEP_UNFINISHED:
                return self.tr("{title} (langkah {step}) belum selesai")
            case _:
                return self._state_text(why)

    def _state_text(self, why: Why) -> str:
        match why:
            case Why.PROJECT_HELD:
                return self.tr("Proyek sedang ditunda; lanjutkan dahulu")
            case Why.PROJECT_NOT_HELD:
                return self.tr("Proyek tidak sedang ditunda")
            case Why.PROJECT_ENDED:
                return self.tr("Pembangunan proyek ini sudah berakhir")
            case Why.CRITICAL_FINDING_OPEN:
                return self.tr("{count} temuan kritis masih terbuka; rilis belum dapat diterima")
            case Why.DOCUMENT_DAMAGED:
                return self.tr("{label} hilang atau isinya berubah sejak dilampirkan")
            case Why.DOCUMENT_RELIED_ON:
                return self.tr("{label} sudah menjadi dasar langkah berikutnya; lampirkan penggantinya")
            case Why.NOT_YOURS_TO_UNDO:
                return self.tr("Orang lain sudah mengubah proyek ini; pemindahan tidak dapat diurungkan")
            case Why.NOTHING_TO_UNDO:
                return self.tr("Tidak ada pemindahan Anda yang dapat diurungkan")
            case Why.ADMINISTRATOR_ONLY:
                return self.tr("Hanya administrator yang dapat melakukan ini; minta bantuannya")
            case Why.NOT_IN_MAINTENANCE:
                return self.tr("Sistem ini belum dalam pemeliharaan")
            case _:
                raise KeyError(why)

    # time ------------------------------------------------------------------------------------------------------------

    def clock(self, clock: Clock) -> tuple[str, ...]:
        """Words of the step clock, longest first; a painter takes the first that fits."""
        if clock.status is Status.NONE:
            return (self.tr("Tanpa batas"), "–")
        if clock.status is Status.PAUSED:
            return (self.tr("Ditunda, hari ke-{n}").format(n=clock.day), self.tr("Ditunda"))
        if clock.status is Status.LATE:
            late = (self.tr("Terlambat {n} hari"), self.tr("+{n} hari"), self.tr("+{n} hr"), "+{n}")
            return tuple(text.format(n=clock.over) for text in late)
        if clock.day == 0:
            # a working-day clock still stands at 0 on the weekend after a Friday
            return (self.tr("Baru masuk") if clock.working_days else self.tr("Masuk hari ini"), self.tr("baru"))
        running = (self.tr("Hari ke-{d} dari {n}"), self.tr("Hari {d} dari {n}"), "{d}/{n}", self.tr("hr {d}"))
        return tuple(text.format(d=clock.day, n=clock.limit) for text in running)

    def clock_sentence(self, clock: Clock) -> str:
        """The whole truth about a clock, for tooltips and screen readers."""
        if clock.due is None:
            return self.tr("Tanpa batas waktu")
        days = self.tr("hari kerja") if clock.working_days else self.tr("hari")
        text = self.tr("hari ke-{d} dari {n} {days}, batas {due}").format(
            d=clock.day, n=clock.limit, days=days, due=formats.date_long(clock.due)
        )
        parts = [text, self.status(clock.status, clock.over)]
        if clock.uncharted:
            parts.append(self.tr("kalender belum ada"))
        return ", ".join(parts)

    def status(self, status: Status, over: int = 0) -> str:
        """The state of a clock in lower case words."""
        match status:
            case Status.INSIDE:
                return self.tr("dalam waktu")
            case Status.NEAR:
                return self.tr("mendekati batas")
            case Status.LATE:
                return self.tr("terlambat {n} hari").format(n=over)
            case Status.PAUSED:
                return self.tr("ditunda")
            case Status.NONE:
                return self.tr("tanpa batas")

    def standard(self, standard: StandardTime) -> str:
        """The standard time with its days named: "3–7 hari kerja", "1–2 minggu", "5 menit"."""
        low, high = standard.minimum, standard.maximum
        amount = str(high) if low == high else f"{low}–{high}"
        return f"{amount} {self.unit(standard.unit)}"

    def standard_short(self, standard: StandardTime) -> str:
        """The same for narrow columns: "1–2 mgg", "3–7 hari"."""
        short = {Unit.WEEK: self.tr("mgg"), Unit.MONTH: self.tr("bln"), Unit.DAY: self.tr("hari")}
        low, high = standard.minimum, standard.maximum
        amount = str(high) if low == high else f"{low}–{high}"
        return f"{amount} {short.get(standard.unit, self.tr('menit'))}"

    def unit(self, unit: Unit) -> str:
        """Name of a unit; days of the SOP are working days."""
        match unit:
            case Unit.MINUTE:
                return self.tr("menit")
            case Unit.DAY:
                return self.tr("hari kerja")
            case Unit.WEEK:
                return self.tr("minggu")
            case Unit.MONTH:
                return self.tr("bulan")

    # things ----------------------------------------------------------------------------------------------------------

    def card(self, card: Card) -> str:
        """Accessible name of a card, one sentence."""
        parts = [card.number, card.name, card.team, self.tr("langkah {n}").format(n=card.step)]
        if card.round > 1:
            parts[-1] += " " + self.tr("putaran {n}").format(n=card.round)
        parts.append(self.clock_sentence(card.clock))
        if card.documents_required:
            text = self.tr("dokumen {n} dari {m}")
            parts.append(text.format(n=card.documents_done, m=card.documents_required))
        if card.person:
            parts.append(self.tr("penanggung jawab {name}").format(name=card.person))
        return ", ".join(part for part in parts if part)

    def state(self, state: ProjectState) -> str:
        """State of a project."""
        match state:
            case ProjectState.RUNNING:
                return self.tr("Berjalan")
            case ProjectState.HELD:
                return self.tr("Ditunda")
            case ProjectState.MAINTENANCE:
                return self.tr("Pemeliharaan")
            case ProjectState.REJECTED:
                return self.tr("Ditolak")
            case ProjectState.CANCELLED:
                return self.tr("Dibatalkan")

    def severity(self, code: str) -> str:
        """Severity of a finding."""
        words = {"critical": self.tr("Kritis"), "major": self.tr("Mayor"), "minor": self.tr("Minor")}
        return words.get(code, code)

    def finding_status(self, code: str) -> str:
        """Where a finding stands."""
        words = {
            "open": self.tr("Terbuka"),
            "done": self.tr("Selesai"),
            "deferred": self.tr("Ditunda"),
            "known_issue": self.tr("Masalah yang diketahui"),
        }
        return words.get(code, code)

    def document_status(self, code: str) -> str:
        """Where a version of a document stands."""
        words = {
            "current": self.tr("Berlaku"),
            "superseded": self.tr("Digantikan"),
            "returned": self.tr("Dikembalikan"),
            "withdrawn": self.tr("Ditarik"),
        }
        return words.get(code, code)

    def integrity(self, intact: bool | None) -> str:
        """What the hash of a document says."""
        if intact is None:
            return self.tr("Belum diperiksa")
        return self.tr("Utuh") if intact else self.tr("Isi berubah sejak dilampirkan")

    def decision(self, code: str, sop: Sop) -> str:
        """Label of a decision; also "undone" and the decisions without a column."""
        others = {"undone": self.tr("Diurungkan"), "hold": self.tr("Tunda proyek"), "resume": self.tr("Lanjutkan")}
        if not code or code in others:
            return others.get(code, "")
        try:
            return sop.decision(code).label
        except KeyError:
            return code.replace("_", " ")

    def deed(self, line: HistoryLine | LastChange) -> str:
        """A ledger line without its person: "memindahkan dari langkah 5 ke 6, putaran 2"."""
        facts = {key: "" if value is None else value for key, value in line.facts.items()}
        text = self._deeds().get(line.deed, self.tr("mengubah data proyek"))
        try:
            return text.format_map(facts).strip()
        except (KeyError, ValueError, IndexError):
            return self.tr("mengubah data proyek")

    def last_change(self, change: LastChange | None) -> str:
        """The newest deed for the status bar: "Sari Melati, PRJ-2026-042: memindahkan …, 09.11", "" for none."""
        if change is None:
            return ""
        who = f"{change.person}, {change.number}" if change.number else change.person
        return f"{who}: {self.deed(change)}, {formats.clock_time(change.at)}"

    def _deeds(self) -> dict[str, str]:
        return {
            "request_project": self.tr("mengajukan permohonan"),
            "set_facts": self.tr("melengkapi data proyek"),
            "attach_document": self.tr("melampirkan dokumen"),
            "withdraw_document": self.tr("menarik dokumen"),
            "record_disposition": self.tr("mencatat disposisi"),
            "move_project": self.tr("memindahkan dari langkah {from_step} ke {to_step}"),
            "return_project": self.tr("mengembalikan dari langkah {from_step} ke {to_step}"),
            "end_project": self.tr("mengakhiri proyek pada langkah {from_step}"),
            "close_project": self.tr("menutup pembangunan; sistem masuk pemeliharaan"),
            "open_follow_up": self.tr("membuka pengembangan lanjutan"),
            "hold_project": self.tr("menunda proyek"),
            "resume_project": self.tr("melanjutkan proyek"),
            "note_findings": self.tr("mencatat temuan uji coba"),
            "publish_release": self.tr("menetapkan nomor dokumen"),
            "add_comment": self.tr("menulis komentar"),
            "log_maintenance": self.tr("mencatat pemeliharaan"),
            "undo_move": self.tr("mengurungkan pemindahan"),
            "add_member": self.tr("mencatat anggota"),
            "set_office": self.tr("mengubah pengaturan kantor"),
            "set_calendar": self.tr("mengubah kalender hari libur"),
            "adopt_sop": self.tr("memberlakukan SOP {name}"),
            "restore_office": self.tr("memulihkan data dari cadangan {backup}"),
            "upgrade_office": self.tr("memperbarui susunan data ke versi {schema}"),
            "require_program": self.tr("mewajibkan Lajur {program} atau yang lebih baru"),
        }
