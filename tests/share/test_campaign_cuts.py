"""The cable is cut in the middle of a save, for short, for long, and until the server gave the locks away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.workers.request_queue import Patience
from tests.share.campaign.campaign import Campaign, Cut, ended
from tests.share.campaign.judge import Verdict
from tests.share.conftest import Figures
from tests.share.lab.lab import Lab

KEEPALIVE = 15
ZOMBIE = KEEPALIVE + 3.0
"""Seconds after which the server has given the locks away and the other workstation has written."""
RECOVERED = 10.0
TOLD = Patience().request + Patience().lookup + 1.0
"""Seconds after which the person knows at the latest that the save is saved, is not, or is kept on this computer."""


@pytest.fixture(scope="module")
def forgetful(lab: Lab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A laboratory whose server drops a silent workstation after about fifteen seconds. `lab`: for its skip."""
    assert lab
    with Lab(tmp_path_factory.mktemp("cuts"), keepalive=KEEPALIVE) as made:
        yield made


def cut_often(lab: Lab, name: str, lengths: list[float], figures: Figures) -> tuple[list[Cut], Verdict]:
    campaign = Campaign(lab, name)
    workers = [campaign.worker(1, 2), campaign.worker(2, 3)]
    cuts = [campaign.cut_in_mid_save(workers[0], 1, length) for length in lengths]
    shown = [ended(job)["shown"] for job in workers]
    verdict = campaign.verdict()
    assert max(cut.took for cut in cuts) <= TOLD, cuts
    figures(*cuts, f"shown where the cable was cut: {shown[0]}", verdict)
    return cuts, verdict


def test_a_save_cut_off_for_a_while_is_saved_once_or_said_not_to_be(forgetful: Lab, figures: Figures):
    cuts, verdict = cut_often(forgetful, "cuts", [1, 5, 12], figures)
    assert verdict.clean, verdict
    assert {cut.told for cut in cuts} <= {"saved", "not_saved", "kept", "changed_by_other"}, cuts
    assert max(cut.back for cut in cuts) <= RECOVERED


def test_a_writer_whose_locks_were_given_away_never_wakes_to_destroy_the_file(forgetful: Lab, figures: Figures):
    cuts, verdict = cut_often(forgetful, "zombie", [ZOMBIE, ZOMBIE + 1, ZOMBIE + 2], figures)
    assert verdict.clean, verdict
    assert sum(cut.hit and cut.others > 0 for cut in cuts) >= 2, cuts
    assert max(cut.back for cut in cuts) <= RECOVERED
