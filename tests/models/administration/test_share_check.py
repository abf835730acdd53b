"""The check of a share with both its ends on one disk; on a real share it runs in tests/share."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.administration import share_second
from models.administration.share_check import check_share
from models.administration.share_probes import Mailbox, NoReply, Note, percentile, put_whole, skew, wait_until
from models.administration.share_second import SecondWorkstation, newest_invitation
from models.errors import ShareUnavailable, Stopped
from models.share_report import ShareReport, TrialOutcome
from models.storage import leftovers
from models.storage.share import Place, PlaceKind, look_at
from views.words.share_words import ShareWords

NOW = datetime(2026, 11, 22, 2, 15, tzinfo=UTC)


def both_ends(
    folder: Path, second: Callable[[Path], object], look: Callable[[Path], Place] = look_at, patience: float = 60
) -> ShareReport:
    """Leads in this thread; `second` is given the folder of the check in another."""

    def come() -> None:
        assert wait_until(lambda: newest_invitation(folder) is not None, 20)
        second(newest_invitation(folder) or folder)

    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(come)
        report = check_share(folder, NOW, 20, lambda _: None, look, patience)
        coming.result()
    return report


def test_one_disk_passes_every_trial_and_is_told_from_a_share(tmp_path: Path):
    report = both_ends(tmp_path, lambda room: SecondWorkstation(room, look_at(room)).serve())
    outcomes = {trial.code: trial.outcome for trial in report.trials}
    assert outcomes.pop("place") is TrialOutcome.WARNED
    assert not {TrialOutcome.FAILED, TrialOutcome.UNMEASURED} & set(outcomes.values()), report.trials
    assert len(outcomes) == 15
    assert outcomes["left_lock"] is TrialOutcome.PASSED
    assert report.good
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_mount_is_tried_all_the_same_and_fails_by_its_options(tmp_path: Path):
    def look(path: Path) -> Place:
        return Place(str(path), PlaceKind.NFS, "nfs4", "/srv/nfs", options={"nolock": ""})

    report = both_ends(tmp_path, lambda room: SecondWorkstation(room, look(room)).serve(), look)
    assert (report.trials[0].outcome, report.trials[0].note) == (TrialOutcome.FAILED, "nolock")
    assert report.trials[-1].code == "write_p95_second"
    assert not report.good


class Refused(SecondWorkstation):
    """Its writer is refused though all locks were given back: a server may keep one, or may not answer at all."""

    def __init__(self, folder: Path, answer: Note) -> None:
        super().__init__(folder, look_at(folder))
        self._answer = answer

    def _refused(self, note: Note) -> Note:
        return self._answer if note["how"] == "EXCLUSIVE" else super()._refused(note)


@pytest.mark.parametrize(
    ("answer", "outcome", "note"),
    [({"refused": True}, TrialOutcome.WARNED, "left_lock"), ({"trouble": "io"}, TrialOutcome.FAILED, "io")],
)
def test_a_read_lock_that_stays_behind_is_a_note_with_a_remedy_and_no_refusal(
    tmp_path: Path, answer: Note, outcome: TrialOutcome, note: str
):
    report = both_ends(tmp_path, lambda room: Refused(room, answer).serve())
    found = next(trial for trial in report.trials if trial.code == "left_lock")
    assert (found.outcome, found.note) == (outcome, note)
    assert report.good is (outcome is TrialOutcome.WARNED)
    assert ("posix locking = no" in ShareWords().verdict(report)) is report.good


class Leaving(SecondWorkstation):
    """Goes away when it is asked to measure."""

    def _measure(self, note: Note) -> Note:
        raise NoReply(note["word"])


def test_the_trials_that_were_done_stay_when_the_second_one_is_lost(tmp_path: Path):
    def leave(room: Path) -> None:
        with pytest.raises(NoReply):
            Leaving(room, look_at(room)).serve()

    report = both_ends(tmp_path, leave, patience=3)
    assert {trial.code for trial in report.trials} >= {"lock_from_first", "new_row", "rename"}
    assert (report.trials[-1].code, report.trials[-1].outcome) == ("second", TrialOutcome.UNMEASURED)
    assert report.verdict is TrialOutcome.UNMEASURED


def test_nobody_comes_and_the_folder_is_left_as_it_was(tmp_path: Path):
    codes: list[str] = []
    report = check_share(tmp_path, NOW, 0.1, codes.append)
    assert codes == ["waiting"]
    assert (report.trials[-1].code, report.second) == ("second", None)
    assert list(tmp_path.iterdir()) == []


def test_a_check_that_nobody_wants_any_more_leaves_nothing(tmp_path: Path):
    looked = iter(range(5))
    with pytest.raises(Stopped):
        check_share(tmp_path, NOW, 600, lambda _: None, stopped=lambda: next(looked, None) is None)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(Stopped):
        share_second.join(tmp_path, 600, stopped=lambda: True)


def test_a_second_workstation_that_is_stopped_goes_and_the_first_one_keeps_what_was_tried(tmp_path: Path):
    def leave(room: Path) -> None:
        with pytest.raises(Stopped):
            SecondWorkstation(room, look_at(room), stopped=(room / "baru.txt").exists).serve()

    report = both_ends(tmp_path, leave, patience=3)
    assert {trial.code for trial in report.trials} >= {"lock_from_first", "new_row"}
    assert report.verdict is TrialOutcome.UNMEASURED
    assert list(tmp_path.iterdir()) == []


def test_the_folders_of_checks_that_crashed_are_removed_by_a_later_one_when_they_are_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    crashed, kept = tmp_path / "lajur-periksa-0a1b2c", tmp_path / "lajur-periksa-tahunan"
    for folder in (crashed, kept):
        folder.mkdir()
        (folder / "undangan.json").write_text("{}")
    check_share(tmp_path, NOW, 0.1, lambda _: None)
    assert sorted(tmp_path.iterdir()) == [crashed, kept]
    there = leftovers.time_there
    monkeypatch.setattr(leftovers, "time_there", lambda folder: there(folder) + 25 * 3600)
    check_share(tmp_path, NOW, 0.1, lambda _: None)
    assert list(tmp_path.iterdir()) == [kept]


def test_a_folder_that_is_not_there_is_a_known_trouble(tmp_path: Path):
    with pytest.raises(ShareUnavailable) as missing:
        check_share(tmp_path / "tidak", NOW, 0.1, lambda _: None)
    assert missing.value.facts["problem"] == "missing"
    with pytest.raises(ShareUnavailable) as nobody:
        share_second.join(tmp_path, 0.1)
    assert nobody.value.facts["problem"] == "check_not_found"


def test_one_computer_cannot_be_both(tmp_path: Path):
    with ThreadPoolExecutor(1) as pool:
        leading = pool.submit(check_share, tmp_path, NOW, 2, lambda _: None)
        with pytest.raises(ShareUnavailable) as refused:
            share_second.join(tmp_path, 5)
        assert leading.result().verdict is TrialOutcome.UNMEASURED
    assert refused.value.facts["problem"] == "check_same_machine"


def test_notes_arrive_whole_and_in_order(tmp_path: Path):
    one, other = Mailbox(tmp_path, "a", "b"), Mailbox(tmp_path, "b", "a")
    for number in range(20):
        one.send("angka", number=number)
    assert [other.receive(1)["number"] for _ in range(20)] == list(range(20))
    with pytest.raises(NoReply):
        other.receive(0.05)


def test_half_a_file_is_never_listed_under_its_name(tmp_path: Path):
    put_whole(tmp_path / "naskah", b"isi")
    assert [path.name for path in tmp_path.iterdir()] == ["naskah"]
    assert abs(skew(tmp_path)) < 5
    assert [path.name for path in tmp_path.iterdir()] == ["naskah"]


@pytest.mark.parametrize(("part", "expected"), [(0.5, 5.0), (0.95, 10.0), (0.0, 1.0), (1.0, 10.0)])
def test_percentiles_are_nearest_rank(part: float, expected: float):
    assert percentile([float(number) for number in range(1, 11)], part) == expected
