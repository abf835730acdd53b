"""A journey of several questions: it ends with its owner, with a refusal or with a fault."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from desktop.workers.answers import Crashed, Failed, NoAnswer, Ok, Refused
from desktop.workers.flow import Flow, Unanswered, answer_to, ask, first
from desktop.workers.request_queue import still_there
from desktop.workers.worker import InlineWorker, Worker
from models.errors import NotFound


class LateWorker(Worker):
    """Keeps what was asked, to be answered by the test; asks nobody who is gone, as a real one."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[SimpleNamespace] = []

    def ask(self, request, then, deadline=None, *, leisure=False) -> None:
        self.asked.append(SimpleNamespace(request=request, then=then, deadline=deadline, leisure=leisure))

    def answer(self, answer) -> None:
        then = self.asked.pop(0).then
        if still_there(then):
            then(answer)


class AskingDialog(QDialog):
    """Asks for a word."""

    decided = Signal(dict)
    helped = Signal()


@pytest.fixture
def worker(qapp) -> LateWorker:
    return LateWorker()


@pytest.fixture
def owner(qapp) -> QObject:
    return QObject()


@pytest.fixture
def faults(monkeypatch) -> list[type[BaseException]]:
    """What was told to the program's crash reports."""
    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _value, _trace: told.append(kind))
    return told


def destroy(thing: QObject, qtbot) -> None:
    thing.deleteLater()
    qtbot.waitUntil(lambda: not isValid(thing))


def start(owner, journey) -> tuple[Flow, list[object]]:
    refused: list[object] = []
    return Flow(owner, journey, refused.append), refused


def asking_twice(worker, seen):
    async def journey() -> None:
        seen.append(await ask(worker, "first", int, 5.0))
        seen.append(await ask(worker, "second", str, leisure=True))
        seen.append("end")

    return journey()


def test_each_answer_leads_to_the_next_question(owner, worker):
    seen: list[object] = []
    start(owner, asking_twice(worker, seen))
    assert (worker.asked[0].request, worker.asked[0].deadline, worker.asked[0].leisure) == ("first", 5.0, False)
    worker.answer(Ok(7))
    assert (worker.asked[0].request, worker.asked[0].deadline, worker.asked[0].leisure) == ("second", None, True)
    assert seen == [7]
    worker.answer(Ok("word"))
    assert seen == [7, "word", "end"]


def test_a_question_that_is_answered_at_once_is_no_other(owner):
    seen: list[object] = []
    start(owner, asking_twice(InlineWorker(lambda request, _login: 7 if request == "first" else "word"), seen))
    assert seen == [7, "word", "end"]


def test_a_flow_is_gone_when_its_journey_is_over(owner, worker, qtbot):
    flow, _ = start(owner, asking_twice(worker, []))
    worker.answer(Ok(7))
    worker.answer(Ok("word"))
    qtbot.waitUntil(lambda: not isValid(flow))


@pytest.mark.parametrize(
    "answer", [Refused(NotFound()), Failed(NoAnswer()), Failed(Crashed()), Ok("no number"), Ok()], ids=repr
)
def test_anything_but_a_value_of_the_kind_ends_the_journey_and_is_told_once(owner, worker, answer):
    seen: list[object] = []
    _, refused = start(owner, asking_twice(worker, seen))
    worker.answer(answer)
    assert refused == [answer]
    assert seen == []
    assert worker.asked == []


def test_a_journey_may_catch_what_was_refused_and_go_on(owner, worker):
    seen: list[object] = []

    async def journey() -> None:
        try:
            await ask(worker, "first", int)
        except Unanswered as unanswered:
            seen.append(unanswered.answer)
        seen.append(await answer_to(worker, "second"))

    _, refused = start(owner, journey())
    no, unsure = Refused(NotFound()), Failed(NoAnswer())
    worker.answer(no)
    worker.answer(unsure)
    assert seen == [no, unsure]
    assert refused == []


def test_nothing_is_heard_when_the_owner_is_gone(owner, worker, qtbot, faults):
    seen: list[object] = []
    _, refused = start(owner, asking_twice(worker, seen))
    destroy(owner, qtbot)
    worker.answer(Ok(7))
    assert (seen, refused, faults, worker.asked) == ([], [], [], [])


