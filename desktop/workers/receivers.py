"""Whoever asked may be gone when the answer comes: a dialog closed meanwhile is not told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from shiboken6 import isValid


def still_there(then: Callable[..., object]) -> bool:
    """False when `then` is a method of a QObject that Qt has deleted."""
    while isinstance(then, partial):
        then = then.func
    owner = getattr(then, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
