"""The grammar of the command line, in Indonesian."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn, override

from models.sop.forms import FORMS

_COMPLAINTS = (
    (r"the following arguments are required: (.+)", r"belum diisi: \1"),
    (
        r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)",
        r"\1: \2 tidak dikenal; pilih salah satu dari \3",
    ),
    (r"argument (.+?): expected one argument", r"\1: perlu satu nilai"),
    (r"argument (.+?): expected at least one argument", r"\1: perlu paling sedikit satu nilai"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 tidak dapat dipakai bersama \2"),
    (r"argument (.+?): invalid int value: (.+)", r"\1: \2 bukan bilangan"),
    (r"one of the arguments (.+) is required", r"pilih salah satu: \1"),
    (r"unrecognized arguments: (.+)", r"tidak dikenal: \1"),
    (r"ambiguous option: (.+) could match (.+)", r"\1 kurang jelas: dapat berarti \2"),
)


class WrongUsage(Exception):
    """The words on the command line make no sense. Its text is an Indonesian sentence. Exit status 2."""


class _Format(argparse.HelpFormatter):
    @override
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Pemakaian: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse that speaks Indonesian and raises WrongUsage."""

    def __init__(self, *arguments: object, **options: object) -> None:
        options = {"formatter_class": _Format, "allow_abbrev": False, **options, "add_help": False}
        super().__init__(*arguments, **options)  # pyright: ignore[reportArgumentType]
        self._positionals.title = "isian"
        self._optionals.title = "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan penjelasan ini")

    @override
    def error(self, message: str) -> NoReturn:
        """Called by argparse."""
        for pattern, words in _COMPLAINTS:
            message = re.sub(pattern, words, message)
        raise WrongUsage(f"{message}\n{self.format_usage().strip()}")


def build_parser(version: str) -> Parser:
    """All commands. The chosen one is in `command` (and `action` for projects)."""
    parser = Parser(
        prog="lajur", description="Lajur: menjalankan SOP pembuatan sistem informasi. Tanpa perintah, jendela dibuka."
    )
    parser.add_argument("--version", action="version", version=f"Lajur {version}", help="tampilkan versi")
    parser.add_argument(
        "--database",
        metavar="TEMPAT",
        help="berkas data atau postgresql://…; bila kosong: LAJUR_DATABASE atau yang terakhir dibuka",
    )
    parser.add_argument(
        "--as", dest="login", metavar="AKUN", help="bertindak sebagai anggota ini (hanya kantor latihan)"
    )
    parser.add_argument("--json", action="store_true", help="keluaran JSON untuk program lain")
    commands = parser.add_subparsers(
        dest="command", metavar="PERINTAH", required=True, title="perintah", parser_class=Parser
    )
    _places(commands)
    tour = commands.add_parser("tour", help="jalankan jendela sungguhan tanpa layar dan simpan gambarnya")
    tour.add_argument("--out", metavar="FOLDER", default="", help="folder hasil")
    _project(commands.add_parser("project", help="proyek: new, list, show, move, …"))
    paper = commands.add_parser("print", help="buat naskah PDF sebuah proyek")
    paper.add_argument("form", metavar="NASKAH", choices=tuple(FORMS), help=", ".join(FORMS))
    paper.add_argument("project", metavar="PROYEK")
    paper.add_argument("--out", metavar="BERKAS", required=True)
    paper.add_argument("--paper", choices=("A4", "F4"), default="A4", help="ukuran kertas")
    paper.add_argument("--number", action="store_true", help="beri nomor naskah dahulu bila belum ada")
    _office(commands)
    _figures(commands)
    _storage(commands)
    share = commands.add_parser("share-check", help="uji drive bersama dengan dua komputer")
    share.add_argument("folder", metavar="FOLDER", help="folder di drive bersama")
    share.add_argument("--join", action="store_true", help="menjadi komputer kedua")
    share.add_argument("--wait", type=float, metavar="DETIK", default=600.0, help="lama menunggu komputer lain")
    share.add_argument("--out", metavar="BERKAS.pdf", default="", help="tempat naskah hasilnya")
    return parser


