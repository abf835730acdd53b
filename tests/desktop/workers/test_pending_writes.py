"""Writes in doubt, and data that were exchanged meanwhile: nothing goes to another office."""

from __future__ import annotations

from dataclasses import replace

from desktop.workers.answers import Ok, problem_of
from desktop.workers.outbox import KeptWrite
from models.office_mark import OfficeMark
from models.requests import ReadNews
from tests.desktop.workers.client_ears import HERE, Heard, ids
from tests.desktop.workers.notebook_service import QUICK, become, comment


def test_a_write_meant_for_one_office_is_refused_by_another_in_its_place(at_work, ask, notebook):
    worker, _ = at_work()
    become(notebook, "mereka", 1)
    ask(worker, comment("mati", "die before"))  # its child is gone, the next one opens what lies there now
    answer = ask(worker, comment("untuk kami"))
    assert problem_of(answer) == "replaced"
    worker.office = None
    assert ask(worker, ReadNews(0)) == Ok([])


def test_news_of_another_office_are_not_taken_for_those_of_the_board(at_work, ask, notebook):
    worker, _ = at_work()
    become(notebook, "mereka", 1)
    ask(worker, comment("mati", "die before"))
    assert problem_of(ask(worker, ReadNews(0))) == "replaced"


def test_a_doubtful_write_is_not_looked_up_in_another_office_but_kept_and_told(at_work, ask, qtbot, notebook, outbox):
    worker, heard = at_work()
    doubtful = comment("belum tentu", "hang before")
    answers = []
    worker.ask(doubtful, answers.append)
    become(notebook, "mereka", 1)
    qtbot.waitUntil(lambda: bool(heard.settled), timeout=20000)
    assert answers[0].error.code == "unknown_outcome"
    assert problem_of(heard.settled[doubtful.operation_id]) == "replaced"
    assert ids(outbox) == [doubtful.operation_id]
    worker.office = OfficeMark("mereka", 1)
    assert ask(worker, ReadNews(0)) == Ok([])
    heard.settled.clear()
    worker.send_kept(doubtful)  # even the person's word sends it to no other office
    qtbot.waitUntil(lambda: bool(heard.settled), timeout=20000)
    assert problem_of(heard.settled[doubtful.operation_id]) == "replaced"
    assert ask(worker, ReadNews(0)) == Ok([])
    assert ids(outbox) == [doubtful.operation_id]


def test_a_kept_write_goes_to_its_own_office_when_that_one_is_back(at_work, ask, qtbot, notebook, outbox):
    worker, heard = at_work()
    doubtful = comment("untuk kami", "hang before")
    worker.ask(doubtful, lambda answer: None)
    become(notebook, "mereka", 1)
    qtbot.waitUntil(lambda: bool(heard.settled), timeout=20000)
    become(notebook, "kami", 1)
    worker.send_kept(replace(doubtful, note=""))
    qtbot.waitUntil(lambda: isinstance(heard.settled[doubtful.operation_id], Ok), timeout=20000)
    assert ask(worker, ReadNews(0)) == Ok(["untuk kami"])
    assert ids(outbox) == []


def test_a_doubtful_write_is_offered_after_a_restoration_and_not_sent_by_itself(at_work, ask, qtbot, notebook, outbox):
    worker, heard = at_work()
    doubtful = comment("sebelum pemulihan", "hang before")
    answers = []
    worker.ask(doubtful, answers.append)
    become(notebook, "kami", 2)
    qtbot.waitUntil(lambda: bool(heard.offered), timeout=20000)
    assert answers[0].error.code == "unknown_outcome"
    assert heard.offered == [doubtful.operation_id]
    worker.office = OfficeMark("kami", 2)
    for _ in range(3):
        assert ask(worker, ReadNews(0)) == Ok([])
    assert ids(outbox) == [doubtful.operation_id]
    worker.send_kept(replace(doubtful, note=""))
    qtbot.waitUntil(lambda: bool(heard.settled), timeout=20000)
    assert ask(worker, ReadNews(0)) == Ok(["sebelum pemulihan"])


def test_a_doubtful_write_that_the_backup_contains_is_told_as_saved(at_work, qtbot, notebook, outbox):
    worker, heard = at_work()
    doubtful = comment("tersimpan", "hang after")
    worker.ask(doubtful, lambda answer: None)
    become(notebook, "kami", 2)
    qtbot.waitUntil(lambda: bool(heard.settled), timeout=20000)
    assert heard.settled[doubtful.operation_id] == Ok("tersimpan")
    assert heard.offered == ids(outbox) == []


def test_what_waited_in_doubt_while_the_office_was_restored_is_offered(at_work, ask, qtbot, notebook, cut):
    worker, heard = at_work("open_cut", replace(QUICK, lookup=0.2))
    cut.touch()
    doubtful = comment("sebelum putus")
    worker.ask(doubtful, lambda answer: None)
    qtbot.waitUntil(lambda: bool(heard.waiting), timeout=20000)
    become(notebook, "kami", 2)
    cut.unlink()
    worker.office = None
    assert isinstance(ask(worker, ReadNews(0)), Ok)
    qtbot.waitUntil(lambda: heard.offered == [doubtful.operation_id], timeout=20000)
    assert ask(worker, ReadNews(0)) == Ok([])


def test_leftovers_of_another_office_are_told_and_stay_where_they_are(open_worker, ask, qtbot, notebook, outbox):
    left = comment("dari kantor lain")
    outbox.keep(KeptWrite("ratna", left, OfficeMark("mereka", 1)))
    worker = open_worker()
    heard = Heard(worker)
    worker.office = HERE
    worker.look_for_leftovers()
    qtbot.waitUntil(lambda: bool(heard.settled), timeout=20000)
    assert problem_of(heard.settled[left.operation_id]) == "replaced"
    worker.send_kept(left)
    assert ask(worker, ReadNews(0)) == Ok([])
    assert heard.offered == []
    assert ids(outbox) == [left.operation_id]


def test_leftovers_from_before_a_restoration_are_offered(open_worker, ask, qtbot, outbox):
    left = comment("dari kemarin")
    outbox.keep(KeptWrite("ratna", left, OfficeMark("kami", 77)))
    worker = open_worker()
    heard = Heard(worker)
    worker.look_for_leftovers()
    qtbot.waitUntil(lambda: heard.offered == [left.operation_id], timeout=20000)
    assert ask(worker, ReadNews(0)) == Ok([])
