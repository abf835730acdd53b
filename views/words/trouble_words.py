"""Known troubles as calm sentences: what happened, what is kept, what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from models.errors import (
    BadDocument,
    BadInput,
    BadSop,
    ChangedByOther,
    DamageFound,
    DatabaseTooNew,
    DatabaseTooOld,
    NotFound,
    OfficeError,
    RuleBroken,
    ShareUnavailable,
    Stopped,
)
from models.sop.forms import Form
from models.sop.procedure import Sop
from views.words import formats
from views.words.words import Words

SERVER = {
    "server_gone": "Server data tidak terjangkau. Isian Anda belum tersimpan; coba lagi setelah tersambung.",
    "server_crowded": "Server data sedang penuh atau baru dinyalakan. Isian Anda belum tersimpan; coba lagi sebentar.",
    "server_refused": (
        "Server data di {path} menolak akun Anda. Tuliskan kata sandinya di berkas pgpass akun ini, atau minta akses "
        "kepada administrator server."
    ),
    "server_no_database": "Basis data {path} tidak ada di server. Minta administrator membuatnya (createdb).",
    "server_readonly": (
        "Akun Anda di server data hanya boleh membaca. Isian Anda belum tersimpan; minta izin menulis kepada "
        "administrator server."
    ),
    "server_old": "Server data memakai PostgreSQL {found}. Lajur memerlukan PostgreSQL 15 atau yang lebih baru.",
    "server_encoding": (
        "Basis data {path} memakai pengodean {found}. Minta administrator membuatnya kembali dengan pengodean UTF8."
    ),
    "server_no_fsync": (
        "Data hanya dapat dibaca: server data diatur tanpa fsync, sehingga simpanan dapat hilang ketika listrik padam. "
        "Minta administrator server menyalakannya."
    ),
    "no_office": "Belum ada kantor Lajur di {path}. Buat dengan perintah: lajur init {path} --documents FOLDER",
    "office_exists": "Sudah ada kantor di {path}. Pilih basis data server yang kosong; Lajur tidak menimpa kantor.",
    "no_driver": (
        "Lajur ini dipasang tanpa penghubung PostgreSQL. Pasang paket psycopg atau gunakan Lajur yang memuat "
        "penghubung server."
    ),
    "bad_address": "Alamat server {path} tidak dapat dibaca. Contoh yang benar: postgresql://lajur@nama-server/kantor",
    "on_server": (
        "Kantor ini ada di server PostgreSQL; cadangan dan pemulihannya dikerjakan oleh server itu (pg_dump, "
        "pg_restore)."
    ),
    "documents_unnamed": (
        "Kantor di {path} belum menyebut folder dokumennya. Sebutkan foldernya dengan LAJUR_DOCUMENTS, lalu buka lagi."
    ),
    "needs_documents": (
        "Kantor di server dibuat dengan perintah, karena folder dokumennya perlu disebutkan: lajur init {path} "
        "--documents FOLDER"
    ),
    "documents_missing": (
        "Folder dokumen {path} tidak terjangkau. Periksa sambungan ke drive bersama, atau sebutkan tempatnya di "
        "komputer ini dengan LAJUR_DOCUMENTS."
    ),
}
COPY = {
    "copy_differs": "Salinan tabel {table} tidak sama dengan asalnya. Salinan dibatalkan; kantor asal tidak berubah.",
    "copy_ledger": "Riwayat di salinan putus pada baris {line}. Salinan dibatalkan; periksa kantor asal: lajur check",
}


_PROBLEMS = {
    "unreadable": "berkas tidak dapat dibaca",
    "too_large": "berkas terlalu besar untuk sebuah SOP",
    "bad_encoding": "huruf tidak tersimpan sebagai UTF-8",
    "syntax": "penulisan TOML keliru",
    "missing_key": "“{key}” belum ditulis",
    "unknown_key": "“{key}” tidak dikenal",
    "wrong_type": "“{key}” harus berupa {expected}, bukan {found}",
    "blank": "“{key}” kosong",
    "bad_text": "“{key}” memuat tanda yang tidak dapat dipakai atau terlalu panjang",
    "bad_code": "kode “{value}” hanya boleh memuat huruf, angka, dan garis bawah",
    "unknown_value": "“{value}” bukan nilai yang dikenal untuk “{key}”; pilih salah satu: {allowed}",
    "out_of_range": "“{key}” harus antara {low} dan {high}",
    "empty": "“{key}” tidak boleh kosong",
    "doubled_code": "“{value}” dipakai dua kali",
    "unknown_role": "peran “{value}” tidak ada",
    "minimum_above_maximum": "mutu baku paling singkat ({minimum}) melebihi yang paling lama ({maximum})",
    "step_gap": "nomor langkah {value} tidak berurutan; seharusnya {wanted}",
    "unknown_step": "keputusan menuju langkah {value} yang tidak ada",
    "wrong_direction": "arah ke langkah {value} tidak sesuai dengan jenis keputusan",
    "target_not_for_kind": "keputusan jenis ini tidak menuju langkah mana pun",
    "target_missing": "tujuan keputusan belum ditulis",
    "no_forward": "langkah {step} tidak punya keputusan untuk maju",
    "no_close": "langkah terakhir ({step}) tidak punya keputusan untuk menutup proyek",
    "unreachable_step": "langkah {step} tidak dapat dicapai",
    "unknown_fact": "isian “{value}” tidak ada pada langkah ini",
    "unknown_choice": "pilihan “{value}” tidak ada pada isian “{fact}”",
    "needs_choices": "isian ini memerlukan pilihan",
    "needs_columns": "isian ini memerlukan kolom",
    "not_for_kind": "“{key}” tidak berlaku untuk jenis isian ini",
    "wrong_kind_for_binding": "isian yang terikat pada “{value}” berjenis lain",
    "missing_binding": "langkah pertama harus mewajibkan isian yang terikat pada “{value}”",
}
_TYPES = {
    "text": "teks",
    "number": "bilangan",
    "true/false": "true atau false",
    "list": "daftar",
    "table": "tabel",
    "date": "tanggal atau kosong",
}


def sop_problem(facts: Mapping[str, object]) -> str:
    """The clause for a BadSop's facts; lower case, without full stop or place."""
    text = _PROBLEMS.get(str(facts.get("problem", "")), "isinya tidak dapat dipakai")
    shown = defaultdict(str, {key: str(value) for key, value in facts.items()})
    shown |= {key: _TYPES[shown[key]] for key in ("expected", "found") if shown[key] in _TYPES}
    return text.format_map(shown)


