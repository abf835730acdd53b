"""Writes in doubt while the share stays silent: told soon, kept, and sent or offered when it is back."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer

from desktop.workers.answers import Failed, Ok
from desktop.workers.outbox import KeptWrite
from models.requests import ReadNews, RequestProject
from tests.desktop.workers.client_ears import HERE, Heard, ids
from tests.desktop.workers.notebook_service import QUICK, comment


def test_soon_after_the_watchdog_the_person_is_told_that_nobody_knows_yet(at_work, qtbot, ask, cut, outbox):
    worker, heard = at_work("open_cut", replace(QUICK, lookup=0.5, start=60.0, start_grace=60.0))
    cut.touch()
    answers = []
    began = time.monotonic()
    sent, behind = comment("sedang dikirim"), comment("di belakangnya")
    with qtbot.waitSignal(worker.gone, timeout=20000):
        worker.ask(sent, answers.append)
    worker.ask(behind, answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=20000)
    took = time.monotonic() - began
    assert len(answers) == 2
    assert QUICK.request <= took < QUICK.request + 0.5 + 1.0
    for each in answers:
        assert isinstance(each, Failed)
        assert each.error.code == "unknown_outcome"
    assert heard.waiting == [sent.operation_id, behind.operation_id]
    assert set(ids(outbox)) == set(heard.waiting)
    cut.unlink()
    assert isinstance(ask(worker, ReadNews(0)), Ok)
    settled = {sent.operation_id: Ok("sedang dikirim"), behind.operation_id: Ok("di belakangnya")}
    qtbot.waitUntil(lambda: heard.settled == settled, timeout=20000)
    assert ask(worker, ReadNews(0)) == Ok(["sedang dikirim", "di belakangnya"])
    assert len(answers) == 2
    assert ids(outbox) == []


def test_a_write_that_waits_behind_a_silent_question_is_told_as_soon_as_one_that_was_sent(
    at_work, qtbot, ask, cut, outbox
):
    worker, heard = at_work("open_cut", replace(QUICK, request=2.0, lookup=0.5, start=60.0))
    cut.touch()
    worker.ask(ReadNews(0), lambda answer: None)
    request, answers = comment("di belakang"), []
    worker.ask(request, answers.append)
    began = time.monotonic()
    qtbot.waitUntil(lambda: bool(answers), timeout=20000)
    assert answers[0].error.code == "unknown_outcome"
    assert time.monotonic() - began < 2.0 + 0.5 + 1.0
    assert heard.waiting == ids(outbox) == [request.operation_id]
    cut.unlink()
    qtbot.waitUntil(lambda: ask(worker, ReadNews(0)) == Ok(["di belakang"]), timeout=20000)
    assert heard.settled == {request.operation_id: Ok("di belakang")}


def test_a_leftover_that_cannot_be_looked_for_yet_is_offered_later_and_not_sent(
    open_worker, ask, qtbot, notebook, outbox
):
    left = comment("dari kemarin")
    outbox.keep(KeptWrite("ratna", left, HERE))
    worker = open_worker("open_nothing")
    heard = Heard(worker)
    worker.look_for_leftovers()
    qtbot.waitUntil(lambda: heard.waiting == [left.operation_id], timeout=20000)
    Path(notebook + ".there").touch()
    assert ask(worker, ReadNews(0)) == Ok([])
    qtbot.waitUntil(lambda: heard.offered == [left.operation_id], timeout=20000)
    assert ask(worker, ReadNews(0)) == Ok([])


def test_a_kept_write_that_finds_no_office_goes_on_waiting_and_is_sent_by_itself(
    open_worker, ask, qtbot, notebook, outbox
):
    left = comment("dari kemarin")
    outbox.keep(KeptWrite("ratna", left, HERE))
    worker = open_worker("open_nothing")
    heard = Heard(worker)
    worker.send_kept(left)
    qtbot.waitUntil(lambda: heard.waiting == [left.operation_id], timeout=20000)
    assert heard.settled == {}
    Path(notebook + ".there").touch()
    assert ask(worker, ReadNews(0)) == Ok([])
    qtbot.waitUntil(lambda: heard.settled == {left.operation_id: Ok("dari kemarin")}, timeout=20000)
    assert ids(outbox) == []


def test_closing_with_a_look_up_under_way_leaves_the_write_for_the_next_start(at_work, qtbot, cut, outbox):
    worker, _ = at_work("open_cut", replace(QUICK, lookup=0.3, request=0.5))
    cut.touch()
    request = comment("menutup")
    worker.ask(request, lambda answer: None)
    began = time.monotonic()
    with qtbot.waitSignal(worker.closed, timeout=20000):
        worker.close()
    assert time.monotonic() - began < QUICK.close
    assert ids(outbox) == [request.operation_id]
    cut.unlink()


def test_a_new_project_in_doubt_is_offered_when_the_office_is_back(at_work, ask, qtbot, cut):
    worker, heard = at_work("open_cut", replace(QUICK, lookup=0.2))
    cut.touch()
    worker.ask(RequestProject(operation_id="permohonan"), lambda answer: None)
    qtbot.waitUntil(lambda: heard.waiting == ["permohonan"], timeout=20000)
    cut.unlink()
    assert ask(worker, ReadNews(0)) == Ok([])
    qtbot.waitUntil(lambda: heard.offered == ["permohonan"], timeout=20000)


def test_everybody_who_waits_is_told_before_the_worker_is_closed(open_worker, qtbot, cut):
    cut.touch()  # the child hangs while it opens the office
    worker = open_worker("open_cut", replace(QUICK, lookup=0.3, start=60.0, close=60.0))
    told: list[str] = []
    for text in ("satu", "dua"):
        worker.ask(comment(text), lambda answer: told.append(answer.error.code))
    worker.closed.connect(lambda: told.append("closed"))
    worker.close()
    qtbot.waitUntil(lambda: "closed" in told, timeout=20000)
    assert told == ["unknown_outcome", "unknown_outcome", "closed"]


def test_a_look_up_that_was_given_up_leaves_no_clock_behind(at_work, qtbot, cut):
    worker, heard = at_work("open_cut", replace(QUICK, lookup=0.2))
    before = len(worker.findChildren(QTimer))
    cut.touch()
    worker.ask(comment("belum tentu"), lambda answer: None)
    qtbot.waitUntil(lambda: bool(heard.waiting), timeout=20000)
    qtbot.waitUntil(lambda: len(worker.findChildren(QTimer)) == before, timeout=20000)


def test_a_look_up_that_the_office_refuses_is_told_once_and_not_asked_for_ever(open_worker, ask, outbox):
    left = comment("dari orang yang sudah pindah")
    outbox.keep(KeptWrite("ratna", left, HERE))
    worker = open_worker("open_forgetful")
    heard = Heard(worker)
    worker.look_for_leftovers()
    for _ in range(3):
        assert ask(worker, ReadNews(0)) == Ok([])
    assert heard.waiting == []
    assert heard.settled[left.operation_id].error.code == "not_found"
    assert ids(outbox) == [left.operation_id]
