"""PySide6 6.12 drops a reference to None on every void call, which aborts Python 3.11 after a while."""

import sys

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

CALLS = 1_000
# The interpreter's own comings and goings; the defect would cost one for each call.
SLACK = 100


def test_void_calls_keep_their_reference_to_none(qapp: QApplication) -> None:
    thing, picture = QObject(), QPixmap(8, 8)
    painter = QPainter(picture)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
        painter.save()
        painter.drawRect(QRect(0, 0, 4, 4))
        painter.restore()
    after = sys.getrefcount(None)
    painter.end()
    assert after > before - SLACK
