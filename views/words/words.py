"""Codes into sentences: the one place where obstacles, clocks and deeds become Indonesian words.

Without Qt, so that the command line speaks the same sentences.
Errors become sentences in views/words/trouble_words.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.board import Card, LastChange, ProjectState
from models.obstacles import Obstacle, Why
from models.sop.procedure import Sop, StandardTime, TimeUnit
from models.worktime import Clock, Status
from views.words import formats

if TYPE_CHECKING:
    from models.project_file import HistoryLine

_OBSTACLES = {
    Why.DOCUMENT_MISSING: "{label} belum dilampirkan",
    Why.FACT_MISSING: "{label} belum diisi",
    Why.FACT_REFUSED: "{label} belum sesuai dengan keputusan ini",
    Why.CHECKLIST_OPEN: "{label}: {count} bagian belum dicentang",
    Why.REASON_MISSING: "Alasan wajib diisi",
    Why.FINDING_OPEN: "{count} temuan uji coba belum selesai atau ditunda dengan alasan",
    Why.ROLE_MISSING: "Hanya {roles}",
    Why.OTHER_TEAM: "Hanya {roles} dari tim pemohon",
    Why.NO_PATH: "Bukan jalur SOP dari langkah {step}",
    Why.STEP_UNFINISHED: "{title} (langkah {step}) belum selesai",
    Why.PROJECT_HELD: "Proyek sedang ditunda; lanjutkan dahulu",
    Why.PROJECT_NOT_HELD: "Proyek tidak sedang ditunda",
    Why.PROJECT_ENDED: "Pembangunan proyek ini sudah berakhir",
    Why.CRITICAL_FINDING_OPEN: "{count} temuan kritis masih terbuka; rilis belum dapat diterima",
    Why.DOCUMENT_DAMAGED: "{label} hilang atau isinya berubah sejak dilampirkan",
    Why.DOCUMENT_RELIED_ON: "{label} sudah menjadi dasar langkah berikutnya; lampirkan penggantinya",
    Why.NOT_YOURS_TO_UNDO: "Orang lain sudah mengubah proyek ini; pemindahan tidak dapat diurungkan",
    Why.NOTHING_TO_UNDO: "Tidak ada pemindahan Anda yang dapat diurungkan",
    Why.ADMINISTRATOR_ONLY: "Hanya administrator yang dapat melakukan ini; minta bantuannya",
    Why.NOT_IN_MAINTENANCE: "Sistem ini belum dalam pemeliharaan",
}
"""What stands in a card's way; the names in braces are told by the obstacle."""

_EVENTS = {
    "request_project": "mengajukan permohonan",
    "set_facts": "melengkapi data proyek",
    "attach_document": "melampirkan dokumen",
    "withdraw_document": "menarik dokumen",
    "record_disposition": "mencatat disposisi",
    "move_project": "memindahkan dari langkah {from_step} ke {to_step}",
    "return_project": "mengembalikan dari langkah {from_step} ke {to_step}",
    "end_project": "mengakhiri proyek pada langkah {from_step}",
    "close_project": "menutup pembangunan; sistem masuk pemeliharaan",
    "open_follow_up": "membuka pengembangan lanjutan",
    "hold_project": "menunda proyek",
    "resume_project": "melanjutkan proyek",
    "note_findings": "mencatat temuan uji coba",
    "publish_release": "menetapkan nomor dokumen",
    "add_comment": "menulis komentar",
    "log_maintenance": "mencatat pemeliharaan",
    "undo_move": "mengurungkan pemindahan",
    "add_member": "mencatat anggota",
    "set_office": "mengubah pengaturan kantor",
    "set_calendar": "mengubah kalender hari libur",
    "adopt_sop": "memberlakukan SOP {name}",
    "restore_office": "memulihkan data dari cadangan {backup}",
    "upgrade_office": "memperbarui susunan data ke versi {schema}",
    "require_program": "mewajibkan Lajur {program} atau yang lebih baru",
}
"""What each event of the ledger did, by its code; the names in braces are facts of its line."""


