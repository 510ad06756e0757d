"""The connection tab's words: plain text that breaks where it must, quiet headings, and links."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from watchfloor.core.text.plain import plain as foreign
from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.style.look import Look

MOST_LETTERS = 500


def plain(name: str = "plain") -> QLabel:
    """Text of anybody: never read as markup, and a long word must not push the rest out of sight."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setMinimumWidth(1)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def copyable(name: str = "plain") -> QLabel:
    label = plain(name)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def heading(words: str) -> QLabel:
    label = QLabel(words.upper())
    label.setObjectName("heading")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setContentsMargins(0, 8, 0, 0)
    return label


def put(label: QLabel, words: str) -> None:
    """Without laying out anew what has not changed."""
    if label.text() != words:
        label.setText(words)


def breakable(words: str) -> str:
    """Lines may be broken behind a comma, a colon and the like, and in the middle of what never ends."""
    return _RUN.sub("\\1\u200b", _JOINT.sub("\\1\u200b", words))


def clipped(words: str) -> str:
    """As much as a label can hold; the whole stands elsewhere."""
    return foreign(words if len(words) <= MOST_LETTERS else f"{words[:MOST_LETTERS]}…")


def brief(words: str) -> str:
    """A reason without the body that the server sent with it, which stands with the attempt."""
    return _BODY.sub("", words)


_JOINT = re.compile(r"([,;:/&?=\-_}])(?=\S)")
_RUN = re.compile(r"([^\s\u200b]{24})(?=[^\s\u200b])")
_BODY = re.compile(r": [{\[<].*$", re.DOTALL)


class Link(QLabel):
    """A figure that leads to its rows. Gives `pressed`, by mouse, Return or space; 0 leads nowhere."""

    pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._is_live = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        look.changed.connect(self._restyle)
        self._restyle()

    def show_words(self, words: str, *, is_live: bool, hint: str) -> None:
        put(self, words)
        hint = as_tip(hint) if is_live else ""
        if hint != self.toolTip():
            self.setToolTip(hint)
            self.setAccessibleDescription(hint)
        if is_live != self._is_live:
            self._is_live = is_live
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_live else Qt.FocusPolicy.NoFocus)
            shape = Qt.CursorShape.PointingHandCursor if is_live else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self._restyle()

    def _restyle(self) -> None:
        color = self._look.color("accent" if self._is_live else "text").name()
        ring = self._look.color("accent").name()
        self.setStyleSheet(
            f"QLabel {{ color: {color}; border: 1px solid transparent; border-radius: 3px; }}"
            f" QLabel:focus {{ border-color: {ring}; }}"
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_live and event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit()
        else:
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_live and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)
