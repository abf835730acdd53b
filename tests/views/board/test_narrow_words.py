"""Words of a narrow column never touch the signs beside them, whatever they count and however the screen is scaled."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from models.worktime import Status
from tests.views.sample_board import sample_board, sample_sop
from views.board.card_layout import CLEAR
from views.board.card_marks import CardLook
from views.board.card_painter import CardPainter
from views.board.column_head import ColumnHead
from views.board.density import Density
from views.icons import Icons
from views.look import Look
from views.shapes import status_text_token
from views.theme import Theme
from views.words.words import Words

NARROW = (124, 132, 160)
TEXT_SIZES = (1.0, 1.3)


def like(pixel: QColor, wanted: QColor) -> bool:
    """Nearly that colour: the heart of a stroke, not its soft edge."""
    pairs = zip(pixel.getRgb()[:3], wanted.getRgb()[:3], strict=True)
    return all(abs(one - other) < 40 for one, other in pairs)


def span(image: QImage, band: QRect, colors: list[QColor]) -> tuple[int, int]:
    """First and last picture column of the band in which one of the colours stands, (-1, -1) for none."""
    across, down = range(band.left(), band.right() + 1), range(band.top(), band.bottom() + 1)
    found = [x for x in across if any(like(image.pixelColor(x, y), each) for y in down for each in colors)]
    return (found[0], found[-1]) if found else (-1, -1)


def painted(widget: QWidget, ratio: float) -> QImage:
    picture = QPixmap(round(widget.width() * ratio), round(widget.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor("white"))
    widget.render(picture)
    return picture.toImage()


@pytest.fixture
def make_head(qtbot: QtBot, qapp: QApplication):
    def made(step: int, width: int, text: float) -> tuple[ColumnHead, Theme]:
        theme = Theme(False, text)
        theme.apply(qapp)
        head = ColumnHead(Look(theme, Icons(theme), Words()))
        theme.setParent(head)
        qtbot.addWidget(head)
        sop = sample_sop()
        head.set_step(sop, sop.step(step))
        head.set_density(Density.COMPACT)
        head.resize(round(width * text), head.height())
        return head, theme

    return made


@pytest.mark.parametrize("counts", [(1, 1), (0, 3), (12, 10), (104, 88)])
@pytest.mark.parametrize("ratio", [1.0, 1.25])
def test_the_standard_time_ends_before_the_signs(make_head, counts: tuple[int, int], ratio: float):
    for step, width, text in product((3, 5), NARROW, TEXT_SIZES):
        head, theme = make_head(step, width, text)
        head.set_counts(200, *counts)
        image = painted(head, ratio)
        top, bottom = round(theme.px(55) * ratio), image.height() - 1
        line = QRect(0, top, image.width(), bottom - top)
        signs = span(image, line, [theme.color("near"), theme.color("near_bar"), theme.color("late_bar")])[0]
        words = span(image, QRect(0, top, signs, bottom - top), [theme.color("ink2")])[1]
        assert signs > 0
        assert signs - words >= CLEAR * ratio - 1, (step, width, text, words, signs)


def test_the_standard_time_is_still_there_with_one_of_each_sign(make_head):
    head, theme = make_head(3, 132, 1.0)
    head.set_counts(4, 1, 1)
    image = painted(head, 1.0)
    line = QRect(0, theme.px(55), 60, image.height() - theme.px(55) - 1)
    first, last = span(image, line, [theme.color("ink2")])
    assert first == pytest.approx(10, abs=3)
    assert last > 40
    assert image.width() == 132


@pytest.mark.parametrize("ratio", [1.0, 1.25])
@pytest.mark.parametrize("status", [Status.NEAR, Status.LATE, Status.PAUSED])
def test_the_days_of_a_card_end_before_its_documents(qapp: QApplication, status: Status, ratio: float):
    board = sample_board()
    card = next(each for each in board.cards if each.clock.status is status)
    for text, width, done in product(TEXT_SIZES, NARROW, ((0, 1), (10, 12))):
        theme = Theme(False, text)
        painter = CardPainter(Look(theme, Icons(theme), Words()), Density.COMPACT)
        measures = painter.metrics
        clock = replace(card.clock, day=101, limit=122, over=118 if status is Status.LATE else 0)
        shown = replace(card, clock=clock, documents_done=done[0], documents_required=done[1])
        body = QRectF(0, 0, round((width - 14) * text), measures.height)
        image = QImage(round(body.width() * ratio), round(body.height() * ratio), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        with QPainter(image) as brush:
            painter.paint(brush, body, shown, CardLook())
        top, height = round((measures.clock_top + 2) * ratio), round((measures.clock_height - 4) * ratio)
        documents = span(image, QRect(0, top, image.width(), height), [theme.color("ink2")])[0]
        if documents < 0:
            assert width < 132 or done == (10, 12)
            continue
        days = span(image, QRect(0, top, documents, height), [theme.color(status_text_token(status))])[1]
        assert 0 < days <= documents - CLEAR * ratio + 1, (text, width, done, days, documents)
        theme.deleteLater()
