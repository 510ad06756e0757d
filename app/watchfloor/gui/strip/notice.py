"""A quiet line above the work: something to know, and what one can do about it. Never a dialog."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from watchfloor.core.text.speech import said
from watchfloor.gui.style.look import Look

MOST_WAITING = 50


class Notice(QWidget):
    """Shows one thing at a time, and how many more wait; the next follows when that is dismissed.

    Mere words that are shown or wait already are not told twice. What there is no room for is counted, and
    told at the end.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[tuple[str, str, Callable[[], None] | None]] = []
        self._act: Callable[[], None] | None = None
        self._left_out = 0
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._more = QLabel()
        self._more.setObjectName("muted")
        self.act = QPushButton()
        self.act.clicked.connect(self._on_act)
        self.dismiss = QToolButton()
        self.dismiss.setObjectName("flat")
        self.dismiss.setText("✕")
        self.dismiss.clicked.connect(self._next)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(14), 4, look.px(10), 4)
        row.addWidget(self._words, 1)
        row.addWidget(self.act)
        row.addWidget(self._more)
        row.addWidget(self.dismiss)
        self.hide()

    @property
    def words(self) -> str:
        return "" if self.isHidden() else self._words.text()

    @property
    def more(self) -> str:
        """How many wait, as it is shown."""
        return "" if self._more.isHidden() else self._more.text()

    def tell(self, words: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        known = said(words)
        if act is None and (self.words == known or any(told == known for told, _, _ in self._waiting)):
            return
        if len(self._waiting) >= MOST_WAITING:
            self._left_out += 1
            return
        self._waiting.append((known, action, act))
        if self.isHidden():
            self._next()
        else:
            self._count()

    def withdraw(self, words: str) -> None:
        """This holds no longer: whoever has not read it yet need not."""
        known = said(words)
        self._waiting = [told for told in self._waiting if told[0] != known]
        if self.words == known:
            self._next()
        else:
            self._count()

    def _next(self) -> None:
        if not self._waiting and self._left_out:
            words = self.tr("{count} more came than can be kept for you to read here.")
            self._waiting.append((words.format(count=self._left_out), "", None))
            self._left_out = 0
        if not self._waiting:
            self.hide()
            return
        words, action, self._act = self._waiting.pop(0)
        self._words.setText(words)
        self.act.setText(action)
        self.act.setVisible(bool(action))
        self.setAccessibleName(words)
        self._count()
        self.show()

    def _count(self) -> None:
        waiting = len(self._waiting)
        self._more.setText(self.tr("{count} more").format(count=waiting))
        self._more.setVisible(waiting > 0)
        following = self.tr("Dismiss, and show the next")
        words = following if waiting else self.tr("Dismiss")
        self.dismiss.setToolTip(words)
        self.dismiss.setAccessibleName(words)
        self.setAccessibleDescription(self._more.text() if waiting else "")

    def _on_act(self) -> None:
        act = self._act
        self._next()
        if act is not None:
            act()
