"""Draws one card: the same function paints the row, the dragged picture and the sample of states."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from models.board import Card
from models.worktime import Status
from views.board.card_ground import MARGIN, RADIUS, CardGround, PixmapCache, drawn
from views.board.card_layout import CardMetrics, CardText, CardTexts, Face, card_metrics
from views.board.card_marks import CardLook
from views.board.density import Density
from views.look import Look
from views.shapes import paint_avatar, paint_shadow, paint_status, status_text_token, status_token

KEPT = 600
"""Pictures kept at most: some screens full of cards, a few megabytes."""


class CardPainter:
    """Paints cards of one density in one theme."""

    def __init__(self, look: Look, density: Density) -> None:
        self._theme = look.theme
        self._icons = look.icons
        self._density = density
        self._texts = CardTexts(look.words)
        self.metrics: CardMetrics = card_metrics(look.theme, density)
        self._colors: dict[str, QColor] = {}
        self._whole = PixmapCache(KEPT)
        self._parts = PixmapCache(KEPT)
        self._ground = CardGround(look.theme, self._parts)
        look.theme.changed.connect(self._again)

    def set_density(self, density: Density) -> None:
        """Another density; everything is laid out anew."""
        if density is not self._density:
            self._density = density
            self._again()

    def show(self, painter: QPainter, row: QRectF, card: Card, look: CardLook) -> None:
        """Draws the card of a table row from its kept picture; `row` is the card's outline grown by 3 px."""
        ratio = painter.deviceTransform().m11()
        whole = look._replace(dimmed=False) if look.dimmed else look
        body = QRectF(MARGIN, MARGIN, row.width() - 2 * MARGIN, row.height() - 2 * MARGIN)

        def make() -> QPixmap:
            return drawn(row.width(), row.height(), ratio, lambda inner: self.paint(inner, body, card, whole))

        painter.setOpacity(0.42 if look.dimmed else 1.0)
        painter.drawPixmap(row.topLeft(), self._whole.get((card.id, whole, row.width(), ratio), make, card))
        painter.setOpacity(1.0)

    def paint(self, painter: QPainter, body: QRectF, card: Card, look: CardLook) -> None:
        """Draws the card into `body` (its outline, not its row)."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.42 if look.dimmed else 1.0)
        self._ground.paint(painter, body, card.clock.status, look)
        if look.origin:
            painter.setOpacity(0.38)
        elif look.saving:
            painter.setOpacity(0.62)
        side = self.metrics.side
        inner = QRectF(body.left() + side, body.top(), body.width() - 2 * side, body.height())
        text = self._texts.of(card, inner.width(), self.metrics, look.unread)
        self._code_line(painter, inner, text, look)
        self._name(painter, inner, text)
        self._clock(painter, inner, text)
        self._bar(painter, inner, card)
        self._people(painter, inner, text, look)
        painter.setOpacity(1.0)
        if look.saving:
            self._pill(painter, inner, "refresh", "menyimpan")
        elif look.unsent and not look.failed:
            self._pill(painter, inner, "upload", "belum terkirim")
        if look.failed:
            self._failed_band(painter, body)

    def picture(self, card: Card, width: float, ratio: float) -> QPixmap:
        """The card lifted off the board with its shadow, 16 px of margin all around."""
        body = QRectF(16, 12, width, self.metrics.height)

        def draw(painter: QPainter) -> None:
            paint_shadow(painter, self._theme, body, RADIUS, 14, 4)
            self.paint(painter, body, card, CardLook(dragged=True))

        return drawn(width + 32, self.metrics.height + 32, ratio, draw)

    def _again(self) -> None:
        self._texts.clear()
        self._whole.clear()
        self._parts.clear()
        self._colors.clear()
        self.metrics = card_metrics(self._theme, self._density)

    def _color(self, token: str) -> QColor:
        color = self._colors.get(token)
        if color is None:
            color = self._colors[token] = self._theme.color(token)
        return color

    def _text(self, painter: QPainter, face: Face, token: str, x: float, top: float, height: float, text: str) -> None:
        painter.setFont(face.font)
        painter.setPen(self._color(token))
        painter.drawText(QPointF(x, face.baseline(top, height)), text)

    def _icon(self, painter: QPainter, name: str, token: str, x: float, middle: float, size: int) -> None:
        ratio = painter.deviceTransform().m11()
        painter.drawPixmap(QPointF(x, middle - size / 2), self._icons.pixmap(name, token, size, ratio))

    def _code_line(self, painter: QPainter, inner: QRectF, text: CardText, look: CardLook) -> None:
        measures = self.metrics
        top, height, left = inner.top() + measures.code_top, measures.code_height, inner.left()
        middle = top + height / 2
        if look.unread:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._color("accent"))
            painter.drawEllipse(QPointF(left + 3, middle), 3, 3)
            left += 10
        self._text(painter, measures.code, "ink3", left, top, height, text.code)
        right = inner.right()
        if text.round_pill:
            right -= text.round_width
            pill = QRectF(right, middle - height / 2, text.round_width, height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._color("pause_soft"))
            painter.drawRoundedRect(pill, height / 2, height / 2)
            self._icon(painter, "return", "pause", right + 5, middle, measures.icon - 2)
            self._text(painter, measures.clock_strong, "pause", right + measures.icon + 5, top, height, text.round_pill)
            right -= 4
        if text.card.waiting:
            self._icon(painter, "waiting", "pause", right - 13, middle, 13)

    def _name(self, painter: QPainter, inner: QRectF, text: CardText) -> None:
        measures = self.metrics
        for place, line in enumerate(text.name):
            top = inner.top() + measures.name_top + place * measures.name_line
            self._text(painter, measures.name, "ink", inner.left(), top, measures.name_line, line)
        if measures.team_top:
            top = inner.top() + measures.team_top
            self._text(painter, measures.small, "ink2", inner.left(), top, measures.clock_height, text.team)

    def _clock(self, painter: QPainter, inner: QRectF, text: CardText) -> None:
        measures = self.metrics
        status = text.card.clock.status
        top, height = inner.top() + measures.clock_top, measures.clock_height
        square = QRectF(inner.left(), top + (height - measures.mark) / 2, measures.mark, measures.mark)
        size, ratio = measures.mark, painter.deviceTransform().m11()

        def mark() -> QPixmap:
            own = QRectF(0, 0, size, size)
            return drawn(size, size, ratio, lambda inner: paint_status(inner, self._theme, status, own))

        painter.drawPixmap(square.topLeft(), self._parts.get(("mark", status, size, ratio), mark))
        face = measures.clock if status in (Status.INSIDE, Status.NONE) else measures.clock_strong
        if text.clock != "–":
            gap = 3 if measures.compact else 5
            self._text(painter, face, status_text_token(status), square.right() + gap, top, height, text.clock)
        if text.documents:
            done = text.card.documents_done >= text.card.documents_required
            token = "ok" if done else "ink2"
            right = inner.right() - (measures.people_height + 3 if measures.compact else 0)
            left = right - text.documents_width
            if not text.crowded:
                self._icon(painter, "complete" if done else "document", token, left, top + height / 2, measures.icon)
                left += measures.icon + (1 if measures.compact else 2)
            self._text(painter, measures.strong, token, left, top, height, text.documents)

    def _bar(self, painter: QPainter, inner: QRectF, card: Card) -> None:
        measures = self.metrics
        clock = card.clock
        track = QRectF(inner.left(), inner.top() + measures.bar_top, inner.width(), measures.bar_height)
        radius = measures.bar_height / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("track"))
        painter.drawRoundedRect(track, radius, radius)
        share = min(1.0, clock.share)
        if share > 0:
            fill = QRectF(track.left(), track.top(), max(2 * radius, track.width() * share), track.height())
            if clock.status is Status.PAUSED:
                self._hatch(painter, fill)
            else:
                painter.setBrush(self._color(status_token(clock.status)))
                painter.drawRoundedRect(fill, radius, radius)
        if clock.limit and 0 < clock.minimum < clock.limit:
            x = track.left() + round(track.width() * clock.minimum / clock.limit)
            painter.setBrush(self._color("card"))
            painter.drawRect(QRectF(x - 1, track.top(), 3, track.height()))
            painter.setBrush(self._color("ink2"))
            painter.drawRect(QRectF(x, track.top() - 1, 1, track.height() + 2))

    def _hatch(self, painter: QPainter, fill: QRectF) -> None:
        painter.save()
        painter.setClipRect(fill)
        painter.setPen(QPen(self._color("pause_bar"), 1.6))
        x = fill.left() - fill.height()
        while x < fill.right():
            painter.drawLine(QPointF(x, fill.bottom()), QPointF(x + fill.height(), fill.top()))
            x += 4
        painter.restore()

    def _people(self, painter: QPainter, inner: QRectF, text: CardText, look: CardLook) -> None:
        measures = self.metrics
        size = measures.people_height
        if measures.compact:
            top = inner.top() + measures.clock_top + (measures.clock_height - size) / 2
            place = QRectF(inner.right() - size, top, size, size)
        else:
            place = QRectF(inner.left(), inner.top() + measures.people_top, size, size)
        pill = look.saving or look.unsent
        if text.initials and not (pill and measures.compact):
            ratio, name = painter.deviceTransform().m11(), text.card.person

            def round_picture() -> QPixmap:
                own = QRectF(0, 0, size, size)
                return drawn(size, size, ratio, lambda it: paint_avatar(it, self._theme, name, text.initials, own))

            painter.drawPixmap(place.topLeft(), self._parts.get(("avatar", name, size, ratio), round_picture))
        if measures.compact or look.failed or pill:
            return
        top = inner.top() + measures.people_top
        self._text(painter, measures.small, "ink2", place.right() + 6, top, size, text.person)
        right = inner.right()
        for name, count in (("comment", text.comments), ("attachment", text.attachments)):
            if count:
                right -= measures.small.metrics.horizontalAdvance(count)
                self._text(painter, measures.small, "ink2", right, top, size, count)
                right -= measures.icon + 4
                self._icon(painter, name, "ink3", right, top + size / 2, measures.icon)
                right -= 10

    def _pill(self, painter: QPainter, inner: QRectF, icon: str, words: str) -> None:
        """In the last line; a compact card shows its icon in the place of the person."""
        measures = self.metrics
        words = "" if measures.compact else words
        size = measures.people_height
        width = size if measures.compact else measures.strong.metrics.horizontalAdvance(words) + 28
        top = measures.clock_top - 1 if measures.compact else measures.people_top
        pill = QRectF(inner.right() - width, inner.top() + top, width, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("accent_soft"))
        painter.drawRoundedRect(pill, size / 2, size / 2)
        left = pill.left() + (3 if measures.compact else 7)
        self._icon(painter, icon, "accent", left, pill.center().y(), 12)
        if words:
            self._text(painter, measures.strong, "accent", pill.left() + 22, pill.top(), size, words)

    def _failed_band(self, painter: QPainter, body: QRectF) -> None:
        measures = self.metrics
        height = self._theme.px(30 if measures.compact else 32)
        band = QRectF(body.left() + 1, body.bottom() - height - 1, body.width() - 2, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._color("late_soft"))
        painter.drawRoundedRect(band, RADIUS - 1, RADIUS - 1)
        painter.fillRect(band.adjusted(0, 0, 0, -RADIUS), self._color("late_soft"))
        left = band.left() + measures.side - 1
        self._icon(painter, "failed", "late", left, band.center().y(), 13)
        words = "Belum tersimpan"
        self._text(painter, measures.strong, "late", left + 18, band.top(), height, words)
        if not measures.compact:
            again = "Coba lagi"
            x = band.right() - measures.side - measures.strong.metrics.horizontalAdvance(again)
            self._text(painter, measures.strong, "accent", x, band.top(), height, again)
