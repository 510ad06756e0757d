"""The first minute: a card on the window itself that says where things are, until it is dismissed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from watchfloor.gui.style.look import Look

WIDTH, AWAY = 330, 14


@dataclass(frozen=True)
class Step:
    """One card, and what it is about; None: the window as a whole."""

    title: str
    words: str
    about: Callable[[], QWidget | None]


class Guide(QWidget):
    """Lies over the window without stopping anything beneath it. Gives `dismissed` at its end."""

    dismissed = Signal()

    def __init__(self, steps: Sequence[Step], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._steps = list(steps)
        self._look = look
        self.place = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.card = _Card(look, parent)
        self.card.next.clicked.connect(self.go_on)
        self.card.close_guide.clicked.connect(self.end)
        self.card.escaped.connect(self.end)
        parent.installEventFilter(self)
        look.changed.connect(self._arrange)

    def start(self) -> None:
        self.place = 0
        self.show()
        self._show_step()
        self.card.next.setFocus()

    def go_on(self) -> None:
        self.place += 1
        if self.place < len(self._steps):
            self._show_step()
        else:
            self.end()

    def end(self) -> None:
        if not self.isHidden():
            self._ground.removeEventFilter(self)
            self.hide()
            self.card.hide()
            self.dismissed.emit()

    def _show_step(self) -> None:
        step = self._steps[self.place]
        last = self.place == len(self._steps) - 1
        self.card.say(step.title, step.words, f"{self.place + 1} / {len(self._steps)}", last=last)
        self.card.show()
        self._arrange()

    def _target(self) -> QRect | None:
        widget = self._steps[self.place].about() if self.place < len(self._steps) else None
        if widget is None or not widget.isVisible() or widget.window() is not self.window():
            return None
        return QRect(widget.mapTo(self._ground, widget.rect().topLeft()), widget.size())

    def _arrange(self) -> None:
        """The card stands beside what it is about, wherever there is room; else in the middle."""
        ground = self._ground.rect()
        self.setGeometry(ground)
        self.card.take_width(min(self._look.px(WIDTH), ground.width() - 2 * AWAY))
        self.card.move(_beside(self._target(), self.card.rect(), ground).topLeft())
        self.raise_()
        self.card.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Docks that are put elsewhere come to lie above all that was there before.
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest) and not self.isHidden():
            self._arrange()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        target = self._target()
        if target is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look.color("accent"), 2))
            painter.drawRoundedRect(QRectF(target).adjusted(1, 1, -1, -1), 6, 6)
            painter.end()


def _beside(target: QRect | None, card: QRect, ground: QRect) -> QRect:
    inner = ground.adjusted(AWAY, AWAY, -AWAY, -AWAY)
    placed = QRect(card)
    if target is None:
        placed.moveCenter(ground.center())
        return placed
    places = (
        (target.right() + AWAY, target.top()),
        (target.left() - AWAY - card.width(), target.top()),
        (target.left(), target.bottom() + AWAY),
        (target.left(), target.top() - AWAY - card.height()),
        (target.center().x() - card.width() // 2, target.center().y() - card.height() // 2),
    )
    for x, y in places:
        placed.moveTo(x, y)
        if inner.contains(placed):
            return placed
    placed.moveTo(
        max(inner.left(), min(placed.x(), inner.right() - card.width())),
        max(inner.top(), min(placed.y(), inner.bottom() - card.height())),
    )
    return placed


class _Card(QFrame):
    escaped = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("guide-card")
        self.setAutoFillBackground(True)
        self._title, self._words, self._count = QLabel(), QLabel(), QLabel()
        self._title.setObjectName("title")
        self._count.setObjectName("muted")
        self._words.setWordWrap(True)
        self.next = QPushButton()
        self.next.setObjectName("primary")
        self.close_guide = QPushButton(self.tr("Skip"))
        self.close_guide.setObjectName("flat")
        keys = QHBoxLayout()
        keys.addWidget(self._count)
        keys.addStretch()
        keys.addWidget(self.close_guide)
        keys.addWidget(self.next)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addLayout(keys)
        look.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def _restyle(self) -> None:
        theme = self._look.theme
        self.setStyleSheet(
            f"#guide-card {{ background: {theme.raised}; border: 1px solid {theme.accent};"
            " border-radius: 8px; }"
        )

    def take_width(self, width: int) -> None:
        """Be as high as the words need at this width; `adjustSize` guesses before they are laid out."""
        self._column.invalidate()
        self.resize(width, self._column.totalHeightForWidth(width))

    def say(self, title: str, words: str, count: str, *, last: bool) -> None:
        self._title.setText(title)
        self._words.setText(words)
        self._count.setText(count)
        self.next.setText(self.tr("Done") if last else self.tr("Next"))
        self.close_guide.setVisible(not last)
        self.setAccessibleName(f"{title}. {words}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.close_guide if self.close_guide.hasFocus() else self.next).click()
        else:
            super().keyPressEvent(event)
