"""Faults of the program itself in the window process: written down, shown once, never swallowed."""

from __future__ import annotations

import importlib
import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class CrashReports(QObject):
    """Catches what nobody caught. `crashed` carries a report that can be copied: versions and trace."""

    crashed = Signal(str)
    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: set[str] = set()
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        """Take over from Python's and Qt's own reporting."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(self._on_qt_message)

    def report(self, trace: str) -> None:
        """Write a fault down and show it; the same fault is shown once a run."""
        log.error("Unexpected fault\n%s", trace)
        self._caught.emit(trace)

    def _show(self, trace: str) -> None:
        if trace not in self._shown:
            self._shown.add(trace)
            circumstances = importlib.import_module("desktop.diary").circumstances()
            self.crashed.emit(f"{circumstances}\n\n{trace}")

    def _on_exception(self, kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, value, trace)
            return
        self.report("".join(traceback.format_exception(kind, value, trace)))

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._on_exception(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _on_qt_message(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        log.log(_LEVELS.get(kind, logging.WARNING), "Qt %s: %s", context.category or "", message)
