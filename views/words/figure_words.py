"""Figures, forecasts and evidence into sentences. Without Qt: screen, paper, workbook and command line say the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.figures.evidence import Evidence, StepEvidence, Verdict
from models.figures.forecast import Forecast
from models.figures.periods import Period, PeriodKind
from models.figures.values import Cause, CauseKind, Chart, Figures, LateProject, Share, Spread, StepTime
from models.sop.procedure import Sop
from views.words import formats
from views.words.words import Translate, as_written

ROMAN = ("I", "II", "III", "IV")


class FigureWords:
    """Sentences about figures. `translate` as in views.words.words.Words."""

    def __init__(self, translate: Translate = as_written) -> None:
        self._translate = translate

    def tr(self, text: str) -> str:
        """The text in the language of the window."""
        return self._translate("FigureWords", text)

    @property
    def empty(self) -> str:
        """A period without projects."""
        return self.tr("Tidak ada proyek pada periode ini.")

    def period(self, period: Period) -> str:
        """ "Triwulan III 2026", "Juli 2026", "1 Juli 2026 sampai 15 Agustus 2026"."""
        year = period.first.year
        match period.kind:
            case PeriodKind.MONTH:
                return f"{formats.MONTHS[period.first.month - 1]} {year}"
            case PeriodKind.QUARTER:
                return self.tr("Triwulan {part} {year}").format(part=ROMAN[period.part - 1], year=year)
            case PeriodKind.HALF:
                return self.tr("Semester {part} {year}").format(part=ROMAN[period.part - 1], year=year)
            case PeriodKind.YEAR:
                return self.tr("Tahun {year}").format(year=year)
            case PeriodKind.FREE:
                return self.dates(period.first, period.last)

    def dates(self, first: date, last: date) -> str:
        """ "1 Juli 2026 sampai 30 September 2026"."""
        return self.tr("{first} sampai {last}").format(first=formats.date_long(first), last=formats.date_long(last))

    def kind(self, kind: PeriodKind) -> str:
        """What a report of such a period is called."""
        match kind:
            case PeriodKind.MONTH:
                return self.tr("Laporan Bulanan")
            case PeriodKind.QUARTER:
                return self.tr("Laporan Triwulanan")
            case PeriodKind.HALF:
                return self.tr("Laporan Semesteran")
            case PeriodKind.YEAR:
                return self.tr("Laporan Tahunan")
            case PeriodKind.FREE:
                return self.tr("Laporan Berkala")

    def share(self, share: Share) -> str:
        """ "78 %"; below five cases "2 dari 3"; "–" of nothing."""
        if not share.whole:
            return "–"
        if share.small:
            return self.tr("{part} dari {whole}").format(part=share.part, whole=share.whole)
        return f"{formats.number(share.percent, 0)} %"

    def counted_share(self, share: Share) -> str:
        """ "78 % (62 dari 79)"; below five cases only the counts."""
        if share.small:
            return self.share(share)
        return f"{self.share(share)} ({share.part} {self.tr('dari')} {share.whole})"

    def days(self, days: float, working_days: bool) -> str:
        """ "4,5 hari kerja"."""
        unit = self.tr("hari kerja") if working_days else self.tr("hari")
        return f"{formats.number(days, None if days % 1 else 0)} {unit}"

    def standard_days(self, minimum: int, limit: int, working_days: bool) -> str:
        """The standard in the days that are counted: "14–21 hari", "tanpa batas"."""
        if not limit:
            return self.tr("tanpa batas")
        amount = str(limit) if minimum == limit else f"{minimum}–{limit}"
        return f"{amount} {self.tr('hari kerja') if working_days else self.tr('hari')}"

    def cause(self, cause: Cause) -> str:
        """Why a project is late."""
        match cause.kind:
            case CauseKind.HELD:
                return self.tr("Ditunda {days} hari: {reason}").format(days=cause.days, reason=cause.reason)
            case CauseKind.RETURNED:
                text = self.tr("Putaran {n} setelah dikembalikan: {reason}") if cause.reason else self.tr("Putaran {n}")
                return text.format(n=cause.count, reason=cause.reason)
            case CauseKind.SLOW:
                return self.tr("Melewati mutu baku tanpa penundaan atau pengembalian")

    def causes(self, late: LateProject) -> str:
        """All causes of one project."""
        return "; ".join(self.cause(each) for each in late.causes)

    # charts ----------------------------------------------------------------------------------------------------------

    def chart_title(self, chart: Chart) -> str:
        """Plain title of a chart."""
        titles = {
            Chart.TIMES: self.tr("Lama tiap langkah dibanding mutu baku"),
            Chart.ON_TIME: self.tr("Tepat waktu per langkah"),
            Chart.OPEN: self.tr("Proyek berjalan dari waktu ke waktu"),
            Chart.FLOW: self.tr("Proyek berjalan menurut langkah"),
            Chart.THROUGHPUT: self.tr("Proyek masuk dan selesai"),
            Chart.ROUNDS: self.tr("Lolos pada putaran pertama"),
            Chart.LOAD: self.tr("Beban per orang"),
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
                text = self.tr("{share} penyelesaian langkah berada dalam batas mutu baku.")
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
                text = self.tr("{entered} proyek masuk, {finished} selesai, {ended} ditolak atau dibatalkan.")
                return text.format(entered=one.entered, finished=one.finished, ended=ended)
            case Chart.ROUNDS:
                count = sum(each.returns for each in figures.rounds)
                return self.tr("{count} pengembalian pada periode ini.").format(count=count)
            case Chart.LOAD:
                return self._busiest(figures)

    def _none(self) -> str:
        return self.tr("Belum ada langkah yang selesai pada periode ini.")

    def _times(self, figures: Figures) -> str:
        if not any(each.count for each in figures.times):
            return self._none()
        over = [str(each.step) for each in figures.times if each.late]
        if not over:
            return self.tr("Semua langkah diselesaikan dalam batas mutu baku.")
        text = self.tr("Langkah {steps} melewati batas pada sebagian proyek.").format(steps=formats.joined(over))
        return f"{text} {self.tr('Panjang dihitung dari batas atas masing-masing langkah.')}"

    def _open(self, figures: Figures) -> str:
        first, last = figures.flow[0].open, figures.flow[-1].open
        if first == last:
            text = self.tr("Tetap {last} proyek; {late} terlambat pada akhir periode.")
        elif first < last:
            text = self.tr("Naik dari {first} menjadi {last} proyek; {late} terlambat pada akhir periode.")
        else:
            text = self.tr("Turun dari {first} menjadi {last} proyek; {late} terlambat pada akhir periode.")
        return text.format(first=first, last=last, late=figures.flow[-1].late)

    def _fullest(self, figures: Figures) -> str:
        most = max((each.projects for each in figures.stock), default=0)
        if not most:
            return self.tr("Tidak ada proyek berjalan pada akhir periode.")
        steps = [
            f"{each.step} ({self.title(figures.sop, each.step)})" for each in figures.stock if each.projects == most
        ]
        text = self.tr("Terbanyak pada akhir periode: langkah {steps}, {count} proyek.")
        return text.format(steps=formats.joined(steps), count=most)

    def _busiest(self, figures: Figures) -> str:
        if not figures.load:
            return self.tr("Belum ada orang yang ditetapkan.")
        most = max(figures.load, key=lambda each: each.active)
        text = self.tr("Pekerjaan terbanyak pada akhir periode: {person}, {count} proyek menunggu.")
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
        return self.tr("{median} dari {standard}").format(median=median, standard=standard)

    # forecast and evidence -------------------------------------------------------------------------------------------

    def forecast(self, found: Forecast) -> str:
        """ "85 %: selesai sebelum 12 Maret 2027"."""
        return self.tr("85 %: selesai paling lambat {day}").format(day=formats.date_long(found.p85))

    def forecast_lines(self, found: Forecast, sop: Sop) -> tuple[str, ...]:
        """The whole truth about a forecast, line by line."""
        text = self.tr("{percent} %: selesai paling lambat {day}")
        days = ((50, found.p50), (85, found.p85), (95, found.p95))
        lines = [text.format(percent=percent, day=formats.date_long(day)) for percent, day in days]
        own = self.tr("Menurut mutu baku SOP: {first} sampai {last}")
        lines.append(own.format(first=formats.date_long(found.sop_first), last=formats.date_long(found.sop_last)))
        thin = [self._basis(each.step, each.cases, sop) for each in found.basis if each.from_standard]
        if thin:
            lines.append(
                self.tr("Riwayat masih sedikit; memakai mutu baku untuk {steps}").format(steps=formats.joined(thin))
            )
        full = [self._basis(each.step, each.cases, sop) for each in found.basis if not each.from_standard]
        if full:
            lines.append(self.tr("Berdasarkan riwayat kantor: {steps}").format(steps=formats.joined(full)))
        if any(each.overrun for each in found.basis):
            lines.append(self.tr("Langkah ini sudah lebih lama daripada semua riwayat; perkiraan kurang pasti"))
        if found.held:
            lines.append(
                self.tr("Proyek sedang ditunda; dihitung bila dilanjutkan {day}").format(
                    day=formats.date_long(found.from_day)
                )
            )
        if not found.charted:
            lines.append(self.tr("Kalender libur belum ada untuk sebagian tahun"))
        return tuple(lines)

    def _basis(self, step: int, cases: int, sop: Sop) -> str:
        return self.tr("langkah {step} ({cases} kasus)").format(step=step, cases=cases)

    def verdict(self, one: StepEvidence) -> str:
        """What a step's history says about its standard time."""
        match one.verdict:
            case Verdict.NONE:
                return self.tr("Tanpa batas waktu")
            case Verdict.THIN:
                return self.tr("Riwayat belum cukup ({count} kasus)").format(count=one.count)
            case Verdict.FITS:
                return self.tr("Sesuai mutu baku")
            case Verdict.LONGER:
                return self.tr("Sering lebih lama: {late} dari {count} melewati batas").format(
                    late=one.late, count=one.count
                )
            case Verdict.SHORTER:
                return self.tr("Sering lebih cepat: {early} dari {count} di bawah batas bawah").format(
                    early=one.early, count=one.count
                )
            case Verdict.WIDER:
                text = self.tr("Rentang terlalu sempit: {early} lebih cepat dan {late} terlambat dari {count}")
                return text.format(early=one.early, late=one.late, count=one.count)

    def evidence_basis(self, found: Evidence) -> str:
        """What the evidence rests on."""
        if found.first is None:
            return self.tr("Belum ada riwayat.")
        text = self.tr("Seluruh riwayat sejak {first} sampai {until}: {count} proyek.")
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
    now, before, tr = figures.now, figures.before, words.tr
    earlier = words.period(figures.period.before)
    visits = tr("{part} dari {whole} penyelesaian langkah").format(part=now.kept.part, whole=now.kept.whole)
    passes = tr("{part} dari {whole} proyek").format(part=now.passed.part, whole=now.passed.whole)
    least, most = figures.usual
    usual = tr("mutu baku {least}–{most} hari").format(least=least, most=most)
    state = tr("{late} terlambat, {near} mendekati batas").format(late=now.late, near=now.near)
    entered = tr("{count} masuk pada periode ini").format(count=figures.balance.entered)
    compared = _Compared(words, earlier)
    return (
        Headed(tr("Proyek selesai"), str(now.finished), entered, compared.count(before.finished)),
        Headed(tr("Sedang berjalan"), str(now.open), state, compared.count(before.open), "near" if now.late else ""),
        Headed(tr("Langkah tepat waktu"), words.share(now.kept), visits, compared.share(before.kept), _aim(now.kept)),
        Headed(
            tr("Median permohonan sampai selesai"),
            _days(now.lead, words),
            usual,
            compared.days(before.lead),
            _within(now.lead, most),
        ),
        Headed(tr("Lolos uji akhir pertama"), words.share(now.passed), passes, compared.share(before.passed)),
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
            return self._words.tr("belum ada pada {period}").format(period=self._earlier)
        return self._words.tr("{value} pada {period}").format(value=value, period=self._earlier)


def _days(lead: Spread, words: FigureWords) -> str:
    if not lead.count:
        return "–"
    return words.tr("{days} hari").format(days=formats.number(lead.median, None if lead.median % 1 else 0))


def _aim(share: Share) -> str:
    if not share.whole or share.small:
        return ""
    return "ok" if share.percent >= AIM else "near"


def _within(lead: Spread, most: int) -> str:
    if not lead.count or not most:
        return ""
    return "ok" if lead.median <= most else "near"