def _places(commands: Any) -> None:
    init = commands.add_parser("init", help="buat kantor baru", description="Membuat kantor baru.")
    init.add_argument("target", metavar="TEMPAT", help="berkas data yang akan dibuat, atau postgresql://…")
    init.add_argument("--training", action="store_true", help="kantor latihan berisi contoh")
    init.add_argument("--name", metavar="NAMA", default="", help="nama administrator pertama (akun Anda)")
    init.add_argument("--documents", metavar="FOLDER", default="", help="folder dokumen (wajib untuk server)")
    copy = commands.add_parser("copy", help="salin kantor ke tempat lain: berkas atau server, dengan bukti sidik")
    copy.add_argument("source", metavar="ASAL", help="berkas data atau postgresql://…")
    copy.add_argument("target", metavar="TUJUAN", help="tempat yang masih kosong")
    copy.add_argument("--documents", metavar="FOLDER", default="", help="salin dokumen ke folder ini")


def _storage(commands: Any) -> None:
    check = commands.add_parser("check", help="periksa keutuhan data, riwayat, dokumen, dan cadangan")
    check.add_argument("--repair", action="store_true", help="rapikan berkas tanpa catatan dan daftar sidik")
    backup = commands.add_parser("backup", help="buat cadangan di folder Cadangan")
    backup.add_argument("--list", action="store_true", help="tampilkan cadangan yang ada")
    restore = commands.add_parser("restore", help="pulihkan data dari sebuah cadangan; yang digantikan disimpan")
    restore.add_argument("source", metavar="CADANGAN", help="berkas cadangan, atau namanya di folder Cadangan")
    upgrade = commands.add_parser("upgrade", help="perbarui susunan data dari Lajur versi lama; dicadangkan dahulu")
    maintenance = commands.add_parser("maintenance", help="akhiri pemeliharaan yang terhenti; wajibkan versi Lajur")
    actions = _actions(maintenance)
    actions.add_parser("end", help="akhiri pemeliharaan yang terhenti")
    require = actions.add_parser("require", help="Lajur yang lebih lama hanya boleh membaca")
    require.add_argument("program", metavar="VERSI", help='mis. 0.2.0; kosong ("") untuk mencabut')
    for parser in (check, backup, restore, upgrade):
        parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="keluaran JSON")


def _figures(commands: Any) -> None:
    report = commands.add_parser("report", help="laporan berkala sebuah periode: PDF, XLSX, atau JSON")
    report.add_argument(
        "--period", metavar="PERIODE", required=True, help="2026-07, 2026-Q3, 2026-S2, 2026, AWAL..AKHIR"
    )
    report.add_argument("--out", metavar="BERKAS", required=True, help="berkas .pdf, .xlsx, atau .json")
    report.add_argument("--team", metavar="TIM", default="", help="hanya proyek tim ini")
    forecast = commands.add_parser("forecast", help="perkiraan selesai sebuah proyek dari riwayat kantor")
    forecast.add_argument("project", metavar="PROYEK", help="nomor proyek, mis. PRJ-2026-014")
    for parser in (report, forecast):
        parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="keluaran JSON")


