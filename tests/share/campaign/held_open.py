"""What befalls a window that is held open, and what it shows meanwhile; each deed is done by mouse and keys."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from tests.share.campaign.watching import Pauses, Shown, Watched
from tests.share.lab.lab import Lab

LIMIT, HAND, SHARE = 0.050, 0.100, 0.500
"""Longest pause of the GUI thread that the machine does not explain: untouched; while it paints what a hand has done,
for which a workstation needs eight times as long as a computer; and on a host with more to do than it has processors.
A call that waits for the share would take seconds."""
SENT = 60.0
REFUSED_AT_LAST = 12
TYPED = "Menunggu kelengkapan berkas dari tim pemohon."


def is_slow(shown: Shown) -> bool:
    """The banner of a share that answers late."""
    return "lambat menjawab" in shown.notice and not shown.read_only


def is_gone(shown: Shown) -> bool:
    """The banner of a share that is away, and nothing can be begun."""
    return "hanya baca" in shown.notice and shown.read_only and "Terputus" in shown.connection


def is_back(shown: Shown) -> bool:
    """Everything can be done again."""
    return not shown.read_only and shown.connection == "Tersambung"


@dataclass(frozen=True, slots=True)
class CutSeen:
    """Seconds from the cut: slow, gone, kept (the save asked for after the cut is told to wait); from joining the
    link again: back, sent."""

    slow: float
    gone: float
    kept: float
    back: float
    sent: float

    def __str__(self) -> str:
        parts = (f"{name} {getattr(self, name):.1f}" for name in ("slow", "gone", "kept", "back", "sent"))
        return "seconds until " + ", ".join(parts)


def hold_through_cut(lab: Lab, window: Watched, w: int, card: int, seconds: float, pictures: Path) -> CutSeen:
    """The link is cut for so long. The card is dragged to step 2 before the window knows, the next one afterwards."""
    cut = window.mark()
    lab.cut(w)
    window.carry(card, 2)
    slow = window.until(is_slow, 10).at - cut
    window.picture(pictures / "1-slow.png")
    gone = window.until(is_gone, 10).at - cut
    window.picture(pictures / "2-gone.png")
    window.carry(card + 1, 2)
    kept = window.until(lambda shown: shown.unsent == "1 belum terkirim", 40).at - cut
    assert window.shown[-1].steps[str(card + 1)] == 1, "nothing can be moved while the share is away"
    window.picture(pictures / "3-kept.png")
    window.click("button 1 belum terkirim")
    window.until(lambda shown: shown.dialog == "Perubahan yang belum terkirim")
    time.sleep(0.5)
    window.picture(pictures / "4-list.png")
    window.mouse("key", "Escape")
    time.sleep(max(0.0, cut + seconds - window.mark()))
    joined = window.mark()
    lab.restore(w)
    back = window.until(is_back, SENT).at - joined
    sent = window.until(lambda shown: "1 perubahan terkirim" in shown.notice, SENT).at - joined
    time.sleep(0.3)
    window.picture(pictures / "5-back.png")
    window.until(lambda shown: shown.steps[str(card)] == 2, SENT)
    return CutSeen(slow, gone, kept, back, sent)


def comment_through_crash(lab: Lab, window: Watched, card: int, seconds: float, pictures: Path) -> tuple[float, str]:
    """A comment is sent, twice in a hurry, while the server is down for so long.

    Seconds from its start until all is calm, and what stood beside the text where it had to be sent once more.
    """
    window.click(f"card {card}")
    window.mouse("key", "k")
    window.until(lambda shown: shown.page == str(card))
    window.click("field Tulis komentar")
    window.mouse("type", "--delay", 5, TYPED)
    lab.server_kill()
    window.mouse("key", "Return", "sleep", 0.3, "key", "Return")
    window.picture(pictures / "6-comment.png")
    time.sleep(seconds)
    lab.server_start()
    started = window.mark()
    shown = window.until(lambda shown: is_back(shown) and (shown.problem or str(card) in shown.comments), SENT)
    window.picture(pictures / "7-told.png")
    if shown.problem:
        window.click("field Tulis komentar")
        window.mouse("key", "Return")
    window.until(lambda shown: shown.comments.get(str(card)) == 1)
    window.click("button Papan")
    window.until(lambda shown: not shown.page)
    return shown.at - started, shown.problem


def drag_until_refused(window: Watched, first: int, words: str, picture: Path) -> str:
    """One card after the other to step 2 until the banner says so; what it says."""
    for card in range(first, first + REFUSED_AT_LAST):
        window.carry(card, 2)
        with contextlib.suppress(TimeoutError):
            said = window.until(lambda shown: words in shown.notice, 3)
            window.picture(picture)
            assert said.steps[str(card)] == 1, "what is not saved stands where it was"
            return said.notice
    raise AssertionError(f"nobody says {words}")


def must_have_lived(pauses: Pauses) -> None:
    """The GUI thread never waited for the share. See LIMIT."""
    spare = os.getloadavg()[0] <= (os.cpu_count() or 1) + 1
    assert pauses.alone.own <= (LIMIT if spare else SHARE), pauses
    assert pauses.by_hand.own <= (HAND if spare else SHARE), pauses
