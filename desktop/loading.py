"""Loads a room of the program beside the GUI thread, so that the window lives meanwhile."""

from __future__ import annotations

import importlib
import threading
from types import ModuleType

from PySide6.QtCore import QObject, Signal


class Loading(QObject):
    """loaded(module) or failed(exception), on the thread that made this object."""

    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name

    def start(self) -> None:
        """Begin; a room that is loaded already comes at once all the same through the signal."""
        threading.Thread(target=self._load, name=f"loading {self._name}", daemon=True).start()

    def _load(self) -> None:
        try:
            module: ModuleType = importlib.import_module(self._name)
        except Exception as error:
            self.failed.emit(error)
        else:
            self.loaded.emit(module)
