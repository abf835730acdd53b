"""Backups, restorations and checks as sentences. Qt-free, so that the command line speaks the same words."""

from __future__ import annotations

from models.upkeep import Damage, Fault, Phase, Progress, Remark, Report, Restored
from views.words import formats
from views.words.words import Words

_FAULTS = {
    Fault.FILE: "Berkas data rusak: {subject}",
    Fault.REFERENCE: "Rujukan antarcatatan putus: {subject}",
    Fault.LEDGER_HASH: "Baris riwayat {subject} berubah sejak ditulis",
    Fault.LEDGER_GAP: "Baris riwayat {subject} hilang",
    Fault.STORY: "Riwayat tidak runtut: {subject}",
    Fault.PROJECT: "Keadaan proyek {subject} tidak sama dengan riwayatnya",
    Fault.DOCUMENT_CHANGED: "Isi dokumen berubah sejak dilampirkan: {subject}",
    Fault.DOCUMENT_MISSING: "Dokumen tidak ada lagi di foldernya: {subject}",
}
_NOTICES = {
    "backup_none": "Belum ada cadangan. Buat satu dengan: lajur backup",
    "backup_old": "Cadangan terbaru sudah berumur {days} hari ({name}).",
    "backup_damaged": "Cadangan terbaru ({name}) berubah sejak dibuat. Buat cadangan baru.",
    "maintenance_left": "Pemeliharaan oleh {holder} terhenti sebelum selesai. Akhiri dengan: lajur maintenance end",
    "orphans": "{count} berkas tanpa catatan, sisa penyimpanan yang terputus. Dapat dirapikan dengan: check --repair",
    "dossiers": "{count} arsip tanpa catatan, sisa penutupan yang terputus. Dapat dirapikan dengan: check --repair",
    "manifests": "{count} daftar sidik dokumen belum sesuai catatan. Dapat dirapikan dengan: check --repair",
    "leftovers": "{count} sisa pekerjaan yang terputus lebih dari sehari lalu. Dapat dirapikan dengan: check --repair",
    "unfinished": "{count} salinan sedang dibuat, atau baru saja terputus. Yang tertinggal dapat dirapikan besok.",
    "share_nfs": "Data berada di NFS, yang belum teruji. Jalankan: lajur share-check",
    "share_other_network": "Data berada di drive jaringan jenis {filesystem}, yang belum teruji.",
    "share": "Tempat data tidak aman untuk dipakai bersama ({problem} {found}).",
}
_PHASES = {
    Phase.COPYING: "Menyalin data",
    Phase.VERIFYING: "Memeriksa data",
    Phase.PUBLISHING: "Menyimpan cadangan",
    Phase.DOCUMENTS: "Memeriksa dokumen",
    Phase.REPLACING: "Memulihkan data",
}


class UpkeepWords:
    """Sentences for models.upkeep."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def damage(self, damage: Damage) -> str:
        """One thing that is wrong, without full stop."""
        return _FAULTS[damage.fault].format(subject=damage.subject)

    def notice(self, notice: Remark) -> str:
        """One thing that should be known."""
        text = _NOTICES[notice.code]
        facts = {key: formats.number(each) if isinstance(each, int) else each for key, each in notice.facts.items()}
        return text.format_map(facts)

    def progress(self, progress: Progress) -> str:
        """What long work is at: "Memeriksa dokumen, 12 dari 40"."""
        phase = _PHASES[progress.phase]
        if progress.total <= 1:
            return phase
        done, total = formats.number(progress.done), formats.number(progress.total)
        return f"{phase}, {done} dari {total}"

    def report(self, report: Report) -> list[str]:
        """A whole report in lines, the verdict last."""
        lines = [self.damage(each) for each in report.findings]
        lines += [f"{name}: {formats.number(count)}" for name, count in report.counts.items()]
        lines += [self.notice(each) for each in report.notices]
        lines += [f"Dipindahkan: {path}" for path in report.moved]
        lines += [f"Arsip tanpa catatan: {path}" for path in report.dossiers]
        lines += [f"Sisa: {path}" for path in report.leftovers]
        lines += [f"Dihapus: {path}" for path in report.removed]
        lines += [f"Daftar sidik ditulis ulang: {path}" for path in report.rewritten]
        whole = "Data, riwayat, dan dokumen utuh."
        return [*lines, whole if report.clean else "Ditemukan kerusakan."]

    def restored(self, restored: Restored) -> list[str]:
        """What the person should know after a restoration: documents that are lost, numbers that are taken."""
        lines = [f"Dokumen tidak ada atau berubah: {path}" for path in restored.missing]
        if not restored.numbers_sure:
            lines.append(
                "Data yang digantikan tidak dapat dibaca utuh, jadi nomor yang diberikan setelah cadangan hanya "
                "diketahui dari cadangan lain dan dari folder dokumen. Bandingkan dengan naskah yang sudah dicetak "
                "sebelum membuat proyek baru."
            )
        if restored.numbers:
            taken = ", ".join(f"{series}-{last:03d}" for series, last in restored.numbers.items())
            lines.append(f"Nomor sampai {taken} sudah diberikan dan tidak diberikan lagi.")
        return lines
