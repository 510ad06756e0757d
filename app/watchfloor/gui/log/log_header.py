"""The head of the event log: which columns there are, in which order, and how wide."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from watchfloor.core.profiles.path import finder
from watchfloor.gui.style import paint
from watchfloor.gui.style.literal import as_item
from watchfloor.gui.style.look import Look

TIME, CHANNEL, TYPE, SEVERITY, SUMMARY, SOURCE, CONFIDENCE = range(7)
WIDTHS = {TIME: 108, CHANNEL: 150, TYPE: 140, SEVERITY: 44, SUMMARY: 360, SOURCE: 92, CONFIDENCE: 54}
FIELD_WIDTH = 130

Find = Callable[[str], Any]


class LogHeader(QHeaderView):
    """The usual columns, and one for each JSON field that was added. Gives `columns_changed`,
    and `fields_changed` when there are other fields.

    `by_hand` are the columns that the user has shown, hidden or made wider: those stay as they are when the
    table becomes narrow.
    """

    columns_changed = Signal()
    fields_changed = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.by_hand: set[int] = set()
        self._widths = dict(WIDTHS)  # for text of normal size
        self._room = 0
        self._held = False  # a button is down on the head itself
        self._fields: dict[str, tuple[int, Find]] = {}
        names = [self.tr(name) for name in ("Time", "Channel", "Type", "Sev", "Summary", "Source", "Conf")]
        model = QStandardItemModel(0, len(names), self)
        model.setHorizontalHeaderLabels(names)
        self.setModel(model)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(36)
        self.setDefaultAlignment(paint.LEFT)
        for column, width in WIDTHS.items():
            self.resizeSection(column, look.px(width))
        self.setSectionResizeMode(SUMMARY, QHeaderView.ResizeMode.Stretch)
        self.sectionResized.connect(self._on_handle)
        self.sectionResized.connect(self.columns_changed)
        self.sectionMoved.connect(self.columns_changed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)

    # -- what there is

    @property
    def boxes(self) -> dict[int, tuple[float, float]]:
        """Each shown column's left edge and width."""
        return {
            column: (float(self.sectionViewportPosition(column)), float(self.sectionSize(column)))
            for column in range(self.count())
            if not self.isSectionHidden(column)
        }

    @property
    def fields(self) -> list[str]:
        """The paths of the JSON fields that have a column."""
        return list(self._fields)

    @property
    def finders(self) -> dict[int, Find]:
        """What finds the field of a column, by the column's number."""
        return dict(self._fields.values())

    def words(self, column: int) -> str:
        return str(self.model().headerData(column, Qt.Orientation.Horizontal))

    def add_column(self, path: str) -> None:
        """Show a JSON field, by its path, as a column of its own. `KnownError`: no such path."""
        if path in self._fields:
            return
        find = finder(path)
        model = self.model()
        column = model.columnCount()
        model.insertColumn(column)
        model.setHeaderData(column, Qt.Orientation.Horizontal, path)
        self._fields[path] = (column, find)
        self.resizeSection(column, self._look.px(FIELD_WIDTH))
        # Beside the summary, which gives the room.
        self.moveSection(self.visualIndex(column), self.visualIndex(SUMMARY) + 1)
        self.fields_changed.emit()
        self.columns_changed.emit()

    def remove_column(self, path: str) -> None:
        column, _ = self._fields.pop(path)
        self.model().removeColumn(column)
        self._fields = {
            name: (place - (place > column), find) for name, (place, find) in self._fields.items()
        }
        self.by_hand = {place - (place > column) for place in self.by_hand if place != column}
        self.fields_changed.emit()
        self.columns_changed.emit()

    def show_by_hand(self, column: int, *, shown: bool, by_hand: bool = True) -> None:
        """As the user has it; without `by_hand` the column's place in a narrow table is its own affair."""
        (self.by_hand.add if by_hand else self.by_hand.discard)(column)
        self.setSectionHidden(column, not shown)
        self.columns_changed.emit()

    def suit(self, widths: dict[int, int]) -> None:
        """What stands in these columns takes so much, at normal size; those set by hand stay as they are."""
        suited = {**self._widths, **widths}
        if suited != self._widths and not self._held:
            self._widths = suited
            if self._room:
                self.fit(self._room)

    def fit(self, room: int) -> None:
        """In a narrow table the least telling columns make room, unless the user chose otherwise."""
        px, self._room = self._look.px, room
        room -= sum(self.sectionSize(column) for column, _ in self._fields.values())
        for column, least in ((CONFIDENCE, 760), (SOURCE, 880), (CHANNEL, 500), (TYPE, 380)):
            if column not in self.by_hand:
                self.setSectionHidden(column, room < px(least))
        share = 0.62 if room < px(560) else 0.88 if room < px(700) else 1.0
        for column, width in self._widths.items():
            if column not in self.by_hand and column != SUMMARY:
                is_cut = share < 1.0 and column in (CHANNEL, TYPE)
                self.resizeSection(column, px(min(width, WIDTHS[column] * share) if is_cut else width))

    # -- the user

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._held = False

    def _on_handle(self, column: int, _before: int, _after: int) -> None:
        """A width that the user set stays; the summary takes what is left, and a panel that is dragged beside
        the log is no choice of columns."""
        if self._held and column != SUMMARY:
            self.by_hand.add(column)

    def _on_menu(self, position: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(position))

    def menu(self) -> QMenu:
        """All columns to choose from; those of JSON fields can be removed."""
        menu = QMenu(self)
        for column in range(self.count()):
            action = menu.addAction(as_item(self.words(column)))
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(column))
            action.setEnabled(column != SUMMARY)
            action.toggled.connect(lambda shown, at=column: self.show_by_hand(at, shown=shown))
        if self._fields:
            menu.addSeparator()
        for path in self._fields:
            words = self.tr("Remove column {path}").format(path=path)
            menu.addAction(as_item(words)).triggered.connect(partial(self.remove_column, path))
        return menu
