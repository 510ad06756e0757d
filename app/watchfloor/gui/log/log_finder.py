"""Goes from one match to the next in the rows that a log shows: a stretch a turn, so that no frame waits."""

from collections.abc import Callable
from time import time

from PySide6.QtCore import QObject, QTimer, Signal

from watchfloor.core.event import Event
from watchfloor.core.log.filtering import compiled
from watchfloor.core.log.log import Item
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.profiles.reading import Reading
from watchfloor.core.query.error import QueryError
from watchfloor.core.text.speech import said

A_TURN = 500  # rows


class LogFinder(QObject):
    """Gives `found` with a row's serial, and `told` with what to say while there is nothing to show; `ended`
    where no row is left to look at.

    Rows that are not at hand are waited for (`rows_wanted`, then `go_on`). In a log without a filter that
    would be the whole journal: there `far_asked` is given instead, with the query, the position where to
    begin, and whether to look among older events; whoever knows the journal answers with `found_far`.
    """

    found = Signal(object)
    ended = Signal()
    told = Signal(str)
    rows_wanted = Signal()
    far_asked = Signal(object, object, bool)

    def __init__(
        self, rows: LogWindow, read: Callable[[Event], Reading], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._read = read
        self._holds: Callable[[Item], bool] | None = None
        self._query: object = None
        self._older = True
        self._row = 0
        self._serial: int | None = None  # of that row, which moves while others come
        self._waiting = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._turn)

    def find(self, text: str, current: int | None, *, older: bool) -> None:
        """Find the next match beyond the current row, or from the newest on."""
        self.stop()
        try:
            self._holds, self._query = compiled(text, self._read, time)
        except QueryError as error:
            self.told.emit(said(error.sentence))
            return
        self._begin(current, older=older)

    def seek(self, holds: Callable[[Item], bool], query: object, current: int, *, older: bool) -> None:
        """The same for a known test. The journal is asked for its `query`; without one, row by row."""
        self.stop()
        self._holds, self._query = holds, query
        self._begin(current, older=older)

    def _begin(self, current: int | None, *, older: bool) -> None:
        row = None if current is None else self._rows.row_of(current)
        self._older = older
        self._row = -1 if row is None else row
        self._serial = current
        self.told.emit("")
        self._timer.start()
        self._turn()  # what is near is found at once

    def stop(self) -> None:
        self._timer.stop()
        self._waiting = False
        self._holds = None

    def go_on(self) -> None:
        """Rows have arrived."""
        if self._waiting:
            self._waiting = False
            self._timer.start()

    def found_far(self, position: int | None) -> None:
        """What the journal says: the position of the next match, or that there is none."""
        if not self._waiting:
            return  # nobody looks for it any more
        self._waiting = False
        if position is None or self._rows.row_of(-position) is None:
            self._go_on_in_memory()
        else:
            self._arrive(-position)

    def _arrive(self, serial: int | None) -> None:
        self.stop()
        self.told.emit("")  # nothing is searched any more
        self.found.emit(serial)

    def _go_on_in_memory(self) -> None:
        """The newest rows are not asked of the journal: some of them may be between its events."""
        if self._older:
            self._end()
        else:
            self._row, self._serial = self._rows.in_memory, None
            self._timer.start()

    def _turn(self) -> None:
        step = 1 if self._older else -1
        at = None if self._serial is None else self._rows.row_of(self._serial)
        self._row = self._row if at is None else at
        for _ in range(A_TURN):
            row = self._row + step
            if row < 0 or (row >= self._rows.count and not self._goes_on):
                self._end()
                return
            item = self._rows.item_at(row)
            serial = self._rows.serial_at(row)
            if item is None and not self._is_gone(serial):
                self._wait(row)
                return
            self._row, self._serial = row, serial
            if item is not None and self._holds is not None and self._holds(item):
                self._arrive(serial)
                return

    def _is_gone(self, serial: int | None) -> bool:
        """The journal has dropped the row: nobody will ever bring it."""
        history = self._rows.history
        return history is not None and serial is not None and serial < 0 and history.gone(serial)

    @property
    def _goes_on(self) -> bool:
        """The filter's search may bring more rows."""
        search = self._rows.search
        return self._rows.more and search is not None and not search.stopped

    def _wait(self, row: int) -> None:
        self._timer.stop()
        self._waiting = True
        self.told.emit(self.tr("Searching the journal…"))
        serial = self._rows.serial_at(row)
        if self._query is not None and not self._rows.narrowed and serial is not None:
            self.far_asked.emit(self._query, serial, self._older)
        else:
            self._rows.look(row)
            self.rows_wanted.emit()

    def _end(self) -> None:
        self.stop()
        self.told.emit(self.tr("No older match") if self._older else self.tr("No newer match"))
        self.ended.emit()
