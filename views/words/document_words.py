"""What is odd about a file before it is attached, as sentences to agree to. Without Qt."""

from __future__ import annotations

from views.words.words import Words

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
    return words.tr(_WARNINGS.get(code, "Berkas ini perlu diperiksa sebelum dilampirkan."))
