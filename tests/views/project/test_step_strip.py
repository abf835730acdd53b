"""What the strip of steps and the history say, without a window."""

from __future__ import annotations

from dataclasses import replace

from models.project_file import HistoryLine
from models.worktime import Status
from tests.views.sample_project import at, sample_project, visits
from views.project.history_list import told
from views.project.step_strip import length, stops
from views.words.words import Words


def test_the_strip_tells_done_now_and_later():
    told_stops = stops(sample_project(6), Words())
    assert [stop.phase for stop in told_stops] == ["done"] * 5 + ["now"] + ["later"] * 3
    assert told_stops[4].rounds == "2 putaran"
    assert told_stops[2].length == "16 hari (+2)"
    assert told_stops[2].status is Status.LATE
    assert told_stops[8].dates == "belum dimulai"
    assert told_stops[0].standard == "baku 5 menit"


def test_a_skipped_step_is_said_to_be_not_needed():
    project = sample_project(8)
    skipped = tuple(replace(v, skipped=True) if v.step == 7 else v for v in visits(project.sop, 8))
    stop = stops(replace(project, visits=skipped), Words())[6]
    assert (stop.phase, stop.dates) == ("skipped", "tidak diperlukan")


def test_the_length_of_a_visit_on_its_day_of_entry():
    clock = replace(visits(sample_project(2).sop, 2)[1].clock, day=0, over=0)
    assert length(clock, running=False, words=Words()) == "selesai hari itu"


def test_history_tells_reasons_notes_and_document_names():
    line = HistoryLine(1, at(1, 6), "A", "W", "return_project", {"reason": "Kurang", "note": "Segera"})
    assert told(line, Words()) == "Alasan: Kurang\nCatatan: Segera"
