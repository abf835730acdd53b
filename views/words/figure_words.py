"""Figures, forecasts and evidence into sentences. Without Qt: screen, paper, workbook and command line say the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.figures.evidence import Evidence, StepEvidence, Verdict
from models.figures.forecast import Forecast
from models.figures.periods import Period, PeriodKind
from models.figures.values import CauseKind, CauseLine, Chart, Figures, LateProject, Share, Spread, StepTime
from models.sop.procedure import Sop
from views.words import formats

ROMAN = ("I", "II", "III", "IV")


class FigureWords:
    """Sentences about figures."""

    @property
    def empty(self) -> str:
        """A period without projects."""
        return "Tidak ada proyek pada periode ini."

    def period(self, period: Period) -> str:
        """ "Triwulan III 2026", "Juli 2026", "1 Juli 2026 sampai 15 Agustus 2026"."""
        year = period.first.year
        match period.kind:
            case PeriodKind.MONTH:
                return f"{formats.MONTHS[period.first.month - 1]} {year}"
            case PeriodKind.QUARTER:
                return f"Triwulan {ROMAN[period.part - 1]} {year}"
            case PeriodKind.HALF:
                return f"Semester {ROMAN[period.part - 1]} {year}"
            case PeriodKind.YEAR:
                return f"Tahun {year}"
            case PeriodKind.FREE:
                return self.dates(period.first, period.last)

    def dates(self, first: date, last: date) -> str:
        """ "1 Juli 2026 sampai 30 September 2026"."""
        return f"{formats.date_long(first)} sampai {formats.date_long(last)}"

    def kind(self, kind: PeriodKind) -> str:
        """What a report of such a period is called."""
        match kind:
            case PeriodKind.MONTH:
                return "Laporan Bulanan"
            case PeriodKind.QUARTER:
                return "Laporan Triwulanan"
            case PeriodKind.HALF:
                return "Laporan Semesteran"
            case PeriodKind.YEAR:
                return "Laporan Tahunan"
            case PeriodKind.FREE:
                return "Laporan Berkala"

    def share(self, share: Share) -> str:
        """ "78 %"; below five cases "2 dari 3"; "–" of nothing."""
        if not share.whole:
            return "–"
        if share.small:
            return f"{share.part} dari {share.whole}"
        return f"{formats.number(share.percent, 0)} %"

    def counted_share(self, share: Share) -> str:
        """ "78 % (62 dari 79)"; below five cases only the counts."""
        if share.small:
            return self.share(share)
        return f"{self.share(share)} ({share.part} {'dari'} {share.whole})"

    def days(self, days: float, working_days: bool) -> str:
        """ "4,5 hari kerja"."""
        unit = "hari kerja" if working_days else "hari"
        return f"{formats.number(days, None if days % 1 else 0)} {unit}"

    def standard_days(self, minimum: int, limit: int, working_days: bool) -> str:
        """The standard in the days that are counted: "14–21 hari", "tanpa batas"."""
        if not limit:
            return "tanpa batas"
        amount = str(limit) if minimum == limit else f"{minimum}–{limit}"
        return f"{amount} {'hari kerja' if working_days else 'hari'}"

    def cause(self, cause: CauseLine) -> str:
        """Why a project is late."""
        match cause.kind:
            case CauseKind.HELD:
                return f"Ditunda {cause.days} hari: {cause.reason}"
            case CauseKind.RETURNED:
                text = "Putaran {n} setelah dikembalikan: {reason}" if cause.reason else "Putaran {n}"
                return text.format(n=cause.count, reason=cause.reason)
            case CauseKind.SLOW:
                return "Melewati mutu baku tanpa penundaan atau pengembalian"

    def causes(self, late: LateProject) -> str:
        """All causes of one project."""
        return "; ".join(self.cause(each) for each in late.causes)

    # charts ----------------------------------------------------------------------------------------------------------

    def chart_title(self, chart: Chart) -> str:
        """Plain title of a chart."""
        titles = {
            Chart.TIMES: "Lama tiap langkah dibanding mutu baku",
            Chart.ON_TIME: "Tepat waktu per langkah",
            Chart.OPEN: "Proyek berjalan dari waktu ke waktu",
            Chart.FLOW: "Proyek berjalan menurut langkah",
            Chart.THROUGHPUT: "Proyek masuk dan selesai",
            Chart.ROUNDS: "Lolos pada putaran pertama",
            Chart.LOAD: "Beban per orang",
        }
        return titles[chart]

    def chart_finding(self, chart: Chart, figures: Figures) -> str:
        """One sentence with what the chart shows."""
        if figures.empty:
            return self.empty
        match chart:
            case Chart.TIMES:
                return self._times(figures)
            case Chart.ON_TIME:
                text = "{share} penyelesaian langkah berada dalam batas mutu baku."
                return (
                    text.format(share=self.counted_share(figures.now.kept)) if figures.now.kept.whole else self._none()
                )
            case Chart.OPEN:
                return self._open(figures)
            case Chart.FLOW:
                return self._fullest(figures)
            case Chart.THROUGHPUT:
                one = figures.balance
                ended = one.rejected + one.cancelled
                text = "{entered} proyek masuk, {finished} selesai, {ended} ditolak atau dibatalkan."
                return text.format(entered=one.entered, finished=one.finished, ended=ended)
            case Chart.ROUNDS:
                count = sum(each.returns for each in figures.rounds)
                return f"{count} pengembalian pada periode ini."
            case Chart.LOAD:
                return self._busiest(figures)

    def _none(self) -> str:
        return "Belum ada langkah yang selesai pada periode ini."

    def _times(self, figures: Figures) -> str:
        if not any(each.count for each in figures.times):
            return self._none()
        over = [str(each.step) for each in figures.times if each.late]
        if not over:
            return "Semua langkah diselesaikan dalam batas mutu baku."
        text = f"Langkah {formats.joined(over)} melewati batas pada sebagian proyek."
        return f"{text} {'Panjang dihitung dari batas atas masing-masing langkah.'}"

    def _open(self, figures: Figures) -> str:
        first, last = figures.flow[0].open, figures.flow[-1].open
        if first == last:
            text = "Tetap {last} proyek; {late} terlambat pada akhir periode."
        elif first < last:
            text = "Naik dari {first} menjadi {last} proyek; {late} terlambat pada akhir periode."
        else:
            text = "Turun dari {first} menjadi {last} proyek; {late} terlambat pada akhir periode."
        return text.format(first=first, last=last, late=figures.flow[-1].late)

    def _fullest(self, figures: Figures) -> str:
        most = max((each.projects for each in figures.stock), default=0)
        if not most:
            return "Tidak ada proyek berjalan pada akhir periode."
        steps = [
            f"{each.step} ({self.title(figures.sop, each.step)})" for each in figures.stock if each.projects == most
        ]
        text = "Terbanyak pada akhir periode: langkah {steps}, {count} proyek."
        return text.format(steps=formats.joined(steps), count=most)

    def _busiest(self, figures: Figures) -> str:
        if not figures.load:
            return "Belum ada orang yang ditetapkan."
        most = max(figures.load, key=lambda each: each.active)
        text = "Pekerjaan terbanyak pada akhir periode: {person}, {count} proyek menunggu."
        return text.format(person=most.person, count=most.active)

    def title(self, sop: Sop, number: int) -> str:
        """Title of a step, its number where the newest SOP has none."""
        return next((each.title for each in sop.steps if each.number == number), str(number))

    def role(self, sop: Sop, code: str) -> str:
        """Title of a role."""
        return next((each.title for each in sop.roles if each.code == code), code)

    def median_of_standard(self, time: StepTime) -> str:
        """ "11 dari 7–14 hari"."""
        standard = self.standard_days(time.minimum, time.limit, time.working_days)
        if not time.count:
            return standard
        median = formats.number(time.net.median, None if time.net.median % 1 else 0)
        return f"{median} dari {standard}"

    # forecast and evidence -------------------------------------------------------------------------------------------

    def forecast(self, found: Forecast) -> str:
        """ "85 %: selesai sebelum 12 Maret 2027"."""
        return f"85 %: selesai paling lambat {formats.date_long(found.p85)}"

    def forecast_lines(self, found: Forecast, sop: Sop) -> tuple[str, ...]:
        """The whole truth about a forecast, line by line."""
        text = "{percent} %: selesai paling lambat {day}"
        days = ((50, found.p50), (85, found.p85), (95, found.p95))
        lines = [text.format(percent=percent, day=formats.date_long(day)) for percent, day in days]
        own = "Menurut mutu baku SOP: {first} sampai {last}"
        lines.append(own.format(first=formats.date_long(found.sop_first), last=formats.date_long(found.sop_last)))
        thin = [self._basis(each.step, each.cases, sop) for each in found.basis if each.from_standard]
        if thin:
            lines.append(f"Riwayat masih sedikit; memakai mutu baku untuk {formats.joined(thin)}")
        full = [self._basis(each.step, each.cases, sop) for each in found.basis if not each.from_standard]
        if full:
            lines.append(f"Berdasarkan riwayat kantor: {formats.joined(full)}")
        if any(each.overrun for each in found.basis):
            lines.append("Langkah ini sudah lebih lama daripada semua riwayat; perkiraan kurang pasti")
        if found.held:
            lines.append(f"Proyek sedang ditunda; dihitung bila dilanjutkan {formats.date_long(found.from_day)}")
        if not found.charted:
            lines.append("Kalender libur belum ada untuk sebagian tahun")
        return tuple(lines)

    def _basis(self, step: int, cases: int, sop: Sop) -> str:
        return f"langkah {step} ({cases} kasus)"

    def verdict(self, one: StepEvidence) -> str:
        """What a step's history says about its standard time."""
        match one.verdict:
            case Verdict.NONE:
                return "Tanpa batas waktu"
            case Verdict.THIN:
                return f"Riwayat belum cukup ({one.count} kasus)"
            case Verdict.FITS:
                return "Sesuai mutu baku"
            case Verdict.LONGER:
                return f"Sering lebih lama: {one.late} dari {one.count} melewati batas"
            case Verdict.SHORTER:
                return f"Sering lebih cepat: {one.early} dari {one.count} di bawah batas bawah"
            case Verdict.WIDER:
                text = "Rentang terlalu sempit: {early} lebih cepat dan {late} terlambat dari {count}"
                return text.format(early=one.early, late=one.late, count=one.count)

    def evidence_basis(self, found: Evidence) -> str:
        """What the evidence rests on."""
        if found.first is None:
            return "Belum ada riwayat."
        text = "Seluruh riwayat sejak {first} sampai {until}: {count} proyek."
        return text.format(
            first=formats.date_long(found.first), until=formats.date_long(found.until), count=found.projects
        )


