"""The printed result of a share check, for the file of the administrator."""

from __future__ import annotations

from models.office import OfficeSettings, Printing
from models.share_report import ShareReport
from views.paper.fonts import Fonts
from views.paper.plain_sheet import Fields, Heading, Paragraph, PlainText, Rows
from views.paper.plain_sheet import render as render_plain
from views.words import formats
from views.words.share_words import ShareWords

TITLE = "HASIL PEMERIKSAAN DRIVE BERSAMA"


def render(report: ShareReport, office: OfficeSettings, printing: Printing, fonts: Fonts) -> bytes:
    """The report as PDF."""
    words = ShareWords()
    second = words.workstation(report.second) if report.second else "tidak ada"
    mounted = dict.fromkeys(each.options for each in (report.first, report.second) if each and each.options)
    options = "; ".join(each.replace(",", ", ") for each in mounted)
    trials = tuple((words.title(each.code), words.outcome(each), words.result(each)) for each in report.trials)
    parts = (
        Fields(
            (
                ("Folder", report.folder),
                ("Diperiksa", formats.moment_long(report.at)),
                ("Komputer pertama", words.workstation(report.first)),
                ("Komputer kedua", second),
                ("Cara pasang", options or "tidak disebut sistem"),
                ("SQLite", report.sqlite),
            )
        ),
        Heading("Kesimpulan"),
        Paragraph(words.verdict(report)),
        Heading("Percobaan"),
        Rows((("Yang dicoba", 5.0), ("Hasil", 1.6), ("Ukuran dan catatan", 4.4)), trials),
    )
    return render_plain(PlainText(TITLE, parts, keywords=("share-check",)), office, printing, fonts)
