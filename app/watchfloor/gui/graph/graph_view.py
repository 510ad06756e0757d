"""The graphs: throughput, latency, and any figure that the feeds send, over one span of time."""

from collections.abc import Callable
from functools import partial
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from watchfloor.core.error import KnownError
from watchfloor.core.log.log_window import LogWindow
from watchfloor.core.session.session import Change, Session
from watchfloor.core.text.speech import said
from watchfloor.gui.graph.field_drag import unpacked
from watchfloor.gui.graph.graph_menu import GraphMenu
from watchfloor.gui.graph.plot_column import PlotColumn
from watchfloor.gui.graph.source import Key, Source
from watchfloor.gui.graph.span import SPANS, nearest
from watchfloor.gui.graph.spec import Spec
from watchfloor.gui.instant import Instant
from watchfloor.gui.style.control import MenuButton
from watchfloor.gui.style.heading import Heading
from watchfloor.gui.style.look import Look

PROGRESS = "progress"


class GraphView(PlotColumn):
    """Shows figures of a `Session`. The first metric that arrives is plotted by itself; others by choice.

    While the filter of the log holds for it too, it shows what that leaves. A field that is dropped on a plot
    becomes one more curve of it. The picture begins with what is known, until the chosen span is full.
    """

    # A curve of seconds changes by the second, and is drawn then.
    watches = Change.NOTHING
    every_s = 0.5

    def __init__(
        self, session: Session, look: Look, parent: QWidget | None = None, *, rows: LogWindow | None = None
    ) -> None:
        super().__init__(session, look, rows or LogWindow(session.log), parent)
        self._drawn_at_s = 0.0
        self.heading = Heading(self.tr("Graphs"), look)
        self._menu = GraphMenu(self)
        self._add = self._button(self.tr("Add plot"), "+", self._menu.fill_add)
        self._span = self._button(self.tr("Span of time"), "5 min", self._fill_span, drops=True)
        self.heading.add(self._add)
        self.heading.add(self._span)
        self.setAcceptDrops(True)
        for key in (("throughput",), ("latency",)):
            self.add(self.spec(key))
        look.changed.connect(self._redraw)

    def _button(
        self, name: str, text: str, fill: Callable[[QMenu], None], *, drops: bool = False
    ) -> QToolButton:
        button = MenuButton(self._look) if drops else QToolButton()
        button.setObjectName("flat")
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(partial(fill, menu))
        button.setMenu(menu)
        return button

    # -- what is plotted

    def plot_field(self, channel: str, path: str, onto: Key | None = None) -> None:
        """Plot a JSON field of a channel's events, from what is in memory on; `onto` a plot, or by itself."""
        try:
            self._session.watch_field(
                channel, path, is_spare=lambda other: not self.shows(("metric", channel, other))
            )
        except KnownError as error:
            self.told.emit(said(str(error)))
            return
        if onto in self._plots:
            self.add_curve(onto, ("metric", channel, path))
        else:
            self.choose(("metric", channel, path))

    # -- drawing

    def refresh(self, at: Instant) -> None:
        if abs(at.wall_s - self._drawn_at_s) < self.every_s:
            return
        self._at, self._drawn_at_s = at, at.wall_s
        if not self.arranged and not any(key[0] == "metric" for key in self._plots):
            # A progress has a strip of its own.
            telling = (key for key in self._session.metrics if key[1] != PROGRESS)
            for channel, metric in islice(telling, 1):
                self.add(self.spec(("metric", channel, metric)))
        self._redraw()

    def _redraw(self) -> None:
        self.lens.update()
        self.heading.note(self.tr("Filtered") if self.lens.active else "")
        self.redraw()

    @property
    def shown_span_s(self) -> float:
        """So much of the chosen span as there is something of, and a minute at least."""
        return self.shown.shown_s

    def link(self, *, linked: bool) -> None:
        """Whether the log's filter holds here too."""
        self.lens.linked = linked
        self._redraw()

    def ask_to_save(self, kind: str) -> None:
        """All plots as one picture ("png") or one table ("csv")."""
        self._menu.ask_for_file(None, kind)

    def follow_filter(self) -> None:
        """The log's filter is another one."""
        self._redraw()

    def show_span(self, span_s: float) -> None:
        """The span of the menu that comes nearest."""
        self.choose_span(*nearest(span_s))

    def choose_span(self, name: str, span_s: float) -> None:
        self.span_s = span_s
        self._span.setText(self.tr(name))
        self._redraw()

    # -- menus

    def offer_plots(self) -> None:
        """Open the list of what can be plotted, for whoever comes by keys."""
        menu = self._add.menu()
        if menu is not None:
            menu.popup(self._add.mapToGlobal(self._add.rect().bottomLeft()))

    def _fill_span(self, menu: QMenu) -> None:
        menu.clear()
        for name, span_s in SPANS:
            action = menu.addAction(self.tr(name))
            action.setCheckable(True)
            action.setChecked(span_s == self.span_s)
            action.triggered.connect(partial(self.choose_span, name, span_s))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self.key_at(event.pos().y())
        if key is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._menu.fill_plot(menu, key)
            menu.popup(event.globalPos())

    # -- what is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if unpacked(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.point_target(self.key_at(event.position().y()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.point_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Onto a plot it becomes one more curve, beside them a plot of its own."""
        self.point_target(None)
        field = unpacked(event.mimeData())
        if field is not None:
            self.plot_field(*field, self.key_at(event.position().y()))
            event.acceptProposedAction()


__all__ = ["GraphView", "Source", "Spec"]
