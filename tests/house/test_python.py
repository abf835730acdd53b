"""This Python and this PySide6 go together: on older ones every void Qt call loses a reference to None."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QLabel

CALLS = 1000


def test_none_keeps_its_references_over_a_thousand_qt_calls(qapp: QApplication):
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
        label.update()
    assert sys.getrefcount(None) > before - CALLS // 10
    label.deleteLater()
