"""The filter: a line that speaks the query language, and shows where a query goes wrong."""

from collections.abc import Callable, Sequence
from time import time

from PySide6.QtCore import QPointF, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QToolTip, QWidget

from watchfloor.core.event import Event
from watchfloor.core.log.filtering import compiled
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.query import suggestion
from watchfloor.core.query.error import QueryError
from watchfloor.core.query.moment import is_relative
from watchfloor.core.text.speech import said
from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.style.look import SMALL, Look
from watchfloor.gui.style.query_tint import QueryTint

SETTLED_MS = 180
HISTORY = 30
OFFERED = 12


class FilterBox(QLineEdit):
    """Gives `filter_changed` with a predicate and a query tree (or None twice) shortly after typing stops,
    if the query can be read.

    Return remembers the filter (`history_changed`); Down offers those that were used.
    While it cannot be read, the last good filter stays and a mark stands under the offending character.
    """

    filter_changed = Signal(object, object)
    history_changed = Signal()
    more_wanted = Signal(str, int)  # a text and the cursor's place: whoever knows more may `offer_too`

    def __init__(
        self,
        read: Callable[[Event], Reading],
        values: Callable[[str], list[tuple[str, int]]],
        look: Look,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time,
        paths: Callable[[], list[str]] = list,
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._paths = paths
        self._clock = clock  # what "now" means in a query
        self._values = values
        self._look = look
        self.error: QueryError | None = None
        self._offered: list[str] = []
        self._history: list[str] = []
        self._applied = ""
        self.setPlaceholderText(self.tr('Filter: severity:>=4 type:airstrike "port closure"'))
        self.setAccessibleName(self.tr("Filter"))
        self.setObjectName("filter")
        self.setClearButtonEnabled(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLED_MS)
        self._timer.timeout.connect(self.apply)
        self.textChanged.connect(lambda _text: self._timer.start())
        self.textEdited.connect(self._suggest)
        self._tint = QueryTint(self, look)
        self._popup = QListView()
        self._popup.setObjectName("suggestions")
        self._completer = self._make_completer()
        look.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._look.font(SMALL, mono=True))

    # -- the query

    def apply(self, *, again: bool = False) -> None:
        """Take the text as it stands; `again` looks anew where time alone makes a difference."""
        self._timer.stop()
        text = self.text()
        try:
            predicate, query = compiled(text, self._read, self._clock)
        except QueryError as error:
            self._wrong(error)
            return
        self._wrong(None)
        if text.strip() != self._applied or (again and query is not None and is_relative(query)):
            self._applied = text.strip()
            self.filter_changed.emit(predicate, query)

    def add_term(self, term: str) -> None:
        """Narrow the filter by one more term."""
        self.setText(f"{self.text().strip()} {term}".strip())
        self.apply()

    def _wrong(self, error: QueryError | None) -> None:
        self.error = error
        self.setProperty("wrong", error is not None)
        self.style().unpolish(self)
        self.style().polish(self)
        self._restyle()  # polishing anew forgets the typeface
        words = said(error.sentence) if error else ""
        self.setToolTip(as_tip(words))
        self.setAccessibleDescription(words)
        # Where something is offered, what is missing is told by that.
        if error and self.hasFocus() and not self._popup.isVisible():
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), as_tip(words), self)
        else:
            QToolTip.hideText()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.error is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._look.color("alarm"), 1.4))
            painter.drawPolyline(self._wave())
            painter.end()

    def _wave(self) -> QPolygonF:
        """A wavy line under the character that the error is about."""
        position = min(self.error.position if self.error else 0, len(self.text()))
        metrics = self.fontMetrics()
        # Where the text begins: the cursor's place less what stands before it.
        start = self.cursorRect().center().x() - metrics.horizontalAdvance(
            self.text()[: self.cursorPosition()]
        )
        left = start + metrics.horizontalAdvance(self.text()[:position])
        width = max(8, metrics.horizontalAdvance(self.text()[position : position + 1] or "m"))
        bottom = self.height() / 2 + metrics.height() / 2 + 1
        steps = max(3, width // 3)
        return QPolygonF([QPointF(left + step * 3, bottom - (step % 2) * 2.5) for step in range(steps + 1)])

    # -- what could be typed

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(QStringListModel(self), self)
        completer.setWidget(self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setPopup(self._popup)
        completer.activated.connect(self._complete)
        return completer

    def _suggest(self) -> None:
        asked = suggestion.wanted(self.text(), self.cursorPosition())
        if asked is None or (not asked.prefix and not asked.field):
            self._popup.hide()
            return
        if asked.field:
            found = suggestion.values(asked, self._values(asked.field))
        else:
            found = suggestion.fields(asked, self._paths())
        self._offer([item.insert for item in found[:OFFERED] if item.insert != asked.prefix])
        self.more_wanted.emit(self.text(), self.cursorPosition())

    def offer_too(self, text: str, cursor: int, words: Sequence[str]) -> None:
        """Offer these as well, if nothing else was typed or chosen since they were asked for."""
        asked = suggestion.wanted(text, cursor)
        chosen = self._popup.isVisible() and self._popup.selectionModel().hasSelection()
        if asked is None or chosen or (self.text(), self.cursorPosition()) != (text, cursor):
            return
        more = [word for word in words if word not in {*self.offers, asked.prefix}]
        if more and self.hasFocus():
            self._offer([*self.offers, *more][:OFFERED])

    @property
    def offers(self) -> list[str]:
        """What is offered now."""
        return list(self._offered) if self._popup.isVisible() else []

    def _offer(self, words: list[str]) -> None:
        self._offered = words
        if not words:
            self._popup.hide()
            return
        model = self._completer.model()
        if isinstance(model, QStringListModel):
            model.setStringList(words)
        box = self.cursorRect()
        box.setBottom(self.height() + 1)  # below the field, not over its edge
        box.setWidth(self._look.px(260))
        self._completer.complete(box)

    def _complete(self, words: str) -> None:
        asked = suggestion.wanted(self.text(), self.cursorPosition())
        begin = asked.begin if asked else 0
        rest = self.text()[self.cursorPosition() :]
        closing = "" if words.endswith((":", "(")) else " "
        self.setText(self.text()[:begin] + words + closing + rest.lstrip())
        self.setCursorPosition(begin + len(words) + len(closing))
        self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._popup.isVisible():
            self.apply(again=True)
            self._remember()
        elif event.key() == Qt.Key.Key_Escape and self._popup.isVisible():
            self._popup.hide()  # what was typed stays
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.apply()
        elif event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self._offer(self._history[::-1])
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._timer.isActive():
            self.apply()  # what it says is what is shown, also while nobody reads it

    def _remember(self) -> None:
        text = self.text().strip()
        if text and not self.error:
            self._history = [*(old for old in self._history if old != text), text][-HISTORY:]
            self.history_changed.emit()

    @property
    def history(self) -> tuple[str, ...]:
        """The filters that were used, the newest last."""
        return tuple(self._history)

    def recall(self, history: Sequence[str]) -> None:
        """Offer these too, as used before."""
        self._history = [*(old for old in history if old not in self._history), *self._history][-HISTORY:]