def test_a_signal_is_not_heard_when_the_owner_is_gone(owner, qtbot, faults):
    dialog, seen = AskingDialog(), []
    qtbot.addWidget(dialog)

    async def journey() -> None:
        seen.append(await first(decided=dialog.decided))

    start(owner, journey())
    destroy(owner, qtbot)
    dialog.decided.emit({"word": "late"})
    assert (seen, faults) == ([], [])


def test_an_owner_that_dies_while_its_journey_runs_ends_it_at_the_next_question(owner, worker, qtbot, faults):
    async def journey() -> None:
        await ask(worker, "first", int)
        destroy(owner, qtbot)
        await ask(worker, "second", int)

    start(owner, journey())
    worker.answer(Ok(1))
    assert (worker.asked, faults) == ([], [])


def test_a_flow_that_nobody_wants_any_more_hears_nothing(owner, worker):
    seen: list[object] = []
    flow, refused = start(owner, asking_twice(worker, seen))
    flow.end()
    worker.answer(Ok(7))
    assert (seen, refused, worker.asked) == ([], [], [])


def test_a_journey_may_end_its_own_flow(owner, worker, qtbot, faults):
    flows: list[Flow] = []

    async def journey() -> None:
        await ask(worker, "first", int)
        flows[0].end()
        await ask(worker, "second", int)

    flows.append(start(owner, journey())[0])
    worker.answer(Ok(1))
    assert (worker.asked, faults) == ([], [])
    qtbot.waitUntil(lambda: not isValid(flows[0]))


def test_two_flows_of_one_owner_do_not_hear_each_others_answers(owner, worker):
    one, other = [], []
    start(owner, asking_twice(worker, one))
    start(owner, asking_twice(worker, other))
    worker.answer(Ok(1))
    worker.answer(Ok(2))
    worker.answer(Ok("one"))
    assert (one, other) == ([1, "one", "end"], [2])


def test_a_fault_of_the_journey_goes_to_the_crash_report_and_whoever_answered_goes_on(owner, worker, qtbot, faults):
    async def journey() -> None:
        await ask(worker, "first", int)
        raise ZeroDivisionError

    flow, refused = start(owner, journey())
    worker.answer(Ok(7))
    assert (faults, refused) == ([ZeroDivisionError], [])
    qtbot.waitUntil(lambda: not isValid(flow))


def test_a_question_that_cannot_be_asked_is_a_fault_too(owner, qapp, faults):
    start(owner, asking_twice(Worker(), []))
    assert faults == [NotImplementedError]


def test_a_dialog_that_was_refused_stays_open_and_is_waited_for_again(owner, worker, qtbot):
    dialog, saved = AskingDialog(), []
    qtbot.addWidget(dialog)
    dialog.open()

    async def journey() -> None:
        while True:
            name, wish = await first(decided=dialog.decided, closed=dialog.finished)
            if name == "closed":
                return
            try:
                saved.append(await ask(worker, wish["word"], int))
            except Unanswered:
                continue
            dialog.accept()
            return

    start(owner, journey())
    dialog.decided.emit({"word": "one"})
    worker.answer(Refused(NotFound()))
    assert dialog.isVisible()
    dialog.decided.emit({"word": "two"})
    dialog.decided.emit({"word": "not heard: the second is under way"})
    assert [each.request for each in worker.asked] == ["two"]
    worker.answer(Ok(2))
    assert saved == [2]
    assert not dialog.isVisible()


def test_the_first_signal_counts_and_is_told_by_name(owner, qtbot):
    dialog, before, after = AskingDialog(), [], []
    qtbot.addWidget(dialog)

    async def journey() -> None:
        for heard in (before, after):
            heard.append(await first(helped=dialog.helped, decided=dialog.decided, closed=dialog.finished))

    start(owner, journey())
    dialog.helped.emit()
    dialog.open()
    dialog.reject()
    dialog.decided.emit({})
    assert (before, after) == ([("helped", None)], [("closed", 0)])
