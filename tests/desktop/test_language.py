"""Qt's own words are Indonesian too."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtWidgets import QDialogButtonBox

from desktop.language import install


@pytest.fixture
def indonesian(qapp):
    before = QLocale()
    translator = install(qapp)
    yield
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.mark.usefixtures("indonesian")
def test_standard_buttons_speak_indonesian(qtbot):
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text().replace("&", "") == "Batal"
    assert QCoreApplication.translate("QLineEdit", "&Copy") == "&Salin"


@pytest.mark.usefixtures("indonesian")
def test_words_of_our_own_are_left_alone():
    assert QCoreApplication.translate("BoardView", "OK") == "OK"


@pytest.mark.usefixtures("indonesian")
def test_dates_of_qt_widgets_are_indonesian():
    assert QLocale().toString(QDate(2026, 11, 22), "d MMMM yyyy") == "22 November 2026"