_DAYS = (
    "Hari masuk dihitung sebagai hari ke-0. Hari berarti hari kerja (Senin sampai Jumat tanpa hari libur nasional dan "
    "cuti bersama); minggu dan bulan dihitung menurut kalender, dan batas yang jatuh pada hari libur bergeser ke hari "
    "kerja berikutnya. Waktu yang dipakai adalah WIB."
)
_CLOCK = (
    "Jam langkah hanya berhenti selama proyek ditunda. Langkah yang dilewati, diurungkan, atau berakhir karena proyek "
    "ditolak atau dibatalkan tidak dihitung dalam capaian mutu baku."
)
_METHOD = (
    _DAYS,
    _CLOCK,
    "P85 adalah lama yang tidak dilampaui oleh 85 persen penyelesaian (peringkat terdekat).",
    "Pengembalian, penundaan, dan pengakhiran adalah ketentuan aplikasi; SOP yang diterbitkan tidak mengaturnya.",
)


def method_notes(figures: Figures) -> tuple[str, ...]:
    """Sentences, the state of the records first."""
    line = f", baris buku kegiatan nomor {figures.sequence}" if figures.sequence else ""
    first = f"Keadaan data: {formats.moment_long(figures.read_at)}{line}."
    gap = "Kalender libur belum ada untuk sebagian tahun; di sana hanya akhir pekan yang dihitung libur."
    return (first, *_METHOD) if figures.charted else (first, *_METHOD, gap)


