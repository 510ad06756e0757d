"""The event log: its heading with follow and pause, and the table."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from watchfloor.core.log.log_history import LogHistory
from watchfloor.core.log.log_window import LogWindow, Predicate
from watchfloor.core.query.tree import Node
from watchfloor.core.session import Change, Session
from watchfloor.gui.instant import Instant
from watchfloor.gui.log.event_table import EventTable
from watchfloor.gui.style.heading import Heading
from watchfloor.gui.style.look import Look


class LogView(QWidget):
    """Shows `Session.log`, and behind it the journal once `remember` was told of one.

    Gives `following_changed`, `item_chosen` with a row's serial, `menu_asked` with a serial and where on
    the screen, and `pages_wanted` when rows of the journal are looked at that are not known yet.
    """

    watches = Change.LOG
    pages_wanted = Signal()
    following_changed = Signal(bool)
    item_chosen = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.window_of_rows = LogWindow(session.log)
        self.heading = Heading(self.tr("Event log"), look)
        self._follow = QPushButton()
        self._follow.setObjectName("flat")
        self._follow.clicked.connect(self.toggle_following)
        self.heading.add(self._follow)
        self.table = EventTable(session, self.window_of_rows, look)
        self.table.scrolled_away.connect(lambda: self.follow(following=False))
        self.table.current_changed.connect(self.item_chosen)
        self.table.menu_asked.connect(self.menu_asked)
        self.table.pages_wanted.connect(self.pages_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table)
        self._label()

    @property
    def following(self) -> bool:
        return self.window_of_rows.following

    def refresh(self, _at: Instant) -> None:
        self.window_of_rows.update()
        self.table.refresh()
        self._label()

    def restart(self, history: LogHistory) -> None:
        """The session began anew: follow it, with these rows of the journal behind what comes."""
        self.follow(following=True)
        self.window_of_rows.restart(history)
        self.table.refresh()
        self._label()

    def remember(self, history: LogHistory) -> None:
        """Show the journal's rows behind those in memory."""
        self.window_of_rows.history = history
        self.table.refresh()

    def toggle_following(self) -> None:
        self.follow(following=not self.following)

    def follow(self, *, following: bool) -> None:
        """Follow the newest row, or stand still while rows wait."""
        if following == self.following:
            return
        self.window_of_rows.follow(following=following)
        self.table.refresh()
        self._label()
        self.following_changed.emit(following)

    def filter(self, predicate: Predicate | None, query: Node | None = None) -> None:
        """Show only what the predicate holds for; `query` says the same to the journal."""
        self.window_of_rows.filter(predicate, query)
        self.table.refresh()
        self._label()

    def reveal(self, channel: str, seq: int) -> bool:
        """Make an event current and bring it into sight. False if it has left memory or is filtered out."""
        serial = self._session.log.find(channel, seq)
        if serial is None or self.window_of_rows.row_of(serial) is None:
            return False
        self.table.select(serial)
        return True

    def _label(self) -> None:
        waiting = self.window_of_rows.waiting
        if self.following:
            self.heading.note(self.tr("Following"))
            self._follow.setText(self.tr("Pause (Space)"))
        else:
            self.heading.note(self.tr("Paused"))
            fresh = self.tr("{count} new · follow (Space)").format(count=waiting)
            self._follow.setText(fresh if waiting else self.tr("Follow (Space)"))