def _project(parser: Parser) -> None:
    actions = _actions(parser)
    new = actions.add_parser("new", help="permohonan baru (langkah 1)")
    _facts(new, required=True)
    _attachments(new)
    listing = actions.add_parser("list", help="daftar proyek")
    listing.add_argument("--step", type=int, metavar="LANGKAH", help="hanya langkah ini")
    _one(actions.add_parser("show", help="satu proyek lengkap"))
    _one(actions.add_parser("history", help="riwayat satu proyek"))
    attach = _one(actions.add_parser("attach", help="lampirkan dokumen"))
    attach.add_argument("files", metavar="JENIS=BERKAS", nargs="+", help="mis. SRS=srs.pdf atau PRO=https://…")
    _letter(attach)
    _facts(_one(actions.add_parser("set", help="isi data proyek")), required=True)
    _move(_one(actions.add_parser("move", help="ambil keputusan: maju, lewati, akhiri")))
    _move(_one(actions.add_parser("return", help="kembalikan ke langkah sebelumnya")))
    _move(_one(actions.add_parser("close", help="tutup pembangunan, masuk pemeliharaan")), decision=False)
    hold = _one(actions.add_parser("hold", help="tunda proyek"))
    hold.add_argument("--reason", metavar="ALASAN", required=True)
    hold.add_argument("--until", metavar="TANGGAL", default="", help="perkiraan dilanjutkan, mis. 2026-12-31")
    _one(actions.add_parser("resume", help="lanjutkan proyek yang ditunda"))
    _one(actions.add_parser("undo", help="urungkan perpindahan terakhir Anda"))
    fields = actions.add_parser("fields", help="kunci isian untuk --facts")
    fields.add_argument("--step", type=int, metavar="LANGKAH", help="hanya langkah ini")


def _office(commands: Any) -> None:
    member = _actions(commands.add_parser("member", help="anggota: add, list"))
    member.add_parser("list", help="daftar anggota")
    add = member.add_parser("add", help="anggota baru, atau peran baru bagi akun itu (administrator)")
    add.add_argument("account", metavar="AKUN")
    add.add_argument("--name", metavar="NAMA", required=True)
    add.add_argument("--role", metavar="PERAN", action="append", default=[], help="boleh diulang")
    for option in ("team", "title", "nip"):
        add.add_argument(f"--{option}", default="")
    add.add_argument("--administrator", action="store_true")
    office = _actions(commands.add_parser("office", help="pengaturan kantor: show, set"))
    office.add_parser("show", help="kop, batas ukuran, kontak")
    change = office.add_parser("set", help="ubah pengaturan (administrator)")
    change.add_argument("--facts", metavar="BERKAS.json", required=True)
    sop = _actions(commands.add_parser("sop", help="prosedur: show, adopt"))
    sop.add_parser("show", help="prosedur yang berlaku bagi proyek baru")
    adopt = sop.add_parser("adopt", help="berlakukan berkas SOP bagi proyek baru (administrator)")
    adopt.add_argument("file", metavar="BERKAS.toml")


def _actions(parser: Parser) -> Any:
    return parser.add_subparsers(
        dest="action", metavar="TINDAKAN", required=True, title="tindakan", parser_class=Parser
    )


def _one(parser: Parser) -> Parser:
    parser.add_argument("project", metavar="PROYEK", help="nomor proyek, mis. PRJ-2026-014")
    return parser


def _move(parser: Parser, *, decision: bool = True) -> None:
    if decision:
        parser.add_argument("decision", metavar="KEPUTUSAN", nargs="?", default="", help="kode keputusan (lihat show)")
        parser.add_argument("--to", type=int, metavar="LANGKAH", help="langkah tujuan, sebagai ganti kode keputusan")
    parser.add_argument("--reason", metavar="ALASAN", default="")
    parser.add_argument("--note", metavar="CATATAN", default="")
    parser.add_argument("--findings", metavar="BERKAS.json", default="", help="daftar temuan uji coba")
    _facts(parser, required=False)
    _attachments(parser)


def _facts(parser: Parser, *, required: bool) -> None:
    parser.add_argument(
        "--facts", metavar="BERKAS.json", required=required, default="", help="isian; kuncinya: project fields"
    )


def _attachments(parser: Parser) -> None:
    parser.add_argument("--attach", metavar="JENIS=BERKAS", nargs="+", action="extend", default=[], dest="files")
    _letter(parser)


def _letter(parser: Parser) -> None:
    parser.add_argument("--letter-number", metavar="NOMOR", default="", help="nomor surat dokumen yang dilampirkan")
    parser.add_argument("--letter-date", metavar="TANGGAL", default="", help="mis. 2026-11-22")
    parser.add_argument("--letter-subject", metavar="PERIHAL", default="")
    parser.add_argument("--yes", action="store_true", help="terima peringatan tentang berkas")
