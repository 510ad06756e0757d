"""What the desktop around us wants: dark or light."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication


def prefers_dark() -> bool:
    """The system's choice of colours; dark where it does not tell, for this window is watched at night."""
    return QGuiApplication.styleHints().colorScheme() is not Qt.ColorScheme.Light
