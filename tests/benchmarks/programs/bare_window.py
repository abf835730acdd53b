"""The floor of a start: a main window with one label, gone as soon as it is painted."""

import os
import sys

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow


class Painted(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False

    seen = False


application = QApplication(sys.argv)
window, label, painted = QMainWindow(), QLabel("Lajur"), Painted()
label.installEventFilter(painted)
window.setCentralWidget(label)
window.resize(1600, 900)
window.show()
while not painted.seen:
    application.processEvents()
os._exit(0)
