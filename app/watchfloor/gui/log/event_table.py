"""The table of the event log: draws the rows in sight and nothing else, however many there are."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QMenu, QWidget

from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.profiles.path import finder
from watchfloor.core.session import Session
from watchfloor.gui.log.event_row import EventRow, RowCache
from watchfloor.gui.log.row_picture import (
    CHANNEL,
    CONFIDENCE,
    SEVERITY,
    SOURCE,
    SUMMARY,
    TIME,
    TYPE,
    RowPictures,
)
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import BODY, Look

ROW_HEIGHT = 26
FIELD_WIDTH = 130
WIDTHS = {TIME: 114, CHANNEL: 150, TYPE: 140, SEVERITY: 46, SUMMARY: 360, SOURCE: 92, CONFIDENCE: 62}


class EventTable(QAbstractScrollArea):
    """Shows a `LogWindow`. The scroll bar counts rows; row 0, the newest, is at the top.

    Gives `current_changed` with the current row's serial, `activated` on Return or a double click,
    `scrolled_away` when the user leaves the newest row while it follows, and `pages_wanted` after rows
    were drawn that the journal has to be asked for.
    """

    current_changed = Signal(int)
    activated = Signal(int)
    scrolled_away = Signal()
    menu_asked = Signal(int, QPoint)
    pages_wanted = Signal()

    def __init__(
        self, session: Session, window: LogWindow, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._window = window
        self._look = look
        self._rows = RowCache(session)
        self._current: int | None = None
        self.by_hand: set[int] = set()  # columns that the user has shown, hidden or made wider
        self._fields: dict[str, tuple[int, Callable[[str], Any]]] = {}
        self._pictures = RowPictures(look)
        self.setFrameShape(self.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Event log"))
        self._header = self._make_header()
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        look.changed.connect(self._on_look_changed)
        self._measure()

    def _make_header(self) -> QHeaderView:
        names = [self.tr(name) for name in ("Time", "Channel", "Type", "Sev", "Summary", "Source", "Conf")]
        model = QStandardItemModel(0, len(names), self)
        model.setHorizontalHeaderLabels(names)
        header = QHeaderView(Qt.Orientation.Horizontal, self)
        header.setModel(model)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(36)
        header.setDefaultAlignment(paint.LEFT)
        for column, width in WIDTHS.items():
            header.resizeSection(column, self._look.px(width))
        header.setSectionResizeMode(SUMMARY, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(self._on_handle)
        header.sectionResized.connect(self._repaint)
        header.sectionMoved.connect(self._repaint)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu)
        return header

    # -- what is shown

    def refresh(self) -> None:
        """The window was updated: draw what is in sight."""
        bar = self.verticalScrollBar()
        bar.blockSignals(True)  # a change of range is not the user scrolling
        bar.setRange(0, max(0, self._window.count - self._whole_rows))
        bar.setPageStep(max(1, self._whole_rows))
        if self._window.following:
            bar.setValue(0)
        bar.blockSignals(False)
        self.viewport().update()

    @property
    def _row_height(self) -> int:
        return self._look.row(ROW_HEIGHT)

    @property
    def _whole_rows(self) -> int:
        return max(1, self.viewport().height() // self._row_height)

    @property
    def header(self) -> QHeaderView:
        return self._header

    def add_column(self, path: str) -> None:
        """Show a JSON field, by its path, as a column of its own. `KnownError`: no such path."""
        if path in self._fields:
            return
        find = finder(path)
        model = self._header.model()
        column = model.columnCount()
        model.insertColumn(column)
        model.setHeaderData(column, Qt.Orientation.Horizontal, path)
        self._fields[path] = (column, find)
        self._header.resizeSection(column, self._look.px(FIELD_WIDTH))
        # Beside the summary, which gives the room.
        self._header.moveSection(self._header.visualIndex(column), self._header.visualIndex(SUMMARY) + 1)
        self._repaint()

    def remove_column(self, path: str) -> None:
        column, _ = self._fields.pop(path)
        self._header.model().removeColumn(column)
        self._fields = {
            name: (place - (place > column), find) for name, (place, find) in self._fields.items()
        }
        self._rows.clear()
        self._repaint()

    @property
    def fields(self) -> list[str]:
        """The paths of the JSON fields that have a column."""
        return list(self._fields)

    @property
    def current(self) -> int | None:
        """The serial of the current row."""
        return self._current

    def row_text(self, row: int) -> EventRow | None:
        """What the row says, counted from the newest; None outside."""
        serial, item = self._window.serial_at(row), self._window.item_at(row)
        if serial is None or item is None:
            return None
        return self._rows.row(serial, item, utc=self._look.utc)

    def select(self, serial: int | None) -> None:
        """Make the row current and bring it into sight."""
        if serial == self._current:
            return
        self._current = serial
        row = None if serial is None else self._window.row_of(serial)
        if row is not None and serial is not None:
            self._reveal(row)
            self._announce(row)
            self.current_changed.emit(serial)
        self.viewport().update()

    def _reveal(self, row: int) -> None:
        bar = self.verticalScrollBar()
        if row < bar.value():
            bar.setValue(row)
        elif row >= bar.value() + self._whole_rows:
            bar.setValue(row - self._whole_rows + 1)

    def _announce(self, row: int) -> None:
        """Tell a screen reader what the current row says."""
        text = self.row_text(row)
        if text is not None:
            self.setAccessibleDescription(text.spoken)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._look.color("panel"))
        self._pictures.boxes = self._columns()
        self._pictures.fields = dict(self._fields.values())
        height, first = self._row_height, self.verticalScrollBar().value()
        width, ratio = self.viewport().width(), self.devicePixelRatioF()
        for place in range(self.viewport().height() // height + 1):
            serial = self._window.serial_at(first + place)
            if serial is None:
                break
            item, line = self._window.item(serial), QRectF(0, place * height, width, height)
            if item is None:
                self._unknown(painter, line, serial)
                continue
            row = self._rows.row(serial, item, utc=self._look.utc)
            if serial == self._current:
                self._pictures.draw_current(painter, line, row, focused=self.hasFocus())
            else:
                picture = self._pictures.picture(serial, row, line.size(), ratio)
                painter.drawPixmap(line.topLeft(), picture)
        if not self._window.count:
            self._empty(painter)
        painter.end()
        history, search = self._window.history, self._window.search
        if (history is not None and history.wanting) or (search is not None and search.wanting):
            QTimer.singleShot(0, self.pages_wanted.emit)

    def _unknown(self, painter: QPainter, line: QRectF, serial: int) -> None:
        """A row that the journal is being asked for, or no longer has."""
        history = self._window.history
        gone = history is not None and history.known(-serial)
        words = self.tr("Dropped from the journal, as its retention says") if gone else "…"
        self._pictures.draw_words(painter, line, words)

    def _repaint(self) -> None:
        """Columns, colours or sizes changed: draw every row anew."""
        self._pictures.clear()
        self.viewport().update()

    def _empty(self, painter: QPainter) -> None:
        words = self.tr("No events yet")
        if self._window.filtered:
            words = self.tr("Nothing matches this filter")
        elif not self._session.channels:
            words = self.tr("No events yet: add a feed (Ctrl+N).")
        if self._window.more:
            words = self.tr("Looking in the journal…")
        font = self._look.font(BODY)
        paint.text(
            painter,
            QRectF(self.viewport().rect()),
            words,
            font,
            self._look.color("muted"),
            paint.CENTER,
        )

    def _columns(self) -> dict[int, tuple[float, float]]:
        header = self._header
        return {
            column: (float(header.sectionViewportPosition(column)), float(header.sectionSize(column)))
            for column in range(header.count())
            if not header.isSectionHidden(column)
        }

    # -- the user

    def _on_scrolled(self, value: int) -> None:
        if value > 0 and self._window.following:
            self.scrolled_away.emit()
        self.viewport().update()

    def _on_header_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in range(self._header.count()):
            name = str(self._header.model().headerData(column, Qt.Orientation.Horizontal))
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(column))
            action.setEnabled(column != SUMMARY)
            action.toggled.connect(lambda shown, at=column: self.show_by_hand(at, shown=shown))
        for path in self._fields:
            words = self.tr("Remove column {path}").format(path=path)
            menu.addAction(words).triggered.connect(partial(self.remove_column, path))
        menu.popup(self._header.mapToGlobal(position))

    def show_by_hand(self, column: int, *, shown: bool, by_hand: bool = True) -> None:
        """Show a column or not; by hand, it stays so however narrow the table is."""
        (self.by_hand.add if by_hand else self.by_hand.discard)(column)
        self._header.setSectionHidden(column, not shown)
        self._repaint()

    def _on_handle(self, column: int, _before: int, _after: int) -> None:
        """A width that the user set stays."""
        if QGuiApplication.mouseButtons() is Qt.MouseButton.LeftButton:
            self.by_hand.add(column)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.verticalScrollBar().value() + int(event.position().y()) // self._row_height
        serial = self._window.serial_at(row)
        if serial is None:
            return
        self.select(serial)
        if event.button() is Qt.MouseButton.RightButton:
            self.menu_asked.emit(serial, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        if self._current is not None:
            self.activated.emit(self._current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: self._whole_rows,
            Qt.Key.Key_PageUp: -self._whole_rows,
            Qt.Key.Key_Home: -self._window.count,
            Qt.Key.Key_End: self._window.count,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.move_by(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.activated.emit(self._current)
        else:
            super().keyPressEvent(event)

    def move_by(self, step: int) -> None:
        """Make the row so many further down current; the first movement takes the row at the top."""
        row = None if self._current is None else self._window.row_of(self._current)
        target = self.verticalScrollBar().value() if row is None else row + step
        self.select(self._window.serial_at(max(0, min(self._window.count - 1, target))))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # -- size

    def _on_look_changed(self) -> None:
        self._rows.clear()
        self._repaint()
        self._measure()
        self.fit()
        self.refresh()

    def _measure(self) -> None:
        self.setViewportMargins(0, self._look.px(26), 0, 0)
        self._place_header()

    def fit(self) -> None:
        """In a narrow table the least telling columns make room, unless the user chose otherwise."""
        room = self.viewport().width()
        for column, least in ((CONFIDENCE, 760), (SOURCE, 880), (CHANNEL, 420), (TYPE, 340)):
            if column not in self.by_hand:
                self._header.setSectionHidden(column, room < self._look.px(least))
        share = 0.62 if room < self._look.px(560) else 0.8 if room < self._look.px(700) else 1.0
        for column, width in WIDTHS.items():
            if column not in self.by_hand and column != SUMMARY:
                part = share if column in (CHANNEL, TYPE) else 1.0
                self._header.resizeSection(column, round(self._look.px(width) * part))

    def _place_header(self) -> None:
        self._header.setGeometry(QRect(0, 0, self.viewport().width(), self._look.px(26)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_header()
        self.fit()
        self._repaint()
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        return QSize(280, self._look.px(26) + 3 * self._row_height)
