"""What Qt has to say goes to the log; what its offscreen platform says of itself does not."""

import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

log = logging.getLogger("watchfloor.qt")
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
OFFSCREEN = "This plugin does not support "


def install_message_handler() -> None:
    qInstallMessageHandler(_on_message)


def _on_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if not text.startswith(OFFSCREEN):
        log.log(LEVELS.get(kind, logging.WARNING), "%s", text)
