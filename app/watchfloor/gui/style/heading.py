"""The small heading over a section: what it is on the left, what to know of it on the right."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from watchfloor.gui.style.line import Line
from watchfloor.gui.style.look import Look


class Heading(QWidget):
    """A line of quiet capitals. As a dock's title bar it is what one drags the dock by.

    Where there is no room for all, the note goes first, then the title is cut; controls stay whole.
    """

    def __init__(self, title: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._controls: list[QWidget] = []
        self._left_out: list[QWidget] = []
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = _label(title.upper())
        self._title.setVisible(bool(title))
        self._note = _label("")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(14, 8, 14, 4)
        self.row.setSpacing(8)
        self.row.addWidget(self._title)
        self.row.addStretch()
        self.row.addWidget(self._note)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._look.px(30))

    def note(self, words: str) -> None:
        if words.upper() != self._note.text():
            self._note.setText(words.upper())
            self._make_room()

    def add_first(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a control beside the title."""
        self.row.insertWidget(1, widget, stretch)

    def add(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self.row.addWidget(widget)
        self._controls.append(widget)

    def leave_out_controls(self, left_out: bool) -> None:
        """On a wall nobody presses anything."""
        if left_out:
            self._left_out = [control for control in self._controls if not control.isHidden()]
        for control in self._left_out:
            control.setVisible(not left_out)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        margins, spacing = self.row.contentsMargins(), self.row.spacing()
        room = self.width() - margins.left() - margins.right()
        for place in range(self.row.count()):
            item = self.row.itemAt(place)
            widget = None if item is None else item.widget()
            if widget is not None and (widget is self._note or not widget.isHidden()):
                room -= widget.sizeHint().width() + spacing
        self._note.setVisible(room >= 0 and bool(self._note.text()))


def _label(words: str) -> Line:
    label = Line(words)
    label.setObjectName("heading")
    return label
