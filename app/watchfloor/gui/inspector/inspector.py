"""The inspector, right: one event, the document being written, one connection."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from watchfloor.core.log.log import Item
from watchfloor.core.session.session import Change, Session
from watchfloor.gui.inspector.connection_view import ConnectionView
from watchfloor.gui.inspector.document_view import DocumentView
from watchfloor.gui.inspector.event_view import EventView
from watchfloor.gui.instant import Instant
from watchfloor.gui.style.heading import Heading
from watchfloor.gui.style.look import Look

EVENT, DOCUMENT, CONNECTION = range(3)


class Tabs(QTabBar):
    """Beside its tabs it is part of the heading that it stands in, by which a dock is dragged."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_on_tab(event):
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._is_on_tab(event):
            super().mouseDoubleClickEvent(event)

    def _is_on_tab(self, event: QMouseEvent) -> bool:
        is_on_tab = self.tabAt(event.position().toPoint()) >= 0
        event.setAccepted(is_on_tab)
        return is_on_tab


class Inspector(QStackedWidget):
    """Three pages, and their tabs in `heading`, where the dock is dragged by: a line less above the words.

    Only the page in front is brought up to date. Gives its views' signals on.
    """

    watches = Change.CHANNELS | Change.DOCUMENTS
    action_asked = Signal(str, str)
    step_asked = Signal(int)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.event_view = EventView(session, look)
        self.document_view = DocumentView(session, look)
        self.connection_view = ConnectionView(session, look)
        self.connection_view.action_asked.connect(self.action_asked)
        self.event_view.step_asked.connect(self.step_asked)
        self.setObjectName("pages")
        self.tabs = Tabs()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(self.tr("Inspector"))
        self._add(self.event_view, self.tr("Event"))
        self._add(self.document_view, self.tr("Document"))
        self._add(self.connection_view, self.tr("Connection"))
        self.tabs.currentChanged.connect(self.setCurrentIndex)
        self.currentChanged.connect(self.tabs.setCurrentIndex)
        self.heading = Heading("", look)
        self.heading.row.setContentsMargins(2, 0, 14, 0)
        self.heading.add_first(self.tabs, 1)
        self._at = Instant(0.0, 0.0)
        self.currentChanged.connect(lambda: self.refresh(self._at))

    def _add(self, view: QWidget, name: str) -> None:
        self.addWidget(view)
        self.tabs.addTab(name)

    def refresh(self, at: Instant) -> None:
        self._at = at
        if self.currentIndex() == DOCUMENT:
            self.document_view.refresh(at)
        elif self.currentIndex() == CONNECTION:
            self.connection_view.refresh(at)

    def show_item(self, item: Item | None) -> None:
        self.event_view.show_item(item)
        self.setCurrentIndex(EVENT)

    def show_channel(self, name: str, at: Instant) -> None:
        self.connection_view.show_channel(name, at)
        self.document_view.show_channel(name)
        self.setCurrentIndex(CONNECTION)
