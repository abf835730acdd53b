"""Troubles of an office on a PostgreSQL server as sentences, by the problem of a ShareUnavailable or a DamageFound."""

from __future__ import annotations

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
