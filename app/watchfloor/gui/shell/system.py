"""What the desktop around us wants: dark or light."""

from PySide6.QtCore import Qt
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusVariant
from PySide6.QtGui import QGuiApplication

PORTAL = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
ASK_MS = 250
DARK, LIGHT = 1, 2


def prefers_dark() -> bool:
    """The system's choice of colours; dark where it does not tell, for this window is watched at night."""
    scheme = QGuiApplication.styleHints().colorScheme()
    if scheme is Qt.ColorScheme.Unknown:
        return portal_scheme() != LIGHT
    return scheme is Qt.ColorScheme.Dark


def portal_scheme() -> int | None:
    """What the desktop portal says, which many Linux desktops do not pass on to Qt; None without one."""
    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return None
    call = QDBusMessage.createMethodCall(PORTAL, PATH, "org.freedesktop.portal.Settings", "Read")
    call.setArguments(["org.freedesktop.appearance", "color-scheme"])
    answer = bus.call(call, QDBus.CallMode.Block, ASK_MS)
    if answer.type() is not QDBusMessage.MessageType.ReplyMessage or not answer.arguments():
        return None
    value = answer.arguments()[0]
    while isinstance(value, QDBusVariant):
        value = value.variant()
    return value if value in (DARK, LIGHT) else None