AIM = 85.0
"""Per cent of steps that should keep their limit; the line drawn in the chart of steps on time."""


@dataclass(frozen=True, slots=True)
class Headed:
    """One figure. mark: "ok" or "near" beside the value, "" for none. compared: the period before."""

    title: str
    value: str
    detail: str
    compared: str
    mark: str = ""


def headlines(figures: Figures, words: FigureWords) -> tuple[Headed, ...]:
    """Finished, open, steps on time, time from request to closing, passed at the first try."""
    now, before = figures.now, figures.before
    earlier = words.period(figures.period.before)
    visits = f"{now.kept.part} dari {now.kept.whole} penyelesaian langkah"
    passes = f"{now.passed.part} dari {now.passed.whole} proyek"
    least, most = figures.usual
    usual = f"mutu baku {least}–{most} hari"
    state = f"{now.late} terlambat, {now.near} mendekati batas"
    entered = f"{figures.balance.entered} masuk pada periode ini"
    compared = _Compared(words, earlier)
    return (
        Headed("Proyek selesai", str(now.finished), entered, compared.count(before.finished)),
        Headed("Sedang berjalan", str(now.open), state, compared.count(before.open), "near" if now.late else ""),
        Headed("Langkah tepat waktu", words.share(now.kept), visits, compared.share(before.kept), _aim(now.kept)),
        Headed(
            "Median permohonan sampai selesai",
            _days(now.lead, words),
            usual,
            compared.days(before.lead),
            _within(now.lead, most),
        ),
        Headed("Lolos uji akhir pertama", words.share(now.passed), passes, compared.share(before.passed)),
    )


class _Compared:
    """The same figure of the period before."""

    def __init__(self, words: FigureWords, earlier: str) -> None:
        self._words = words
        self._earlier = earlier

    def count(self, value: int) -> str:
        return self._said(str(value))

    def share(self, share: Share) -> str:
        return self._said(self._words.counted_share(share) if share.whole else "")

    def days(self, lead: Spread) -> str:
        return self._said(_days(lead, self._words) if lead.count else "")

    def _said(self, value: str) -> str:
        if not value:
            return f"belum ada pada {self._earlier}"
        return f"{value} pada {self._earlier}"


def _days(lead: Spread, words: FigureWords) -> str:
    if not lead.count:
        return "–"
    return f"{formats.number(lead.median, None if lead.median % 1 else 0)} hari"


def _aim(share: Share) -> str:
    if not share.whole or share.small:
        return ""
    return "ok" if share.percent >= AIM else "near"


def _within(lead: Spread, most: int) -> str:
    if not lead.count or not most:
        return ""
    return "ok" if lead.median <= most else "near"
