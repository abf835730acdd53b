"""When the project will probably be over, beside what the SOP says, and what that rests on."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.figures.forecast import Forecast
from models.sop.procedure import Sop
from views.icons import Icons
from views.widgets.text import ElidedText, IconMark, Text
from views.words import formats
from views.words.figure_words import FigureWords


class ForecastRow(QWidget):
    """One line; everything else is told by its tooltip and to screen readers. Hidden without a forecast."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = FigureWords()
        self._likely = Text("", "strong")
        self._sop = Text("", "small")
        self._basis = ElidedText("", "hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(IconMark(icons, "calendar", "ink2", 15))
        row.addWidget(Text("Perkiraan", "small"))
        for widget in (self._likely, self._sop):
            row.addWidget(widget)
        row.addWidget(self._basis, 1)
        self.hide()

    def show_forecast(self, found: Forecast | None, sop: Sop) -> None:
        """Another forecast; None takes it away."""
        self.setVisible(found is not None)
        if found is None:
            return
        usual = "menurut SOP {first} sampai {last}"
        first, last = formats.date_long(found.sop_first), formats.date_long(found.sop_last)
        whole = self._words.forecast_lines(found, sop)
        self._likely.setText(self._words.forecast(found))
        self._sop.setText(usual.format(first=first, last=last))
        self._basis.set_whole(self._said(found))
        self.setToolTip("\n".join(whole))
        self._basis.setToolTip(self.toolTip())
        self.setAccessibleName("Perkiraan selesai. {lines}".format(lines=". ".join(whole)))

    def text(self) -> str:
        """The line as it reads."""
        return f"{self._likely.text()}; {self._sop.text()}; {self._basis.whole()}"

    def _said(self, found: Forecast) -> str:
        """What to think of it, the weakest point first."""
        if found.held:
            text = "proyek sedang ditunda; dihitung bila dilanjutkan {day}"
            return text.format(day=formats.date_long(found.from_day))
        if any(each.overrun for each in found.basis):
            return "langkah ini sudah lebih lama daripada semua riwayat; kurang pasti"
        drawn = [each for each in found.basis if not each.from_standard]
        if not drawn:
            return "riwayat belum cukup; semata-mata dari mutu baku"
        if found.thin:
            text = "riwayat masih sedikit: {n} dari {all} langkah memakai mutu baku"
            return text.format(n=len(found.basis) - len(drawn), all=len(found.basis))
        return f"dari riwayat kantor, paling sedikit {min(each.cases for each in drawn)} kasus per langkah"
