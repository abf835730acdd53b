"""The page of a share check says everything that was tried, in words, on A4 and F4."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from models.office import OfficeSettings, Printing
from models.share_report import LEFT_LOCK, MeasureUnit, ShareReport, Trial, TrialOutcome, Workstation
from views.paper import share_report
from views.paper.fonts import Fonts
from views.words.share_words import ShareWords

OPTIONS = "rw,vers=3.1.1,cache=strict,actimeo=0,closetimeo=0"
CODES = ("place", "lock_from_first", "lock_from_second", "reader", "new_row", "new_file", "deletion", "rename")
REPORT = ShareReport(
    folder="/srv/kantor/Lajur",
    at=datetime(2026, 11, 22, 2, 15, tzinfo=UTC),
    first=Workstation("PC-1", "cifs", "cifs", "/srv/kantor", OPTIONS, "Linux 6.1"),
    second=Workstation("PC-2", "smb", "NTFS", "Z:", "", "Windows 11"),
    trials=(
        *(Trial(code, TrialOutcome.PASSED, 0.08, 1.0, MeasureUnit.SECONDS) for code in CODES),
        Trial("space", TrialOutcome.WARNED, 236_000_000, 1 << 30, MeasureUnit.BYTES),
        Trial("write_p50_first", TrialOutcome.PASSED, 8.84, 500, MeasureUnit.MILLISECONDS),
    ),
    sqlite="3.45.1",
)


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_the_page_says_what_was_tried_and_what_follows(
    paper: str, office: OfficeSettings, printing: Printing, fonts: Fonts, text_of: Callable[[bytes], str]
):
    text = text_of(share_report.render(REPORT, office, replace(printing, paper=paper), fonts))
    assert "HASIL PEMERIKSAAN DRIVE BERSAMA" in text
    assert "22 November 2026, pukul 09.15 WIB" in text
    assert "PC-2, Windows 11, drive bersama (SMB) di Z:" in text
    assert "0,08 detik (batas 1 detik)" in text
    assert "8,8 milidetik" in text
    assert "Perhatian" in text
    assert "None" not in text


def test_a_check_without_a_second_workstation_is_no_proof(
    office: OfficeSettings, printing: Printing, fonts: Fonts, text_of: Callable[[bytes], str]
):
    trials = (Trial("place", TrialOutcome.PASSED), Trial("second", TrialOutcome.UNMEASURED, note="timeout"))
    report = replace(REPORT, second=None, trials=trials)
    text = text_of(share_report.render(report, office, printing, fonts))
    assert not report.good
    assert "belum terbukti aman" in " ".join(text.split())
    assert "tidak menjawab" in text


@pytest.mark.parametrize("outcome", list(TrialOutcome))
def test_every_outcome_has_a_word_and_a_verdict(outcome: TrialOutcome):
    words, trial = ShareWords(), Trial("new_row", outcome, 1.2, 1.0, MeasureUnit.SECONDS, "busy")
    report = replace(REPORT, trials=(trial,))
    assert report.verdict is outcome
    assert words.outcome(trial) in {"Lulus", "Perhatian", "Tidak lulus", "Tidak terukur"}
    assert words.verdict(report).endswith(".")
    assert words.lines(report)[-1] == words.verdict(report)


def test_the_worst_trial_decides_and_what_was_not_measured_is_never_good():
    def verdict(*outcomes: TrialOutcome) -> TrialOutcome:
        return replace(REPORT, trials=tuple(Trial("new_row", each) for each in outcomes)).verdict

    assert verdict(TrialOutcome.PASSED, TrialOutcome.WARNED) is TrialOutcome.WARNED
    assert verdict(TrialOutcome.WARNED, TrialOutcome.UNMEASURED, TrialOutcome.PASSED) is TrialOutcome.UNMEASURED
    assert verdict(TrialOutcome.UNMEASURED, TrialOutcome.FAILED) is TrialOutcome.FAILED


def test_the_remedy_stands_beside_the_verdict():
    report = replace(REPORT, trials=(Trial("place", TrialOutcome.FAILED, note="nobrl"),), remedy="actimeo=0")
    assert "actimeo=0" in ShareWords().verdict(report)
    assert "nobrl" in " ".join(ShareWords().lines(report))


def test_a_server_that_keeps_read_locks_is_told_with_what_its_keeper_can_do(
    office: OfficeSettings, printing: Printing, fonts: Fonts, text_of: Callable[[bytes], str]
):
    report = replace(REPORT, trials=(*REPORT.trials, Trial("left_lock", TrialOutcome.WARNED, note=LEFT_LOCK)))
    text = " ".join(text_of(share_report.render(report, office, printing, fonts)).split())
    assert report.good
    assert "posix locking = no" in text
    assert "Lajur sudah menyiasatinya" in text
    assert "tertinggal sampai berkasnya ditutup" in text
