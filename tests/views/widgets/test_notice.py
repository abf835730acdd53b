"""The banner: what is weightier stays in sight, what is lighter is seen afterwards, nothing is lost below another."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.hands import press_button
from views.icons import Icons
from views.theme import Theme
from views.widgets.notice import Message, Notice, Weight

EXCHANGED = Message("Data kantor telah dipulihkan dari cadangan.", tone="info", seconds=30)
SLOW = Message("Drive bersama lambat menjawab")
GONE = Message("Drive bersama tidak terjangkau, hanya baca")


@pytest.fixture
def notice(qtbot: QtBot, qapp: QApplication) -> Notice:
    theme = Theme()
    theme.apply(qapp)
    made = Notice(Icons(theme))
    theme.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 60)
    return made


def test_slow_is_said_at_once_over_an_answer_and_an_exchange_and_gives_both_back(notice: Notice):
    notice.say(Weight.OTHER_DATA, EXCHANGED)
    notice.say(Weight.ANSWER, Message("Proyek 002: Ajukan", tone="ok", seconds=6))
    notice.say(Weight.SLOW, SLOW)
    assert notice.words == SLOW.fact
    notice.clear(Weight.SLOW)
    assert notice.words == "Proyek 002: Ajukan"
    press_button(notice, "Tutup pemberitahuan")
    assert notice.words == EXCHANGED.fact


def test_an_answer_given_while_the_share_is_slow_is_seen_once_it_is_not(notice: Notice):
    notice.say(Weight.SLOW, SLOW)
    notice.say(Weight.ANSWER, Message("1 perubahan terkirim", tone="ok", seconds=6))
    assert notice.words == SLOW.fact
    notice.clear(Weight.SLOW)
    assert notice.words == "1 perubahan terkirim"


def test_the_end_of_slow_does_not_take_the_exchange_away(notice: Notice):
    notice.say(Weight.SLOW, SLOW)
    notice.say(Weight.OTHER_DATA, EXCHANGED)
    notice.clear(Weight.SLOW)
    assert notice.words == EXCHANGED.fact


def test_a_gone_share_covers_everything_and_gives_it_back(notice: Notice):
    notice.say(Weight.OTHER_DATA, EXCHANGED)
    notice.say(Weight.READ_ONLY, GONE)
    assert notice.words == GONE.fact
    notice.clear(Weight.READ_ONLY)
    assert notice.words == EXCHANGED.fact


def test_an_answer_passes_and_the_exchange_is_seen_again_for_the_rest_of_its_time(notice: Notice, qtbot: QtBot):
    notice.say(Weight.OTHER_DATA, EXCHANGED)
    notice.say(Weight.ANSWER, Message("1 perubahan terkirim", tone="ok", seconds=0.05))
    assert notice.words == "1 perubahan terkirim"
    qtbot.waitUntil(lambda: notice.words == EXCHANGED.fact)
    assert 20_000 < notice._timer.remainingTime() < 32_000


def test_a_message_that_waited_out_of_sight_is_not_counted_down(notice: Notice, qtbot: QtBot):
    notice.say(Weight.ANSWER, Message("1 perubahan terkirim", tone="ok", seconds=0.2))
    notice.say(Weight.READ_ONLY, GONE)
    qtbot.wait(300)
    notice.clear(Weight.READ_ONLY)
    assert notice.words == "1 perubahan terkirim"


def test_of_one_weight_only_the_newest_is_seen(notice: Notice):
    notice.say(Weight.ANSWER, Message("Tersambung kembali", tone="ok", seconds=6))
    notice.say(Weight.ANSWER, Message("Tersambung kembali, 1 perubahan terkirim", tone="ok", seconds=6))
    press_button(notice, "Tutup pemberitahuan")
    assert notice.words == ""


def test_said_again_it_keeps_its_buttons(notice: Notice):
    pressed: list[str] = []
    message = Message("Hanya baca", actions=(("Coba sekarang", lambda: pressed.append("once")),))
    notice.say(Weight.READ_ONLY, message)
    before = list(notice._buttons)
    notice.say(Weight.READ_ONLY, message)
    assert notice._buttons == before
    press_button(notice, "Coba sekarang")
    assert pressed == ["once"]
