"""Rows of the event log as pictures, kept while they are near: of rows that move only the place changes.

A screen of new rows is drawn with each frame of a flood, so that what recurs in them (a channel, a type, a
severity, the time of one read) is drawn once and then copied, which costs a hundredth of its letters.
"""

from collections import OrderedDict

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QPainter, QPen, QPixmap

from watchfloor.gui.log.event_row import EventRow
from watchfloor.gui.log.gutter import draw_gutter, rule_color
from watchfloor.gui.log.log_header import (
    CHANNEL,
    CONFIDENCE,
    SEVERITY,
    SOURCE,
    SUMMARY,
    TIME,
    TYPE,
    Find,
)
from watchfloor.gui.style import paint
from watchfloor.gui.style.look import BODY, SMALL, TINY, Look
from watchfloor.gui.style.shape import paint_state

PICTURES = 120  # rows kept: more than a screen is high
CELLS = 200  # cells kept
RECURRING = frozenset((TIME, CHANNEL, TYPE, SEVERITY, SOURCE, CONFIDENCE))

Boxes = dict[int, tuple[float, float]]


class RowPictures:
    """Draws rows in columns: `boxes` has each column's left edge and width, `fields` finds JSON fields."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.boxes: Boxes = {}
        self.fields: dict[int, Find] = {}
        self.gutter = 0.0  # how wide the strip before the columns is
        self._ratio = 1.0
        self._pictures: OrderedDict[int, QPixmap] = OrderedDict()
        self._drawn: dict[int, None] = {}  # rows that were drawn once, the last one last
        self._cells: dict[tuple[int, str], QPixmap] = {}
        self._time = ""  # of the row drawn last: only a flood has the same time twice
        self._rule = look.translucent("border", 0.55)

    def clear(self) -> None:
        """Columns, colours or sizes changed: every row is drawn anew."""
        self._pictures.clear()
        self._drawn.clear()
        self._cells.clear()
        self._rule = self._look.translucent("border", 0.55)

    def draw(
        self, painter: QPainter, line: QRectF, serial: int, row: EventRow, ratio: float, *, pinned: bool
    ) -> None:
        """The row as it lies on the ground of the table. Drawn for the second time, it is kept."""
        if ratio != self._ratio:
            self.clear()
            self._ratio = ratio
        picture = self._pictures.get(serial)
        if picture is None and serial in self._drawn:
            picture = self._kept(serial, line.size(), row, pinned=pinned)
        if picture is not None:
            painter.drawPixmap(line.topLeft(), picture)
            return
        # Most rows of a flood, and of a trickle, are drawn once.
        self._drawn[serial] = None
        if len(self._drawn) > PICTURES:
            del self._drawn[next(iter(self._drawn))]
        self._draw_plain(painter, line, row, pinned=pinned)

    def _kept(self, serial: int, size: QSizeF, row: EventRow, *, pinned: bool) -> QPixmap:
        picture = self._pictures[serial] = self._blank(size)
        painter = QPainter(picture)
        self._draw_plain(painter, QRectF(QPointF(0, 0), size), row, pinned=pinned)
        painter.end()
        if len(self._pictures) > PICTURES:
            self._pictures.popitem(last=False)
        return picture

    def _draw_plain(self, painter: QPainter, line: QRectF, row: EventRow, *, pinned: bool) -> None:
        if row.rule is not None:
            ground = self._look.translucent(rule_color(row.rule, self._look).name(), 0.10)
            painter.fillRect(line, ground)
        copied = self._ratio.is_integer() and row.rule is None
        self._draw(painter, line, row, copied=copied, pinned=pinned)

    def draw_chosen(
        self, painter: QPainter, line: QRectF, row: EventRow, *, framed: bool, pinned: bool
    ) -> None:
        """A row that is chosen, on a ground of its own; framed, it is where the keys are."""
        look = self._look
        painter.fillRect(line, look.color("selection"))
        self._draw(painter, line, row, copied=False, pinned=pinned)
        if framed:
            painter.setPen(QPen(look.color("accent"), 1))
            painter.drawRect(line.adjusted(0.5, 0.5, -1.5, -1.5))

    def draw_words(self, painter: QPainter, line: QRectF, words: str) -> None:
        """A row of which nothing is known but these words."""
        box = line.adjusted(8, 0, -8, 0)
        paint.text(painter, box, words, self._look.font(SMALL), self._look.color("faint"))
        self._draw_rule(painter, line)

    def _blank(self, size: QSizeF) -> QPixmap:
        picture = QPixmap((size * self._ratio).toSize())
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(self._look.color("panel"))
        return picture

    def _draw_rule(self, painter: QPainter, line: QRectF) -> None:
        # A filled line costs a hundredth of a drawn one.
        painter.fillRect(QRectF(line.left(), line.bottom() - 1, line.width(), 1), self._rule)

    def _draw(self, painter: QPainter, line: QRectF, row: EventRow, *, copied: bool, pinned: bool) -> None:
        if row.hatched:
            paint.hatch(painter, line, self._look, self._ink(row))
        if row.rule is not None or pinned:
            draw_gutter(painter, line, self._look, row.rule, pinned=pinned)
        if not row.event:
            self._draw_rule(painter, line)
            self._story(painter, line, row)
            return
        for column, (left, width) in self.boxes.items():
            if copied and column in RECURRING and (column != TIME or row.time == self._time):
                painter.drawPixmap(
                    QPointF(left, line.top()), self._cell_picture(column, row, width, line.height())
                )
            else:
                self._cell(painter, QRectF(left + 8, line.top(), width - 12, line.height()), column, row)
        self._time = row.time
        self._draw_rule(painter, line)

    def _cell_picture(self, column: int, row: EventRow, width: float, height: float) -> QPixmap:
        key = (column, str(row.severity) if column == SEVERITY else self._recurring(column, row))
        known = self._cells.get(key)
        if known is not None:
            return known
        picture = self._blank(QSizeF(width, height))
        painter = QPainter(picture)
        self._cell(painter, QRectF(8, 0, width - 12, height), column, row)
        painter.end()
        if len(self._cells) >= CELLS:
            self._cells.clear()
        self._cells[key] = picture
        return picture

    @staticmethod
    def _recurring(column: int, row: EventRow) -> str:
        match column:
            case 0:
                return row.time
            case 1:
                return f"! {row.channel}" if row.insecure else row.channel
            case 2:
                return row.kind
            case 5:
                return row.source
            case _:
                return row.confidence

    def _cell(self, painter: QPainter, box: QRectF, column: int, row: EventRow) -> None:
        look = self._look
        if column == SEVERITY:
            size = look.px(18)
            chip = QRectF(box.left() - 1, box.center().y() - size / 2, look.px(21), size)
            paint.severity_chip(painter, chip, row.severity, look)
            return
        if column == SUMMARY and row.mark:
            box = self._mark(painter, box, row.mark)
        words, font, ink = self._words(column, row)
        fitted = row.fitted.get(column)
        if fitted is None or fitted[0] != box.width():
            fitted = row.fitted[column] = (box.width(), paint.cut(words, font, box.width()))
        paint.line(painter, box, fitted[1], font, look.color(ink))

    def _words(self, column: int, row: EventRow) -> tuple[str, QFont, str]:
        look = self._look
        mono = look.font(SMALL, mono=True)
        match column:
            case 0:
                return row.time, mono, "text"
            case 1 if row.insecure:
                # Not by colour alone: nobody has checked whose rows these are.
                return f"! {row.channel}", look.font(BODY, 600), "alarm"
            case 1:
                return row.channel, look.font(BODY), "text"
            case 2:
                return row.kind, mono, "accent"
            case 4:
                return (row.summary, mono, "warning") if row.raw else (row.summary, look.font(BODY), "text")
            case 5:
                return row.source, look.font(BODY), "muted"
            case 6:
                return row.confidence, mono, "muted"
            case _:
                return row.field(self.fields[column]), mono, "text"

    def _mark(self, painter: QPainter, box: QRectF, mark: str) -> QRectF:
        """What the ledger says of the event, framed; the room that is left."""
        look, font = self._look, self._look.font(TINY, 500)
        width = paint.width(mark, font) + look.px(10)
        chip = QRectF(box.left(), box.center().y() - look.px(8), width, look.px(16))
        painter.setPen(QPen(look.color("warning"), 1))
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        paint.text(painter, chip, mark, font, look.color("warning"), paint.CENTER)
        return box.adjusted(width + look.px(6), 0, 0, 0)

    def _story(self, painter: QPainter, line: QRectF, row: EventRow) -> None:
        """A sentence between the events, in the colour of what it tells."""
        look = self._look
        name = self._ink(row)
        ink = look.color(name)
        columns = ((TIME, row.time, look.font(SMALL, mono=True)), (CHANNEL, row.channel, look.font(BODY)))
        start = self.gutter + 8.0
        for column, words, font in columns:
            if column in self.boxes:
                left, width = self.boxes[column]
                paint.text(painter, QRectF(left + 8, line.top(), width - 12, line.height()), words, font, ink)
                start = max(start, left + width + 8)
        sign = QRectF(start, line.center().y() - look.px(6), look.px(12), look.px(12))
        if row.state is not None:
            paint_state(painter, sign, row.state, ink)
        else:
            mark = "▲" if row.kind == "alert" else "⊥"
            paint.text(painter, sign, mark, look.font(SMALL), ink, paint.CENTER)
        rest = QRectF(sign.right() + look.px(7), line.top(), line.width() - sign.right() - 14, line.height())
        paint.text(painter, rest, row.summary, look.font(BODY), ink)

    def _ink(self, row: EventRow) -> str:
        theme = self._look.theme
        if row.kind == "alert":
            return theme.of_severity(row.severity) if row.severity else "warning"
        return theme.of_state(row.state) if row.state is not None else "warning"
