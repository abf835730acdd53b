"""An answer that comes after its asker is gone is not told to anybody."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from desktop.workers.request_queue import still_there


class Asker(QObject):
    def told(self, _word: str, _answer: object) -> None: ...


def test_a_deleted_object_is_not_there_any_more(qapp: QApplication) -> None:
    asker = Asker()
    then = partial(partial(asker.told, "word"))
    assert still_there(then)
    delete(asker)
    assert not still_there(then)


def test_plain_functions_are_always_there() -> None:
    assert still_there(print)
    assert still_there(partial(print, "word"))
