"""The channels, left: choose one, see how each is, act on it."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from watchfloor.core.session.session import Change, Session
from watchfloor.gui.channel.channel_delegate import ChannelDelegate
from watchfloor.gui.channel.channel_model import ChannelModel, Index, remedy_of
from watchfloor.gui.instant import Instant
from watchfloor.gui.style.look import SMALL, Look


class ChannelList(QListView):
    """Shows `Session.channels`.

    Gives `chosen` with a channel's name, `action_asked` with a name and one of "retry_now",
    "reset_breaker", "resume", "start", "sign_in", "edit", and `menu_asked` with a name and where on the
    screen.
    """

    watches = Change.CHANNELS
    chosen = Signal(str)
    action_asked = Signal(str, str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._model = ChannelModel(session, self)
        self._delegate = ChannelDelegate(look, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        # Else all that lies below is drawn with each row.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Channels"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self._delegate.remedy_asked.connect(self.remedy)
        look.changed.connect(self.doItemsLayout)

    def sizeHint(self) -> QSize:
        """All of them at once, where there is so much room."""
        return QSize(256, max(1, self._model.rowCount()) * max(1, self.sizeHintForRow(0)) + 2)

    def refresh(self, at: Instant) -> None:
        selected, known = self.selected, self._model.names
        self._model.refresh(at, self._in_sight)
        self.executeDelayedItemsLayout()  # else it is drawn by itself, after all the others
        if selected and selected != self.selected:
            self.select(selected)
        names = self._model.names
        added = [name for name in names if name not in known] if known and names != known else []
        if added:  # once all has the room that it will have with one more
            QTimer.singleShot(0, self, lambda: self.show_channel(added[-1]))

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:  # noqa: N803 (Qt's names)
        """Drawn anew, and not laid out: what a row says changes nothing of where the others are."""
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, roles)

    def _in_sight(self) -> range:
        """The rows that can be seen: of 500 feeds most cannot, and to ask each took longer than a frame."""
        count, height = self._model.rowCount(), self.sizeHintForRow(0)
        if height <= 0:
            return range(count)
        top = self.verticalOffset()
        last = (top + self.viewport().height()) // height + 1
        return range(min(count, max(0, top // height)), min(count, last))

    def leave_out_controls(self, left_out: bool) -> None:
        """On a wall nobody presses anything."""
        self._delegate.is_bare = left_out
        self.viewport().update()

    def show_channel(self, name: str) -> None:
        """Scroll as far as it takes to see it whole."""
        self.scrollTo(self._model.index(self._model.row_of(name)))

    @property
    def selected(self) -> str:
        """The chosen channel's name, or nothing."""
        index = self.currentIndex()
        return self._model.name_at(index.row()) if index.isValid() else ""

    def select(self, name: str) -> None:
        row = self._model.row_of(name)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row))

    def remedy(self, name: str) -> None:
        """Do what the channel's state calls for."""
        row = self._session.channels.get(name)
        action = remedy_of(row.status)[1] if row else ""
        if action:
            self.action_asked.emit(name, action)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return does what the button in the row does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.remedy(self.selected)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QPainter(self.viewport())
        ground.fillRect(event.rect(), self._look.color("panel"))
        ground.end()
        super().paintEvent(event)
        if not self._model.rowCount():
            painter = QPainter(self.viewport())
            box = QRectF(self.viewport().rect()).adjusted(14, 2, -8, 0)
            painter.setFont(self._look.font(SMALL))
            painter.setPen(self._look.color("muted"))
            words = self.tr("No feeds yet. + adds one (Ctrl+N).")
            painter.drawText(box, int(Qt.TextFlag.TextWordWrap), words)
            painter.end()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self.selected:
            self.chosen.emit(self.selected)

    def _on_menu_requested(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if index.isValid():
            self.menu_asked.emit(self._model.name_at(index.row()), self.viewport().mapToGlobal(position))
