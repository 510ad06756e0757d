"""Controls of our own where the style's are not plain enough: switch, choice, menu, a figure with steps."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSpinBox,
    QToolButton,
    QWidget,
)

from watchfloor.gui.style.look import Look

LEAST_LETTERS = 12  # of a choice's words


class Switch(QAbstractButton):
    """On or off, told by where its knob is and by a tick, not by colour alone."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(40), self._look.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, on = self._look, self.isChecked()
        height = float(look.px(20))
        box = QRectF(1, (self.height() - height) / 2, look.px(38), height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        painter.setPen(QPen(look.color("accent" if on or self.hasFocus() else "faint"), 1.4))
        painter.setBrush(look.color("primary" if on else "raised"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        knob = QRectF(0, 0, height - 6, height - 6)
        knob.moveCenter(
            QPointF(box.right() - height / 2 if on else box.left() + height / 2, box.center().y())
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("on_accent" if on else "muted"))
        painter.drawEllipse(knob)
        if on:
            middle, reach = knob.center(), knob.width() * 0.24
            painter.setPen(QPen(look.color("primary"), 1.8))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            tick = (QPointF(-reach, 0), QPointF(-reach * 0.2, reach * 0.8), QPointF(reach, -reach * 0.8))
            painter.drawPolyline(QPolygonF([middle + point for point in tick]))
        if self.hasFocus():
            painter.setPen(QPen(look.color("text"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-0.5, -0.5, 0.5, 0.5), height / 2, height / 2)
        painter.end()


def chevron(painter: QPainter, look: Look, x: float, y: float, is_enabled: bool) -> None:
    """The arrow that tells of a list below."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("muted" if is_enabled else "faint"), 1.4 * look.zoom))
    reach = look.px(4)
    arrow = (QPointF(-reach, -reach / 2), QPointF(0, reach / 2), QPointF(reach, -reach / 2))
    painter.drawPolyline(QPolygonF([QPointF(x, y) + point for point in arrow]))


class Choice(QComboBox):
    """A choice among few, with the arrow that says so."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        # As wide as its longest words where there is room, and no reason to widen a window.
        self.setMinimumContentsLength(LEAST_LETTERS)

    def minimumSizeHint(self) -> QSize:
        least = self.fontMetrics().averageCharWidth() * LEAST_LETTERS + self._look.px(48)
        return QSize(min(least, self.sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        chevron(painter, self._look, self.width() - self._look.px(14), self.height() / 2, self.isEnabled())
        painter.end()

    def wheelEvent(self, event: object) -> None:
        """Scrolling past a choice must not change it."""
        event.ignore()  # type: ignore[attr-defined]


class MenuButton(QToolButton):
    """A button that opens its menu, with the arrow that says so: the style sheet leaves room for it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        chevron(painter, self._look, self.width() - self._look.px(12), self.height() / 2, self.isEnabled())
        painter.end()


class Stepper(QWidget):
    """A figure to type, between two buttons that step it."""

    def __init__(self, field: QSpinBox | QDoubleSpinBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.less = self._button("−", self.tr("Less"), field.stepDown)
        self.more = self._button("+", self.tr("More"), field.stepUp)
        row.addWidget(self.less)
        row.addWidget(field, 1)
        row.addWidget(self.more)
        self.setFocusProxy(field)

    def _button(self, sign: str, words: str, step: object) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setAutoRepeat(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # arrow keys do the same in the field
        button.clicked.connect(step)
        return button
