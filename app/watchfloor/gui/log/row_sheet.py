"""The rows of the log as they lie on the screen: draws those in sight, and says what there is instead."""

from math import ceil
from time import time
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from watchfloor.core.log.highlight import Highlighter
from watchfloor.core.log.log import Item
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.session.session import Session
from watchfloor.gui.log import gutter
from watchfloor.gui.log.event_row import EventRow, RowCache
from watchfloor.gui.log.log_header import LogHeader
from watchfloor.gui.log.row_picture import RowPictures
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import Look

PinKey = tuple[str, int]  # an event's channel and number


class Sight(NamedTuple):
    """What is looked at: from which row on, how high each is, which are chosen, where the keys are."""

    room: QRectF
    part: QRectF  # of the room, that is to be drawn
    first: int
    row_height: int
    chosen: range
    current: int | None  # framed, where the table has the focus
    ratio: float  # of the screen's pixels to ours


class RowSheet:
    """Shows a `LogWindow` in the columns of a `LogHeader`."""

    def __init__(self, session: Session, window: LogWindow, header: LogHeader, look: Look) -> None:
        self.highlighter = Highlighter(session.read, time)
        self._session = session
        self._window = window
        self._header = header
        self._look = look
        self._rows = RowCache(session, self.highlighter)
        self._pins: dict[PinKey, str] = {}
        self._pictures = RowPictures(look)
        self._is_laid_out = False

    @property
    def inset(self) -> int:
        """How wide the strip before the columns is, where rows are marked."""
        return self._look.px(gutter.WIDTH)

    def show_pins(self, pins: dict[PinKey, str]) -> None:
        self._pins = pins
        self.renew()

    def note_of(self, item: Item | None) -> str | None:
        """The note of a pinned event; None for one that is not."""
        return None if item is None else self._pins.get((item.channel, getattr(item, "seq", 0)))

    def renew(self, *, texts: bool = False) -> None:
        """Columns, colours or sizes changed, or what rows say: draw every row anew."""
        if texts:
            self._rows.clear()
        self._pictures.clear()
        self._is_laid_out = False

    def _lay_out(self) -> None:
        """Where the columns are: it is asked of Qt once, and not with every row that comes."""
        inset, pictures = self.inset, self._pictures
        pictures.gutter = inset
        pictures.boxes = {
            column: (left + inset, width) for column, (left, width) in self._header.boxes.items()
        }
        pictures.fields = self._header.finders
        self._is_laid_out = True

    def row(self, serial: int, item: Item) -> EventRow:
        """What a row says."""
        return self._rows.row(serial, item, utc=self._look.utc)

    def draw(self, painter: QPainter, sight: Sight) -> None:
        painter.fillRect(sight.part, self._look.color("panel"))
        if not self._is_laid_out:
            self._lay_out()
        height = sight.row_height
        shown = min(int(sight.room.height()) // height + 1, max(0, self._window.count - sight.first))
        upper = int(sight.part.top()) // height
        for place in range(upper, min(shown, ceil(sight.part.bottom() / height))):
            line = QRectF(0, place * height, sight.room.width(), height)
            self._draw_row(painter, line, sight.first + place, sight)
        self._window.look(sight.first + shown)
        if not self._window.count:
            self._draw_empty(painter, sight.room)

    def _draw_row(self, painter: QPainter, line: QRectF, place: int, sight: Sight) -> None:
        serial = self._window.serial_at(place)
        item = None if serial is None else self._window.item(serial)
        if serial is None or item is None:
            self._draw_unknown(painter, line, serial)
            return
        row = self.row(serial, item)
        pinned = bool(self._pins) and self.note_of(item) is not None
        if place in sight.chosen:
            framed = serial == sight.current
            self._pictures.draw_chosen(painter, line, row, framed=framed, pinned=pinned)
        else:
            self._pictures.draw(painter, line, serial, row, sight.ratio, pinned=pinned)

    def _draw_unknown(self, painter: QPainter, line: QRectF, serial: int | None) -> None:
        """A row that the journal is being asked for, or no longer has."""
        history = self._window.history
        gone = history is not None and serial is not None and serial < 0 and history.gone(serial)
        words = self.tr("Dropped from the journal, as its retention says") if gone else "…"
        self._pictures.draw_words(painter, line, words)

    # -- instead of rows

    def _draw_empty(self, painter: QPainter, box: QRectF) -> None:
        paint.face(painter, box, *self.empty_words(), self._look)

    def empty_words(self) -> tuple[str, str]:
        """Why there is no row, and what to do next."""
        window, search = self._window, self._window.search
        if window.choosing:
            return self.tr("No pinned row to show"), self.tr("Ctrl+D pins the row that is chosen.")
        if window.more and search is not None and not search.stopped:
            return self.tr("Looking in the journal…"), ""
        if window.filtered:
            hint = self.tr("Ctrl+Shift+F clears the filter; Ctrl+F changes it.")
            return self.tr("Nothing matches this filter"), hint
        if window.cleared:
            hint = self.tr("The journal has what came before.")
            return self.tr("Nothing new since you cleared the log"), hint
        if not self._session.channels:
            return self.tr("No events yet"), self.tr("Add a feed (Ctrl+N); what it sends appears here.")
        return self.tr("No events yet"), self.tr("What the feeds send appears here as it comes.")

    @staticmethod
    def tr(words: str) -> str:
        return QCoreApplication.translate("RowSheet", words)