class Words:
    """Sentences for codes, in Indonesian."""

    # obstacles -------------------------------------------------------------------------------------------------------

    def obstacle(self, obstacle: Obstacle, sop: Sop | None) -> str:
        """What stands in the way, as one sentence without full stop. sop: None where no step or role is named."""
        return _OBSTACLES[obstacle.why].format(
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
        return " atau ".join(sop.role(code).title for code in dict.fromkeys(codes))

    # time ------------------------------------------------------------------------------------------------------------

    def clock(self, clock: Clock) -> tuple[str, ...]:
        """Words of the step clock, longest first; a painter takes the first that fits."""
        if clock.status is Status.NONE:
            return ("Tanpa batas", "–")
        if clock.status is Status.PAUSED:
            return (f"Ditunda, hari ke-{clock.day}", "Ditunda")
        if clock.status is Status.LATE:
            late = ("Terlambat {n} hari", "+{n} hari", "+{n} hr", "+{n}")
            return tuple(text.format(n=clock.over) for text in late)
        if clock.day == 0:
            # a working-day clock still stands at 0 on the weekend after a Friday
            return ("Baru masuk" if clock.working_days else "Masuk hari ini", "baru")
        running = ("Hari ke-{d} dari {n}", "Hari {d} dari {n}", "{d}/{n}", "hr {d}")
        return tuple(text.format(d=clock.day, n=clock.limit) for text in running)

    def clock_sentence(self, clock: Clock) -> str:
        """The whole truth about a clock, for tooltips and screen readers."""
        if clock.due is None:
            return "Tanpa batas waktu"
        days = "hari kerja" if clock.working_days else "hari"
        text = f"hari ke-{clock.day} dari {clock.limit} {days}, batas {formats.date_long(clock.due)}"
        parts = [text, self.status(clock.status, clock.over)]
        if clock.uncharted:
            parts.append("kalender belum ada")
        return ", ".join(parts)

    def status(self, status: Status, over: int = 0) -> str:
        """The state of a clock in lower case words."""
        match status:
            case Status.INSIDE:
                return "dalam waktu"
            case Status.NEAR:
                return "mendekati batas"
            case Status.LATE:
                return f"terlambat {over} hari"
            case Status.PAUSED:
                return "ditunda"
            case Status.NONE:
                return "tanpa batas"

    def standard(self, standard: StandardTime) -> str:
        """The standard time with its days named: "3–7 hari kerja", "1–2 minggu", "5 menit"."""
        low, high = standard.minimum, standard.maximum
        amount = str(high) if low == high else f"{low}–{high}"
        return f"{amount} {self.unit(standard.unit)}"

    def standard_short(self, standard: StandardTime) -> str:
        """The same for narrow columns: "1–2 mgg", "3–7 hari"."""
        short = {TimeUnit.WEEK: "mgg", TimeUnit.MONTH: "bln", TimeUnit.DAY: "hari"}
        low, high = standard.minimum, standard.maximum
        amount = str(high) if low == high else f"{low}–{high}"
        return f"{amount} {short.get(standard.unit, 'menit')}"

    def unit(self, unit: TimeUnit) -> str:
        """Name of a unit; days of the SOP are working days."""
        match unit:
            case TimeUnit.MINUTE:
                return "menit"
            case TimeUnit.DAY:
                return "hari kerja"
            case TimeUnit.WEEK:
                return "minggu"
            case TimeUnit.MONTH:
                return "bulan"

    # things ----------------------------------------------------------------------------------------------------------

    def card(self, card: Card) -> str:
        """Accessible name of a card, one sentence."""
        parts = [card.number, card.name, card.team, f"langkah {card.step}"]
        if card.round > 1:
            parts[-1] += " " + f"putaran {card.round}"
        parts.append(self.clock_sentence(card.clock))
        if card.documents_required:
            text = "dokumen {n} dari {m}"
            parts.append(text.format(n=card.documents_done, m=card.documents_required))
        if card.person:
            parts.append(f"penanggung jawab {card.person}")
        return ", ".join(part for part in parts if part)

    def state(self, state: ProjectState) -> str:
        """State of a project."""
        match state:
            case ProjectState.RUNNING:
                return "Berjalan"
            case ProjectState.HELD:
                return "Ditunda"
            case ProjectState.MAINTENANCE:
                return "Pemeliharaan"
            case ProjectState.REJECTED:
                return "Ditolak"
            case ProjectState.CANCELLED:
                return "Dibatalkan"

    def severity(self, code: str) -> str:
        """Severity of a finding."""
        words = {"critical": "Kritis", "major": "Mayor", "minor": "Minor"}
        return words.get(code, code)

    def finding_status(self, code: str) -> str:
        """Where a finding stands."""
        words = {
            "open": "Terbuka",
            "done": "Selesai",
            "deferred": "Ditunda",
            "known_issue": "Masalah yang diketahui",
        }
        return words.get(code, code)

    def document_status(self, code: str) -> str:
        """Where a version of a document stands."""
        words = {
            "current": "Berlaku",
            "superseded": "Digantikan",
            "returned": "Dikembalikan",
            "withdrawn": "Ditarik",
        }
        return words.get(code, code)

    def integrity(self, intact: bool | None) -> str:
        """What the hash of a document says."""
        if intact is None:
            return "Belum diperiksa"
        return "Utuh" if intact else "Isi berubah sejak dilampirkan"

    def decision(self, code: str, sop: Sop) -> str:
        """Label of a decision; also "undone" and the decisions without a column."""
        others = {"undone": "Diurungkan", "hold": "Tunda proyek", "resume": "Lanjutkan"}
        if not code or code in others:
            return others.get(code, "")
        try:
            return sop.decision(code).label
        except KeyError:
            return code.replace("_", " ")

    def deed(self, line: HistoryLine | LastChange) -> str:
        """A ledger line without its person: "memindahkan dari langkah 5 ke 6, putaran 2"."""
        facts = {key: "" if value is None else value for key, value in line.facts.items()}
        text = _EVENTS.get(line.deed, "mengubah data proyek")
        try:
            return text.format_map(facts).strip()
        except (KeyError, ValueError, IndexError):
            return "mengubah data proyek"

    def last_change(self, change: LastChange | None) -> str:
        """The newest deed for the status bar: "Sari Melati, PRJ-2026-042: memindahkan …, 09.11", "" for none."""
        if change is None:
            return ""
        who = f"{change.person}, {change.number}" if change.number else change.person
        return f"{who}: {self.deed(change)}, {formats.clock_time(change.at)}"