def form_warning(form: Form, missing: tuple[str, ...]) -> str:
    """What a printed form lacks in a SOP that was adopted. missing: see models.sop.checking.unfilled."""
    places = ", ".join(missing)
    return f"Perhatian: {form.title} mencetak titik-titik di tempat isian yang tidak ada dalam SOP ini: {places}."


_BAD_DOCUMENT = {
    "missing": "Berkas “{name}” tidak ditemukan. Pilih berkas lain.",
    "unreadable": "Berkas “{name}” tidak dapat dibaca. Periksa izinnya atau salin dahulu ke komputer ini.",
    "folder": "“{name}” adalah folder. Pilih satu berkas.",
    "not_a_file": "“{name}” bukan berkas biasa. Pilih berkas dokumen.",
    "link": "“{name}” adalah tautan ke tempat lain. Pilih berkas aslinya.",
    "empty": "Berkas “{name}” kosong (0 bita). Periksa berkas asalnya lalu lampirkan lagi.",
    "program": "“{name}” adalah program, bukan dokumen. Lampirkan dokumennya.",
    "web_page": "“{name}” berisi halaman web. Simpan sebagai PDF lalu lampirkan.",
    "extension_differs": (
        "Isi berkas “{name}” adalah {found}, tetapi namanya berakhiran {extension}. "
        "Ubah akhiran nama berkas lalu lampirkan lagi."
    ),
    "macro": "“{name}” memuat makro dan tidak dapat menjadi dokumen wajib. Simpan ulang tanpa makro.",
    "damaged": "Berkas “{name}” rusak atau tidak lengkap. Buka dan simpan ulang, lalu lampirkan lagi.",
    "password": "“{name}” terkunci kata sandi. Simpan tanpa kata sandi lalu lampirkan lagi.",
    "bomb": "Arsip “{name}” mencurigakan: isinya jauh lebih besar daripada berkasnya.",
    "too_large": "Ukuran “{name}” {size} melebihi batas {limit}. Perkecil berkas atau lampirkan tautannya.",
    "busy": "“{name}” sedang dibuka program lain. Tutup dahulu lalu coba lagi.",
    "changing": "“{name}” berubah selagi disalin. Tutup program yang membukanya lalu coba lagi.",
    "name": "Nama berkas “{name}” tidak dapat dipakai. Ganti namanya lalu coba lagi.",
    "must_confirm": "“{name}” perlu diperhatikan sebelum dilampirkan. Setujui peringatannya lalu coba lagi.",
    "same_file": "Berkas yang sama dengan “{name}” sudah terlampir pada proyek ini.",
    "no_link": "Dokumen ini harus berupa berkas; tautan tidak dapat dipakai.",
    "bad_link": "Alamat “{name}” tidak dapat dipakai. Tulis alamat lengkap yang diawali https:// atau http://.",
    "unknown_kind": "Jenis dokumen “{kind}” tidak ada dalam SOP proyek ini.",
}
_BAD_INPUT = {
    "wrong_type": "Isian “{field}” tidak dapat dibaca. Tulis ulang isian itu.",
    "too_long": "Isian “{field}” terlalu panjang: {length} huruf, paling banyak {limit}. Ringkas isian itu.",
    "too_many": "Isian “{field}” terlalu banyak barisnya.",
    "unknown_choice": "Pilihan “{value}” tidak ada pada “{field}”.",
    "unknown_column": "Kolom “{value}” tidak ada pada “{field}”.",
    "unknown_field": "Isian “{field}” tidak dikenal dalam SOP ini.",
    "bad_date": "Tanggal “{value}” pada “{field}” tidak dapat dibaca. Contoh yang benar: 2026-11-22.",
    "future_date": "“{field}” tidak boleh setelah hari ini ({day}).",
    "blank": "“{field}” belum diisi.",
    "bad_calendar": "Berkas kalender “{field}” tidak dapat dibaca ({place}). Perbaiki lalu coba lagi.",
    "holiday_twice": "Tanggal {value} sudah tercatat sebagai hari libur: {name}.",
    "holiday_weekend": "Tanggal {value} jatuh pada akhir pekan; kantor memang libur dan tidak perlu dicatat.",
    "holiday_unknown": "Tanggal {value} tidak tercatat sebagai hari libur.",
    "calendar_missing": "Kalender tahun {year} belum ada. Impor dahulu berkas kalender tahun itu.",
    "calendar_unchanged": "Kalender sudah sama dengan berkas itu; tidak ada yang diubah.",
    "before_hold": (
        "Menurut jam komputer ini proyek belum ditunda, jadi belum dapat dilanjutkan. "
        "Betulkan tanggal dan jam komputer ini lalu ulangi."
    ),
    "sop_in_use": (
        "{field} belum dapat diberlakukan: {count} proyek masih berjalan setelah langkah {step}, "
        "langkah terakhir SOP itu. Selesaikan dahulu proyek tersebut."
    ),
    "bad_period": (
        "Periode “{value}” tidak dapat dibaca. Contoh yang benar: 2026-07, 2026-Q3, 2026-S2, 2026, "
        "atau 2026-07-01..2026-09-30."
    ),
    "period_without_end": "Periode belum mempunyai tanggal akhir. Isi tanggal akhirnya.",
    "period_without_start": "Periode belum mempunyai tanggal awal. Isi tanggal awalnya.",
    "period_reversed": "Tanggal akhir periode mendahului tanggal awalnya. Tukar kedua tanggal itu.",
    "period_far": "Periode “{value}” di luar tahun 2000 sampai 2100. Periksa tahunnya.",
    "unknown_form": "Formulir “{field}” tidak ada dalam SOP ini. Pilih formulir lain.",
    "bad_person": "“{value}” tidak tercatat sebagai anggota yang sesuai untuk “{field}”.",
}
_SHARE = {
    "missing": "Berkas data tidak ditemukan di {path}. Periksa sambungan ke drive bersama atau alamatnya.",
    "no_folder": "Folder {path} tidak ada. Buat folder itu lebih dahulu, atau periksa alamat dan sambungannya.",
    "folder": "{path} adalah folder. Pilih berkas data Lajur di dalamnya.",
    "cannot_open": "Berkas data di {path} tidak dapat dibuka. Periksa sambungan dan izin folder itu.",
    "readonly": "Folder data hanya dapat dibaca. Isian Anda belum tersimpan; minta izin menulis kepada administrator.",
    "full": "Ruang penyimpanan penuh. Isian Anda belum tersimpan; kosongkan ruang lalu coba lagi.",
    "busy_by": "{holder} sedang menyimpan. Isian Anda belum tersimpan; coba lagi sebentar.",
    "busy": "Data sedang dipakai orang lain. Isian Anda belum tersimpan; coba lagi sebentar.",
    "io": "Drive bersama tidak terjangkau. Isian Anda belum tersimpan; coba lagi setelah tersambung.",
    "vanished": "Berkas data tidak ada lagi di tempatnya. Isian Anda belum tersimpan; hubungi administrator.",
    "replaced": "Berkas data di tempat ini kini milik kantor lain. Isian Anda tidak tersimpan di sana.",
    "restored": "Data kantor telah dipulihkan dari cadangan. Isian Anda belum tersimpan; periksa papan lalu ulangi.",
    "unsteady": "Drive bersama sempat memberi data yang tidak utuh; setelah diperiksa ulang data utuh. Coba lagi.",
    "maintenance": "{holder} sedang memelihara data. Data hanya dapat dibaca; isian Anda belum tersimpan.",
    "maintenance_left": (
        "Pemeliharaan oleh {holder} terhenti sebelum selesai, sehingga data hanya dapat dibaca. "
        "Administrator dapat mengakhirinya dengan: lajur maintenance end"
    ),
    "backup_running": "{holder} sedang membuat cadangan. Tunggu sampai selesai lalu coba lagi.",
    "no_backup": "Cadangan {path} tidak ditemukan.",
    "other_office": "{path} adalah cadangan kantor lain. Pilih cadangan kantor ini.",
    "in_use": "Berkas data masih dipakai komputer lain. Tutup Lajur di semua komputer lalu coba lagi.",
    "on_server": "Basis data server dicadangkan dan dipelihara oleh servernya (pg_dump), bukan oleh Lajur.",
    "exists": "Sudah ada berkas di {path}. Pilih tempat lain; Lajur tidak menimpa berkas.",
    "exists_empty": (
        "Di {path} sudah ada berkas kosong, dan Lajur tidak menimpa berkas. Hapus dahulu berkas kosong itu, atau pilih "
        "tempat lain."
    ),
    "founding": "Program lain sedang menyiapkan data di {path}. Tunggu sebentar lalu coba lagi.",
    "wal": "Berkas data memakai cara tulis yang tidak aman di drive bersama. Hubungi administrator.",
    "cifs_no_byte_locks": (
        "Data tidak dibuka: drive bersama di {mount} dipasang tanpa kunci antarkomputer ({found}), sehingga simpanan "
        "dapat saling menimpa. Minta administrator memasangnya ulang dengan pilihan {remedy}."
    ),
    "cifs_stale_attributes": (
        "Data tidak dibuka: drive bersama di {mount} dipasang dengan ukuran berkas yang diingat ({found}), sehingga "
        "data utuh dapat tampak rusak. Minta administrator memasangnya ulang dengan pilihan {remedy}."
    ),
    "cifs_loose_cache": (
        "Data tidak dibuka: drive bersama di {mount} dipasang dengan penyangga longgar ({found}), sehingga perubahan "
        "orang lain tidak terlihat. Minta administrator memasangnya ulang dengan pilihan {remedy}."
    ),
    "cifs_locks_refused": (
        "Data hanya dapat dibaca: kunci tulis tidak berfungsi pada drive bersama di {mount}. Isian Anda belum "
        "tersimpan; pakai komputer lain dan beri tahu administrator."
    ),
    "check_not_found": (
        "Tidak ada pemeriksaan yang menunggu di {path}. Jalankan dahulu di komputer pertama, tanpa --join."
    ),
    "check_same_machine": "Pemeriksaan ini memerlukan dua komputer. Jalankan --join di komputer lain.",
    "check_cut_off": "Sambungan dengan komputer pertama terputus. Ulangi pemeriksaan dari komputer pertama.",
    "nfs_no_locks": (
        "Data tidak dibuka: drive NFS di {mount} dipasang tanpa kunci antarkomputer ({found}), sehingga simpanan dapat "
        "saling menimpa. Minta administrator memasangnya ulang tanpa pilihan itu."
    ),
    "gvfs": (
        "Data tidak dibuka: {path} dibuka lewat penjelajah berkas, yang tidak mengunci berkas antarkomputer. Minta "
        "administrator memasang drive itu sebagai CIFS dengan pilihan {remedy}."
    ),
    "fuse": (
        "Data tidak dibuka: {mount} disambung oleh program yang kuncinya belum tentu sampai ke komputer lain. Minta "
        "administrator memasang drive itu sebagai CIFS dengan pilihan {remedy}."
    ),
    "webdav": (
        "Data tidak dibuka: {mount} adalah folder web (WebDAV), yang tidak mengunci berkas dengan aman. Pindahkan data "
        "ke drive bersama kantor (SMB)."
    ),
    "guest_folder": (
        "Data tidak dibuka: {mount} adalah folder mesin virtual, yang kuncinya tidak sampai ke komputer induk. "
        "Pindahkan data ke drive bersama kantor (SMB) atau ke folder biasa."
    ),
    "sync_folder": (
        "Data tidak dibuka: {path} disinkronkan oleh {service}, yang menyalin berkas selagi ditulis. Pindahkan data ke "
        "drive bersama kantor atau ke folder biasa."
    ),
}
_TOO_NEW = "Berkas data ini dibuat oleh Lajur yang lebih baru. Pasang versi terbaru untuk membukanya."
_READ_ONLY = (
    "Kantor ini sudah memakai Lajur yang lebih baru. Di komputer ini data hanya dapat dibaca; isian Anda belum "
    "tersimpan. Pasang versi terbaru untuk mengubahnya."
)
_TOO_OLD = (
    "Berkas data ini dari Lajur versi lama. Administrator dapat memperbaruinya dengan: lajur upgrade "
    "(cadangan dibuat dahulu)."
)
_DAMAGE = {
    "check": (
        "Pemeriksaan menemukan {count} kerusakan pada {path}, sehingga tidak dilanjutkan. Hubungi administrator; "
        "pulihkan hanya dari cadangan yang utuh."
    ),
    "backup_changed": "Cadangan {path} berubah sejak dibuat. Pilih cadangan lain.",
    "not_a_database": "{path} bukan berkas data Lajur.",
    "unfinished": (
        "Pembuatan kantor di {path} terputus atau belum selesai, sehingga belum ada yang tersimpan di sana. Tunggu "
        "sebentar; jika tetap begini, buat lagi kantor itu di tempat yang sama."
    ),
    "empty": (
        "Berkas di {path} kosong, jadi bukan data Lajur. Jika kantor itu pernah dipakai, pulihkan dari cadangan; jika "
        "belum, hapus berkas kosong itu lalu buat kantor lagi."
    ),
    "foreign_application": "{path} adalah basis data program lain, bukan data Lajur.",
    "malformed": "Berkas data di {path} rusak atau terpotong. Jangan dipakai; pulihkan dari cadangan.",
    "document_changed": "Isi dokumen “{name}” berubah sejak dilampirkan.",
    "document_missing": "Dokumen “{name}” tidak ada lagi di foldernya.",
    "outside": "Catatan dokumen menunjuk ke luar folder dokumen.",
}


