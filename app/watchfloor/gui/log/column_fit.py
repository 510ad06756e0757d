"""How wide the log's columns of names are: as wide as what stands in them, and no wider."""

from math import ceil

from PySide6.QtGui import QFont

from watchfloor.core.session.session import Session
from watchfloor.gui.instant import Instant
from watchfloor.gui.log.event_table import EventTable
from watchfloor.gui.log.log_header import CHANNEL, SOURCE, TYPE
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import BODY, SMALL, Look

# For text of normal size. One odd name takes no room from the summary; it is cut, as in a narrow table.
BOUNDS = {CHANNEL: (96, 190), TYPE: (104, 180), SOURCE: (72, 130)}
AROUND, STEP = 16, 4
EVERY_S = 1.0
MOST_WORDS = 500


class ColumnFit:
    """Looks at the newest rows once a second. A column grows and does not shrink: what one reads stays in
    its place."""

    def __init__(self, session: Session, table: EventTable, look: Look) -> None:
        self._session = session
        self._table = table
        self._look = look
        self._measured: dict[int, set[str]] = {column: set() for column in BOUNDS}
        self._widths: dict[int, int] = {}
        self._looked_at_s = 0.0
        look.changed.connect(self._forget)

    def refresh(self, at: Instant, newest: int) -> None:
        """`newest`: how many rows there are to look at."""
        if 0 <= at.monotonic_s - self._looked_at_s < EVERY_S:
            return
        self._looked_at_s = at.monotonic_s
        for name in list(self._session.channels)[:MOST_WORDS]:
            self._measure(CHANNEL, name)
        for place in range(min(newest, self._table.whole_rows)):
            row = self._table.row_text(place)
            if row is not None and row.event:
                self._measure(TYPE, row.kind)
                self._measure(SOURCE, row.source)
        self._table.header.suit(self._widths)

    def _measure(self, column: int, words: str) -> None:
        measured = self._measured[column]
        if words in measured or len(measured) >= MOST_WORDS:
            return
        measured.add(words)
        least, most = BOUNDS[column]
        around = (paint.width(words, self._font(column)) + AROUND) / self._look.zoom
        width = min(max(least, ceil(around / STEP) * STEP), most)
        self._widths[column] = max(width, self._widths.get(column, 0))

    def _font(self, column: int) -> QFont:
        return self._look.font(SMALL, mono=True) if column == TYPE else self._look.font(BODY)

    def _forget(self) -> None:
        """Type is of another size or form now."""
        for words in self._measured.values():
            words.clear()
