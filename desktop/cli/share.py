"""`lajur share-check FOLDER`: two workstations try out a share before an office is kept there. No Qt."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from desktop import identity
from desktop.cli.copying import stoppable
from desktop.cli.output import Output
from desktop.paths import Folders
from desktop.workers.press_service import read_fonts, saved
from models.administration.share_check import check_share
from models.administration.share_second import join
from models.office import OfficeSettings, Printing
from models.share_report import ShareReport
from views.paper import share_report
from views.words.formats import local
from views.words.share_words import ShareWords


def run(arguments: Namespace, output: Output) -> bool:
    """Leads or joins a check; answers whether the share is good (always true for the one that joins).

    Raises ShareUnavailable where the check cannot be carried out at all, or Stopped after Ctrl+C.
    """
    folder = Path(arguments.folder).absolute()
    if arguments.join:
        with stoppable() as stopped:
            name = join(folder, arguments.wait, stopped=stopped)
        output.value({"joined": name}, [f"Selesai. Hasilnya tampil di komputer {name}."])
        return True
    words = ShareWords()

    def told(code: str) -> None:
        if code == "waiting":
            output.note("Jalankan di komputer kedua, dengan alamat folder yang sama menurut komputer itu:")
            output.note(f'    lajur share-check "{folder}" --join')
        output.note(words.progress(code))

    with stoppable() as stopped:
        report = check_share(folder, datetime.now(UTC), arguments.wait, told, stopped=stopped)
    output.value(report_value(report), words.lines(report))
    out = Path(arguments.out) if arguments.out else _kept(Folders.find().data, report.at)
    output.note(f"Naskah hasil disimpan di {_printed(report, out)}.")
    return report.good


def report_value(report: ShareReport) -> dict[str, object]:
    """The report for --json."""
    return {"verdict": report.verdict, "good": report.good, "report": report}


def _kept(folder: Path, at: datetime) -> Path:
    """Where the page of this check is kept when nobody says where."""
    kept = folder / "pemeriksaan"
    kept.mkdir(parents=True, exist_ok=True)
    return kept / f"drive-bersama-{local(at):%Y-%m-%dT%H%M%S}.pdf"


def _printed(report: ShareReport, out: Path) -> str:
    printing = Printing(datetime.now(UTC), identity.login())
    return saved(share_report.render(report, OfficeSettings(), printing, read_fonts()), out)
