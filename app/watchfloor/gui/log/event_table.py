"""The table of the event log: draws the rows in sight and nothing else, however many there are."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from watchfloor.core.log.highlight import Highlighter
from watchfloor.core.log.log import Item
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.session.session import Session
from watchfloor.gui.log import row_tip
from watchfloor.gui.log.event_row import EventRow
from watchfloor.gui.log.log_header import LogHeader
from watchfloor.gui.log.row_bar import RowBar
from watchfloor.gui.log.row_choice import RowChoice
from watchfloor.gui.log.row_sheet import PinKey, RowSheet, Sight
from watchfloor.gui.log.row_shift import RowShift
from watchfloor.gui.log.table_hand import TableHand
from watchfloor.gui.style.look import Look

ROW_HEIGHT, HEAD_HEIGHT = 26, 26


class EventTable(QAbstractScrollArea):
    """Shows a `LogWindow`. The scroll bar counts rows; row 0, the newest, is at the top.

    Gives `current_changed` with the current row's serial, `activated` on Return or a double click,
    `scrolled_away` when the user leaves the newest row while it follows, and `pages_wanted` after rows
    were drawn that the journal has to be asked for.
    """

    current_changed = Signal(object)
    activated = Signal(object)
    scrolled_away = Signal()
    menu_asked = Signal(object, QPoint)
    pages_wanted = Signal()

    def __init__(
        self, session: Session, window: LogWindow, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._window = window
        self._look = look
        self._bar = RowBar(self.verticalScrollBar(), window, lambda: self.whole_rows)
        self._shift = RowShift(window)
        self.choice = RowChoice(window, self._bar, self)
        self._hand = TableHand(self, window, self.choice)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Event log"))
        self.header = LogHeader(look, self)
        self._sheet = RowSheet(session, window, self.header, look)
        self._corner = QWidget(self)  # above the strip of marks
        self._corner.setObjectName("corner")
        self._corner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._connect()
        self.viewport().installEventFilter(self)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that its rows can be moved
        self._measure()

    def _connect(self) -> None:
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.choice.changed.connect(self.viewport().update)
        self.choice.current_known.connect(self._on_current_known)
        self._hand.activated.connect(self.activated)
        self._hand.menu_asked.connect(self.menu_asked)
        self.header.columns_changed.connect(self._on_columns_changed)
        self.header.fields_changed.connect(self.fit)
        self._look.changed.connect(self._on_look_changed)

    # -- what is shown

    def refresh(self) -> None:
        """The window was updated: draw what is in sight."""
        self._catch_up()
        self._shift.stand(self._bar.first)
        self.viewport().update()

    def advance(self) -> None:
        """Rows may have come above: those in sight move down, and no other is drawn."""
        self._catch_up()
        down = self._shift.down(self._bar.first, self.whole_rows + 1)
        if down is None:
            self.viewport().update()
        elif down:
            self.viewport().scroll(0, down * self._row_height)

    def _catch_up(self) -> None:
        """Bring the bar and the current row up to date."""
        self._bar.catch_up()
        self.choice.catch_up()

    def show_pins(self, pins: dict[PinKey, str]) -> None:
        """Mark these events as pinned, each with its note."""
        self._sheet.show_pins(pins)
        if self.choice.current_row is not None:
            self._announce(self.choice.current_row)
        self.viewport().update()

    def rules_changed(self) -> None:
        """Rows are marked by other rules now."""
        self._sheet.renew(texts=True)
        self.viewport().update()

    @property
    def highlighter(self) -> Highlighter:
        return self._sheet.highlighter

    def note_of(self, item: Item | None) -> str | None:
        """The note of a pinned event; None for one that is not."""
        return self._sheet.note_of(item)

    @property
    def _row_height(self) -> int:
        return self._look.row(ROW_HEIGHT)

    @property
    def whole_rows(self) -> int:
        """How many rows have room."""
        return max(1, self.viewport().height() // self._row_height)

    @property
    def current(self) -> int | None:
        """The serial of the current row."""
        return self.choice.current

    def row_text(self, row: int) -> EventRow | None:
        """What the row says, counted from the newest; None outside."""
        serial, item = self._window.serial_at(row), self._window.item_at(row)
        if serial is None or item is None:
            return None
        return self._sheet.row(serial, item)

    def select(self, serial: int | None) -> None:
        """Make the row current and bring it into sight."""
        self.choice.select(serial)

    def _on_current_known(self, serial: int) -> None:
        row = self._window.row_of(serial)
        if row is not None:
            self._announce(row)
        self.current_changed.emit(serial)

    def _announce(self, row: int) -> None:
        """Tell a screen reader what the current row says."""
        text = self.row_text(row)
        if text is not None:
            note = self.note_of(self._window.item_at(row))
            pinned = "" if note is None else ", ".join(part for part in (self.tr("pinned"), note) if part)
            self.setAccessibleDescription(", ".join(part for part in (text.spoken, pinned) if part))
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # -- drawing

    @property
    def is_seen(self) -> bool:
        """Some of its rows stand on the screen: of a tab behind another Qt says that it is visible."""
        return self.isVisible() and not self.viewport().visibleRegion().isEmpty()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._sheet.draw(
            painter,
            Sight(
                room=QRectF(self.viewport().rect()),
                part=QRectF(event.rect()),
                first=self._bar.first,
                row_height=self._row_height,
                chosen=self.choice.rows,
                current=self.current if self.hasFocus() else None,
                ratio=self.devicePixelRatioF(),
            ),
        )
        painter.end()
        if self._window.wanting:
            QTimer.singleShot(0, self.pages_wanted.emit)

    def _repaint(self) -> None:
        """Columns, colours or sizes changed: draw every row anew."""
        self._sheet.renew()
        self.viewport().update()

    # -- the user

    def _on_columns_changed(self) -> None:
        self._sheet.renew(texts=True)
        self.viewport().update()

    def _on_scrolled(self, value: int) -> None:
        self._shift.stand(value)
        moved = value > 0 and not self._bar.is_ranging
        if moved and self._window.following and not self._window.choosing:
            self.scrolled_away.emit()
        self.viewport().update()

    def row_under(self, place: QPoint) -> int:
        """Which row is there, whether or not there is one."""
        return self._bar.first + place.y() // self._row_height

    def place_below(self, row: int) -> QPoint:
        """Where on the screen a menu of this row goes."""
        below = max(0, row - self._bar.first + 1)
        return self.viewport().mapToGlobal(QPoint(self._look.px(60), below * self._row_height))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hand.move(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        if self.current is not None:
            self.activated.emit(self.current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Not in viewportEvent: overridden, it crashes where a paint fails.
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            item = self._window.item_at(self.row_under(event.pos()))
            words = "" if item is None else row_tip.words(item, self._session, self.note_of(item), self._look)
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._hand.key(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- size

    def _on_look_changed(self) -> None:
        self._sheet.renew(texts=True)
        self._measure()
        self.fit()
        self.refresh()

    def _measure(self) -> None:
        self.setViewportMargins(0, self._look.px(HEAD_HEIGHT), 0, 0)
        self._place_header()

    def fit(self) -> None:
        """Give each column the room that it should have."""
        self.header.fit(self.viewport().width() - self._sheet.inset)

    def _place_header(self) -> None:
        width = self.viewport().width() - self._sheet.inset
        self._corner.setGeometry(QRect(0, 0, self._sheet.inset, self._look.px(HEAD_HEIGHT)))
        self.header.setGeometry(QRect(self._sheet.inset, 0, width, self._look.px(HEAD_HEIGHT)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_header()
        self.fit()
        self._repaint()
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self._look.px(HEAD_HEIGHT) + 3 * self._row_height)
