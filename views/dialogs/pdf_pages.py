"""PDF bytes on screen by QtPdf: thumbnails and the page. Paper stays white, also in the dark theme."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QWidget

from views.theme import Theme

THUMBNAIL = QSize(104, 147)


class PdfPages(QPdfView):
    """One document from memory; the bytes, their buffer and the document live as long as the view."""

    page_changed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bytes = QByteArray()
        # Children of the parent: a document that dies inside a half-dead view reports to it and crashes.
        self._document = QPdfDocument(parent)
        self._buffer = QBuffer(parent)
        self.setDocument(self._document)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setAccessibleName("Halaman")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.pageNavigator().currentPageChanged.connect(self.page_changed)
        theme.changed.connect(self._ground)
        self._ground()

    def show_bytes(self, data: bytes) -> bool:
        """Shows another PDF; False if it cannot be read."""
        self._document.close()
        self._buffer.close()
        self._bytes = QByteArray(data)
        self._buffer.setData(self._bytes)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        return self._document.error() is QPdfDocument.Error.None_

    def count(self) -> int:
        """Number of pages."""
        return self._document.pageCount()

    def page(self) -> int:
        """Page in view, from 0."""
        return self.pageNavigator().currentPage()

    def go(self, page: int) -> None:
        """Brings a page (from 0) into view."""
        if 0 <= page < self.count():
            self.pageNavigator().jump(page, QPointF(0, 0))

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller, between a quarter and four times."""
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setZoomFactor(max(0.25, min(4.0, self.zoomFactor() * factor)))

    def thumbnail(self, page: int, ratio: float) -> QPixmap:
        """A small picture of a page on white."""
        size = self._document.pagePointSize(page).toSize().scaled(THUMBNAIL, Qt.AspectRatioMode.KeepAspectRatio)
        drawn = self._document.render(page, size * ratio)
        paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, drawn)
        painter.setPen(self._theme.color("line2"))
        painter.drawRect(0, 0, paper.width() - 1, paper.height() - 1)
        painter.end()
        paper.setDevicePixelRatio(ratio)
        return QPixmap.fromImage(paper)

    def paper_size(self) -> str:
        """Width and height of the first page in millimetres: "210 × 297 mm"."""
        if not self.count():
            return ""
        points = self._document.pagePointSize(0)
        return f"{round(points.width() * 25.4 / 72)} × {round(points.height() * 25.4 / 72)} mm"

    def _ground(self) -> None:
        palette = self.palette()
        for role in (QPalette.ColorRole.Dark, QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, QColor(self._theme.tokens.track))
        self.setPalette(palette)


class Thumbnails(QListWidget):
    """The pages in small; choosing one goes there."""

    page_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Daftar halaman")
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setIconSize(THUMBNAIL)
        self.setSpacing(8)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(theme.px(164))
        self.currentRowChanged.connect(self.page_chosen)

    def show_pages(self, pages: PdfPages) -> None:
        """Draws all pages of that document."""
        self.blockSignals(True)
        self.clear()
        for number in range(pages.count()):
            picture = pages.thumbnail(number, self.devicePixelRatio())
            icon = QIcon(picture)
            icon.addPixmap(picture, QIcon.Mode.Selected)
            item = QListWidgetItem(icon, str(number + 1))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setSizeHint(QSize(self.width() - 34, THUMBNAIL.height() + 28))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"Halaman {number + 1}")
            self.addItem(item)
        self.setCurrentRow(0)
        self.blockSignals(False)

    def mark(self, page: int) -> None:
        """The page in view."""
        self.blockSignals(True)
        self.setCurrentRow(page)
        self.blockSignals(False)