class TroubleWords:
    """Sentences for OfficeError. `sop` gives the names of steps and roles."""

    def __init__(self, words: Words, sop: Sop | None = None) -> None:
        self._words = words
        self._sop = sop

    def sentence(self, error: OfficeError) -> str:
        """One calm sentence or two; never a code, a trace or "None"."""
        if isinstance(error, RuleBroken):
            return self._obstacles(error)
        if isinstance(error, ChangedByOther):
            by = error.facts.get("by") or "orang lain"
            text = "Proyek ini sudah diubah oleh {by}. Tampilan diperbarui; periksa lalu ulangi bila masih perlu."
            return text.format(by=by)
        if isinstance(error, DatabaseTooNew):
            return _READ_ONLY if error.facts.get("readable") else _TOO_NEW
        if isinstance(error, DatabaseTooOld):
            return _TOO_OLD
        if isinstance(error, Stopped):
            return "Dihentikan atas permintaan Anda. Tidak ada yang berubah."
        if isinstance(error, BadSop):
            text = "Berkas SOP tidak dapat dipakai: {problem} ({place})."
            return text.format(problem=sop_problem(error.facts), place=error.facts.get("place", ""))
        if isinstance(error, NotFound):
            return self._not_found(error)
        return self._from_table(error)

    def _from_table(self, error: OfficeError) -> str:
        tables: list[tuple[type[OfficeError], dict[str, str], str]] = [
            (BadDocument, _BAD_DOCUMENT, "Berkas “{name}” tidak dapat dilampirkan."),
            (BadInput, _BAD_INPUT, "Isian “{field}” tidak dapat diterima."),
            (ShareUnavailable, _SHARE | SERVER, "Data tidak terjangkau. Isian Anda belum tersimpan; coba lagi."),
            (DamageFound, _DAMAGE | COPY, "Ditemukan kerusakan pada data. Hubungi administrator."),
        ]
        for kind, table, otherwise in tables:
            if isinstance(error, kind):
                problem = str(error.facts.get("problem", ""))
                held = problem == "busy" and error.facts.get("holder")
                text = table.get("busy_by" if held else problem, otherwise)
                return text.format_map(_Shown(error.facts))
        return "Permintaan tidak dapat dijalankan. Tidak ada yang berubah; coba lagi."

    def _obstacles(self, error: RuleBroken) -> str:
        named = [each for each in error.obstacles if self._sop or not (each.step or each.roles)]
        if not named:
            return "Aturan SOP belum mengizinkan ini."
        return "; ".join(self._words.obstacle(each, self._sop) for each in named) + "."

    def _not_found(self, error: NotFound) -> str:
        key = str(error.facts.get("key", ""))
        if error.facts.get("what") == "member":
            text = "Akun “{key}” belum terdaftar di kantor ini. Minta administrator mendaftarkannya."
        else:
            text = "“{key}” tidak ditemukan."
        return text.format(key=key)


