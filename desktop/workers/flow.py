"""A journey of several questions as one coroutine: it asks, waits for the answer on the GUI thread, and goes on.

    Flow(self, self._print(form), messages.unanswered)

    async def _print(self, form):
        project = await ask(records, ReadProject(3), ProjectFile)
        ...

There is no event loop besides Qt's: a journey stands still between a question and its answer.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine, Generator
from typing import Any

from PySide6.QtCore import QObject, SignalInstance
from shiboken6 import isValid

from desktop.workers.answers import Answer, Ok
from desktop.workers.worker import Worker

Journey = Coroutine[Any, Any, object]


class Unanswered(Exception):
    """Raised in a journey by anything but an Ok whose value is of the kind asked for."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer)
        self.answer = answer


class Flow(QObject):
    """Drives a journey from its making to its end; ends silently with its `owner`, which then hears nothing more.

    unanswered: receives the Answer of an Unanswered that the journey lets pass. Whatever else it raises is a fault of
    the program and goes to sys.excepthook.
    """

    def __init__(self, owner: QObject, journey: Journey, unanswered: Callable[[Answer], object]) -> None:
        super().__init__(owner)
        self._journey, self._unanswered = journey, unanswered
        self._ears: list[_Ear] = []
        self._over = False
        self._go_on(None)

    @property
    def over(self) -> bool:
        """The journey has come to its end."""
        return self._over

    def end(self) -> None:
        """Nobody wants it any more; what was asked is not heard."""
        if self._over:
            return
        self._over = True
        self._ears.clear()
        if not self._journey.cr_running:  # pyright: ignore[reportAttributeAccessIssue]
            self._journey.close()
            self.deleteLater()

    def ear(self, name: str = "") -> Callable[..., None]:
        """Somewhere to answer; of all ears of one pause the first that hears something is the only one."""
        self._ears.append(_Ear(self, name))
        return self._ears[-1].hear

    def hear(self, ear: _Ear, heard: object) -> None:
        """Go on with what was heard, if that is still waited for."""
        if ear in self._ears:
            for each in self._ears:
                each.deleteLater()
            self._ears.clear()
            self._go_on(heard)

    def _go_on(self, heard: object) -> None:
        try:
            pause: _Pause = self._journey.send(heard)
            if self._over or not isValid(self):
                self._journey.close()
            else:
                pause.begin(self)
                return
        except StopIteration:
            pass
        except Unanswered as unanswered:
            self._unanswered(unanswered.answer)
        except Exception:
            sys.excepthook(*sys.exc_info())  # pyright: ignore[reportArgumentType]
            self._journey.close()
        self._over = True
        if isValid(self):
            self.deleteLater()


class _Ear(QObject):
    """Hears one answer or signal for a flow, and dies with it."""

    def __init__(self, flow: Flow, name: str) -> None:
        super().__init__(flow)
        self._flow, self._name = flow, name

    def hear(self, *values: object) -> None:
        value = values[0] if values else None
        self._flow.hear(self, (self._name, value) if self._name else value)


class _Pause:
    """Where a journey stands still. begin: does what will be heard of, given the flow that waits."""

    def __init__(self, begin: Callable[[Flow], object]) -> None:
        self.begin = begin

    def __await__(self) -> Generator[_Pause, Any, Any]:
        return (yield self)


async def answer_to(worker: Worker, request: object, deadline: float | None = None, *, leisure: bool = False) -> Answer:
    """Ask and give the Answer, whichever it is. deadline in seconds, leisure: see Worker.ask."""
    return await _Pause(lambda flow: worker.ask(request, flow.ear(), deadline, leisure=leisure))


async def ask[Value](
    worker: Worker, request: object, kind: type[Value], deadline: float | None = None, *, leisure: bool = False
) -> Value:
    """Ask and give the value of the answer. deadline in seconds, leisure: see Worker.ask. Raises Unanswered."""
    answer = await answer_to(worker, request, deadline, leisure=leisure)
    if isinstance(answer, Ok) and isinstance(answer.value, kind):
        return answer.value
    raise Unanswered(answer)


async def first(**signals: SignalInstance) -> tuple[str, Any]:
    """Wait until one of the signals is emitted: its name here and its first value, None where it has none."""

    def listen(flow: Flow) -> None:
        for name, signal in signals.items():
            signal.connect(flow.ear(name))

    return await _Pause(listen)
