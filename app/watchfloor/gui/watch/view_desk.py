"""Saved views at work: filters with a name, and what came while nobody looked."""

from collections.abc import Callable
from functools import partial

import msgspec
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QInputDialog

from watchfloor.core.text.speech import said
from watchfloor.core.watch.keepsake import Watching
from watchfloor.core.watch.saved_view import MOST_VIEWS, Absence, SavedView
from watchfloor.core.workspace.workspace import LogLook
from watchfloor.gui.instant import Instant
from watchfloor.gui.log.column_look import kept_columns, restore_columns
from watchfloor.gui.shell.command import Command
from watchfloor.gui.style.literal import as_tip
from watchfloor.gui.watch.watch_panel import WatchPanel
from watchfloor.gui.window import MainWindow
from watchfloor.services.home.shelf import Kept


class ViewDesk(QObject):
    """Sets the window's filter and columns to a view's, and keeps the filter as one.

    Gives `views_changed` when there are other views than before.
    """

    views_changed = Signal()

    def __init__(
        self, window: MainWindow, shelf: Kept[Watching], panel: WatchPanel, clock: Callable[[], Instant]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._shelf = shelf
        self._panel = panel
        self._clock = clock
        self._absence = Absence()
        self._before: LogLook | None = None  # the columns before a view brought its own
        panel.view_chosen.connect(self._on_chosen)
        panel.view_asked.connect(self.ask)
        panel.view_removed.connect(self._on_removed)
        window.filter_box.filter_changed.connect(lambda _predicate: self.refresh())
        window.installEventFilter(self)

    def stop(self) -> None:
        self._window.removeEventFilter(self)

    def refresh(self) -> None:
        at_s, stored = self._clock().wall_s, self._window.session.stored
        away = (self._absence.query(), self._absence.count(at_s, stored))
        self._panel.refresh_views(self._shelf.value.views, self._window.filter_box.text().strip(), away)

    def commands(self) -> list[Command]:
        menu = self.tr("Saved views")
        return [
            Command("view.save", menu, self.tr("Save the filter as a view…"), self.ask, "Ctrl+S"),
            *(
                Command(f"view:{view.name}", menu, said(view.name), partial(self._on_chosen, view.asked))
                for view in self._shelf.value.views
            ),
        ]

    # -- what the user does

    def _query(self) -> str:
        """The filter as it stands, if it can be read."""
        box = self._window.filter_box
        return "" if box.error else box.text().strip()

    def _on_chosen(self, query: str) -> None:
        """Set the filter; chosen again, a view is left."""
        box = self._window.filter_box
        leaves = box.text().strip() == query
        box.setText("" if leaves else query)
        box.apply()
        self._show_columns(() if leaves else self._columns_of(query))
        self.refresh()

    def _columns_of(self, query: str) -> tuple[str, ...]:
        return next((view.columns for view in self._shelf.value.views if view.asked == query), ())

    def _show_columns(self, columns: tuple[str, ...]) -> None:
        """A view's own columns; when it is left, those from before."""
        table, look = self._window.log.table, self._window.look
        if columns:
            self._before = self._before or kept_columns(table, look)
            restore_columns(table, msgspec.structs.replace(self._before, columns=columns), look)
        elif self._before is not None:
            restore_columns(table, self._before, look)
            self._before = None

    def ask(self) -> None:
        query = self._query()
        if not query:
            self._window.tell(self.tr("Type a filter first: a saved view is a filter with a name."))
            return
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Save the filter as a view"))
        dialog.setLabelText(self.tr("A name for “{query}”").format(query=as_tip(query[:80])))
        dialog.setTextValue(query[:40])
        dialog.textValueSelected.connect(lambda name: self.save(name, query))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, name: str, query: str) -> None:
        """Keep the query under a name, with the columns that are shown."""
        name = " ".join(name.split())[:80]
        others = tuple(view for view in self._shelf.value.views if view.name != name)
        if len(others) >= MOST_VIEWS:
            words = self.tr("There are {count} saved views, which is all that can be. Remove some first.")
            self._window.tell(words.format(count=MOST_VIEWS))
        elif name:
            columns = kept_columns(self._window.log.table, self._window.look).columns
            self._change((*others, SavedView(name=name, query=query, columns=columns)))

    def _on_removed(self, name: str) -> None:
        self._change(tuple(view for view in self._shelf.value.views if view.name != name))

    def _change(self, views: tuple[SavedView, ...]) -> None:
        self._shelf.put(msgspec.structs.replace(self._shelf.value, views=views))
        self.refresh()
        self.views_changed.emit()

    # -- away and back

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowDeactivate:
            self._absence.leave(self._clock().wall_s, self._window.session.stored)
        elif event.type() is QEvent.Type.WindowActivate:
            self._absence.come_back(self._clock().wall_s, self._window.session.stored)
            self.refresh()
        return super().eventFilter(watched, event)
