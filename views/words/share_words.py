"""Trials of a share in words, for window, command line and paper alike. Free of Qt."""

from __future__ import annotations

from models.share_report import LEFT_LOCK, MeasureUnit, ShareReport, Trial, TrialOutcome, Workstation
from views.words import formats

_TITLES = {
    "place": "Jenis dan cara pasang drive",
    "second": "Komputer kedua",
    "database": "Berkas data percobaan dapat ditulis",
    "lock_from_first": "Kunci tulis komputer pertama dihormati komputer kedua",
    "lock_from_second": "Kunci tulis komputer kedua dihormati komputer pertama",
    "reader": "Tidak ada yang membaca selagi berkas diubah",
    "left_lock": "Kunci baca yang sudah dilepas tidak tertinggal di server",
    "new_row": "Baris baru terlihat dari komputer lain",
    "new_file": "Berkas baru terlihat dari komputer lain",
    "deletion": "Berkas yang dihapus hilang dari komputer lain",
    "rename": "Berkas yang sedang dibuka dapat diganti dengan utuh",
    "clock_first": "Selisih jam komputer pertama dengan server",
    "clock_second": "Selisih jam komputer kedua dengan server",
    "space": "Ruang kosong",
    "write_p50_first": "Waktu menyimpan dari komputer pertama, median",
    "write_p95_first": "Waktu menyimpan dari komputer pertama, persentil ke-95",
    "write_p50_second": "Waktu menyimpan dari komputer kedua, median",
    "write_p95_second": "Waktu menyimpan dari komputer kedua, persentil ke-95",
}
_OUTCOMES = {
    TrialOutcome.PASSED: "Lulus",
    TrialOutcome.WARNED: "Perhatian",
    TrialOutcome.FAILED: "Tidak lulus",
    TrialOutcome.UNMEASURED: "Tidak terukur",
}
_VERDICTS = {
    TrialOutcome.PASSED: "Drive ini aman untuk data Lajur.",
    TrialOutcome.WARNED: "Drive ini dapat dipakai untuk data Lajur, tetapi ada yang perlu diperhatikan.",
    TrialOutcome.FAILED: "Drive ini tidak aman untuk data Lajur. Jangan simpan data di sini sebelum diperbaiki.",
    TrialOutcome.UNMEASURED: "Pemeriksaan belum selesai, sehingga drive ini belum terbukti aman. Ulangi pemeriksaan.",
}
_NOTES = {
    "busy": "terkunci terus",
    "malformed": "isi berkas tampak rusak",
    "io": "drive tidak menjawab",
    "full": "ruang penuh",
    "readonly": "tidak boleh menulis",
    "cannot_open": "berkas tidak dapat dibuka",
    "not_a_database": "isi berkas tampak rusak",
    "locks": "kunci tidak dapat dipasang",
    "timeout": "tidak menjawab",
    "mixed": "isi lama dan baru tercampur",
    LEFT_LOCK: "tertinggal sampai berkasnya ditutup",
    "allowed": "boleh selagi dibuka",
    "refused": "ditolak selagi dibuka, berhasil sesudah ditutup",
    "local": "folder komputer ini, bukan drive bersama",
    "nfs": "NFS belum teruji untuk data Lajur",
    "other_network": "jenis drive ini belum teruji untuk data Lajur",
    "gvfs": "disambung lewat penjelajah berkas",
    "fuse": "disambung oleh program lain",
    "webdav": "folder web (WebDAV)",
    "guest_folder": "folder mesin virtual",
    "sync_folder": "folder yang disinkronkan",
}
_LEFT_LOCK = (
    "Server menahan kunci baca yang sudah dilepas. Lajur sudah menyiasatinya, tetapi program lain dapat tertahan. "
    "Pengelola server Samba dapat mengatur posix locking = no bagi folder ini di smb.conf, asalkan folder ini hanya "
    "dibuka lewat Samba."
)
_PROGRESS = {"waiting": "Menunggu komputer kedua…", "measures": "Mengukur jam, ruang, dan kecepatan…"}
_KINDS = {
    "local": "Folder komputer sendiri",
    "smb": "Drive bersama (SMB)",
    "cifs": "Drive bersama (SMB)",
    "nfs": "Drive bersama (NFS)",
    "other_network": "Drive jaringan lain",
    "sync": "Folder yang disinkronkan",
}


class ShareWords:
    """Sentences about a share check."""

    def verdict(self, report: ShareReport) -> str:
        """What the whole check says, and what to do."""
        text = _VERDICTS[report.verdict]
        if report.remedy:
            text += " " + f"Minta administrator memasangnya ulang dengan pilihan {report.remedy}."
        if any(trial.note == LEFT_LOCK for trial in report.trials):
            text += " " + _LEFT_LOCK
        return text

    def outcome(self, trial: Trial) -> str:
        """ "Lulus", "Perhatian", "Tidak lulus" or "Tidak terukur"."""
        return _OUTCOMES[trial.outcome]

    def title(self, code: str) -> str:
        """What was tried."""
        return _TITLES.get(code, "Percobaan lain")

    def progress(self, code: str) -> str:
        """What is being done now."""
        return _PROGRESS[code] if code in _PROGRESS else self.title(code) + "…"

    def result(self, trial: Trial) -> str:
        """What was found, with its limit: "0,08 detik (batas 1 detik)"; "" where there is nothing to add."""
        note = _NOTES.get(trial.note, trial.note)
        value = self._value(trial)
        return ", ".join(part for part in (value, note) if part)

    def workstation(self, workstation: Workstation) -> str:
        """ "PC-1, Linux 6.1, drive bersama (SMB) di /mnt/share"."""
        kind = _KINDS.get(workstation.kind, "Folder yang disambung program lain")
        place = f"{kind[0].lower()}{kind[1:]} di {workstation.mount}" if workstation.mount else kind
        return ", ".join(part for part in (workstation.name, workstation.system, place) if part)

    def lines(self, report: ShareReport) -> list[str]:
        """The whole report for the command line."""
        lines = [f"Folder: {report.folder}", f"Komputer pertama: {self.workstation(report.first)}"]
        if report.second is not None:
            lines.append(f"Komputer kedua: {self.workstation(report.second)}")
        for trial in report.trials:
            result = self.result(trial)
            head = f"{self.outcome(trial):<13} {self.title(trial.code)}"
            lines.append(f"{head}: {result}" if result else head)
        return [*lines, self.verdict(report)]

    def _value(self, trial: Trial) -> str:
        if (
            trial.outcome is TrialOutcome.UNMEASURED
            or trial.unit is MeasureUnit.NONE
            or not (trial.value or trial.limit)
        ):
            return ""
        value, limit = _amount(trial.value, trial.unit), _amount(trial.limit, trial.unit)
        word = "sebaiknya paling sedikit" if trial.unit is MeasureUnit.BYTES else "batas"
        return f"{value} ({word} {limit})"


def _amount(value: float, unit: MeasureUnit) -> str:
    if unit is MeasureUnit.BYTES:
        return formats.size(int(value))
    digits = 1 if unit is MeasureUnit.MILLISECONDS else 2
    name = "milidetik" if unit is MeasureUnit.MILLISECONDS else "detik"
    return f"{formats.number(round(value, digits))} {name}"
