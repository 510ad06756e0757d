"""A quiet line above the work: something to know, and what one can do about it. Never a dialog."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from watchfloor.core.text.speech import said
from watchfloor.gui.style.look import Look


class Notice(QWidget):
    """Shows one thing at a time; the next follows when that is dismissed."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[tuple[str, str, Callable[[], None] | None]] = []
        self._act: Callable[[], None] | None = None
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self.act = QPushButton()
        self.act.clicked.connect(self._on_act)
        self.dismiss = QToolButton()
        self.dismiss.setObjectName("flat")
        self.dismiss.setText("✕")
        self.dismiss.setAccessibleName(self.tr("Dismiss"))
        self.dismiss.setToolTip(self.tr("Dismiss"))
        self.dismiss.clicked.connect(self._next)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(14), 4, look.px(10), 4)
        row.addWidget(self._words, 1)
        row.addWidget(self.act)
        row.addWidget(self.dismiss)
        self.hide()

    @property
    def words(self) -> str:
        return "" if self.isHidden() else self._words.text()

    def tell(self, words: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        self._waiting.append((said(words), action, act))
        if self.isHidden():
            self._next()

    def withdraw(self, words: str) -> None:
        """This holds no longer: whoever has not read it yet need not."""
        known = said(words)
        self._waiting = [told for told in self._waiting if told[0] != known]
        if self.words == known:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            self.hide()
            return
        words, action, self._act = self._waiting.pop(0)
        self._words.setText(words)
        self.act.setText(action)
        self.act.setVisible(bool(action))
        self.setAccessibleName(words)
        self.show()

    def _on_act(self) -> None:
        act = self._act
        self._next()
        if act is not None:
            act()
