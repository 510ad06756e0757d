"""Why no window opens, said where nobody reads a terminal: after a double click, or from a menu."""

import signal
import sys
from typing import TextIO

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from watchfloor.core.text.speech import said

TURN_MS = 200
NOT_SHOWN = ("offscreen", "minimal", "vnc")


def part(words: str) -> None:
    """Say it in a small window of its own, and wait until it was read; on a terminal it is printed anyway."""
    if nobody_reads(sys.stderr, QGuiApplication.platformName()):
        box = parting(words)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: box.reject())
        turn = QTimer(box)  # Python hears of a signal only when it has a turn
        turn.timeout.connect(lambda: None)
        turn.start(TURN_MS)
        box.exec()


def nobody_reads(errors: TextIO | None, platform: str) -> bool:
    """Whether there is a screen, and no terminal."""
    return platform not in NOT_SHOWN and (errors is None or not errors.isatty())


def parting(words: str) -> QMessageBox:
    box = QMessageBox(QMessageBox.Icon.Warning, "Watchfloor", said(words))
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box
