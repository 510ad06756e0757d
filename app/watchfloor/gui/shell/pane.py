"""The window by keyboard: from pane to pane, through each in reading order, with a ring where one is."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from shiboken6 import isValid

from watchfloor.gui.style.look import Look

# These draw their own edge in another colour.
_SHOW_THEMSELVES = (QAbstractButton, QComboBox, QLineEdit)


class Panes:
    """The window's parts in reading order, each with the widget that the keyboard begins at.

    None: the first that takes the keyboard then.
    """

    def __init__(self, panes: Sequence[tuple[QWidget, QWidget | None]], ring: "FocusRing") -> None:
        self._panes = list(panes)
        self._ring = ring

    def go(self, step: int) -> None:
        """To the next pane in sight, or the one before; from nowhere to the first."""
        shown = [(pane, first) for pane, first in self._panes if is_seen(first or pane)]
        if not shown:
            return
        focused = QApplication.focusWidget()
        at = next((place for place, (pane, _) in enumerate(shown) if _holds(pane, focused)), None)
        place = (at + step) % len(shown) if at is not None else 0
        pane, first = shown[place]
        (first or next(iter(_stops(pane)), pane)).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ring.show_on(QApplication.focusWidget())

    def order(self) -> None:
        """Have Tab follow the panes, whatever order they were made in."""
        stops = [stop for pane, _ in self._panes for stop in _blocks(pane)]
        for one, other in pairwise(stops):
            if one.window() is other.window():  # a panel that floats has an order of its own
                QWidget.setTabOrder(one, other)


def is_seen(widget: QWidget) -> bool:
    """Nothing lies over it but what is part of it: an opaque part takes its place from the whole."""
    parts = (widget, *widget.findChildren(QWidget))
    return any(part.isVisible() and not part.visibleRegion().isEmpty() for part in parts)


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (pane is widget or pane.isAncestorOf(widget))


def _chain(pane: QWidget) -> list[QWidget]:
    """What the keyboard can be led to within a pane, in the order in which it was put there.

    Qt's own chain is not asked: PySide makes an owner of each widget whose successor is asked for, and as the
    chain is a ring nothing of the window would ever be let go.
    """
    return [
        each
        for each in (pane, *pane.findChildren(QWidget))
        # Menus and lists of suggestions are windows of their own.
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.window() is pane.window()
    ]


def _stops(pane: QWidget) -> list[QWidget]:
    return [each for each in _chain(pane) if each.focusProxy() is None]


def _blocks(pane: QWidget) -> list[QWidget]:
    """The same, with all that Qt keeps together (tabs and their pages) as one."""
    blocks: list[QWidget] = []
    for each in _chain(pane):
        if not any(block.focusProxy() is not None and block.isAncestorOf(each) for block in blocks):
            blocks.append(each)
    return blocks


class FocusRing(QObject):
    """Marks the widget that the keyboard has just led to, until the focus goes elsewhere."""

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._ring: _Ring | None = None

    @property
    def around(self) -> QWidget | None:
        """The widget that is marked."""
        return self._ring.parentWidget() if self._ring is not None and isValid(self._ring) else None

    def show_on(self, target: QWidget | None) -> None:
        self._let_go()
        if target is not None and not isinstance(target, _SHOW_THEMSELVES):
            target.installEventFilter(self)
            self._ring = _Ring(self._look, target)
            self._ring.show()

    def _let_go(self) -> None:
        target, ring = self.around, self._ring
        self._ring = None
        if target is not None and ring is not None:
            target.removeEventFilter(self)
            ring.hide()
            ring.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self._ring is not None and isinstance(watched, QWidget):
            self._ring.resize(watched.size())
        elif event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._let_go()
        return super().eventFilter(watched, event)


class _Ring(QWidget):
    """Lies over its parent, goes where that goes, and ends with it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(parent.size())
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.color("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()
