"""The real window on the real drive: what a person sees while the share is slow, gone, back, full, or read-only."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from desktop.workers.records_service import RecordsService
from models.project_file import ProjectFile
from models.requests import ReadProject
from tests.desktop.small_office import board_of
from tests.real_screen import REAL_SCREEN
from tests.share.campaign import held_open
from tests.share.campaign.campaign import Campaign
from tests.share.campaign.held_open import TYPED, drag_until_refused, is_back, must_have_lived
from tests.share.campaign.office import WRITER
from tests.share.campaign.watching import Watched
from tests.share.conftest import Figures
from tests.share.lab.lab import Lab

pytestmark = REAL_SCREEN
LENGTH = 60.0
SLOW, GONE, KEPT, BACK = 2.5, 5.0, 14.0, 10.0
"""Seconds from the cut (which is earlier than the first question that is not answered), and from joining the link."""
PICTURES = Path("build", "window")


def test_a_window_held_open_through_a_cut_of_a_minute_says_so_and_saves_once_what_was_moved_meanwhile(
    lab: Lab, room: Path, figures: Figures
):
    campaign = Campaign(lab, room.name, 40)
    others = campaign.savers(2, 10, 1, 90, pause=3)
    with Watched(lab, 1, campaign.place) as window:
        window.carry(2, 2)
        window.until(lambda shown: "002: Ajukan" in shown.notice)
        began = window.mark()
        cut = held_open.hold_through_cut(lab, window, 1, 3, LENGTH, lab.root / PICTURES)
        pauses = window.end(began)
    assert others.wait(60).good
    verdict = campaign.verdict()
    figures(f"the board stood there after {window.started:.1f} s", cut, pauses, verdict, f"pictures: {PICTURES}")
    assert verdict.clean, verdict
    cards = {card.id: card for card in board_of(campaign.host).cards}
    assert (cards[3].step, cards[3].version - cards[4].version, cards[4].step) == (2, 1, 1), "saved once, the other not"
    assert cut.slow <= SLOW
    assert cut.gone <= GONE
    assert cut.kept <= KEPT
    assert cut.back <= max(BACK, window.started), "a new child may have to start first"
    must_have_lived(pauses)


def test_a_window_through_a_crash_a_full_disk_and_a_read_only_share_is_calm_and_loses_nothing(
    lab: Lab, room: Path, figures: Figures
):
    campaign, pictures = Campaign(lab, room.name, 30), lab.root / PICTURES
    with Watched(lab, 1, campaign.place) as window:
        window.carry(2, 2)
        window.until(lambda shown: "002: Ajukan" in shown.notice)
        began = window.mark()
        crash, beside = held_open.comment_through_crash(lab, window, 4, 3.0, pictures)
        lab.fill()
        full = drag_until_refused(window, 5, "Ruang penyimpanan penuh", pictures / "8-full.png")
        lab.free()
        lab.read_only(True)
        barred = drag_until_refused(window, 16, "hanya dapat dibaca", pictures / "9-read-only.png")
        lab.read_only(False)
        window.until(is_back)
        pauses = window.end(began)
    verdict = campaign.verdict()
    seen = f"calm {crash:.1f} s after the start of the server; beside the comment: {beside or 'nothing, it was saved'}"
    figures(seen, full, barred, pauses, verdict)
    assert verdict.clean, verdict
    assert comments(campaign.host, 4) == [TYPED]
    assert "belum tersimpan" in beside or not beside
    assert crash <= max(BACK, window.started)
    must_have_lived(pauses)


def comments(place: Path, project: int) -> list[object]:
    with closing(RecordsService(str(place))) as service:
        read = service.answer(ReadProject(project), WRITER)
    assert isinstance(read, ProjectFile)
    return [line.facts["text"] for line in read.history if line.deed == "add_comment"]
