"""The event log: its heading with follow and pause, and the table."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from watchfloor.core.log.highlight import PALETTE, HighlightRule
from watchfloor.core.log.log_history import LogHistory
from watchfloor.core.log.log_search import LogSearch, Row
from watchfloor.core.log.log_window import LogWindow, Predicate
from watchfloor.core.query.tree import Node
from watchfloor.core.session.session import Change, Session
from watchfloor.gui.instant import Instant, date_text
from watchfloor.gui.log.column_fit import ColumnFit
from watchfloor.gui.log.event_table import EventTable
from watchfloor.gui.log.find_bar import FindBar
from watchfloor.gui.log.log_finder import LogFinder
from watchfloor.gui.log.log_line import LogLine
from watchfloor.gui.style.heading import Heading
from watchfloor.gui.style.look import Look


class LogView(QWidget):
    """Shows `Session.log`, and behind it the journal once `remember` was told of one.

    Gives `following_changed`, `item_chosen` with a row's serial, `menu_asked` with a serial and where on
    the screen, `pages_wanted` when rows of the journal are looked at that are not known yet, `event_wanted`
    with channel and number of an event that is to be shown and not in memory, `all_wanted` when not only
    chosen rows are to be shown any more, `shown_changed` when other rows are shown than before, and `renewed`
    when what is known of the journal's rows is to be read anew.
    """

    watches = Change.LOG
    pages_wanted = Signal()
    following_changed = Signal(bool)
    item_chosen = Signal(object)
    event_wanted = Signal(str, int)
    all_wanted = Signal()
    shown_changed = Signal()
    renewed = Signal()
    menu_asked = Signal(object, QPoint)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self.window_of_rows = LogWindow(session.log)
        self.heading = Heading(self.tr("Event log"), look)
        self._follow = QPushButton()
        self._follow.setObjectName("flat")
        self._follow.clicked.connect(self.toggle_following)
        self.heading.add(self._follow)
        self._labelled: int | None = -1  # nothing yet
        self.table = EventTable(session, self.window_of_rows, look)
        self._fit = ColumnFit(session, self.table, look)
        self.table.scrolled_away.connect(lambda: self.follow(following=False))
        self.table.current_changed.connect(self.item_chosen)
        self.table.menu_asked.connect(self.menu_asked)
        self.table.pages_wanted.connect(self.pages_wanted)
        self.find_bar = FindBar(look)
        self.finder = LogFinder(self.window_of_rows, session.read, self)
        self.stepper = LogFinder(self.window_of_rows, session.read, self)  # to the next of its kind
        self.line = LogLine()
        self._connect_finder()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.find_bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.line)
        self._label()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.window_of_rows.choosing:
            self.all_wanted.emit()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.finder.stop()
        self.stepper.stop()

    def _connect_finder(self) -> None:
        finder, bar = self.finder, self.find_bar
        bar.find_asked.connect(lambda text, older: finder.find(text, self.table.current, older=older))
        bar.closed.connect(finder.stop)
        bar.closed.connect(self.table.setFocus)
        finder.told.connect(bar.tell)
        finder.found.connect(self._on_found)
        finder.rows_wanted.connect(self.pages_wanted)
        self.stepper.found.connect(self.table.select)
        self.stepper.rows_wanted.connect(self.pages_wanted)

    def _on_found(self, serial: int) -> None:
        self.follow(following=False)  # what was found is not to move away
        self.table.select(serial)

    @property
    def following(self) -> bool:
        return self.window_of_rows.following

    def refresh(self, at: Instant) -> None:
        self.window_of_rows.update()
        self._fit.refresh(at, self.window_of_rows.count)
        self.table.advance()
        self._label()

    def restart(self, history: LogHistory) -> None:
        """The session began anew: follow it, with these rows of the journal behind what comes."""
        self.follow(following=True)
        self.window_of_rows.restart(history)
        self.table.refresh()
        self._label()

    def remember(self, history: LogHistory) -> None:
        """Show the journal's rows behind those in memory."""
        self.window_of_rows.remember(history)
        self.table.refresh()
        self._label()

    def renew(self) -> None:
        """What is known of the rows is not so any more: a channel has another name."""
        if self.window_of_rows.history is not None:
            self.window_of_rows.history.forget()
        self.table.rules_changed()
        self.renewed.emit()

    def on_rows_arrived(self) -> None:
        """Rows of the journal that were looked at, or looked for, are there now."""
        self.table.refresh()
        self._label()
        self.finder.go_on()
        self.stepper.go_on()

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

    def choose(self, rows: Sequence[Row] | None) -> None:
        """Show these rows only, the newest first; None shows all again."""
        self.window_of_rows.choose(rows)
        self.table.refresh()
        self._label()
        self.shown_changed.emit()

    def clear(self, channel: str, seq: int, at_s: float) -> None:
        """Show nothing of a channel up to its event `seq` and that moment; the journal keeps it."""
        self.window_of_rows.clear(channel, seq, at_s)
        self.table.refresh()
        self._label()
        self.shown_changed.emit()

    def show_cleared(self) -> None:
        """All that was cleared, here and in the views that show the same session."""
        self._session.show_cleared()
        self.window_of_rows.show_cleared()
        self.table.refresh()
        self._label()
        self.shown_changed.emit()

    @property
    def highlights(self) -> tuple[HighlightRule, ...]:
        """The rules that mark rows, the first that holds counts."""
        return self.table.highlighter.rules

    def highlight(self, rules: Sequence[HighlightRule]) -> None:
        """Mark rows by these rules from now on."""
        self.table.highlighter.set_rules(rules)
        self.table.rules_changed()

    def add_highlight(self, query: str) -> None:
        """Mark what this query finds, in a colour that no other rule has yet, before all other rules."""
        used = {rule.colour.lower() for rule in self.highlights}
        colour = next((each for each in PALETTE if each not in used), PALETTE[0])
        others = [rule for rule in self.highlights if rule.query != query]
        self.highlight([HighlightRule(query, colour), *others])

    def reveal(self, channel: str, seq: int) -> bool:
        """Make an event current and bring it into sight. False if it is filtered out, or not to be had.

        What came while the view stands still is shown then; what is filtered out is given as `item_chosen`.
        """
        serial = self._session.log.find(channel, seq)
        rows = self.window_of_rows
        if serial is None and rows.history is not None and not rows.narrowed:
            self.event_wanted.emit(channel, seq)
            return True
        if serial is None:
            return False
        if rows.row_of(serial) is None:
            rows.catch_up()
            self.table.refresh()
            self._label()
            self.shown_changed.emit()
        if rows.row_of(serial) is None:
            self.item_chosen.emit(serial)
            return False
        self.table.select(serial)
        return True

    def _label(self) -> None:
        waiting = None if self.following else self.window_of_rows.waiting
        if waiting != self._labelled:
            self._labelled = waiting
            self._say_waiting(waiting)
        self._say()

    def _say_waiting(self, waiting: int | None) -> None:
        """How many rows wait while the log stands still; None: it follows."""
        if waiting is None:
            self.heading.note(self.tr("Following"))
            self._follow.setText(self.tr("Pause (Space)"))
        else:
            self.heading.note(self.tr("Paused"))
            fresh = self.tr("{count} new · follow (Space)").format(count=waiting)
            self._follow.setText(fresh if waiting else self.tr("Follow (Space)"))

    def _say(self) -> None:
        """Why not all rows are there."""
        rows, line = self.window_of_rows, self.line
        search = rows.search
        if rows.choosing:
            line.tell(self.tr("Only pinned rows are shown."), self.tr("Show all"), self.all_wanted.emit)
        elif search is not None and search.more and (search.stopped or search.reached_at_s is not None):
            self._say_how_far(search)
        elif rows.cleared:
            words = self.tr("Cleared from view: {channels}. The journal keeps it.")
            names = ", ".join(rows.cleared.channels)
            line.tell(words.format(channels=names), self.tr("Show again"), self.show_cleared)
        else:
            line.tell("")

    def _say_how_far(self, search: LogSearch) -> None:
        reached_s = search.reached_at_s
        when = "…" if reached_s is None else date_text(reached_s, utc=self._look.utc)
        words = self.tr("Searched back to {time}").format(time=when)
        action = self.tr("Go on") if search.stopped else self.tr("Stop")
        self.line.tell(words, action, lambda: self._stop(search, stopped=not search.stopped))

    def _stop(self, search: LogSearch, *, stopped: bool) -> None:
        search.stop(stopped=stopped)
        self.table.refresh()
        self._label()
