"""A short list of two-line notes, as high as what is in it: alerts, saved views."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from watchfloor.gui.channel.channel_delegate import EDGE, LEFT, Index
from watchfloor.gui.style import paint
from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.style.look import BODY, SMALL, Look

NOTE = int(Qt.ItemDataRole.UserRole)
TALL, LOW = 46, 30
REACH = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


@dataclass(frozen=True)
class Note:
    """`sign` is "", "dot" or "triangle", hollow where it is `quiet`. `right` stands at the right end;
    `whose` it is, is told where one points, and read out."""

    key: str
    title: str
    words: str = ""
    right: str = ""
    sign: str = ""
    color: str = "muted"
    quiet: bool = False
    marked: bool = False
    whose: str = ""

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.title, self.whose, self.words, self.right) if part)


class NoteList(QListView):
    """Gives `note_chosen` on a click, Return or Space, and `menu_asked` with where on the screen.

    Each comes with the note's key. `empty` is said where there is no note.
    """

    note_chosen = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(
        self, name: str, empty: str, look: Look, *, rows: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._empty = empty
        self._rows = rows
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(look, self))
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_requested)
        self.clicked.connect(lambda index: self.note_chosen.emit(index.data(NOTE).key))
        look.changed.connect(self._on_look_changed)

    @property
    def notes(self) -> list[Note]:
        return self._model.notes

    def height_of(self, rows: int) -> int:
        """What so many rows take, or as many as there are; without any, the words that say so."""
        heights = [self._look.row(TALL if note.words else LOW) for note in self._model.notes[:rows]]
        return sum(heights) or self._look.px(44)

    def show_rows(self, rows: int) -> None:
        """So many at once from now on; the others are scrolled to."""
        if rows != self._rows:
            self._rows = rows
            self.updateGeometry()

    def show_notes(self, notes: Sequence[Note]) -> None:
        if list(notes) != self._model.notes:
            grown = self.sizeHint()
            self._model.show(list(notes))
            if grown != self.sizeHint():
                self.updateGeometry()
            self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height_of(self._rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, min(self.sizeHint().height(), self._look.row(LOW)))

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)  # type: ignore[arg-type]
        if not self._model.notes:
            painter = QPainter(self.viewport())
            box = QRectF(self.viewport().rect()).adjusted(14, 2, -8, 0)
            painter.setFont(self._look.font(SMALL))
            painter.setPen(self._look.color("muted"))
            painter.drawText(box, int(Qt.TextFlag.TextWordWrap), self._empty)
            painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in REACH and index.isValid():
            self.note_chosen.emit(index.data(NOTE).key)
        else:
            super().keyPressEvent(event)

    def _on_look_changed(self) -> None:
        self.doItemsLayout()
        self.updateGeometry()

    def _on_menu_requested(self, position: QPoint) -> None:
        index = self.indexAt(position)
        if index.isValid():
            self.menu_asked.emit(index.data(NOTE).key, self.viewport().mapToGlobal(position))


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.notes: list[Note] = []

    def show(self, notes: list[Note]) -> None:
        same = [note.key for note in notes] == [note.key for note in self.notes]
        if same:
            self.notes = notes
            self.dataChanged.emit(self.index(0), self.index(len(notes) - 1))
            return
        self.beginResetModel()
        self.notes = notes
        self.endResetModel()

    def rowCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return len(self.notes)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        note = self.notes[index.row()]
        if role == NOTE:
            return note
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(note.spoken)
        words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return note.spoken if role in words else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self._look.row(TALL if index.data(NOTE).words else LOW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        note, look, box = index.data(NOTE), self._look, QRectF(option.rect)
        painter.save()
        state = QStyle.StateFlag(option.state)
        paint.row_ground(painter, box, look, state, chosen=note.marked)
        # Lines stand as near to each other in a low row: what is above and below them is less.
        high = TALL if note.words else LOW
        begin = box.top() - (look.px(high) - look.row(high)) / 2
        if note.sign:
            center = QPointF(box.left() + look.px(22), begin + look.px(16 if note.words else LOW / 2))
            (_dot if note.sign == "dot" else _triangle)(painter, center, look.px(11), note, look)
        left = box.left() + look.px(LEFT)
        right = box.right() - look.px(EDGE)
        used = paint.width(note.right, look.font(SMALL)) + look.px(8) if note.right else 0
        top = begin + look.px(6)
        line = QRectF(left, top, right - left - used, look.px(18))
        ink = "muted" if note.quiet else "text"
        paint.text(painter, line, note.title, look.font(BODY, 500), look.color(ink))
        if note.right:
            place = QRectF(right - used, top, used, line.height())
            paint.text(painter, place, note.right, look.font(SMALL), look.color("muted"), paint.RIGHT)
        if note.words:
            second = QRectF(left, begin + look.px(24), right - left, look.px(17))
            paint.text(painter, second, note.words, look.font(SMALL), look.color("muted"))
        painter.restore()


def _triangle(painter: QPainter, center: QPointF, size: float, note: Note, look: Look) -> None:
    """Full while it is news, hollow once it was seen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color, half = look.color(note.color), size / 2
    painter.setPen(QPen(color, max(1.0, size * 0.12)))
    painter.setBrush(Qt.BrushStyle.NoBrush if note.quiet else color)
    painter.drawPolygon(
        QPolygonF(
            [
                center + QPointF(0, -half),
                center + QPointF(half, half * 0.8),
                center + QPointF(-half, half * 0.8),
            ]
        )
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _dot(painter: QPainter, center: QPointF, size: float, note: Note, look: Look) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(note.color))
    painter.drawEllipse(center, size * 0.4, size * 0.4)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
