"""Workers against real child processes that hang, die, blunder and are killed."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.workers.answers import Failed, Ok, Refused
from desktop.workers.outbox import KeptWrite
from desktop.workers.worker import InlineWorker
from models.errors import BadInput
from models.requests import ReadNews, ReadProject
from tests.desktop.workers.notebook_service import QUICK, comment


def test_questions_asked_while_the_child_starts_are_answered_in_order(qtbot, worker):
    answers = []
    for number in range(1, 30):
        worker.ask(ReadProject(number), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 29, timeout=20000)
    assert [each.value for each in answers] == list(range(1, 30))


def test_a_refusal_arrives_as_the_error_it_is_and_leaves_the_outbox_empty(worker, ask, outbox):
    answer = ask(worker, comment("", "refuse before"))
    assert isinstance(answer, Refused)
    assert isinstance(answer.error, BadInput)
    assert answer.error.facts == {"problem": "blank", "field": "text"}
    assert outbox.leftovers() == ()


def test_a_write_cut_off_before_its_commit_is_said_not_to_be_saved(worker, ask, outbox):
    answer = ask(worker, comment("hilang", "die before"))
    assert isinstance(answer, Failed)
    assert answer.error.code == "not_saved"
    assert ask(worker, ReadNews(0)) == Ok([])
    assert outbox.leftovers() == ()


def test_a_write_whose_child_dies_after_its_commit_is_said_to_be_saved(worker, ask, outbox):
    assert ask(worker, comment("selamat", "die after")) == Ok("selamat")
    assert ask(worker, ReadNews(0)) == Ok(["selamat"])
    assert outbox.leftovers() == ()


def test_a_write_that_hangs_past_its_deadline_after_its_commit_is_said_to_be_saved(worker, ask, qtbot):
    with qtbot.waitSignals([worker.slow, worker.gone, worker.back], timeout=20000):
        assert ask(worker, comment("lambat", "hang after")) == Ok("lambat")


def test_a_write_that_hangs_before_its_commit_is_said_not_to_be_saved(worker, ask):
    answer = ask(worker, comment("lambat", "hang before"))
    assert isinstance(answer, Failed)
    assert answer.error.code == "not_saved"


def test_a_read_that_hangs_is_given_up_and_the_next_one_is_answered(worker, ask):
    answer = ask(worker, ReadProject(0))
    assert isinstance(answer, Failed)
    assert answer.error.code == "no_answer"
    assert ask(worker, ReadProject(7)) == Ok(7)


def test_who_asks_again_when_told_that_nobody_answered_starts_one_child_and_not_two(worker, ask, qtbot):
    assert ask(worker, ReadNews(0)) == Ok([])
    before = {child.pid for child in multiprocessing.active_children()}
    answers = []
    worker.ask(ReadProject(0), lambda _answer: worker.ask(ReadProject(7), answers.append))
    qtbot.waitUntil(lambda: answers == [Ok(7)], timeout=20000)
    assert {child.pid for child in multiprocessing.active_children()} - before == {worker.pid}


def test_killing_the_child_while_it_idles_costs_nothing(worker, ask, qtbot):
    assert ask(worker, comment("satu")) == Ok("satu")
    before = worker.pid
    os.kill(before, signal.SIGKILL)
    qtbot.waitUntil(lambda: worker.pid not in (0, before), timeout=20000)
    assert ask(worker, comment("dua")) == Ok("dua")
    assert ask(worker, ReadNews(0)) == Ok(["satu", "dua"])


@pytest.mark.parametrize("turn", range(5))
def test_killing_the_child_in_the_middle_of_many_writes_ends_in_the_true_outcome_of_each(worker, qtbot, ask, turn):
    answers: dict[str, object] = {}
    texts = [f"catatan {number}" for number in range(40)]
    for text in texts:
        worker.ask(comment(text), lambda answer, text=text: answers.__setitem__(text, answer))
    qtbot.waitUntil(lambda: len(answers) > turn * 5, timeout=20000)
    os.kill(worker.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: len(answers) == len(texts), timeout=20000)
    saved = [text for text in texts if isinstance(answers[text], Ok)]
    assert ask(worker, ReadNews(0)) == Ok(saved)
    assert len(saved) >= len(texts) - 1


def test_a_blunder_in_the_child_is_a_crash_with_its_trace_and_the_child_goes_on(worker, ask):
    before = None
    answer = ask(worker, comment("nol", "blunder before"))
    before = worker.pid
    assert isinstance(answer, Failed)
    assert answer.error.code == "crash"
    assert "ZeroDivisionError" in str(answer.error.facts["trace"])
    assert ask(worker, ReadProject(3)) == Ok(3)
    assert worker.pid == before


def test_a_blunder_after_the_commit_is_told_as_saved(worker, ask):
    assert ask(worker, comment("ada", "blunder after")) == Ok("ada")


def test_a_share_lost_in_the_middle_of_a_commit_is_looked_up_before_anything_is_said(worker, ask):
    assert ask(worker, comment("tersimpan", "cut after")) == Ok("tersimpan")
    answer = ask(worker, comment("tidak", "cut before"))
    assert isinstance(answer, Refused)
    assert answer.error.facts["problem"] == "io"


def test_a_share_that_is_away_refuses_and_serves_again_without_a_new_child(open_worker, ask, notebook):
    worker = open_worker("open_nothing")
    answer = ask(worker, ReadNews(0))
    assert isinstance(answer, Refused)
    assert answer.error.code == "share_unavailable"
    Path(notebook + ".there").touch()
    assert ask(worker, ReadNews(0)) == Ok([])


def test_a_child_that_never_starts_is_given_up_with_an_answer_for_everyone(open_worker, qtbot):
    worker = open_worker("die_at_once", arguments=())
    answers = []
    worker.ask(ReadNews(0), answers.append)
    worker.ask(comment("x"), answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=30000)
    assert [each.error.code for each in answers] == ["no_answer", "not_saved"]


def test_a_question_that_cannot_cross_ends_as_a_failure_not_as_silence(worker, ask):
    answer = ask(worker, lambda: None)
    assert isinstance(answer, Failed)
    assert ask(worker, ReadProject(3)) == Ok(3)


def test_closing_during_saves_finishes_them_first(open_worker, qtbot, notebook):
    worker = open_worker()
    told = []
    for number in range(20):
        worker.ask(comment(f"{number}"), told.append)
    with qtbot.waitSignal(worker.closed, timeout=20000):
        worker.close()
    assert [each.value for each in told] == [f"{number}" for number in range(20)]


def test_closing_with_only_reads_waiting_is_immediate(worker):
    told, closed = [], []
    worker.closed.connect(lambda: closed.append(True))
    worker.ask(ReadProject(0), told.append)
    worker.close()
    assert closed
    assert not told


def test_what_cannot_be_finished_at_closing_is_kept_and_offered_at_the_next_start(open_worker, ask, qtbot, outbox):
    stubborn = replace(QUICK, request=30.0, close=0.5)
    first = open_worker(patience=stubborn)
    assert ask(first, ReadNews(0)) == Ok([])
    first.ask(comment("ditahan", "hang after"), lambda answer: None)
    first.ask(comment("menunggu"), lambda answer: None)
    with qtbot.waitSignal(first.closed, timeout=20000):
        first.close()
    assert sorted(kept.request.text for kept in outbox.leftovers()) == ["ditahan", "menunggu"]

    second = open_worker()
    settled, offered = [], []
    second.settled.connect(lambda request, answer: settled.append((request.text, answer)))
    second.leftover.connect(offered.append)
    second.look_for_leftovers()
    qtbot.waitUntil(lambda: len(settled) + len(offered) == 2, timeout=30000)
    assert [text for text, _ in settled] == ["ditahan"]
    assert ask(second, ReadNews(0)).value == ["ditahan"]
    second.send_kept(offered[0])
    qtbot.waitUntil(lambda: len(settled) == 2, timeout=30000)
    assert all(isinstance(answer, Ok) for _, answer in settled)
    assert ask(second, ReadNews(0)).value == ["ditahan", "menunggu"]
    assert outbox.leftovers() == ()


def test_a_write_is_kept_while_it_still_waits_for_its_turn(worker, ask, qtbot, outbox):
    assert ask(worker, ReadNews(0)) == Ok([])
    worker.ask(ReadProject(0), lambda answer: None)
    worker.ask(comment("di belakang"), lambda answer: None)
    qtbot.waitUntil(lambda: [kept.request.text for kept in outbox.leftovers()] == ["di belakang"], timeout=20000)


def test_what_is_refused_when_sent_again_stays_in_the_outbox_until_it_is_thrown_away(open_worker, qtbot, outbox):
    refused = comment("ketikan panjang", "refuse before")
    outbox.keep(KeptWrite("ratna", refused))
    worker = open_worker()
    with qtbot.waitSignal(worker.leftover, timeout=20000):
        worker.look_for_leftovers()
    with qtbot.waitSignal(worker.settled, timeout=20000) as settled:
        worker.send_kept(refused)
    assert isinstance(settled.args[1], Refused)
    assert [kept.request for kept in outbox.leftovers()] == [refused]
    worker.throw_away(refused.operation_id)
    assert outbox.leftovers() == ()


def test_leisurely_questions_let_all_others_pass(worker, qtbot):
    order = []
    for number in range(1, 4):
        worker.ask(ReadProject(number), lambda answer: order.append(answer.value), leisure=True)
    for number in range(4, 9):
        worker.ask(ReadProject(number), lambda answer: order.append(answer.value))
    qtbot.waitUntil(lambda: len(order) == 8, timeout=20000)
    assert order == [4, 5, 6, 7, 8, 1, 2, 3]


def test_long_work_that_nobody_wants_any_more_stops(worker, ask, qtbot):
    worker.progress.connect(lambda value: value == 3 and worker.stop())
    answer = ask(worker, ReadProject(600, check=True), deadline=5.0)
    assert isinstance(answer, Refused)
    assert answer.error.code == "stopped"
    assert ask(worker, ReadProject(2, check=True), deadline=5.0) == Ok(2)


def test_the_inline_worker_answers_and_refuses_alike(qtbot):
    def answer(request, login):
        if request == "no":
            raise BadInput(problem="blank")
        return login

    told = []
    worker = InlineWorker(answer, "ratna")
    worker.ask("yes", told.append)
    worker.ask("no", told.append)
    assert told[0] == Ok("ratna")
    assert isinstance(told[1], Refused)


def test_a_long_request_that_tells_how_far_it_is_outlives_its_deadline(worker, ask):
    told = []
    worker.progress.connect(told.append)
    assert ask(worker, ReadProject(15, check=True), deadline=0.6) == Ok(15)
    assert told == list(range(15))


def test_while_others_save_a_write_is_tried_again_and_reads_are_answered_in_between(open_worker, qtbot):
    worker = open_worker(patience=replace(QUICK, queueing=60.0))
    told: list[object] = []
    worker.ask(comment("sabar", "busy 3"), told.append)
    worker.ask(ReadProject(7), told.append)
    worker.ask(comment("kemudian"), told.append)
    qtbot.waitUntil(lambda: len(told) == 3, timeout=20000)
    assert told == [Ok(7), Ok("sabar"), Ok("kemudian")]


def test_who_waits_for_long_hears_that_others_save_and_at_last_that_it_is_not_saved(worker, ask, outbox):
    queueing: list[tuple[bool, str]] = []
    worker.queueing.connect(lambda waits, holder: queueing.append((waits, holder)))
    assert ask(worker, ReadNews(0)) == Ok([])
    began = time.monotonic()
    answer = ask(worker, comment("tidak pernah", "busy always"))
    assert QUICK.queueing <= time.monotonic() - began < QUICK.queueing + 5
    assert isinstance(answer, Refused)
    assert answer.error.facts["holder"] == "sari (PC-02)"
    assert queueing[0] == (True, "sari (PC-02)")
    assert queueing[-1] == (False, "")
    assert outbox.leftovers() == ()


def test_who_was_told_to_wait_for_others_is_not_left_waiting_after_the_save_was_cut_off(open_worker, qtbot):
    worker = open_worker(patience=replace(QUICK, queueing=60.0))
    queueing: list[bool] = []
    answers: list[object] = []
    worker.queueing.connect(lambda waits, holder: queueing.append(waits))
    worker.ask(comment("terputus", "busy always"), answers.append)
    qtbot.waitUntil(lambda: bool(queueing), timeout=20000)
    os.kill(worker.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(answers), timeout=20000)
    assert answers[0].error.code == "not_saved"
    assert queueing[-1] is False


def test_an_outbox_that_cannot_be_emptied_costs_nobody_the_answer(worker, ask, tmp_path):
    request = comment("tersimpan")
    (tmp_path / "outbox" / f"{request.operation_id}.json").mkdir(parents=True)
    assert ask(worker, request) == Ok("tersimpan")
    worker.throw_away(request.operation_id)
    assert ask(worker, ReadNews(0)) == Ok(["tersimpan"])