class _Shown(dict[str, object]):
    """Facts as a person reads them: sizes and dates in words, nothing for what is missing."""

    def __getitem__(self, key: str) -> str:
        value = self.get(key)
        if value is None:
            return ""
        if isinstance(value, date):
            return formats.date_long(value)
        if key in ("size", "limit") and isinstance(value, int) and value > 100_000:
            return formats.size(value)
        return formats.number(value) if isinstance(value, int) else str(value)

    def __missing__(self, _key: str) -> str:
        return ""


_WARNINGS = {
    "extension_differs": "Akhiran nama berkas tidak cocok dengan isinya; Lajur memakai akhiran yang benar.",
    "macro": "Berkas memuat makro. Lampirkan hanya bila Anda tahu asalnya.",
    "old_format": "Berkas memakai format Office lama; format baru lebih awet untuk arsip.",
    "password": "Berkas terkunci kata sandi; orang lain mungkin tidak dapat membukanya.",
    "pdf_active": "PDF ini memuat skrip yang dapat berjalan saat dibuka.",
    "pdf_files": "PDF ini membawa berkas lain di dalamnya.",
    "damaged": "Berkas tampak rusak atau tidak lengkap. Buka dahulu untuk memeriksanya.",
    "large": "Berkas ini besar dan perlu waktu untuk disimpan ke drive bersama.",
    "link": "Nama ini menunjuk ke berkas di tempat lain; yang dilampirkan adalah isinya saat ini.",
    "web_page": "Isi berkas adalah halaman web, yang tampilannya dapat berubah.",
    "unknown_type": "Jenis berkas ini tidak dikenal; pastikan orang lain dapat membukanya.",
    "office_lock": "Ini berkas sementara dari Word atau Excel; pilih dokumen aslinya.",
}


def document_warning(words: Words, code: str) -> str:
    """One sentence for a code out of models.documents.attachments.WARNINGS."""
    return _WARNINGS.get(code, "Berkas ini perlu diperiksa sebelum dilampirkan.")
