"""The inspector, right: one event, the document being written, one connection."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from watchfloor.core.log.log import Item
from watchfloor.core.session.session import Change, Session
from watchfloor.gui.inspector.connection_view import ConnectionView
from watchfloor.gui.inspector.document_view import DocumentView
from watchfloor.gui.inspector.event_view import EventView
from watchfloor.gui.instant import Instant
from watchfloor.gui.style.look import Look

EVENT, DOCUMENT, CONNECTION = range(3)


class Inspector(QTabWidget):
    """Three tabs; only the one in front is brought up to date. Gives its views' signals on."""

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
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.tabBar().setAccessibleName(self.tr("Inspector"))
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.addTab(self.event_view, self.tr("Event"))
        self.addTab(self.document_view, self.tr("Document"))
        self.addTab(self.connection_view, self.tr("Connection"))
        self._at = Instant(0.0, 0.0)
        self.currentChanged.connect(lambda: self.refresh(self._at))

    def refresh(self, at: Instant) -> None:
        self._at = at
        if self.currentIndex() == DOCUMENT:
            self.document_view.refresh(at)
        elif self.currentIndex() == CONNECTION:
            self.connection_view.refresh(at)

    def show_item(self, item: Item | None, *, front: bool = True) -> None:
        self.event_view.show_item(item)
        if front:
            self.setCurrentIndex(EVENT)

    def show_channel(self, name: str, at: Instant, *, front: bool = True) -> None:
        self.connection_view.show_channel(name, at)
        self.document_view.show_channel(name)
        if front:
            self.setCurrentIndex(CONNECTION)
