"""Faults of the program itself are written down and shown once."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning

from desktop.diary import program_version, start_log
from desktop.errors import CrashReports


@pytest.fixture
def reports(qtbot):
    before = sys.excepthook, threading.excepthook
    reports = CrashReports()
    reports.watch()
    yield reports
    sys.excepthook, threading.excepthook = before
    qInstallMessageHandler(None)


def trouble() -> None:
    raise ZeroDivisionError("nol")


def test_what_nobody_caught_becomes_a_report_with_version_and_trace(reports, qtbot):
    with qtbot.waitSignal(reports.crashed) as caught:
        try:
            trouble()
        except ZeroDivisionError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    (text,) = caught.args
    assert program_version() in text
    assert "ZeroDivisionError: nol" in text


def test_a_fault_in_another_thread_is_reported_in_the_window(reports, qtbot):
    with qtbot.waitSignal(reports.crashed) as caught:
        threading.Thread(target=trouble).start()
    assert "ZeroDivisionError" in caught.args[0]


def test_the_same_fault_is_shown_only_once(reports, qtbot):
    shown = []
    reports.crashed.connect(shown.append)
    for each in ("a", "a", "b"):
        reports.report(each)
    qtbot.waitUntil(lambda: len(shown) == 2)


def test_what_qt_complains_about_is_in_the_log(reports, caplog):
    with caplog.at_level(logging.WARNING):
        qWarning("sesuatu")
    assert "sesuatu" in caplog.text


def test_the_diary_lies_in_the_users_folder(tmp_path):
    root = logging.getLogger()
    before = list(root.handlers)
    stream = start_log(tmp_path / "log", "jendela")
    try:
        assert stream is not None
        assert program_version() in (tmp_path / "log" / "jendela.log").read_text("utf-8")
    finally:
        for each in set(root.handlers) - set(before):
            root.removeHandler(each)
            each.close()
        logging.captureWarnings(False)
        if stream:
            faulthandler.disable()
            stream.close()


def test_without_a_folder_for_the_diary_the_program_still_starts(tmp_path):
    (tmp_path / "log").write_text("", "utf-8")
    assert start_log(tmp_path / "log", "jendela") is None
